"""The records of a WARC file (ISO 28500, versions 0.17 to 1.1) or an ARC file, one after the other.

The library `warcio` was refused: it stops at the first damaged record, prints what it finds, and
has no limit on the length of a header. What is damaged here is that record's fault, and the next
one is looked for.
"""

from collections.abc import Iterator
from io import BufferedReader

from msgspec import Struct

from kazarchive.importing.captures import headers, members
from kazarchive.importing.captures.headers import Headers
from kazarchive.importing.captures.members import BLOCK, Damaged, Member

MOST_FAULTS = 1_000
"""After so many damaged records, the rest of a file is not read."""

_ARC = ("warc-target-uri", "warc-ip-address", "warc-date", "content-type", "content-length")
"""The parts of the line before a record of ARC, under the names that they have in WARC."""
_SPACE = b"\r\n\t "
_DIGITS = 20
"""A length with more is none."""


class NotByRecord(ValueError):
    """A gzip member has several records, so that none of them can be read by its offset."""


class Block:
    """The next `left` bytes of a stream."""

    def __init__(self, stream: BufferedReader, left: int) -> None:
        self._stream, self.left = stream, left

    def read(self, size: int) -> bytes:
        data = self._stream.read(min(size, self.left))
        self.left -= len(data)
        return data

    def readline(self, limit: int) -> bytes:
        line = self._stream.readline(min(limit, self.left))
        self.left -= len(line)
        return line


class Record:
    """A record whose headers are read. Reading its block raises Damaged."""

    def __init__(self, offset: int, headers: Headers, stream: BufferedReader, length: int) -> None:
        self.offset, self.headers = offset, headers
        self.length = length
        """Of the block; as it is, once the next record is found, before as the headers say."""
        self.block = Block(stream, length)

    @property
    def kind(self) -> str:
        return self.headers.get("warc-type").lower()

    @property
    def url(self) -> str:
        """Some programs write it in angle brackets."""
        return self.headers.get("warc-target-uri").removeprefix("<").removesuffix(">")


class Fault(Struct, frozen=True):
    """A record that cannot be read."""

    offset: int
    reason: str
    """The end of a sentence."""
    url: str = ""


class RecordFile:
    """An open file of records."""

    def __init__(self, file: BufferedReader) -> None:
        self._file = file

    def record(self, offset: int, length: int) -> Record:
        """The record at an offset whose block has this length. Raises Damaged."""
        stream, _ = members.opened(self._file, offset)
        return Record(offset, _record_headers(stream), stream, length)

    def records(self) -> Iterator[Record | Fault]:
        """All records. How much of a block is read does not matter; if it is damaged, a Fault with
        its offset follows. Raises NotByRecord."""
        following: int | None = 0
        faults = 0
        while following is not None:
            offset, url = following, ""
            try:
                stream, member = members.opened(self._file, offset)
                if not stream.peek(1):
                    following = member.end if member else None
                    continue
                own = _record_headers(stream)
                record = Record(offset, own, stream, _length(own))
                url = record.url
                yield record
                following = self._after(record, stream, member)
            except Damaged as damaged:
                faults += 1
                yield Fault(offset, str(damaged), url)
                if faults == MOST_FAULTS:
                    yield Fault(offset, "so many records are damaged that the rest is not read")
                    return
                following = members.next_record(self._file, offset)

    def _after(self, record: Record, stream: BufferedReader, member: Member | None) -> int | None:
        """The place of the next record. The length of the record becomes what it is."""
        if member is None:
            return self._after_plain(record)
        record.length -= _skipped(record.block)
        rest = _Rest(stream)
        if members.BEGINNING.match(rest.head.lstrip(_SPACE)):
            raise NotByRecord
        record.length += rest.size
        return member.end

    def _after_plain(self, record: Record) -> int | None:
        start = self._file.tell() - (record.length - record.block.left)
        end, size = start + record.length, self._file.seek(0, 2)
        self._file.seek(min(end, size))
        head = self._file.read(BLOCK)
        following = head.lstrip(_SPACE)
        if end <= size and not following:
            return None
        if end <= size and members.BEGINNING.match(following):
            return end + len(head) - len(following)
        following_record = members.next_record(self._file, start)
        if following_record is None and end > size:
            raise Damaged("the file ends within it")
        self._file.seek(start)
        record.length = _Rest(Block(self._file, (following_record or size) - start)).size
        return following_record


class _Rest:
    """What is left of a stream: its beginning, and its size without white space at the end."""

    def __init__(self, stream: BufferedReader | Block) -> None:
        self.head, self.size, position = b"", 0, 0
        while block := stream.read(BLOCK):
            self.head = self.head or block
            if text := block.rstrip(_SPACE):
                self.size = position + len(text)
            position += len(block)


def _skipped(block: Block) -> int:
    """The number of bytes that a block lacks."""
    while block.read(BLOCK):
        pass
    return block.left


def _record_headers(stream: BufferedReader) -> Headers:
    """Raises Damaged."""
    first = stream.readline(headers.LONGEST)
    if not members.BEGINNING.match(first):
        raise Damaged("it does not begin like a record")
    return headers.read(stream, first) if first.startswith(b"WARC/") else _of_arc(first)


def _of_arc(line: bytes) -> Headers:
    """One line is all."""
    text = headers.decoded(line).strip()
    fields = dict(zip(_ARC, text.rsplit(" ", 4), strict=True))
    described = text.startswith("filedesc:")
    return Headers(text, fields | {"warc-type": "warcinfo" if described else "response"}, line)


def _length(headers: Headers) -> int:
    """Raises Damaged."""
    written = headers.get("content-length")
    if not (written.isascii() and written.isdigit() and len(written) < _DIGITS):
        raise Damaged(f"its length is `{written[:_DIGITS]}`, which is no number")
    return int(written)
