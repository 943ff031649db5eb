"""The file of an export → its elements as trees; each that cannot be read is a problem."""

import codecs
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import BinaryIO

from lxml import etree
from msgspec import Struct

from kazarchive.importing.document import Note
from kazarchive.importing.formats.source import Source
from kazarchive.importing.xml.elements import LARGEST, parts
from kazarchive.importing.xml.trees import NotWellFormed, Parser
from kazarchive.problems import Problem
from kazarchive.reading import files

NAMES = "item author category tag term title link language base_site_url base_blog_url".split()
"""The elements below the channel that are of interest, without their namespaces."""

NAMESPACES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "wfw": "http://wellformedweb.org/CommentAPI/",
    "wp": "http://wordpress.org/export/1.2/",
}
"""Those of an export whose own declarations are lost."""

_HEAD = 65_536
_ENCODING = re.compile(rb"""<\?xml[^>]*\bencoding\s*=\s*["']([A-Za-z][\w.:-]*)""")
_ROOT = re.compile(rb"<rss\b[^>]*>")
_NAMESPACE = re.compile(rb"""xmlns:([\w.-]+)\s*=\s*["']([^"'<&]*)["']""")
_NAME = re.compile(rb"<(?:[\w.-]+:)?([\w.-]+)")
_BEGIN = re.compile(rb"<item(?=[\s>])")
_END = b"</item>"
_END_OF_EXPORT = re.compile(rb"</rss\s*>\s*\Z")


class Piece(Struct, frozen=True):
    """One element of an export as bytes; without a name, the end of a file that is not whole."""

    name: str
    """Without its namespace."""
    raw: bytes
    line: int
    """Where it begins, counted from 1."""
    is_whole: bool = True


class Element(Struct, frozen=True):
    name: str
    """Without its namespace."""
    tree: etree._Element
    raw: bytes
    line: int
    notes: tuple[Note, ...] = ()
    """What had to be changed so that it could be read."""


Wanted = Callable[[Piece], bool]


def elements(source: Source, wanted: Wanted) -> Iterator[Element | Problem]:
    """The elements of interest in the order of the file. Raises ProblemsFound (K0301, K0303,
    K0304)."""
    with files.opened(source.path, source.display_path) as file:
        yield from _read(source, file, wanted)


def _read(source: Source, file: BinaryIO, wanted: Wanted) -> Iterator[Element | Problem]:
    reader = parser(file.read(_HEAD))
    file.seek(0)
    for piece in pieces(file):
        place = source.place(piece.line)
        if not wanted(piece):
            continue
        if not piece.name:
            yield Problem("K0831", place)
        elif not piece.raw:
            yield Problem("K0834", place, {"most": f"{LARGEST:,} bytes"})
        else:
            yield from _parsed(source, reader, piece)


def parser(head: bytes) -> Parser:
    """Of the elements of an export with these first bytes."""
    declared = _ENCODING.search(head)
    codec = declared[1].decode() if declared else "utf-8"
    try:
        codecs.lookup(codec)
    except LookupError:
        codec = "utf-8"
    root = _ROOT.search(head)
    own = _NAMESPACE.findall(root[0]) if root else []
    namespaces = {name.decode(): uri.decode("utf-8", "replace") for name, uri in own}
    return Parser(codec, NAMESPACES | namespaces)


def pieces(file: BinaryIO) -> Iterator[Piece]:
    """The elements of interest as bytes; those that are too large are empty."""
    for part in parts(file, NAMES):
        if part.kind == "element":
            named = _NAME.match(part.raw)
            name = named[1].decode() if named else "item"
            yield Piece(name, part.raw, part.line, is_whole=not part.fault)
        elif part.kind == "tail" and not _END_OF_EXPORT.search(part.raw):
            yield Piece("", b"", part.line, is_whole=False)


def _parsed(source: Source, reader: Parser, piece: Piece) -> Iterator[Element | Problem]:
    """One element; where it is broken, the whole items that stand in it."""
    reason, line, inside = "it does not end", piece.line, list(_items(piece))
    if piece.is_whole:
        try:
            tree, notes = reader.element(piece.raw)
        except NotWellFormed as fault:
            reason, line = str(fault), piece.line + fault.line
        else:
            if len(inside) < 2 or not notes:  # a repair may have swallowed the items that follow
                yield Element(piece.name, tree, piece.raw, piece.line, notes)
                return
    if len(inside) > 1:
        for each in inside:
            yield from _parsed(source, reader, each)
    else:
        yield Problem("K0830", source.place(line), {"what": piece.name, "reason": reason})


def _items(piece: Piece) -> Iterator[Piece]:
    """What begins like an item. A text that was cut may hold the beginnings of those after it."""
    begins = [found.start() for found in _BEGIN.finditer(piece.raw)]
    line, counted = piece.line, 0
    for begin, end in pairwise([*begins, len(piece.raw)]):
        raw = piece.raw[begin:end]
        line += piece.raw.count(b"\n", counted, begin)
        counted = begin
        cut = raw.rfind(_END)
        whole = raw[: cut + len(_END)] if cut >= 0 else raw
        yield Piece(piece.name, whole, line, is_whole=cut >= 0)
