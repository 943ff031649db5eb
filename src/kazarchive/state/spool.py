"""Rendered bodies, kept from the reading of an article to the writing of its page.

Reading renders a body to know its links, ids and summary. A build keeps the result in the state
folder, one file for each chunk of articles, and pages take it from there; rendering it twice was an
eighth of a first build. The files live as long as the build, and what another process left there is
never used.
"""

import hashlib
import os
import shutil
import sqlite3
import weakref
from pathlib import Path
from types import TracebackType

from kazarchive.disk import disk_errors

FOLDER = "bodies"
"""In the state folder."""

OPEN_FILES = 32
"""The most files open at once in a process that renders pages."""


class Spool:
    """The file of one chunk, written by the process that reads the chunk."""

    def __init__(self, state: Path, first: str) -> None:
        self._name = hashlib.sha256(first.encode()).hexdigest()[:32]
        self._path = state / FOLDER / self._name
        self._bodies: list[bytes] = []
        self._end = 0

    def keep(self, body: str) -> tuple[str, int, int]:
        """Add a body; returns the file's name, and the start and size of the body in bytes."""
        raw = body.encode("utf-8", "surrogatepass")
        start, self._end = self._end, self._end + len(raw)
        self._bodies.append(raw)
        return self._name, start, len(raw)

    def __enter__(self) -> "Spool":
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        with disk_errors(_name(self._path.parent)):
            self._path.write_bytes(b"".join(self._bodies))


BINARY = getattr(os, "O_BINARY", 0)
"""Without it Windows opens files in text mode."""


class SpooledBodies:
    """Reads the bodies that other processes spooled. Files stay open until it is gone."""

    def __init__(self, state: Path) -> None:
        self._folder = state / FOLDER
        self._open: dict[str, int] = {}
        weakref.finalize(self, _close, self._open)  # `__del__` would also run if `__init__` failed

    def body(self, slice_: tuple[str, int, int]) -> str:
        """The body at what `Spool.keep` returned. Raises WriteFailed if the file is gone."""
        name, start, size = slice_
        if name not in self._open:
            if len(self._open) >= OPEN_FILES:
                _close(self._open)
            with disk_errors(_name(self._folder)):
                self._open[name] = os.open(self._folder / name, os.O_RDONLY | BINARY)
        with disk_errors(_name(self._folder)):
            return _read(self._open[name], size, start).decode("utf-8", "surrogatepass")


def _read(descriptor: int, size: int, start: int) -> bytes:
    if hasattr(os, "pread"):
        return os.pread(descriptor, size, start)
    os.lseek(descriptor, start, os.SEEK_SET)
    return os.read(descriptor, size)


def _close(files: dict[str, int]) -> None:
    while files:
        os.close(files.popitem()[1])


def empty(state: Path) -> None:
    """Make an empty folder for the bodies of this build. Raises WriteFailed."""
    remove(state)
    with disk_errors(_name(state / FOLDER)):
        (state / FOLDER).mkdir()


def clear(connection: sqlite3.Connection, state: Path) -> None:
    """Remove all bodies, so that pages render them from the sources, whose changes are noticed."""
    empty_table(connection)
    remove(state)


def empty_table(connection: sqlite3.Connection) -> None:
    """Record that no body is in the spool."""
    connection.execute("DELETE FROM spool")


def remove(state: Path) -> None:
    """Remove the folder with its files."""
    if (state / FOLDER).is_dir():  # `rmtree` would block on a pipe
        shutil.rmtree(state / FOLDER, ignore_errors=True)


def _name(folder: Path) -> str:
    """The folder as messages name it: `.kazarchive/bodies`."""
    return f"{folder.parent.name}/{folder.name}"
