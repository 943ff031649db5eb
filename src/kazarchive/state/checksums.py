"""The catalogue's seal: checksums of its file, by which damage shows that SQLite cannot see.

A bit flipped in a stored title leaves a valid database. So a checksum of each block of the file
stands beside it while nobody writes: they are compared at the next opening, by a thread while the
sources are scanned, taken away before the first change and set again at the end; blocks that were
not written keep theirs. Without them (the process was killed) SQLite's own log decides what was
committed.
"""

import threading
from collections.abc import Collection, Mapping
from pathlib import Path

import xxhash

from kazarchive.state.database import NAME

FILE = "catalogue.sum"

BLOCK = 1 << 20
"""Bytes of the catalogue, but for the last block: a multiple of any size of SQLite's pages."""


class Comparison:
    """Reads the whole file while other work goes on: xxhash lets other threads run."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sealed = _read(folder)
        self._found: list[str] | None = None
        self._thread = threading.Thread(target=self._compare)

    def start(self) -> None:
        if self.sealed:
            self._thread.start()

    def _compare(self) -> None:
        self._found = _checksums(self._folder, {})

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

    def unwritten(self, written: Collection[int] | None) -> dict[int, str]:
        """The checksums, by number, of the blocks that are known to be as they were sealed.

        `written`: the offsets, in bytes, of what was written since; None if that is not known.
        """
        if self._found is None or self._found != self._sealed or written is None:
            return {}
        other = {offset // BLOCK for offset in written}
        whole = self._found[:-2]  # the last block may have grown
        return {number: one for number, one in enumerate(whole) if number not in other}


def set(folder: Path, kept: Mapping[int, str]) -> None:
    """Seal a catalogue that nobody has open. On a full disk it stays unsealed, which is no harm.

    `kept`: the checksums of blocks that need not be read.
    """
    waiting = folder / f"{FILE}.new"
    try:
        waiting.write_text("\n".join([*(_checksums(folder, kept) or ()), ""]), "ascii")
        waiting.replace(folder / FILE)
    except OSError:
        waiting.unlink(missing_ok=True)


def remove(folder: Path) -> None:
    """Before the catalogue is changed. Raises OSError."""
    (folder / FILE).unlink(missing_ok=True)


def _read(folder: Path) -> list[str] | None:
    try:
        return (folder / FILE).read_text("ascii", "replace").split("\n")[:-1]
    except OSError:
        return None


def _checksums(folder: Path, kept: Mapping[int, str]) -> list[str] | None:
    """XXH3 (64 bits, by its specification) of each block of the file, then its size; None where it
    cannot be read."""
    found: list[str] = []
    block = memoryview(bytearray(BLOCK))
    try:
        with (folder / NAME).open("rb") as file:
            size = file.seek(0, 2)
            for start in range(0, size, BLOCK):
                number = start // BLOCK
                if number in kept:
                    found.append(kept[number])
                else:
                    file.seek(start)
                    found.append(xxhash.xxh3_64_hexdigest(block[: file.readinto(block)]))
    except OSError:
        return None
    return [*found, str(size)]
