"""An XML file → the elements with certain names as bytes, whatever is broken between them.

They are found by their tags and not by a parser of the whole file: a parser stops at the first
fault, or, told to recover, joins neighbouring elements without a word.
"""

import re
from collections.abc import Collection, Iterator
from typing import BinaryIO, Literal, NamedTuple

from msgspec import Struct

LARGEST = 24_000_000
"""Bytes of one element."""

LONGEST_HEAD = 1_000_000
"""Bytes before the first element that are given out, and as many after the last."""

_CHUNK = 1 << 20
_LONGEST_TAG = 256
_END_OF = {
    b"<![CDATA[": re.compile(rb"\]\]>"),
    b"<!--": re.compile(rb"-->"),
    b"<!DOCTYPE": re.compile(rb"[\[>]"),
}
_END_OF_SUBSET = re.compile(rb"\]\s*>")
_END_OF_TAG = re.compile(rb"/?>")


class Part(Struct, frozen=True):
    """One element, or what is before the first or after the last."""

    kind: Literal["head", "element", "tail"]
    raw: bytes
    line: int = 1
    """Where it begins, counted from 1."""
    fault: Literal["", "open", "cut", "large"] = ""
    """`open`: the next element begins before this one ends; `cut`: the file ends before; `large`:
    it has more than LARGEST bytes, which are left out."""


def parts(file: BinaryIO, names: Collection[str]) -> Iterator[Part]:
    """The head, each element with one of these local names that is in no other, and the tail.

    The encoding must be one in which the bytes below 128 are those of ASCII.
    """
    window = _Window(file, names)
    tag = window.tag()
    end = window.at if tag is None else tag.start
    yield Part("head", window.between(0, end)[:LONGEST_HEAD])
    while tag is not None:
        window.kept = tag.start
        after = None
        if not tag.closes and not window.is_empty():
            line = window.line(tag.start)
            after = window.end(tag.name)
            yield _part(window, tag, line, after)
        window.kept = window.at
        tag = after if after and not after.closes else window.tag()
    yield Part("tail", window.rest()[-LONGEST_HEAD:], window.line(window.kept))


class _Tag(NamedTuple):
    name: bytes
    closes: bool
    start: int
    """Bytes of the file before it."""


class _Window:
    """The part of a file that is in memory. Offsets are those of the file."""

    def __init__(self, file: BinaryIO, names: Collection[str]) -> None:
        self._file = file
        self._token = re.compile(
            rb"<!\[CDATA\[|<!--|<!DOCTYPE|<(?P<closes>/?)(?P<name>(?:[A-Za-z_][\w.-]*:)?(?:"
            + "|".join(names).encode()
            + rb"))(?=[\s/>])"
        )
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
        """The next tag with one of the names that is not in CDATA, a comment or the DOCTYPE."""
        while found := self.search(self._token):
            if found["name"]:
                return _Tag(found["name"], bool(found["closes"]), self.at - len(found[0]))
            end = self.search(_END_OF[found[0]])
            if end and end[0] == b"[":
                end = self.search(_END_OF_SUBSET)
            if end is None:
                return None
        return None

    def end(self, name: bytes) -> _Tag | None:
        """The tag at which an element ends: its own, or that of the next one of its name."""
        while tag := self.tag():
            if tag.name == name:
                return tag
        return None

    def is_empty(self) -> bool:
        """Whether the tag, whose name is passed, closes itself."""
        end = self.search(_END_OF_TAG)
        return end is None or end[0] == b"/>"

    def pass_tag(self) -> None:
        self.search(_END_OF_TAG)

    def line(self, at: int) -> int:
        """Of an offset; not of one before that of an earlier call."""
        self._line += self._data.count(b"\n", self._counted - self._base, at - self._base)
        self._counted = at
        return self._line

    def between(self, start: int, end: int) -> bytes:
        """What is not forgotten of a part of the file."""
        return self._data[max(start - self._base, 0) : max(end - self._base, 0)]

    def holds(self, start: int) -> bool:
        return start >= self._base

    def rest(self) -> bytes:
        """What follows the last element, at the end of the file."""
        return self.between(self.kept, self._base + len(self._data))

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


def _part(window: _Window, begin: _Tag, line: int, end: _Tag | None) -> Part:
    if end and end.closes:
        window.pass_tag()
    stop = end.start if end and not end.closes else window.at
    if not window.holds(begin.start) or stop - begin.start > LARGEST:
        return Part("element", b"", line, "large")
    fault: Literal["", "open", "cut"] = "cut" if end is None else "" if end.closes else "open"
    return Part("element", window.between(begin.start, stop), line, fault)
