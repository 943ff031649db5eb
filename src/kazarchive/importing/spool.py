"""Documents between the two steps of an import, on disk: all are read before the first is written,
since one may link to another, and together they may be larger than memory."""

from collections.abc import Iterator
from tempfile import TemporaryFile
from types import TracebackType
from typing import Generic, Self, TypeVar

import msgspec

Value = TypeVar("Value", bound=msgspec.Struct)

_LENGTH = 8
"""Bytes before each value that tell its length."""


class Spool(Generic[Value]):
    """A list of values that can be added to and read from the start. Raises OSError."""

    def __init__(self, kind: type[Value]) -> None:
        self._encode = msgspec.msgpack.Encoder().encode
        self._decoder = msgspec.msgpack.Decoder(kind)
        self.length = 0
        self._file = TemporaryFile("w+b")  # noqa: SIM115  # closed by __exit__

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _: BaseException | None, at: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, value: Value) -> None:
        encoded = self._encode(value)
        self._file.write(len(encoded).to_bytes(_LENGTH))
        self._file.write(encoded)
        self.length += 1

    def __iter__(self) -> Iterator[Value]:
        """All values in the order in which they were added; nothing may be added meanwhile."""
        self._file.seek(0)
        while length := self._file.read(_LENGTH):
            yield self._decoder.decode(self._file.read(int.from_bytes(length)))
