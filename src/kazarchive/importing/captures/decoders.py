"""The compressions of HTTP (RFC 9110, 8.4.1), undone in steps of a limited size."""

import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import Protocol

import brotli

STEP = 1 << 20
"""Bytes that are made at once, whatever a few bytes stand for."""

ERRORS = (zlib.error, brotli.error)
UNREADABLE = frozenset(
    "bzip2 compress dcb dcz exi lzma pack200-gzip sdch x-compress xz zstd".split()
)
"""Names of compressions that are not read."""


class Decoder(Protocol):
    """Undoes one compression."""

    @property
    def is_finished(self) -> bool:
        """Whether the end of the compressed data was there."""

    def blocks(self, data: bytes) -> Iterator[bytes]:
        """What the next bytes stand for. Raises ERRORS."""


class Zlib:
    """`gzip` and `deflate`. Some servers send `deflate` without the header of zlib."""

    def __init__(self) -> None:
        self._inflate: zlib._Decompress | None = None

    @property
    def is_finished(self) -> bool:
        return self._inflate is not None and self._inflate.eof

    def blocks(self, data: bytes) -> Iterator[bytes]:
        if not data:
            return
        if self._inflate is None:
            self._inflate = zlib.decompressobj(_window(data))
        while data and not self._inflate.eof:
            yield self._inflate.decompress(data, STEP)
            data = self._inflate.unconsumed_tail


def _window(data: bytes) -> int:
    """How zlib is told which header the data have, by their first two bytes."""
    if data[:2] == b"\x1f\x8b":
        return zlib.MAX_WBITS | 16
    is_zlib = data[0] & 15 == 8 and int.from_bytes(data[:2]) % 31 == 0
    return zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS


class Brotli:
    """`br` (RFC 7932)."""

    def __init__(self) -> None:
        self._decompress = brotli.Decompressor()

    @property
    def is_finished(self) -> bool:
        return bool(self._decompress.is_finished())

    def blocks(self, data: bytes) -> Iterator[bytes]:
        yield self._decompress.process(data, output_buffer_limit=STEP)
        while not self._decompress.can_accept_more_data():
            yield self._decompress.process(b"", output_buffer_limit=STEP)


DECODERS: Mapping[str, Callable[[], Decoder]] = {
    "gzip": Zlib,
    "x-gzip": Zlib,
    "deflate": Zlib,
    "br": Brotli,
}
"""By the names in `Content-Encoding`. Others, such as `identity`, stand for nothing."""
