"""A file with many messages of mail (mbox) → a document for each, read as a stream.

A line that begins with `From ` separates messages. The variants differ in how such lines inside a
message are written: mboxo and mboxrd put `>` before them, mboxcl2 counts the bytes of a message in
`Content-Length`. A count is used if the next message does begin where it says.
"""

import os
import re
from collections.abc import Iterator
from io import BufferedReader

from msgspec import Struct

from kazarchive.importing.document import Document
from kazarchive.importing.formats.source import Source
from kazarchive.importing.mail import message, structure
from kazarchive.problems import Problem, ProblemsFound
from kazarchive.reading import files

_SEPARATOR = re.compile(rb"From (?:.*\d\d:\d\d.*\d{4}|\S+@\S+\s*$|\S+\s*$)")
_DATE = re.compile(rb"From \S*\s*(.*\d{4}.*)")
_FIELD = re.compile(rb">From |[!-9;-~]+:")
_QUOTED = re.compile(rb"^>(?=>*From )", re.MULTILINE)
_BARE = re.compile(rb"^From ", re.MULTILINE)
_LENGTH = re.compile(rb"content-length:\s*(\d{1,12})\s*$", re.IGNORECASE)
_LONGEST_LINE = 1 << 20
_NEXT = re.compile(rb"\s*(?:From |\Z)")


def documents(source: Source) -> Iterator[Document | Problem]:
    """All messages of a file. Raises ProblemsFound (K0301, K0303, K0304; K0876 without one)."""
    found = False
    with files.opened(source.path, source.display_path) as file:
        for each in messages(file):
            found = True
            yield from _read(each, source)
    if not found:
        raise ProblemsFound([Problem("K0876", source.place())])


class Part(Struct):
    """A message in its file."""

    separator: bytes
    line: int
    """Of the separator, counted from 1."""
    content: bytearray
    """Without the separator; of a message that is too large, only the beginning."""
    is_counted: bool = False
    """Its end was found by its `Content-Length`."""


def _read(part: Part, source: Source) -> Iterator[Document | Problem]:
    original = bytes(part.content).rstrip(b"\r\n") + b"\n"  # without the line that parts messages
    bare = part.is_counted and _BARE.search(original)
    content = original if bare else _QUOTED.sub(b"", original)
    date = _DATE.match(part.separator)
    received = date[1].decode("ascii", "replace").strip() if date else ""
    yield from message.read(message.Raw(content, "mbox", part.line, original, received), source)


def messages(file: BufferedReader) -> Iterator[Part]:
    """The messages of a file. What stands before the first one is left out."""
    reader = _Reader(file)
    line = reader.next()
    while line and not reader.is_separator(line):
        line = reader.next()
    while line:
        part = Part(line, reader.number, bytearray())
        line = reader.fill(part)
        yield part


class _Reader:
    """Lines of a file, with their numbers."""

    def __init__(self, file: BufferedReader) -> None:
        self._file = file
        self._after_blank = True
        self.number = 0

    def next(self) -> bytes:
        """The next line, or a part of a line that is very long."""
        line = self._file.readline(_LONGEST_LINE)
        self.number += 1
        return line

    def is_separator(self, line: bytes) -> bool:
        """Whether a line begins a message: a text may contain such a line, too, but hardly with a
        date, after a blank line and before a header."""
        if not (self._after_blank and _SEPARATOR.match(line)):
            self._after_blank = not line.strip()
            return False
        self._after_blank = False
        return _FIELD.match(self._file.peek(1_000)[:1_000]) is not None

    def fill(self, part: Part) -> bytes:
        """Read a message; returns the separator of the next one, or nothing at the end."""
        in_head, length = True, -1
        while line := self.next():
            if self.is_separator(line):
                return line
            if len(part.content) <= structure.LARGEST:
                part.content += line
            if in_head and (counted := _LENGTH.match(line)):
                length = int(counted[1])
            if in_head and not line.strip():
                in_head = False
                if length > 0 and self._ends_after(length):
                    part.is_counted = True
                    self._copy(length, part)
        return b""

    def _ends_after(self, length: int) -> bool:
        """Whether a message begins, or the file ends, after so many bytes."""
        here = self._file.tell()
        end = self._file.seek(0, os.SEEK_END)
        self._file.seek(here + length)
        following = self._file.read(100)
        self._file.seek(here)
        return here + length <= end and _NEXT.match(following) is not None

    def _copy(self, length: int, part: Part) -> None:
        while length > 0 and (block := self._file.read(min(length, _LONGEST_LINE))):
            length -= len(block)
            self.number += block.count(b"\n")
            if len(part.content) <= structure.LARGEST:
                part.content += block
        self._after_blank = True
