"""The body of a response → what the server meant: chunks joined (RFC 9112, 7.1), compression undone
(RFC 9110, 8.4).

What a header says about this is often wrong in captures, since many programs store the body as it
came and the headers as they should be, or the reverse; the bytes decide.
"""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Protocol

from kazarchive.importing.captures import decoders
from kazarchive.importing.captures.decoders import DECODERS, Decoder
from kazarchive.importing.captures.headers import Headers
from kazarchive.importing.captures.members import BLOCK, MAGIC, Damaged

_LARGEST_FIRST = 1 << 20
"""Bytes of a first chunk that must be a chunk although no header says so."""
_LONGEST_LINE = 1_024
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
_ZSTD = b"\x28\xb5\x2f\xfd"
"""The beginning of a frame (RFC 8878, 3.1.1)."""


class Bytes(Protocol):
    """A stream of bytes and lines."""

    def read(self, size: int, /) -> bytes: ...

    def readline(self, limit: int, /) -> bytes: ...


class Payload:
    """The decoded body of a response."""

    def __init__(self, body: Bytes, headers: Headers, *, text: bool) -> None:
        """`text`: whether the body is text, and must not begin like compressed data."""
        self._body, self._is_text = body, text
        self._says_chunked = "chunked" in headers.get("transfer-encoding").lower()
        self._encodings = headers.get("content-encoding").lower().replace(" ", "").split(",")
        self.is_chunked = self._says_chunked
        self.is_cut = False
        """Known once all is read: the end of the body is missing."""

    def blocks(self) -> Iterator[bytes]:
        """Raises Damaged."""
        blocks = self._joined()
        for name in reversed(self._encodings):
            if name in decoders.UNREADABLE:
                blocks = self._unless(blocks, name)
            if decoder := DECODERS.get(name):
                blocks = self._decoded(blocks, decoder())
        if self._is_text and not DECODERS.keys() & set(self._encodings):
            blocks = self._as_text(blocks)
        yield from blocks

    def _as_text(self, blocks: Iterator[bytes]) -> Iterator[bytes]:
        """Text that is compressed although no header says so."""
        first = next(blocks, b"")
        if first.startswith(_ZSTD):
            raise Damaged("its body is compressed as `zstd`, which is not read")
        body = chain((first,), blocks)
        return self._decoded(body, decoders.Zlib()) if first.startswith(MAGIC) else body

    def _unless(self, blocks: Iterator[bytes], name: str) -> Iterator[bytes]:
        """Text that is not compressed, although a header says so."""
        first = next(blocks, b"")
        if not (self._is_text and first.lstrip()[:1] == b"<"):
            raise Damaged(f"its body is compressed as `{name}`, which is not read")
        return chain((first,), blocks)

    # --- chunks ---------------------------------------------------------------------------------

    def _joined(self) -> Iterator[bytes]:
        first = self._body.readline(_LONGEST_LINE)
        size = _size(first)
        self.is_chunked = size is not None and (self._says_chunked or size > 0)
        if size is None or not self.is_chunked:
            yield from self._rest(first)
            return
        if not self._says_chunked:
            chunk = self._body.read(min(size, _LARGEST_FIRST))
            end = self._body.read(2)
            self.is_chunked = len(chunk) == size and end[:1] in (b"\r", b"\n")
            if not self.is_chunked:
                yield from self._rest(first + chunk + end)
                return
            yield chunk
            size = self._next_size(end)
        yield from self._chunks(size)

    def _rest(self, first: bytes) -> Iterator[bytes]:
        yield first
        while block := self._body.read(BLOCK):
            yield block

    def _chunks(self, size: int | None) -> Iterator[bytes]:
        """The chunks from one of this size on."""
        while size:
            while size and (block := self._body.read(min(size, BLOCK))):
                size -= len(block)
                yield block
            if size:
                break
            size = self._next_size(self._body.read(2))
        self.is_cut = size != 0
        while self._body.read(BLOCK):  # fields after the last chunk
            pass

    def _next_size(self, end: bytes) -> int | None:
        """The size of the next chunk. `end`: the line end of the chunk before it, and perhaps a
        digit of the size."""
        return _size(end.lstrip(b"\r\n") + self._body.readline(_LONGEST_LINE))

    # --- compression ----------------------------------------------------------------------------

    def _decoded(self, blocks: Iterator[bytes], decoder: Decoder) -> Iterator[bytes]:
        """What a false header calls compressed stays as it is."""
        waiting = list[bytes]()
        begun = False
        for block in blocks:
            if not begun:
                waiting.append(block)
            try:
                for part in decoder.blocks(block):
                    begun = begun or bool(part)
                    yield part
            except decoders.ERRORS:
                if begun or (self._is_text and b"<" not in b"".join(waiting)):
                    raise Damaged("its compressed body is damaged") from None
                yield from chain(waiting, blocks)
                return
        self.is_cut = self.is_cut or not decoder.is_finished


def _size(line: bytes) -> int | None:
    """That of a chunk, by the line before it."""
    chunk = _CHUNK.fullmatch(line)
    return int(chunk[1], 16) if chunk else None
