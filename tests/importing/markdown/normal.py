"""What readers see of HTML, so that a source and what a converter made of it can be compared.

A block is a list of its parts; a paragraph is its lines, each with the marks of every letter.
Elements that only arrange a page do not count, nor does the way in which marks are nested.
"""

from itertools import groupby
from typing import Any
from urllib.parse import unquote

from lxml import html
from lxml.html import HtmlElement

MARKS = {"b": "strong", "i": "em", "strike": "s", "tt": "code", "acronym": "abbr"} | {
    name: name
    for name in (
        "abbr cite code del dfn em ins kbd mark q s samp small strong sub sup time u var".split()
    )
}
CONTAINERS = frozenset("ul ol li blockquote table tr td th figure details dl dt dd".split())
LINES = frozenset("h1 h2 h3 h4 h5 h6 summary caption figcaption".split())
ARRANGING = frozenset("p div section article thead tbody tfoot".split())

Letters = list[tuple[str, frozenset[str]]]
"""Each letter, or the description of an image, with its marks."""


def parsed(source: str) -> HtmlElement:
    return html.fragment_fromstring(source, create_parent="div")


def seen(tree: HtmlElement, rendered: bool = False) -> list[Any]:
    """The parts of an article, then those of each footnote."""
    if rendered:
        for item in tree.iter("li"):
            _wrap_lone_image(item)
    article = _Seen(rendered)
    article.content(tree, frozenset())
    article.end()
    return [article.parts, article.notes]


class _Seen:
    """Collects what is seen of one element."""

    def __init__(self, rendered: bool, is_line: bool = False) -> None:
        self.rendered, self.is_line = rendered, is_line
        self.parts: list[Any] = []
        self.notes: list[Any] = []
        self.letters: Letters = []

    def content(self, element: HtmlElement, marks: frozenset[str]) -> None:
        self.text(element.text, marks)
        for child in element:
            if isinstance(child.tag, str):
                self.element(child, marks)
            self.text(child.tail, marks)

    def text(self, text: str | None, marks: frozenset[str]) -> None:
        self.letters += [(" " if sign in " \n\t" else sign, marks) for sign in text or ""]

    def element(self, element: HtmlElement, marks: frozenset[str]) -> None:
        name, classes = element.tag, element.get("class") or ""
        if "footnotes" in classes:
            notes = (note for note in element.iter("li") if note.get("id"))
            self.notes += [self.inside(note, frozenset()) for note in notes]
        elif classes == "back" or "footnote-backref" in classes:
            pass
        elif name == "sup" and "footnote-ref" in classes + (_first_class(element)):
            outside = frozenset(m for m in marks if m not in ("code", "sup") and m[:2] != "a ")
            self.letters.append((f"[note {element[0].text}]", outside))
        elif name == "br":
            self.letters.append(("\n", marks))
        elif name == "img":
            src, alt = unquote(element.get("src") or ""), element.get("alt") or ""
            self.letters.append((f"[image {src} {alt}]", marks))
        elif name in MARKS:
            self.content(element, marks | {MARKS[name]})
        elif name == "a" and _is_address(element):
            self.content(element, marks)
        elif name == "a" and element.get("href"):
            self.content(element, marks | {f"a {unquote(element.get('href') or '')}"})
        elif name in {"pre", "hr"} | ARRANGING | LINES | CONTAINERS:
            self.end()
            self.block(element, marks)
            self.end()
        else:
            self.content(element, marks)

    def block(self, element: HtmlElement, marks: frozenset[str]) -> None:
        name = element.tag
        if self.is_line or (name in ARRANGING and not self.is_captioned(element)):
            self.content(element, marks)
        elif name == "pre":
            code = "".join(element.itertext())
            self.parts.append(["pre", code.removesuffix("\n")])
        elif name == "hr":
            self.parts.append(["hr"])
        elif name in ARRANGING:
            (image,) = element.iter("img")
            title: Letters = [(sign, frozenset()) for sign in image.get("title") or ""]
            caption = ["figcaption", *_paragraphs(title, True)]
            self.parts.append(["figure", *self.inside(element, marks), caption])
        else:
            inside = self.inside(element, marks)
            if name == "figure" and not any(part[0] == "figcaption" for part in inside):
                self.parts += inside
            elif name == "table" and all(len(cell) == 1 for row in inside for cell in row[1:]):
                pass
            elif inside or name in ("tr", "td", "th"):
                shown = "h2" if name == "h1" else name
                self.parts.append([shown, *_attributes(element), *inside])

    def is_captioned(self, element: HtmlElement) -> bool:
        """Whether a paragraph is a figure of ours."""
        images = [*element.iter("img")]
        alone = len(images) == 1 and not "".join(element.itertext()).strip()
        return self.rendered and element.tag == "p" and alone and bool(images[0].get("title"))

    def inside(self, element: HtmlElement, marks: frozenset[str]) -> list[Any]:
        inner = _Seen(self.rendered, element.tag in LINES)
        inner.content(element, marks)
        inner.end()
        self.notes += inner.notes
        if inner.is_line:
            if element.tag == "figcaption":
                inner.letters = [(sign, frozenset(_links(marks))) for sign, marks in inner.letters]
            return _paragraphs(inner.letters, True)
        return inner.parts

    def end(self) -> None:
        if self.is_line:
            self.letters.append(("\n", frozenset()))
        else:
            self.parts += _paragraphs(self.letters, False)
            self.letters = []


