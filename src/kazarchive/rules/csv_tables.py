"""The rows of a CSV file, as programs for tables and statistical offices write them.

The columns may be separated by semicolons, tabs or commas. A file that separates them by semicolons
or tabs has a decimal comma.
"""

import csv
import io
from typing import NamedTuple

from kazarchive.rules.figures import Row

LARGEST = 262_144
"""Bytes of a file."""

_BYTE_ORDER = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


class Table(NamedTuple):
    rows: tuple[Row, ...]
    """Without empty ones."""
    decimal_comma: bool


class NotATable(Exception):
    """Why a file cannot be read: the code of the problem is K0447."""

    def __init__(self, reason: str, line: int = 0) -> None:
        super().__init__(reason)
        self.reason, self.line = reason, line


def text(content: bytes) -> str:
    """The text of a file. Raises NotATable."""
    if len(content) > LARGEST:
        raise NotATable(f"it is larger than {LARGEST // 1024} KB")
    encoding = next((name for mark, name in _BYTE_ORDER.items() if content.startswith(mark)), "")
    try:
        decoded = content.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        raise NotATable("it is not UTF-8; save it as “CSV UTF-8”") from None
    if "\0" in decoded:
        raise NotATable("it is no text")
    return decoded.replace("\r\n", "\n").replace("\r", "\n")


def table(content: str) -> Table:
    """Raises NotATable."""
    first, _, rest = content.partition("\n")
    skipped = 0
    if first[:4].lower() == "sep=" and len(first) == 5:  # as Excel writes it
        delimiter, content, skipped = first[4], rest, 1
    else:
        delimiter = _delimiter(content)
    reader = csv.reader(io.StringIO(content), delimiter=delimiter, strict=True)
    rows, line = [], 1
    try:
        for cells in reader:
            while cells and not cells[-1].strip():
                cells.pop()
            if cells:
                rows.append(Row(line + skipped, tuple(" ".join(cell.split()) for cell in cells)))
            line = reader.line_num + 1
    except csv.Error as error:
        raise NotATable(f"{error}", line + skipped) from None
    return Table(tuple(rows), delimiter != ",")


def _delimiter(content: str) -> str:
    """What separates the columns of the first line that is not empty."""
    first = next((line for line in content.split("\n") if line.strip()), "")
    outside = "".join(first.split('"')[::2])
    return max(";\t,", key=outside.count)
