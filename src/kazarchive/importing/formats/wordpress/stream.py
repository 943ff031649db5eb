"""A WordPress export → its elements as bytes, one after another, whatever is broken between them.

They are found by their tags and not by a parser of the whole file: a parser stops at the first
fault, or, told to recover, joins neighbouring items without a word.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO, Literal, NamedTuple

from msgspec import Struct

LARGEST = 24_000_000
"""Bytes of one element."""

_CHUNK = 1 << 20
_LONGEST_TAG = 256
_NAMES = b"|".join(
    b"item author category tag term title link language base_site_url base_blog_url".split()
)
_TOKEN = re.compile(
    rb"<!\[CDATA\[|<!--|<(?P<closes>/?)(?P<name>(?:[A-Za-z_][\w.-]*:)?(?:"
    + _NAMES
    + rb"))(?=[\s/>])"
)
_END_OF = {b"<![CDATA[": re.compile(rb"\]\]>"), b"<!--": re.compile(rb"-->")}
_END_OF_TAG = re.compile(rb"/?>")
_END_OF_EXPORT = re.compile(rb"</rss\s*>\s*\Z")


class Part(Struct, frozen=True):
    """One element of the export."""

    name: str
    """Without its namespace."""
    raw: bytes
    line: int
    """Where it begins, counted from 1."""
    fault: Literal["", "cut", "large", "end"] = ""
    """`cut`: it does not end; `large`: it has more than LARGEST bytes, which are left out; `end`:
    no element, but the end of a file that is not the end of an export."""


class _Tag(NamedTuple):
    name: bytes
    closes: bool
    start: int
    """Bytes of the file before it."""


class _Window:
    """The part of a file that is in memory. Offsets are those of the file."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._data = b""
        self._base = 0
        """The offset of the data."""
        self._line, self._counted = 1, 0
        self.kept = 0
        """What stands before may be forgotten."""
        self.at = 0
        """Where the search goes on."""

    def search(self, pattern: re.Pattern[bytes]) -> re.Match[bytes] | None:
        """The next match, which the search has then passed; None at the end of the file."""
        while True:
            found = pattern.search(self._data, self.at - self._base)
            if found and found.end() < len(self._data):
                self.at = self._base + found.end()
                return found
            if not self._more():
                self.at = self._base + (found.end() if found else len(self._data))
                return found

    def tag(self) -> _Tag | None:
        """The next tag that is not in CDATA or a comment."""
        while found := self.search(_TOKEN):
            if found["name"]:
                return _Tag(found["name"], bool(found["closes"]), self.at - len(found[0]))
            if self.search(_END_OF[found[0]]) is None:
                return None
        return None

    def is_empty(self) -> bool:
        """Whether the tag, which is passed, closes itself."""
        end = self.search(_END_OF_TAG)
        return end is None or end[0] == b"/>"

    def line(self, at: int) -> int:
        """Of an offset; not of one before that of an earlier call."""
        self._line += self._data.count(b"\n", self._counted - self._base, at - self._base)
        self._counted = at
        return self._line

    def bytes(self, start: int, end: int) -> bytes | None:
        """None if they are forgotten."""
        if start < self._base or end - start > LARGEST:
            return None
        return self._data[start - self._base : end - self._base]

    def ends_an_export(self) -> bool:
        return bool(_END_OF_EXPORT.search(self._data[-_LONGEST_TAG:]))

    def _more(self) -> bool:
        chunk = self._file.read(_CHUNK)
        if not chunk:
            return False
        self.at = max(self.at, self._base + len(self._data) - _LONGEST_TAG)
        if self.at - self.kept > LARGEST:
            self.kept = self.at
        base = min(self.kept, self.at)
        self.line(max(base, self._counted))
        self._data = self._data[base - self._base :] + chunk
        self._base = base
        return True


def parts(file: BinaryIO) -> Iterator[Part]:
    """The elements below the channel that are of interest, in the order of the file."""
    window = _Window(file)
    tag = window.tag()
    while tag is not None:
        window.kept = tag.start
        if not tag.closes and not window.is_empty():
            line = window.line(tag.start)
            end = _end(window, tag.name)
            yield _part(window, tag, line, end)
            if end and not end.closes:
                tag = end
                continue
        window.kept = window.at
        tag = window.tag()
    if not window.ends_an_export():
        yield Part("", b"", window.line(window.at), "end")


def _end(window: _Window, name: bytes) -> _Tag | None:
    """The tag at which an element ends: its own, or that of the next one of its name."""
    while tag := window.tag():
        if tag.name == name:
            return tag
    return None


def _part(window: _Window, begin: _Tag, line: int, end: _Tag | None) -> Part:
    if end and end.closes:
        window.search(_END_OF_TAG)
    stop = end.start if end and not end.closes else window.at
    raw = window.bytes(begin.start, stop)
    name = begin.name.rpartition(b":")[2].decode()
    if raw is None:
        return Part(name, b"", line, "large")
    return Part(name, raw, line, "" if end and end.closes else "cut")
