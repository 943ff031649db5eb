"""A MIME message (RFC 2046) → its parts, without decoding them.

The parser of the standard library keeps several copies of a message in memory, and takes seconds
for thousands of parts or hundreds of levels.
"""

import binascii
import re
from collections.abc import Mapping, Sequence
from email.message import Message
from email.parser import BytesHeaderParser

from msgspec import Struct

MOST, DEEPEST, LONGEST_HEAD = 5_000, 4, 65_536
"""Parts, levels, and bytes of the head of a part."""

_LINE = re.compile(rb"\r?\n")
_END = re.compile(rb"\r?\n\r?\n")


class Refused(ValueError):
    """A message that cannot be read; the text says why."""


class Part(Struct, frozen=True):
    """A part that has no parts itself."""

    type: str
    charset: str | None
    headers: Mapping[str, str]
    """Name in small letters → value."""
    encoding: str
    raw: bytes

    @property
    def content(self) -> bytes:
        """Decoded; of what is broken, as much as can be."""
        if self.encoding == "quoted-printable":
            return binascii.a2b_qp(self.raw)
        if self.encoding == "base64":
            data = re.sub(rb"[^A-Za-z0-9+/]", b"", self.raw)
            return binascii.a2b_base64(data[: len(data) - (len(data) % 4 == 1)] + b"==")
        return self.raw


def head(raw: bytes) -> Message:
    """The headers of a message or a part. Raises Refused."""
    return BytesHeaderParser().parsebytes(_divided(raw)[0])


def _divided(raw: bytes) -> tuple[bytes, bytes]:
    """The head and the body, which an empty line parts. Raises Refused."""
    if none := _LINE.match(raw):
        return b"", raw[none.end() :]
    end = _END.search(raw, 0, LONGEST_HEAD)
    if end is None and len(raw) > LONGEST_HEAD:
        raise Refused(f"the head of a part has more than {LONGEST_HEAD:,} bytes")
    return (raw[: end.start()], raw[end.end() :]) if end else (raw, b"")


def parts(raw: bytes) -> Sequence[Part]:
    """All parts in their order. Raises Refused."""
    read: list[Part] = []
    _read(raw, 0, read)
    return read


def _read(raw: bytes, level: int, read: list[Part]) -> None:
    headers, body = head(raw), _divided(raw)[1]
    boundary = headers.get_boundary()
    if headers.get_content_maintype() != "multipart" or not boundary:
        read.append(_part(headers, body))
        if len(read) > MOST:
            raise Refused(f"it has more than {MOST:,} parts")
        return
    if level == DEEPEST:
        raise Refused(f"its parts are nested more than {DEEPEST} times")
    line = re.compile(
        rb"(?:\A|\r?\n)--" + re.escape(boundary.encode()) + rb"(--)?[ \t]*(?:\r?\n|\Z)"
    )
    marks = list(line.finditer(body))
    if len(marks) > MOST:
        raise Refused(f"it has more than {MOST:,} parts")
    for number, mark in enumerate(marks):
        if mark[1]:
            break
        end = marks[number + 1].start() if number + 1 < len(marks) else len(body)
        _read(body[mark.end() : end], level + 1, read)


def _part(headers: Message, body: bytes) -> Part:
    named = {name.lower(): "".join(str(value).split()) for name, value in headers.items()}
    encoding = named.get("content-transfer-encoding", "").lower()
    charset = headers.get_content_charset()
    return Part(headers.get_content_type(), charset, named, encoding, body)
