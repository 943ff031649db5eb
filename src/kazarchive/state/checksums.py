"""Checksums of the catalogue's file, which reveal damage that SQLite cannot see.

A bit flipped in a stored title leaves a valid database. Therefore a file beside the catalogue holds
a checksum of each of its blocks while no process writes to it. At the next opening a thread
compares them while the sources are scanned. The file is removed before the first change and written
at the end; blocks that were not written keep their checksums. Without it (the process was killed)
SQLite's log decides what was committed.
"""

import threading
from collections.abc import Collection, Mapping
from pathlib import Path

import xxhash

from kazarchive.state.database import NAME

FILE = "catalogue.sum"

BLOCK = 1 << 20
"""Bytes of every block but the last: a multiple of every page size of SQLite."""


class Comparison:
    """Compares the file with its checksums while other work goes on: xxhash releases the GIL."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._recorded = _read(folder)
        self._actual: list[str] | None = None
        self._thread = threading.Thread(target=self._compare)

    def start(self) -> None:
        if self.has_checksums:
            self._thread.start()

    def _compare(self) -> None:
        self._actual = _checksums(self._folder, {})

    @property
    def has_checksums(self) -> bool:
        return self._recorded is not None

    def broken(self) -> bool:
        """Whether the file differs from its checksums. Waits for the end of the comparison."""
        if not self.has_checksums:
            return False
        if self._thread.ident is None:
            self._thread.start()
        self._thread.join()
        return self._actual != self._recorded

    def unwritten(self, written: Collection[int] | None) -> dict[int, str]:
        """Block number → checksum, of the blocks that have not changed since the comparison.

        `written`: the offsets, in bytes, of what was written since; None if they are not known.
        """
        if self._actual is None or self._actual != self._recorded or written is None:
            return {}
        changed = {offset // BLOCK for offset in written}
        full_blocks = self._actual[:-2]  # the last block may have grown
        return {n: checksum for n, checksum in enumerate(full_blocks) if n not in changed}


def set(folder: Path, kept: Mapping[int, str]) -> None:
    """Write the checksums of a catalogue that no process has open. If the disk is full, there are
    none, which does no harm.

    `kept`: block number → checksum, of the blocks that need not be read.
    """
    waiting = folder / f"{FILE}.new"
    try:
        waiting.write_text("\n".join([*(_checksums(folder, kept) or ()), ""]), "ascii")
        waiting.replace(folder / FILE)
    except OSError:
        waiting.unlink(missing_ok=True)


def remove(folder: Path) -> None:
    """Remove the checksums before the catalogue is changed. Raises OSError."""
    (folder / FILE).unlink(missing_ok=True)


def _read(folder: Path) -> list[str] | None:
    try:
        return (folder / FILE).read_text("ascii", "replace").split("\n")[:-1]
    except OSError:
        return None


def _checksums(folder: Path, kept: Mapping[int, str]) -> list[str] | None:
    """XXH3 (64 bits, in hexadecimal) of each block of the file, then its size; None if it cannot be
    read."""
    checksums: list[str] = []
    block = memoryview(bytearray(BLOCK))
    try:
        with (folder / NAME).open("rb") as file:
            size = file.seek(0, 2)
            for start in range(0, size, BLOCK):
                number = start // BLOCK
                if number in kept:
                    checksums.append(kept[number])
                else:
                    file.seek(start)
                    checksums.append(xxhash.xxh3_64_hexdigest(block[: file.readinto(block)]))
    except OSError:
        return None
    return [*checksums, str(size)]
