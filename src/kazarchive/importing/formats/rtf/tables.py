"""Rows and cells, as they come → tables.

A file says where the right edge of each cell is, and not how many columns it spans.
"""

from bisect import bisect_left

from msgspec import Struct, field

_NEAR = 40
"""Edges nearer to each other are one (twips)."""
DEEPEST = 20
"""Tables inside each other; deeper ones are part of the last."""


class Edge(Struct):
    """What a row says of a cell."""

    right: int = 0
    is_merged: bool = False
    """With the cell before it."""
    begins: bool = False
    """A cell of several rows."""
    continues: bool = False
    """The one of the row before it."""


class Row(Struct):
    cells: list[str]
    edges: list[Edge]
    is_head: bool = False


class Table(Struct):
    """A table that is being read."""

    rows: list[Row] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    """Of the row that is being read."""
    blocks: list[str] = field(default_factory=list)
    """Of the cell that is being read."""

    def end_cell(self) -> None:
        self.cells.append("".join(self.blocks))
        self.blocks = []

    def end_row(self, edges: list[Edge], is_head: bool) -> None:
        if self.blocks:
            self.end_cell()
        known = edges if len(edges) == len(self.cells) else []
        self.rows.append(Row(self.cells, known, is_head))
        self.cells = []

    def html(self) -> str:
        """The table; what is in no row is its last one."""
        if self.cells or self.blocks:
            self.end_row([], False)
        shown = [_Cell(row, number) for row in self.rows for number in range(len(row.cells))]
        _span_rows(self.rows, shown)
        return _table(self.rows, shown)


class _Cell(Struct, eq=False):
    """A cell with its place."""

    row: Row
    number: int
    rows: int = 1
    columns: int = 1
    is_left_out: bool = False
    """It is a part of another."""

    @property
    def edge(self) -> Edge | None:
        return self.row.edges[self.number] if self.row.edges else None

    @property
    def content(self) -> str:
        return self.row.cells[self.number]


def _span_rows(rows: list[Row], cells: list[_Cell]) -> None:
    """Join cells that several rows or columns share, if every row says where its edges are."""
    columns = _columns(rows)
    above: dict[int, _Cell] = {}
    last: _Cell | None = None
    reached = -1
    for cell in cells:
        edge = cell.edge
        if edge is None:
            above, last = {}, None
            continue
        if last is None or last.row is not cell.row:
            last, reached = None, -1
        column = _column(edge.right, columns)
        width, reached = max(1, column - reached), max(column, reached)
        if edge.is_merged and last is not None:
            last.columns += width
            _move(cell, last)
            continue
        cell.columns = width
        if edge.continues and column in above:
            above[column].rows += 1
            _move(cell, above[column])
        elif edge.begins:
            above[column] = cell
        else:
            above.pop(column, None)
        last = cell


def _move(cell: _Cell, to: _Cell) -> None:
    """A cell that is a part of another mostly has no text; if it has, the other gets it."""
    cell.is_left_out = True
    if cell.content:
        to.row.cells[to.number] += cell.content


def _columns(rows: list[Row]) -> list[int]:
    """The edges of all columns."""
    edges = sorted({edge.right for row in rows for edge in row.edges})
    return [
        edge
        for before, edge in zip([-_NEAR - 1, *edges], edges, strict=False)
        if edge - before > _NEAR
    ]


def _column(right: int, columns: list[int]) -> int:
    """The number of the column that ends at an edge."""
    return bisect_left(columns, right - _NEAR)


def _table(rows: list[Row], cells: list[_Cell]) -> str:
    written = []
    left = iter(cells)
    for row in rows:
        tag = "th" if row.is_head else "td"
        shown = []
        for _ in row.cells:
            cell = next(left)
            if cell.is_left_out:
                continue
            spans = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
            spans += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
            shown.append(f"<{tag}{spans}>{cell.content}</{tag}>")
        written.append(f"<tr>{''.join(shown)}</tr>" if shown else "")
    return f"<table>{''.join(written)}</table>"
