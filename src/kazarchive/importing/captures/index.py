"""Values by their keys, on disk: the captures of a crawl can be millions.

A file has all values, one after the other; other files have the place of each value, beside a hash
of its key. A hash decides in which of these a key is, so that little is read to find it.
"""

from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from types import TracebackType
from typing import Generic, Self, TypeVar

import msgspec

Value = TypeVar("Value", bound=msgspec.Struct)

_HASH, _PLACE = 8, 8
_ENTRY = _HASH + _PLACE
"""Bytes of a key: its hash, and the place of its value."""
_LENGTH = 4
"""Bytes before each value that tell its length."""
_MOST_WAITING = 1 << 16
"""Keys in memory."""


class Index(Generic[Value]):
    """A table of values, each under any number of keys, in a folder. Raises OSError."""

    def __init__(self, folder: Path, kind: type[Value]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._encode = msgspec.msgpack.Encoder().encode
        self._decoder = msgspec.msgpack.Decoder(kind)
        self._values = (folder / "values").open("a+b")
        self._waiting: dict[int, bytearray] = {}
        self._count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _: BaseException | None, at: TracebackType | None
    ) -> None:
        self._write_keys()
        self._values.close()

    @property
    def end(self) -> int:
        """The place of the next value."""
        return self._values.seek(0, 2)

    def add(self, value: Value, *keys: str) -> None:
        place, encoded = self.end.to_bytes(_PLACE), self._encode(value)
        self._values.write(len(encoded).to_bytes(_LENGTH))
        self._values.write(encoded)
        for key in keys:
            hashed = _hash(key)
            self._waiting.setdefault(hashed[0], bytearray()).extend(hashed + place)
            self._count += 1
        if self._count > _MOST_WAITING:
            self._write_keys()

    def find(self, key: str) -> tuple[Value, ...]:
        """The values under a key, in the order in which they were added."""
        self._write_keys()
        hashed = _hash(key)
        try:
            keys = (self._folder / f"{hashed[0]:02x}").read_bytes()
        except FileNotFoundError:
            return ()
        return tuple(map(self._at, _places(keys, hashed)))

    def between(self, start: int, end: int) -> Iterator[Value]:
        """The values from one place to another."""
        while start < end:
            value = self._at(start)
            start = self._values.tell()
            yield value

    def _at(self, place: int) -> Value:
        self._values.seek(place)
        return self._decoder.decode(self._values.read(int.from_bytes(self._values.read(_LENGTH))))

    def _write_keys(self) -> None:
        for number, keys in self._waiting.items():
            with (self._folder / f"{number:02x}").open("ab") as file:
                file.write(keys)
        self._waiting.clear()
        self._count = 0


def _hash(key: str) -> bytes:
    return blake2b(key.encode("utf-8", "surrogatepass"), digest_size=_HASH).digest()


def _places(keys: bytes, hashed: bytes) -> Iterator[int]:
    at = keys.find(hashed)
    while at >= 0:
        if at % _ENTRY == 0:
            yield int.from_bytes(keys[at + _HASH : at + _ENTRY])
        at = keys.find(hashed, at + 1)