def _links(marks: frozenset[str]) -> set[str]:
    return {mark for mark in marks if mark.startswith("a ")}


def _first_class(element: HtmlElement) -> str:
    return (element[0].get("class") or "") if len(element) else ""


def _attributes(element: HtmlElement) -> list[str]:
    names = ("start", "colspan", "rowspan", "type", "value", "align")
    given = [f"{name} {element.get(name)}" for name in names if element.get(name)]
    return given + [f"align {one[6:]}" for one in element.classes if one.startswith("align-")]


def _paragraphs(letters: Letters, is_line: bool) -> list[Any]:
    """Lines with text, in paragraphs: an empty line is between two of them, unless all of it is one
    line of a heading."""
    lines: list[Letters] = [[]]
    for letter in letters:
        if letter[0] == "\n":
            lines.append([])
        elif letter[0] != " " or (lines[-1] and lines[-1][-1][0] != " "):
            lines[-1].append(letter)
    shown = [_shown(line) for line in lines]
    if is_line:
        return [line for line in shown if line]
    groups = [list(group) for has_text, group in groupby(lines, key=_has_text) if has_text]
    return [part for group in groups for part in _parts(group)]


def _has_text(line: Letters) -> bool:
    return bool(_shown(line))


def _parts(lines: list[Letters]) -> list[Any]:
    """A paragraph; images without text are a gallery, whatever paragraphs and lines they are in."""
    signs = [letter for line in lines for letter in line if not letter[0].isspace()]
    if all(sign.startswith("[image ") for sign, _ in signs):
        return [["p", _shown([image])] for image in signs]
    return [["p", *map(_shown, lines)]]


def _shown(line: Letters) -> list[Any]:
    text = "".join(sign for sign, _ in line).strip()
    marks = [sorted(marks) for sign, marks in line if not sign.isspace()]
    return [text, marks] if text else []


def _wrap_lone_image(item: HtmlElement) -> None:
    """Put an image that is alone in a list item into a paragraph: a page shows both as a figure."""
    alone = len(item) == 1 and item[0].tag in ("img", "a") and len([*item.iter("img")]) == 1
    if alone and not "".join(item.itertext()).strip():
        paragraph = html.Element("p")
        paragraph.append(item[0])
        item.append(paragraph)


def _is_address(link: HtmlElement) -> bool:
    """Whether a link is an address of the web: as text, it becomes a link."""
    href = link.get("href") or ""
    return href.startswith("http") and "".join(link.itertext()) == href and not len(link)
