"""The tree of an article → blocks (`values.py`).

Elements that only arrange a page, such as `div`, leave their content. Their ends, and those of all
blocks, end a paragraph, so that text beside blocks is a paragraph too.
"""

import re
from collections.abc import Callable, Iterable

from lxml.html import HtmlElement

from kazarchive.importing.markdown import atoms, figures, inlines, lists, marks, tables
from kazarchive.importing.markdown.footnotes import Footnotes
from kazarchive.importing.markdown.inlines import Piece
from kazarchive.importing.markdown.values import (
    Atom,
    Block,
    Break,
    Code,
    Element,
    Heading,
    Inline,
    Items,
    Mark,
    Note,
    Paragraph,
    Preformatted,
    Quote,
    Rule,
    Text,
    Void,
)

Notes = list[tuple[Block, ...]]
"""The blocks of each footnote, in the order of their numbers."""

Marks = tuple[Mark, ...]

LEFT_OUT = frozenset(
    "audio canvas datalist embed head iframe math noscript object script style svg template title"
    " video".split()
)
"""Elements whose content is no text of the article."""

DEEPEST = 100
"""Elements inside each other; of what is deeper only the text is read."""

_ARRANGING = frozenset(
    "address article aside body caption center dd div dt fieldset figcaption footer form header"
    " hgroup html legend li main nav option p search section summary tbody td tfoot th thead"
    " tr".split()
)
_LANGUAGE = re.compile(r"(?:^|\s)(?:brush:\s*|lang(?:uage)?-)([\w+#.-]+)")


def read(tree: HtmlElement, footnotes: Footnotes) -> tuple[tuple[Block, ...], Notes]:
    """The blocks of an article, and of its footnotes."""
    document = _Document(footnotes)
    blocks = document.blocks(tree)
    notes: Notes = []
    while len(notes) < len(document.notes) or document.add_the_rest():
        note, label = document.notes[len(notes)]
        notes.append(_without_label(document.blocks(note), label))
    if notes and blocks and isinstance(blocks[-1], Rule):
        blocks = blocks[:-1]
    return blocks, notes


def _without_label(note: tuple[Block, ...], label: str) -> tuple[Block, ...]:
    """A footnote without the number that its text may begin with."""
    first = note[0] if note else None
    if isinstance(first, Paragraph) and isinstance(first.content[0], Text):
        text = re.sub(rf"^{re.escape(label)}[.:]?\s+(?=\S)", "", first.content[0].text)
        return (Paragraph((Text(text), *first.content[1:])), *note[1:])
    return note


class _Document:
    """What is known while one tree is read."""

    def __init__(self, footnotes: Footnotes) -> None:
        self.footnotes = footnotes
        self.notes: list[tuple[HtmlElement, str]] = []
        """Each note whose reference was read, and the text of the reference."""
        self.numbers: dict[HtmlElement, int] = {}
        self.anchors: list[str] = []
        """The ids of the elements that have begun and have shown nothing yet."""
        self.depth = 0

    def blocks(self, element: HtmlElement, marks: Marks = ()) -> tuple[Block, ...]:
        """The content of an element."""
        reader = _Reader(self)
        reader.content(element, marks)
        reader.end_paragraph()
        return tuple(reader.blocks)

    def pieces(self, element: HtmlElement, marks: Marks = ()) -> list[Piece]:
        """The content of an element, in which blocks are lines."""
        reader = _Reader(self, is_line=True)
        reader.content(element, marks)
        return reader.pieces

    def line(self, element: HtmlElement, marks: Marks = ()) -> tuple[Inline, ...]:
        return inlines.line(self.pieces(element, marks))

    def note(self, link: HtmlElement) -> Note:
        note = self.footnotes.references[link]
        if note not in self.numbers:
            self.notes.append((note, "".join(link.itertext()).strip()))
            self.numbers[note] = len(self.notes)
        return Note(self.numbers[note])

    def add_the_rest(self) -> bool:
        """Add a note whose only references are in what was left out."""
        for link, note in self.footnotes.references.items():
            if note not in self.numbers:
                self.note(link)
                return True
        return False


