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
    while reader.line and not reader.is_separator:
        reader.advance()
    while reader.line:
        part = Part(reader.line, reader.number, bytearray())
        reader.advance()
        reader.fill(part)
        yield part


class _Reader:
    """Goes through the lines of a file, and knows the one that follows."""

    def __init__(self, file: BufferedReader) -> None:
        self._file = file
        self._end = file.seek(0, os.SEEK_END)
        self.number = 1
        self._go_to(0)

    def _go_to(self, offset: int) -> None:
        """Begin at a place where a line begins."""
        self._file.seek(offset)
        self._after_blank = True
        self._offset = offset
        self.line = self._file.readline(_LONGEST_LINE)
        self._following = self._file.readline(_LONGEST_LINE)

    def advance(self) -> None:
        """Go to the next line, or the next part of a line that is very long."""
        self._after_blank = not self.line.strip()
        self._offset += len(self.line)
        self.number += self.line.endswith(b"\n")
        self.line, self._following = self._following, self._file.readline(_LONGEST_LINE)

    @property
    def is_separator(self) -> bool:
        """Whether the line begins a message: a text may contain such a line, too, but hardly with a
        date, after a blank line and before a header."""
        return (
            self._after_blank
            and self.line.startswith(b"From ")
            and _SEPARATOR.match(self.line) is not None
            and _FIELD.match(self._following) is not None
        )

    def fill(self, part: Part) -> None:
        """Read a message up to the separator of the next one, or to the end."""
        in_head, length = True, -1
        while self.line and not self.is_separator:
            _add(part, self.line)
            if in_head and (counted := _LENGTH.match(self.line)):
                length = int(counted[1])
            if in_head and not self.line.strip():
                in_head = False
                if length > 0 and self._ends_after(length):
                    part.is_counted = True
                    self._copy(length, part)
                    continue
            self.advance()

    def _ends_after(self, length: int) -> bool:
        """Whether a message begins, or the file ends, so many bytes after this line."""
        end = self._offset + len(self.line) + length
        here = self._file.tell()
        self._file.seek(end)
        following = self._file.read(100)
        self._file.seek(here)
        return end <= self._end and _NEXT.match(following) is not None

    def _copy(self, length: int, part: Part) -> None:
        """Read so many bytes after this line."""
        start = self._offset + len(self.line)
        self._file.seek(start)
        self.number += 1
        left = length
        while left > 0 and (block := self._file.read(min(left, _LONGEST_LINE))):
            left -= len(block)
            self.number += block.count(b"\n")
            _add(part, block)
        self._go_to(start + length)


def _add(part: Part, raw: bytes) -> None:
    if len(part.content) <= structure.LARGEST:
        part.content += raw
