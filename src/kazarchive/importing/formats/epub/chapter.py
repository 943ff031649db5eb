"""One file of a book → its tree, in which links, images and notes are those of the document."""

import re
from collections.abc import Iterator
from posixpath import dirname
from typing import NamedTuple

from lxml import html as lxml_html
from lxml.html import HtmlElement

from kazarchive.importing import encodings, fragments
from kazarchive.importing.formats.epub.book import resolved

LARGEST = 6_000_000
"""Bytes of a chapter."""

_DECLARED = re.compile(rb"<\?xml[^>]*\bencoding\s*=\s*[\"']([\w.:-]+)")
_META = re.compile(rb"<meta\b[^>]*\bcharset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_CLOSED = re.compile(r"<([A-Za-z][\w:.-]*)((?:\s[^<>]*)?)/>")
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_CDATA = re.compile(r"<!\[CDATA\[(.*?)(?:\]\]>|\Z)", re.DOTALL)
_LANGUAGE = re.compile(r"<(?:html|body)\b[^>]*?\s(?:xml:)?lang\s*=\s*[\"']([A-Za-z0-9-]+)")
_BODY = re.compile(r"<body\b[^>]*?\sepub:type\s*=\s*[\"']([^\"']*)", re.IGNORECASE)
_HEADINGS = ("h1", "h2", "h3")
_BREAKS = ("pagebreak", "doc-pagebreak")
FRONT = frozenset("cover titlepage halftitlepage toc landmarks loi lot copyright-page".split())
"""Types (EPUB Structural Semantics) of files that are no chapters."""
NOTES = frozenset("footnotes endnotes rearnotes".split())


class Chapter(NamedTuple):
    """A file of the spine."""

    tree: HtmlElement
    text: str
    """The file, decoded, with an end tag for each element."""
    lang: str
    types: frozenset[str]
    """What its body, or the only element in it, says that it is."""
    head: str
    """The title in its head."""


def chapter(raw: bytes) -> Chapter:
    """Raises encodings.NotRecognised."""
    declared = _DECLARED.search(raw[:1_000]) or _META.search(raw[:4_000])
    text = encodings.decode(raw, declared[1].decode("ascii") if declared else None).text
    html = _CDATA.sub(lambda part: part[1].replace("<", "&lt;"), _CLOSED.sub(_opened, text))
    tree, _ = fragments.parsed(html)
    titles = [each.text_content() for each in tree.iter("title")]
    for element in list(tree.iter("link", "meta", "script", "style", "title")):
        element.drop_tree()
    lang = _LANGUAGE.search(text)
    return Chapter(
        tree,
        html,
        lang[1] if lang else "",
        frozenset(_types(tree, text)),
        " ".join(titles[0].split()) if titles else "",
    )


def _opened(tag: re.Match[str]) -> str:
    """An empty element as HTML has it: there, `<a id="x"/>` would hold all that follows."""
    name = tag[1]
    return tag[0] if name.lower() in _VOID else f"<{name}{tag[2]}></{name}>"


def _types(tree: HtmlElement, text: str) -> Iterator[str]:
    if body := _BODY.search(text):
        yield from body[1].lower().split()
    element = tree
    while len(element) == 1 and not (element.text or "").strip():
        element = element[0]
        yield from (element.get("epub:type") or "").lower().split()


# --- what stands in it --------------------------------------------------------------------------


def heading(tree: HtmlElement) -> HtmlElement | None:
    """The first heading, if no text is before it."""
    if (tree.text or "").strip():
        return None
    for element in tree.iterdescendants():
        if element.tag in _HEADINGS and element.text_content().strip():
            return element
        own = (element.text or "").strip()
        if own or (element is not tree and (element.tail or "").strip()):
            return None
    return None


def without_page_breaks(tree: HtmlElement) -> list[str]:
    """Remove the numbers of printed pages; returns those that are text."""
    found = []
    for element in list(tree.iter()):
        said = f"{element.get('epub:type')} {element.get('role')}".split()
        if any(each in said for each in _BREAKS):
            found.append(" ".join(element.text_content().split()))
            element.drop_tree()
    return [each for each in found if each]


def with_images(tree: HtmlElement) -> None:
    """Make images of drawings that only show one, as covers do."""
    for drawing in list(tree.iter("svg")):
        images = [each for each in drawing.iter("image") if _target(each)]
        if len(images) == 1 and not drawing.text_content().strip():
            image = lxml_html.Element("img", src=_target(images[0]), alt="")
            image.tail = drawing.tail
            parent = drawing.getparent()
            if parent is not None:
                parent.replace(drawing, image)


def _target(image: HtmlElement) -> str:
    return image.get("xlink:href") or image.get("href") or ""


def references(tree: HtmlElement, path: str) -> Iterator[tuple[HtmlElement, str, str]]:
    """(link, path in the zip file, fragment) of the links to other files of the book."""
    for link in list(tree.iter("a")):
        href = (link.get("href") or "").strip()
        if href and not href.startswith("#") and not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", href):
            target, fragment = resolved(dirname(path), href)
            yield link, target, fragment
