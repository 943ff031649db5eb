"""The file of an export → its elements as trees; each that cannot be read is a problem."""

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from lxml import etree
from msgspec import Struct

from kazarchive.importing.document import Note
from kazarchive.importing.formats.source import Source
from kazarchive.importing.formats.wordpress.stream import LARGEST, Part, parts
from kazarchive.importing.formats.wordpress.xml import Dialect, NotWellFormed
from kazarchive.problems import Problem
from kazarchive.reading import files

_HEAD = 65_536
_BEGIN = re.compile(rb"<item(?=[\s>])")
_END = b"</item>"


class Element(Struct, frozen=True):
    name: str
    """Without its namespace."""
    tree: etree._Element
    raw: bytes
    line: int
    notes: tuple[Note, ...] = ()
    """What had to be changed so that it could be read."""


Wanted = Callable[[Part], bool]


def elements(source: Source, wanted: Wanted) -> Iterator[Element | Problem]:
    """The elements of interest in the order of the file. Raises ProblemsFound (K0301, K0303,
    K0304)."""
    with files.opened(source.path, source.display_path) as file:
        yield from _read(source, file, wanted)


def _read(source: Source, file: BinaryIO, wanted: Wanted) -> Iterator[Element | Problem]:
    dialect = Dialect(file.read(_HEAD))
    file.seek(0)
    for part in parts(file):
        place = source.place(part.line)
        if not wanted(part):
            continue
        if part.fault == "end":
            yield Problem("K0831", place)
        elif part.fault == "large":
            yield Problem("K0834", place, {"most": f"{LARGEST:,} bytes"})
        else:
            yield from _parsed(source, dialect, part)


def _parsed(source: Source, dialect: Dialect, part: Part) -> Iterator[Element | Problem]:
    """One element; where it is broken, the whole items that stand in it."""
    reason, line = "it does not end", part.line
    if not part.fault:
        try:
            tree, notes = dialect.tree(part.raw)
        except NotWellFormed as fault:
            reason, line = str(fault), part.line + fault.line
        else:
            yield Element(part.name, tree, part.raw, part.line, notes)
            return
    pieces = list(_pieces(part))
    if len(pieces) > 1:
        for piece in pieces:
            yield from _parsed(source, dialect, piece)
    else:
        yield Problem("K0830", source.place(line), {"what": part.name, "reason": reason})


def _pieces(part: Part) -> Iterator[Part]:
    """What begins like an item. A text that was cut may hold the beginnings of those after it."""
    begins = [found.start() for found in _BEGIN.finditer(part.raw)]
    line, counted = part.line, 0
    for begin, end in zip(begins, [*begins[1:], len(part.raw)], strict=True):
        raw = part.raw[begin:end]
        line += part.raw.count(b"\n", counted, begin)
        counted = begin
        cut = raw.rfind(_END)
        whole = raw[: cut + len(_END)] if cut >= 0 else raw
        yield Part(part.name, whole, line, "" if cut >= 0 else "cut")
