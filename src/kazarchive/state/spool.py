"""Bodies between the reading of an article and the writing of its page.

Reading has to render a body, for its links, its ids and its summary. A build keeps what it has
rendered in the state folder, one file a chunk of articles, and pages take it from there: on a
first build rendering twice was an eighth of the work. The files live as long as the build; what
another process left there is never shown.
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
"""At once, in a process that shows bodies."""


class Spool:
    """One chunk's file, written by the process that reads the chunk."""

    def __init__(self, state: Path, first: str) -> None:
        self._name = hashlib.sha256(first.encode()).hexdigest()[:32]
        self._path = state / FOLDER / self._name
        self._bodies: list[bytes] = []
        self._end = 0

    def keep(self, body: str) -> tuple[str, int, int]:
        """Returns the file's name, the start and the size in bytes."""
        raw = body.encode("utf-8", "surrogatepass")
        start, self._end = self._end, self._end + len(raw)
        self._bodies.append(raw)
        return self._name, start, len(raw)

    def __enter__(self) -> "Spool":
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        with disk_errors(_shown(self._path.parent)):
            self._path.write_bytes(b"".join(self._bodies))


BINARY = getattr(os, "O_BINARY", 0)
"""On Windows files are text otherwise."""


class SpooledBodies:
    """The bodies that other processes keep, for one that shows them; open files stay open."""

    def __init__(self, state: Path) -> None:
        self._folder = state / FOLDER
        self._open: dict[str, int] = {}
        weakref.finalize(self, _close, self._open)  # `__del__` would run on one half made too

    def body(self, slice_: tuple[str, int, int]) -> str:
        """What `Spool.keep` took."""
        name, start, size = slice_
        if name not in self._open:
            if len(self._open) >= OPEN_FILES:
                _close(self._open)
            with disk_errors(_shown(self._folder)):
                self._open[name] = os.open(self._folder / name, os.O_RDONLY | BINARY)
        with disk_errors(_shown(self._folder)):
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
    """A folder for this build's bodies."""
    remove(state)
    with disk_errors(_shown(state / FOLDER)):
        (state / FOLDER).mkdir()


def clear(connection: sqlite3.Connection, state: Path) -> None:
    """For pages that are to be made of the sources as they are now: a body comes from its source,
    which is seen to be another when it is."""
    empty_table(connection)
    remove(state)


def empty_table(connection: sqlite3.Connection) -> None:
    """No body is in the spool."""
    connection.execute("DELETE FROM spool")


def remove(state: Path) -> None:
    if (state / FOLDER).is_dir():  # rmtree would wait at a pipe
        shutil.rmtree(state / FOLDER, ignore_errors=True)


def _shown(folder: Path) -> str:
    """As messages name it: `.kazarchive/bodies`."""
    return f"{folder.parent.name}/{folder.name}"
