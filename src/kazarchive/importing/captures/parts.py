"""Where records are: in files, and in members of zip files that are stored as they are."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader, RawIOBase
from pathlib import Path

from msgspec import Struct

from kazarchive.reading import files


class Part(Struct, frozen=True):
    """A file of records, or a part of a file that is one."""

    path: Path
    display_path: str
    """For messages."""
    start: int = 0
    length: int | None = None
    """None: to the end of the file."""

    @contextmanager
    def opened(self) -> Iterator[BufferedReader]:
        """The bytes of the part, at offsets from 0 on. Raises ProblemsFound (K0301, K0303,
        K0304)."""
        with files.opened(self.path, self.display_path) as file:
            if self.length is None:
                yield file
            else:
                yield BufferedReader(_Slice(file, self.start, self.length))


class _Slice(RawIOBase):
    def __init__(self, file: BufferedReader, start: int, length: int) -> None:
        self._file, self._start, self._length, self._position = file, start, length, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        before = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self._length}
        self._position = max(0, before[whence] + offset)
        return self._position

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        size = min(len(buffer), max(0, self._length - self._position))
        self._file.seek(self._start + self._position)
        block = self._file.read(size)
        buffer[: len(block)] = block
        self._position += len(block)
        return len(block)
