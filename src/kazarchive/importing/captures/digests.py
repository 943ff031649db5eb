"""The digests that a WARC record has of itself, compared while it is read (WARC 1.1, 5.8, 5.9)."""

import base64
import binascii
import hashlib
from typing import TYPE_CHECKING

from kazarchive.importing.captures.headers import Headers
from kazarchive.importing.captures.payload import Bytes

if TYPE_CHECKING:
    from hashlib import _Hash


class Checked:
    """A block that is read to its end, with its digests."""

    def __init__(self, block: Bytes, headers: Headers) -> None:
        self._block = block
        self._whole = _Digest(headers.get("warc-block-digest"))
        self._payload = _Digest(headers.get("warc-payload-digest"))
        self._digests = [self._whole]

    def begin_payload(self) -> None:
        """What was read until now were the headers of HTTP."""
        self._digests.append(self._payload)

    def read(self, size: int) -> bytes:
        return self._counted(self._block.read(size))

    def readline(self, limit: int) -> bytes:
        return self._counted(self._block.readline(limit))

    def _counted(self, data: bytes) -> bytes:
        for digest in self._digests:
            digest.update(data)
        return data

    def fault(self, *, chunked: bool) -> str:
        """The end of a sentence, or nothing. `chunked`: the digest of the payload may be of what is
        in the chunks, and counts only if it is right."""
        if self._whole.is_known:
            return self._whole.fault()
        return "" if chunked else self._payload.fault()


class _Digest:
    """One digest, written as `algorithm:value`. One of an unknown algorithm is always right."""

    def __init__(self, written: str) -> None:
        self._written = written
        algorithm, _, self._value = written.partition(":")
        name = algorithm.lower().replace("-", "")
        self._hash: _Hash | None = None
        if name in hashlib.algorithms_guaranteed and not name.startswith("shake"):
            self._hash = hashlib.new(name, usedforsecurity=False)

    @property
    def is_known(self) -> bool:
        return self._hash is not None

    def update(self, data: bytes) -> None:
        if self._hash:
            self._hash.update(data)

    def fault(self) -> str:
        if self._hash is None or self._hash.digest() in _values(self._value):
            return ""
        name, value = self._hash.name, base64.b32encode(self._hash.digest()).decode()
        return f"its digest is {name}:{value}, and the file says {self._written[:100]}"


def _values(written: str) -> list[bytes]:
    """What a value can mean: base 32 is usual, base 16 and base 64 occur."""
    read = []
    for decode in (_base32, bytes.fromhex, base64.b64decode, base64.urlsafe_b64decode):
        try:
            read.append(decode(written))
        except (ValueError, binascii.Error):
            continue
    return read


def _base32(written: str) -> bytes:
    return base64.b32decode(written.upper() + "=" * (-len(written) % 8))