class _Reader:
    """Reads the content of one element into blocks, or all of it into one line."""

    def __init__(self, document: _Document, is_line: bool = False) -> None:
        self.document, self.is_line = document, is_line
        self.blocks: list[Block] = []
        self.pieces: list[Piece] = []

    def content(self, element: HtmlElement, marks: Marks) -> None:
        if self.document.depth > DEEPEST:
            self.text(" ".join(element.itertext()), marks)
            return
        self.document.depth += 1
        if element.text:
            self.text(element.text, marks)
        for child in element:
            self.element(child, marks)
            if child.tail:
                self.text(child.tail, marks)
        self.document.depth -= 1

    def element(self, element: HtmlElement, outer: Marks) -> None:
        notes = self.document.footnotes
        is_element = isinstance(element.tag, str)  # otherwise a comment
        if not is_element or element.tag in LEFT_OUT or element in notes.left_out:
            return
        if notes.targets:
            names = {element.get("id"), element.get("name")} & notes.targets
            notes.targets -= names
            self.document.anchors += sorted(name for name in names if name)
        if element in notes.references:
            self.atom(self.document.note(element), outer)
        elif element in notes.marks:
            for child in element:
                self.element(child, outer)
        elif element.tag in atoms.ATOMS:
            if atom := atoms.ATOMS[element.tag](element):
                self.atom(atom, outer)
        elif element.tag in _ARRANGING or element.tag in _BLOCKS:
            self.block(element, outer)
        else:
            self.content(element, marks.inside(element, outer))

    def block(self, element: HtmlElement, marks: Marks) -> None:
        self.end_paragraph()
        read = _BLOCKS.get(element.tag)
        if figures.is_one(element):
            read = _Reader.figure
        if read and not self.is_line:
            read(self, element, marks)
        else:
            self.content(element, marks)
        self.end_paragraph()

    def end_paragraph(self) -> None:
        if self.is_line:
            self.pieces.append(Piece("", (), Break()))
        elif self.pieces:
            self.blocks += map(Paragraph, inlines.paragraphs(self.pieces))
            self.pieces = []

    def text(self, text: str, marks: Marks) -> None:
        if self.document.anchors and not text.isspace():
            self.anchors()
        self.pieces.append(Piece(text, marks))

    def atom(self, atom: Atom, marks: Marks) -> None:
        if not isinstance(atom, Break):
            self.anchors()
        self.pieces.append(Piece("", marks, atom))

    def anchors(self) -> None:
        for name in self.document.anchors:
            self.pieces.append(Piece("", (), Void("a", (("id", name),))))
        self.document.anchors.clear()

    # -- the blocks ------------------------------------------------------------------------------

    def heading(self, element: HtmlElement, marks: Marks) -> None:
        if content := self.document.line(element, marks):
            self.blocks.append(Heading(max(2, int(element.tag[1])), content))

    def rule(self, element: HtmlElement, marks: Marks) -> None:
        self.blocks.append(Rule())

    def preformatted(self, element: HtmlElement, marks: Marks) -> None:
        pieces = self.document.pieces(element)
        pieces = [Piece("\n", one.marks) if isinstance(one.atom, Break) else one for one in pieces]
        code = element if len(element) != 1 or element.text else element[0]
        written = "".join(piece.text for piece in pieces)
        if not written.strip():
            return
        names = {mark.name for piece in pieces for mark in piece.marks}
        if names <= {"code"} and all(piece.atom is None for piece in pieces):
            said = f"{element.get('class') or ''} {code.get('class') or ''}"
            language = _LANGUAGE.search(said)
            self.blocks.append(Code(_without_ends(written), language[1] if language else ""))
        else:
            self.blocks.append(Preformatted(inlines.preformatted(pieces)))

    def list(self, element: HtmlElement, marks: Marks) -> None:
        items: list[tuple[Block, ...]] = []
        values = []
        for part, value in lists.parts(element):
            blocks = self.item(part, marks)
            if blocks and value is None and items:
                items[-1] += blocks
            elif blocks:
                items.append(blocks)
                values.append(value or "")
        numbers = tuple(v if v.lstrip("-").isdecimal() else "" for v in values)
        given = lists.attributes(element)
        ordered = element.tag == "ol" and any(numbers)
        if items:
            name = "ol" if element.tag == "ol" else "ul"
            self.blocks.append(Items(name, tuple(items), given, numbers if ordered else ()))

    def item(self, part: HtmlElement | str, marks: Marks) -> tuple[Block, ...]:
        reader = _Reader(self.document)
        if isinstance(part, str):
            reader.text(part, marks)
        else:
            reader.element(part, marks)
        reader.end_paragraph()
        return tuple(reader.blocks)

    def quote(self, element: HtmlElement, marks: Marks) -> None:
        if blocks := self.document.blocks(element, marks):
            if figures.is_pull_quote(element):
                self.blocks.append(Element("blockquote", blocks, (("class", "pullquote"),)))
            else:
                self.blocks.append(Quote(blocks))

    def table(self, element: HtmlElement, marks: Marks) -> None:
        if (element.get("role") or "") in ("presentation", "none"):
            self.content(element, marks)
            return
        self.outside(tables.outside(element), marks)
        captions = [child for child in element if child.tag == "caption"]
        caption = self.document.line(captions[0], marks) if captions else ()
        table = tables.read(element, lambda cell: self.document.blocks(cell, marks), caption)
        if any(cell.blocks for row in table.rows for cell in row):
            self.blocks.append(table)
        elif caption:
            self.blocks.append(Paragraph(caption))

    def figure(self, element: HtmlElement, marks: Marks) -> None:
        caption = figures.caption(element)
        said: tuple[Inline, ...] = ()
        if caption is not None:
            said = self.document.line(caption, marks)
            self.document.footnotes.left_out.add(caption)
        blocks = self.document.blocks(element, marks)
        self.blocks += figures.with_caption(blocks, said)

    def outside(self, parts: Iterable[HtmlElement | str | None], marks: Marks) -> None:
        """Read texts and elements that have no place where they are."""
        for part in parts:
            if isinstance(part, str):
                self.text(part, marks)
            elif part is not None:
                self.element(part, marks)
        self.end_paragraph()

    def details(self, element: HtmlElement, marks: Marks) -> None:
        summaries = [child for child in element if child.tag == "summary"]
        said = self.document.line(summaries[0], marks) if summaries else ()
        self.document.footnotes.left_out.update(summaries[:1])
        blocks = self.document.blocks(element, marks)
        if said:
            blocks = (Element("summary", (Paragraph(said),)), *blocks)
        if blocks:
            self.blocks.append(Element("details", blocks))

    def definitions(self, element: HtmlElement, marks: Marks) -> None:
        stray = [each for each in element if not [*each.iter("dt", "dd")]]
        self.outside([element.text, *stray, *(each.tail for each in element)], marks)
        parts = (
            Element(part.tag, self.document.blocks(part, marks))
            for part in element.iter("dt", "dd")
            if next(part.iterancestors("dl"), None) is element
        )
        if blocks := tuple(part for part in parts if part.blocks):
            self.blocks.append(Element("dl", blocks))


def _without_ends(code: str) -> str:
    """Code without the line end after the start tag, which HTML ignores, and the one before the end
    tag."""
    return code.removeprefix("\n").removesuffix("\n")


_BLOCKS: dict[str, Callable[[_Reader, HtmlElement, Marks], None]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _Reader.heading),
    **dict.fromkeys(("pre", "listing", "plaintext", "xmp"), _Reader.preformatted),
    **dict.fromkeys(("dir", "menu", "ol", "ul"), _Reader.list),
    "blockquote": _Reader.quote,
    "details": _Reader.details,
    "dl": _Reader.definitions,
    "figure": _Reader.figure,
    "hr": _Reader.rule,
    "table": _Reader.table,
}
