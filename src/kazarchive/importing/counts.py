"""A text as a tree → what it has beside words: images, links, tables and so on."""

from collections.abc import Iterator

from lxml.html import HtmlElement
from msgspec import Struct

from kazarchive.importing import footnote_marks

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LISTS = ("ol", "ul")


class Counts(Struct, frozen=True):
    """What a text has beside words."""

    images: int = 0
    links: int = 0
    """Without those of footnotes, and without addresses as text, which an article makes links.
    Two beside each other with one address are one."""
    tables: int = 0
    footnotes: int = 0
    headings: int = 0
    lists: int = 0
    """Without those of footnotes."""
    quotes: int = 0
    """Block quotations."""
    code_blocks: int = 0
    frames: int = 0
    """With other embedded objects."""
    audio: int = 0
    video: int = 0
    table_sizes: tuple[str, ...] = ()
    """Rows × columns of each table that has a cell with something in it; empty rows do not
    count."""


def counts(tree: HtmlElement) -> Counts:
    """The images, links and so on of a text."""
    notes = _notes(tree)
    tables = list(tree.iter("table"))
    return Counts(
        images=sum(bool(image.get("src")) for image in tree.iter("img")),
        links=_links(tree),
        tables=len(tables),
        footnotes=len(notes),
        headings=sum(bool(_text(each).strip()) for each in tree.iter(*_HEADINGS)),
        lists=sum(not any(item.get("id") in notes for item in each) for each in tree.iter(*_LISTS)),
        quotes=_number(tree, "blockquote"),
        code_blocks=_number(tree, "pre"),
        frames=_number(tree, "iframe", "embed", "object"),
        audio=_number(tree, "audio"),
        video=_number(tree, "video"),
        table_sizes=tuple(filter(None, map(_size, tables))),
    )


def numbers(source: Counts, result: Counts) -> Iterator[tuple[str, tuple[int, int]]]:
    """What a document or its article has: the name, and both numbers."""
    for name in Counts.__struct_fields__:
        had, has = getattr(source, name), getattr(result, name)
        if isinstance(had, int) and (had or has):
            yield name.replace("_", " "), (had, has)


def differences(source: Counts, result: Counts) -> Iterator[tuple[str, bool]]:
    """What differs between a document and its article, in words, and whether something is lost."""
    for name in Counts.__struct_fields__:
        had, has = getattr(source, name), getattr(result, name)
        if had != has:
            what, one, other = name.replace("_", " "), _said(had), _said(has)
            lost = isinstance(had, tuple) or has < had
            yield f"{what}: {one} in the document, {other} in the article", lost


def _said(count: int | tuple[str, ...]) -> str:
    return f"{count:,}" if isinstance(count, int) else ", ".join(count) or "none"


def _number(tree: HtmlElement, *names: str) -> int:
    return sum(1 for _ in tree.iter(*names))


def _text(element: HtmlElement) -> str:
    return "".join(element.itertext())


def _notes(tree: HtmlElement) -> set[str]:
    """The ids of the footnotes to which there are references."""
    notes: set[str] = set()
    names: set[str | None] = set()
    for link in tree.iter("a"):
        target = (link.get("href") or "")[1:]
        if target in names or footnote_marks.leads_back(link):
            continue
        if footnote_marks.leads_to_note(link):
            notes.add(target)
            names |= {link.get("id"), link.get("name")}
    return notes


def _links(tree: HtmlElement) -> int:
    number, before = 0, None
    for link in tree.iter("a"):
        href = link.get("href")
        shows = _text(link).strip() or link.find(".//img") is not None
        is_bare = _text(link).strip() == href
        if not href or not shows or is_bare or footnote_marks.is_of_note(link):
            continue
        joins = before is not None and before.getnext() is link and not before.tail
        number += not (joins and before is not None and before.get("href") == href)
        before = link
    return number


def _size(table: HtmlElement) -> str:
    """`3 × 2`; empty if there is nothing in the table."""
    rows = [
        list(row.iterchildren("td", "th"))
        for row in table.iter("tr")
        if next(row.iterancestors("table")) is table
    ]
    full = [row for row in rows if any(map(_shows_something, row))]
    width = max((sum(map(_span, row)) for row in full), default=0)
    return f"{len(full)} × {width}" if full else ""


def _span(cell: HtmlElement) -> int:
    written = (cell.get("colspan") or "").strip()
    return int(written) if written.isdecimal() and 0 < len(written) < 5 else 1


def _shows_something(cell: HtmlElement) -> bool:
    return bool(_text(cell).strip()) or cell.find(".//img") is not None
