"""The catalogue's seal: a checksum of its file, by which damage shows that SQLite cannot see.

A bit flipped in a stored title leaves a valid database. So a checksum stands beside the file while
nobody writes: it is compared at the next opening, by a thread while the sources are scanned, taken
away before the first change and set again at the end. Without it (the process was killed) SQLite's
own log decides what was committed.
"""

import threading
import zlib
from pathlib import Path

from kazarchive.catalogue.store import NAME

FILE = "catalogue.sum"

_BLOCK = 1 << 20


class Comparison:
    """Reads the whole file while other work goes on: zlib lets other threads run."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sealed = _read(folder)
        self._found: str | None = None
        self._thread = threading.Thread(target=self._compare)

    def start(self) -> None:
        if self.sealed:
            self._thread.start()

    def _compare(self) -> None:
        self._found = _checksum(self._folder)

    @property
    def sealed(self) -> bool:
        return self._sealed is not None

    def broken(self) -> bool:
        """Whether the catalogue is not as it was sealed. Waits until that is known."""
        if not self.sealed:
            return False
        if self._thread.ident is None:
            self._thread.start()
        self._thread.join()
        return self._found != self._sealed


def set(folder: Path) -> None:
    """Seal a catalogue that nobody has open. On a full disk it stays unsealed, which is no harm."""
    waiting = folder / f"{FILE}.new"
    try:
        waiting.write_text(f"{_checksum(folder)}\n", "ascii")
        waiting.replace(folder / FILE)
    except OSError:
        waiting.unlink(missing_ok=True)


def remove(folder: Path) -> None:
    """Before the catalogue is changed. Raises OSError."""
    (folder / FILE).unlink(missing_ok=True)


def _read(folder: Path) -> str | None:
    try:
        return (folder / FILE).read_text("ascii", "replace").strip()
    except OSError:
        return None


def _checksum(folder: Path) -> str | None:
    """CRC-32 (as in gzip, RFC 1952) and size of the file; None where it cannot be read."""
    checksum = size = 0
    block = memoryview(bytearray(_BLOCK))
    try:
        with (folder / NAME).open("rb", buffering=0) as file:
            while read := file.readinto(block):
                checksum = zlib.crc32(block[:read], checksum)
                size += read
    except OSError:
        return None
    return f"{checksum:08x} {size}"
