"""The lines before the content: of a record, and of an HTTP response in it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from msgspec import Struct

from kazarchive.importing.captures.members import Damaged

LONGEST = 1_000_000
"""Bytes of all lines together."""


class Lines(Protocol):
    """A stream of lines."""

    def readline(self, limit: int, /) -> bytes: ...


class Headers(Struct, frozen=True):
    """A first line and fields."""

    first: str
    fields: Mapping[str, str]
    """Names in lower case. Of several fields with one name, the first counts."""
    raw: bytes

    def get(self, name: str) -> str:
        return self.fields.get(name, "")


def read(stream: Lines, first: bytes = b"") -> Headers:
    """The lines up to an empty one; none at the end of the stream. `first`: those that were read
    before. Raises Damaged."""
    raw, left = [first] if first else [], LONGEST
    while line := stream.readline(left + 1):
        raw.append(line)
        left -= len(line)
        if left < 0:
            raise Damaged(f"its header has more than {LONGEST:,} bytes")
        if not line.strip(b"\r\n"):
            break
    lines = map(decoded, raw)
    beginning = next(lines, "").strip()
    return Headers(beginning, dict(_fields(lines)), b"".join(raw))


def _fields(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(name, value), the last first. A line that begins with a space goes on with the one before
    it (RFC 9112, 5.2)."""
    fields = list[tuple[str, str]]()
    for line in lines:
        name, colon, value = line.partition(":")
        if line[:1] in (" ", "\t") and fields:
            fields[-1] = fields[-1][0], f"{fields[-1][1]} {line.strip()}"
        elif colon:
            fields.append((name.strip().lower(), value.strip()))
    return reversed(fields)


def decoded(line: bytes) -> str:
    """UTF-8, or else ISO-8859-1, as HTTP once had it."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("iso-8859-1")
