"""The text of a document → HTML."""

from collections.abc import Callable, Iterator
from html import escape

from lxml import etree
from msgspec import Struct, field

from kazarchive.importing.formats.odt.names import (
    CONTENTS,
    DRAW,
    OFFICE,
    SVG,
    TABLE,
    TEXT,
    XLINK,
)
from kazarchive.importing.formats.odt.numbering import Counter, Lists
from kazarchive.importing.formats.odt.repeats import times
from kazarchive.importing.formats.odt.styles import Styles
from kazarchive.importing.office import footnotes, lists
from kazarchive.importing.office.looks import Look
from kazarchive.importing.office.notes import Beside

MOST = 1_000
"""Spaces, columns or rows that an element may count."""

_ARRANGING = frozenset(
    (
        f"{TEXT}section",
        f"{TABLE}table-header-rows",
        f"{TABLE}table-rows",
        f"{TABLE}table-row-group",
        f"{DRAW}a",
        f"{DRAW}g",
        f"{OFFICE}text",
    )
)
_SHAPES = frozenset(
    f"{DRAW}{name}"
    for name in (
        "caption circle custom-shape ellipse line path polygon polyline rect text-box".split()
    )
)
"""Shapes that may have a text in them."""
_SKIPPED = frozenset(
    (
        f"{TEXT}tracked-changes",
        f"{TEXT}note-citation",
        f"{TEXT}ruby-text",
        f"{TEXT}script",
        f"{TEXT}sequence-decls",
        f"{TEXT}user-field-decls",
        f"{TEXT}variable-decls",
        f"{OFFICE}forms",
        f"{SVG}desc",
        f"{SVG}title",
    )
)


class Found(Beside):
    """What a text has beside words."""

    labels: dict[etree._Element, str] = field(default_factory=dict)
    """Paragraph → its number, where this is a part of the text."""


Shown = Callable[[etree._Element, str], str]
"""(frame of an image or an object, its description) → HTML"""


def html(body: etree._Element, styles: Styles, numbers: Lists, shown: Shown, found: Found) -> str:
    """The blocks of a document and then its notes."""
    reader = _Reader(styles, numbers, shown, found)
    blocks = "".join(reader.blocks(body))
    return blocks + footnotes.section(reader.notes)


class _List(Struct):
    """The item in which a paragraph stands."""

    numbers: Counter
    depth: int = 1
    is_begun: bool = True
    """Whether the item has had a paragraph."""
    style: str = ""


