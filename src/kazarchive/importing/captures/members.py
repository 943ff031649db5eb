"""A file of records → the bytes at an offset, inflated if each record is compressed by itself.

A WARC file is usually a sequence of gzip members, one for each record (WARC 1.1, annex D), so that
a record can be read without those before it.
"""

import re
import zlib
from io import BufferedReader, RawIOBase
from typing import BinaryIO

BLOCK = 1 << 16
RATIO = 200
"""How many times its compressed size a member may have. DEFLATE reaches 1,032, text hardly 50."""
FREE = 64_000_000
"""Up to this size a member may have any ratio."""
MAGIC = b"\x1f\x8b\x08"
"""The beginning of a gzip member (RFC 1952)."""
_STEP = 1 << 20
_HEAD = 512
"""Compressed bytes that show whether a record begins there."""
_FIRST = 1_024
"""Compressed bytes that are read first: the headers of a record are known even if the rest is
damaged."""

BEGINNING = re.compile(
    rb"WARC/\d\.\d+\r*\n"
    rb"|(?:filedesc|https?|dns|ftp|whois):[^\r\n]{0,4000} \S+ \d{12,20} \S+ \S+\r?\n"
)
"""The first line of a record: of WARC, and of ARC."""
_LONGEST_BEGINNING = 4_096
_IN_TEXT = re.compile(rb"(?<=\n)(?:" + BEGINNING.pattern + rb")")


class Damaged(ValueError):
    """A record cannot be read; the text is the end of a sentence that says why."""


class Member(RawIOBase):
    """The bytes of the gzip member at an offset. Raises Damaged while it is read."""

    def __init__(self, file: BinaryIO, offset: int) -> None:
        file.seek(offset)
        self._file, self._inflate = file, zlib.decompressobj(zlib.MAX_WBITS | 16)
        self._compressed = self._inflated = 0
        self._step = _FIRST

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._inflate.eof:
            raw = self._inflate.unconsumed_tail or self._more()
            try:
                block = self._inflate.decompress(raw, len(buffer))
            except zlib.error:
                raise Damaged("its compressed data are damaged") from None
            if block:
                self._count(len(block))
                buffer[: len(block)] = block
                return len(block)
        return 0

    def _more(self) -> bytes:
        raw = self._file.read(self._step)
        if not raw:
            raise Damaged("the file ends within it")
        self._compressed += len(raw)
        self._step = BLOCK
        return raw

    def _count(self, size: int) -> None:
        self._inflated += size
        if self._inflated > FREE and self._inflated > RATIO * self._compressed:
            raise Damaged(f"it is compressed more than {RATIO}-fold")

    @property
    def end(self) -> int:
        """The offset of what follows the member, once all of it is read."""
        return self._file.tell() - len(self._inflate.unused_data)


def opened(file: BufferedReader, offset: int) -> tuple[BufferedReader, Member | None]:
    """The bytes from an offset on, and the gzip member that they are in, if they are compressed."""
    file.seek(offset)
    if file.read(len(MAGIC)) == MAGIC:
        member = Member(file, offset)
        return BufferedReader(member, BLOCK), member
    file.seek(offset)
    return file, None


def next_record(file: BinaryIO, start: int) -> int | None:
    """The offset of the first record that begins after `start`: the way on after one that is
    damaged."""
    before, position = b"", start
    file.seek(start)
    while block := file.read(_STEP):
        text, first = before + block, position - len(before)
        offset = _offset(text, file, first, max(0, start + 1 - first))
        if offset is not None:
            return offset
        position += len(block)
        before = text[-_LONGEST_BEGINNING:]
        file.seek(position)
    return None


def _offset(text: bytes, file: BinaryIO, first: int, begin: int) -> int | None:
    """The offset of the first record in `text` from the place `begin` on; `first` is the offset of
    the text."""
    plain = _IN_TEXT.search(text, begin)
    end = plain.start() if plain else len(text)
    at = text.find(MAGIC, begin, end)
    while at >= 0:
        if _is_record(file, first + at):
            return first + at
        at = text.find(MAGIC, at + 1, end)
    return first + end if plain else None


def _is_record(file: BinaryIO, offset: int) -> bool:
    file.seek(offset)
    try:
        head = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(file.read(_HEAD), _HEAD)
    except zlib.error:
        return False
    return BEGINNING.match(head) is not None
