"""The figures of a chart or map: what the cells of a table mean.

A table has the names of its columns in the first row, and a label in the first cell of each other.
Numbers are read as people write them in kk, ru and en; they keep the decimals that were written.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple

from msgspec import Struct

from kazarchive.rules import dates

SERIES = 6
"""The most columns of numbers. More colours cannot be told apart."""

Scale = Literal["", "year", "month", "day"]
"""What the labels are: names, or points in time that have distances."""


class Row(NamedTuple):
    """A row of a table as written."""

    line: int
    """Counted from 1 in its file."""
    cells: tuple[str, ...]


class Fault(NamedTuple):
    """What is wrong with a table."""

    code: str
    line: int
    """0 for the table as a whole."""
    cell: str
    values: dict[str, str]


class Series(Struct, frozen=True):
    """A column of numbers."""

    name: str
    values: tuple[str | None, ...]
    """As `decimal.Decimal` reads them, one for each label; None if there is none."""


class Figures(Struct, frozen=True):
    """The content of a chart."""

    labels: tuple[str, ...]
    series: tuple[Series, ...]
    scale: Scale = ""


_SPACE = "[ \u00a0\u2009\u202f'’]"
_NUMBER = re.compile(
    rf"([+-]?)(\d{{1,15}}|\d{{1,3}}(?:{_SPACE}\d{{3}}){{1,4}}|[\d.,]{{2,24}})", re.ASCII
)
_WITH_DECIMALS = re.compile(rf"([+-]?\d{{1,3}}(?:{_SPACE}\d{{3}}){{1,4}})([.,]\d{{1,6}})", re.ASCII)
_MISSING = frozenset(("", "-", "–", "—", "…", "...", "n/a", "н/д", "ж/қ", "х", "x", "*"))
_MINUS = str.maketrans("−–", "--")
_YEAR = re.compile(r"[12]\d{3}", re.ASCII)
_MONTH = re.compile(r"[12]\d{3}-(?:0[1-9]|1[0-2])", re.ASCII)


def number(cell: str, decimal_comma: bool) -> str | None:
    """The number in a cell, as `decimal.Decimal` reads it; None if the cell says that there is
    none. A comma before three digits is decimal or groups them, by `decimal_comma`.

    Raises ValueError.
    """
    text = cell.strip()
    if text.lower() in _MISSING:
        return None
    text = text.translate(_MINUS).removesuffix("%").rstrip()
    if grouped := _WITH_DECIMALS.fullmatch(text):
        return _plain(grouped[1]) + grouped[2].replace(",", ".")
    if not (found := _NUMBER.fullmatch(text)):
        raise ValueError
    sign, digits = found[1].replace("+", ""), found[2]
    if "." not in digits and "," not in digits:
        if digits.isdecimal() and len(digits) > 15:
            raise ValueError
        return sign + _plain(digits)
    return sign + _with_separators(digits, decimal_comma)


def _plain(digits: str) -> str:
    return re.sub(_SPACE, "", digits).removeprefix("+")


def _with_separators(digits: str, decimal_comma: bool) -> str:
    """Digits with points and commas: the last one is decimal unless it can only group."""
    last = max(digits.rfind("."), digits.rfind(","))
    mark, whole, rest = digits[last], digits[:last], digits[last + 1 :]
    other = "," if mark == "." else "."
    grouped = re.fullmatch(rf"\d{{1,3}}(?:\{mark}\d{{3}})+", digits)
    if whole.count(mark) or (grouped and mark == "," and not decimal_comma and whole != "0"):
        if not grouped:
            raise ValueError
        return digits.replace(mark, "")
    if other in whole:
        if not re.fullmatch(rf"\d{{1,3}}(?:\{other}\d{{3}})+", whole):
            raise ValueError
        whole = whole.replace(other, "")
    if not re.fullmatch(r"\d{1,15}", whole) or not re.fullmatch(r"\d{1,6}", rest):
        raise ValueError
    return f"{whole}.{rest}"


def figures(
    rows: Sequence[Row], decimal_comma: bool, most: int, series: int = SERIES
) -> tuple[Figures | None, list[Fault]]:
    """What a table says, or everything that is wrong with it. `most`: rows, and `series`: columns
    of numbers, that it may have at most."""
    if len(rows) < 2 or len(rows[0].cells) < 2:
        reason = "it needs a row with the names of its columns, and a row with numbers"
        return None, [Fault("K0446", rows[0].line if rows else 0, "", {"reason": reason})]
    head, body = rows[0], rows[1:]
    faults = [*_too_large(head, body, most, series)]
    columns: list[list[str | None]] = [[] for _ in head.cells[1:]]
    for row in body:
        faults += _row(row, columns, decimal_comma)
    if not faults and not any(value for column in columns for value in column):
        faults.append(Fault("K0446", head.line, "", {"reason": "it has no number"}))
    if faults:
        return None, faults
    labels = tuple(row.cells[0].strip() for row in body)
    named = zip(head.cells[1:], columns, strict=True)
    read = tuple(Series(name.strip(), tuple(values)) for name, values in named)
    return Figures(labels, read, scale(labels)), []


def _too_large(head: Row, body: Sequence[Row], most: int, series: int) -> Iterator[Fault]:
    columns = len(head.cells) - 1
    if columns > series:
        values = {"found": f"{columns} columns of numbers", "most": f"{series}"}
        yield Fault("K0450", head.line, "", values)
    if len(body) > most:
        values = {"found": f"{len(body)} rows", "most": f"{most}"}
        yield Fault("K0450", body[most].line, "", values)


def _row(row: Row, columns: list[list[str | None]], decimal_comma: bool) -> Iterator[Fault]:
    """Adds the numbers of a row to the columns."""
    cells = row.cells[1:]
    if len(cells) > len(columns):
        values = {"found": f"{len(cells) + 1}", "most": f"{len(columns) + 1}"}
        yield Fault("K0449", row.line, cells[len(columns)], values)
    for column, cell in zip(columns, (*cells, *([""] * len(columns))), strict=False):
        try:
            column.append(number(cell, decimal_comma))
        except ValueError:
            column.append(None)
            yield Fault("K0448", row.line, cell.strip(), {"cell": cell.strip()[:80]})


def scale(labels: Sequence[str]) -> Scale:
    """What all labels are."""
    if all(map(_YEAR.fullmatch, labels)):
        return "year"
    if all(map(_MONTH.fullmatch, labels)):
        return "month"
    return "day" if all(map(_day, labels)) else ""


def _day(label: str) -> date | None:
    try:
        return date.fromisoformat(label) if len(label) == 10 and label.isascii() else None
    except ValueError:
        return None


def position(label: str, scale: Scale) -> int:
    """A label in time as a number: years, or days."""
    return int(label) if scale == "year" else dates.day_of(label).toordinal()