class _Reader:
    def __init__(self, styles: Styles, numbers: Lists, shown: Shown, found: Found) -> None:
        self.styles, self.numbers, self.shown, self.found = styles, numbers, shown, found
        self.notes: list[str] = []
        self.boxes: list[etree._Element] = []
        """Shapes of the paragraph that is read."""

    # --- blocks ---------------------------------------------------------------------------------

    def blocks(self, element: etree._Element, item: _List | None = None) -> Iterator[str]:
        for child in element:
            if child.tag == f"{TEXT}p":
                yield from self.paragraph(child, item)
            elif child.tag == f"{TEXT}h":
                yield from self.heading(child)
            elif child.tag == f"{TEXT}list":
                yield from self.list(child, item)
            elif child.tag == f"{TABLE}table":
                yield from self.table(child)
            elif child.tag in CONTENTS:
                self.found.contents.append(_plain(child))
            elif child.get(f"{TEXT}display") == "none":
                self.found.hidden.append(_plain(child))
            elif child.tag in _ARRANGING or child.tag in (
                f"{TEXT}bibliography",
                f"{TEXT}index-body",
            ):
                yield from self.blocks(child, item)
            elif child.tag == f"{DRAW}frame" or child.tag in _SHAPES:
                yield f"<p>{self.frame(child)}</p>"
                yield from self.freed()

    def freed(self) -> Iterator[str]:
        """The texts in the shapes of a paragraph, after it."""
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            yield from self.blocks(box)

    def paragraph(self, element: etree._Element, item: _List | None) -> Iterator[str]:
        role = self.styles.role(element)
        name = element.get(f"{TEXT}style-name", "")
        look = self.styles.look("paragraph", name, Look())
        outer, self.boxes = self.boxes, []
        content = self.inline(element, Look(hidden=look.hidden) if role else look)
        if role == "code":
            yield f"<pre>{content}</pre>"
        elif role == "quote":
            yield f"<blockquote><p>{content}</p></blockquote>"
        elif role == "title":
            yield f'<h1 class="title">{content}</h1>'
        elif role[:1] == "h":
            yield f"<{role}>{content}</{role}>"
        else:
            mark, label = self.item(item)
            kind = f' class="{role}"' if role else ""
            yield f"<p{kind}{mark}>{self.label(element, label, content)}{content}</p>"
        yield from self.freed()
        self.boxes = outer

    def item(self, item: _List | None) -> tuple[str, str]:
        """(the mark of a paragraph in a list, its number as text)"""
        if item is None:
            return "", ""
        level = item.numbers.level(item.depth)
        if item.is_begun:
            return (
                f' {lists.MARK}="{lists.mark(item.depth - 1, "+", 0)}"' if level.kind else ""
            ), ""
        item.is_begun = True
        if level.kind:
            number = item.numbers.number(item.depth)
            return f' {lists.MARK}="{lists.mark(item.depth - 1, level.kind, number)}"', ""
        label = item.numbers.label(item.depth)
        self.found.counts["number"] += bool(label)
        return "", label

    def label(self, element: etree._Element, label: str, content: str) -> str:
        """The number of a paragraph as text before it."""
        if not (label and content.strip()):
            return ""
        self.found.labels[element] = label
        return f"{escape(label)} "

    def heading(self, element: etree._Element) -> Iterator[str]:
        written = element.get(f"{TEXT}outline-level", "1")
        level = int(written) if written.isdecimal() else 1
        label = ""
        if element.get(f"{TEXT}is-list-header") != "true":
            start = element.get(f"{TEXT}start-value", "")
            restart = element.get(f"{TEXT}restart-numbering") == "true" and start.isdecimal()
            self.numbers.outline.count(level, int(start) if restart else None)
            if self.numbers.outline.level(level).format:
                label = self.numbers.outline.label(level)
        outer, self.boxes = self.boxes, []
        is_title = self.styles.role(element) == "title"
        tag, kind = ("h1", ' class="title"') if is_title else (f"h{min(max(level, 1), 6)}", "")
        content = self.inline(element, Look())
        yield f"<{tag}{kind}>{self.label(element, label, content)}{content}</{tag}>"
        yield from self.freed()
        self.boxes = outer

    def list(self, element: etree._Element, outer: _List | None) -> Iterator[str]:
        style = element.get(f"{TEXT}style-name", "")
        if outer is None:
            style = style or _first_style(element, self.styles)
            item = _List(self.numbers.begin(element, style), 1)
        else:
            item = _List(outer.numbers, outer.depth + 1)
        for child in element:
            if child.tag == f"{TEXT}list-item":
                start = child.get(f"{TEXT}start-value", "")
                if _has_number(child):
                    item.numbers.count(item.depth, int(start) if start.isdecimal() else None)
                item.is_begun = False
                yield from self.blocks(child, item)
            elif child.tag == f"{TEXT}list-header":
                item.is_begun = True
                yield from self.blocks(child)

    # --- tables ---------------------------------------------------------------------------------

    def table(self, element: etree._Element) -> Iterator[str]:
        head = [*element.iterfind(f"{TABLE}table-header-rows/{TABLE}table-row")]
        rows = "".join(self.row(row, "th" if row in head else "td") for row in _rows(element))
        if rows:
            yield f"<table>{rows}</table>"

    def row(self, row: etree._Element, tag: str) -> str:
        cells = "".join(
            self.cell(cell, tag)
            for cell in row.iterchildren(f"{TABLE}table-cell")
            for _ in range(times(cell))
        )
        return f"<tr>{cells}</tr>" * times(row) if cells else ""

    def cell(self, cell: etree._Element, tag: str) -> str:
        spans = "".join(
            f' {name}="{number}"'
            for name, said in (("colspan", "columns"), ("rowspan", "rows"))
            if (number := _number(cell, f"{TABLE}number-{said}-spanned")) > 1
        )
        return f"<{tag}{spans}>{''.join(self.blocks(cell))}</{tag}>"

    # --- what is in a line ----------------------------------------------------------------------

    def inline(self, element: etree._Element, look: Look) -> str:
        parts = [self.text(element.text, look)]
        for child in element:
            parts += (self.part(child, look), self.text(child.tail, look))
        return "".join(parts)

    def text(self, text: str | None, look: Look) -> str:
        if text and look.hidden:
            self.found.hidden.append(text)
            return ""
        return look.html(escape(text, quote=False)) if text else ""

    def part(self, element: etree._Element, look: Look) -> str:
        tag = element.tag
        if tag in _SKIPPED or not isinstance(tag, str):
            return ""
        if tag == f"{TEXT}span":
            inner = self.styles.look("text", element.get(f"{TEXT}style-name", ""), look)
            return self.inline(element, inner)
        if tag == f"{TEXT}a":
            href = escape(element.get(f"{XLINK}href", ""))
            return f'<a href="{href}">{self.inline(element, look)}</a>'
        if tag in (f"{TEXT}s", f"{TEXT}tab"):
            return " " * _number(element, f"{TEXT}c")
        if tag == f"{TEXT}line-break":
            return "<br>"
        if tag in (f"{TEXT}bookmark", f"{TEXT}bookmark-start"):
            return f'<a id="{escape(element.get(f"{TEXT}name", ""))}"></a>'
        if tag == f"{TEXT}note":
            return self.note(element)
        if tag == f"{OFFICE}annotation":
            self.found.counts["comment"] += 1
            return ""
        if tag == f"{DRAW}frame" or tag in _SHAPES:
            return self.frame(element)
        if tag in (f"{TEXT}hidden-paragraph", f"{TEXT}hidden-text"):
            return self.text("".join(map(str, element.itertext())), Look(hidden=True))
        return self.inline(element, look)

    def note(self, element: etree._Element) -> str:
        body = element.find(f"{TEXT}note-body")
        self.notes.append("")
        number = len(self.notes)
        if body is not None:
            self.notes[number - 1] = "".join(self.blocks(body))
        return footnotes.reference(number)

    def frame(self, element: etree._Element) -> str:
        """An image; the text of a box comes after the paragraph."""
        if element.tag != f"{DRAW}frame":
            self.boxes.append(element)
            return ""
        box = element.find(f"{DRAW}text-box")
        if box is not None:
            self.boxes.append(box)
            return ""
        said = (element.findtext(f"{SVG}{name}") for name in ("desc", "title"))
        alt = next((" ".join(each.split()) for each in said if each and each.strip()), "")
        return self.shown(element, alt)


def _plain(element: etree._Element) -> str:
    for gap in element.iter(f"{TEXT}tab"):
        gap.text = " "
    lines = element.iter(f"{TEXT}p", f"{TEXT}h")
    return " · ".join(" ".join("".join(map(str, line.itertext())).split()) for line in lines)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == f"{TABLE}table-row":
            yield child
        elif child.tag in _ARRANGING:
            yield from _rows(child)


def _number(element: etree._Element, name: str) -> int:
    written = element.get(name, "1")
    return min(int(written), MOST) if written.isdecimal() else 1


def _has_number(item: etree._Element) -> bool:
    """Whether an item has a number: one with nothing but a list in it has none."""
    first = next(iter(item), None)
    return first is not None and first.tag != f"{TEXT}list"


def _first_style(element: etree._Element, styles: Styles) -> str:
    """The style of a list that has none itself: that of its first paragraph."""
    first = next(element.iter(f"{TEXT}p", f"{TEXT}h"), None)
    return styles.list_style(first) if first is not None else ""
