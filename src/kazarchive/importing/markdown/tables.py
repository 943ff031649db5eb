"""A table of HTML → its rows, and whether Markdown can write it."""

import re
from collections.abc import Callable, Iterator

from lxml.html import HtmlElement

from kazarchive.importing.markdown.values import Attributes, Block, Cell, Inline, Paragraph, Table

_ALIGNED = re.compile(r"text-align\s*:\s*(left|right|center)", re.IGNORECASE)
_SIDES = frozenset({"left", "right", "center"})
_PARTS = ("thead", "tbody", "tfoot")


def read(
    element: HtmlElement,
    blocks: Callable[[HtmlElement], tuple[Block, ...]],
    caption: tuple[Inline, ...],
) -> Table:
    """The table of an element. `blocks` reads the content of a cell."""
    rows: list[tuple[Cell, ...]] = []
    head = 0
    for row in _rows(element):
        cells = tuple(_cell(cell, blocks) for cell in row if cell.tag in ("td", "th"))
        if not cells:
            continue
        parent = row.getparent()
        in_head = parent is not None and parent.tag == "thead"
        if head == len(rows) and (in_head or (not rows and all(cell.is_header for cell in cells))):
            head += 1
        rows.append(cells)
    return Table(tuple(rows), head, caption)


def _rows(element: HtmlElement) -> Iterator[HtmlElement]:
    """The rows of the table itself, those of its foot last."""
    parts = [part for part in element if part.tag in (*_PARTS, "tr")]
    for part in sorted(parts, key=lambda part: part.tag == "tfoot"):
        if part.tag == "tr":
            yield part
        else:
            yield from (row for row in part if row.tag == "tr")


def outside(element: HtmlElement) -> Iterator[HtmlElement | str]:
    """Texts and elements of a table that are in none of its cells. Browsers show them before it
    (HTML Standard, 13.2.6.1)."""
    for part in element:
        rows = part if part.tag in _PARTS else [part]
        for row in rows:
            if row.tag == "tr":
                yield row.text or ""
                yield from (cell for cell in row if cell.tag not in ("td", "th"))
                yield from (cell.tail or "" for cell in row)
            elif row.tag not in ("caption", "col", "colgroup"):
                yield row
    around = [element, *(part for part in element if part.tag in _PARTS)]
    for each in around:
        yield each.text or ""
        yield from (child.tail or "" for child in each)


def _cell(element: HtmlElement, blocks: Callable[[HtmlElement], tuple[Block, ...]]) -> Cell:
    styled = _ALIGNED.search(element.get("style") or "")
    side = (styled[1] if styled else element.get("align") or "").lower()
    return Cell(
        blocks=blocks(element),
        is_header=element.tag == "th",
        align=side if side in _SIDES else "",
        attributes=tuple(_attributes(element)),
    )


def _attributes(element: HtmlElement) -> Iterator[tuple[str, str]]:
    for name in ("colspan", "rowspan"):
        value = (element.get(name) or "").strip()
        if value.isdecimal() and value not in ("0", "1"):
            yield name, value
    scope = (element.get("scope") or "").lower()
    if element.tag == "th" and scope in ("row", "rowgroup", "colgroup"):
        yield "scope", scope


def is_plain(table: Table) -> bool:
    """Whether Markdown has a form for the table: a head of one row, each row of the same length,
    one alignment for a column, and paragraphs in the cells."""
    if table.head != 1 or table.caption:
        return False
    width = len(table.rows[0])
    if width < 1 or any(len(row) != width for row in table.rows):
        return False
    for number, row in enumerate(table.rows):
        for cell, first in zip(row, table.rows[0], strict=True):
            if cell.attributes or cell.is_header != (number == 0) or cell.align != first.align:
                return False
            if len(cell.blocks) > 1 or not all(isinstance(b, Paragraph) for b in cell.blocks):
                return False
    return True


def alignments(table: Table) -> tuple[str, ...]:
    return tuple(cell.align for cell in table.rows[0])


def attributes(cell: Cell) -> Attributes:
    """The attributes of a cell in HTML."""
    return (*cell.attributes, ("align", cell.align)) if cell.align else cell.attributes
