"""The state folder of an archive: one lock, one catalogue, nothing precious."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from kazarchive.catalogue import store
from kazarchive.problems import Place, Problem
from kazarchive.publishing.output import WriteFailed

NAME = ".kazarchive"


@dataclass(frozen=True, slots=True)
class State:
    """An opened and locked state folder."""

    folder: Path
    connection: sqlite3.Connection
    notices: tuple[Problem, ...]
    """What is to be said of the state that was found."""
    started: int
    """Nanoseconds by the file system's own clock, which is what file times are compared with."""


class Locked(Exception):
    """Another process holds the lock."""

    def __init__(self, folder: Path) -> None:
        owner = _owner(folder)
        shown = f" (process {owner})" if owner else ""
        self.problem = Problem("K0703", Place(NAME), {"owner": shown})
        super().__init__(self.problem.message)


class Damaged(Exception):
    """The catalogue's file was at fault and is gone: the next opening makes it anew."""

    def __init__(self) -> None:
        self.notice = Problem("K0704", Place(NAME), {"reason": "damaged"})
        self.problem = Problem("K0708", Place(NAME))
        super().__init__(self.problem.message)


@contextmanager
def opened(folder: Path) -> Iterator[State]:
    """Lock and open a state folder. Raises Locked, WriteFailed or Damaged."""
    if folder.is_symlink():
        raise WriteFailed(NAME, "it is a link")
    try:
        folder.mkdir(exist_ok=True)
        lock = FileLock(folder / "lock")
        lock.acquire(timeout=0)
    except Timeout:
        raise Locked(folder) from None
    except OSError as error:
        raise WriteFailed.by(NAME, error) from None
    try:
        started = _sign(folder)
        connection, reason = store.open_catalogue(folder)
        found = (Problem("K0704", Place(NAME), {"reason": reason}),) if reason else ()
        try:
            yield State(folder, connection, found, started)
        finally:
            connection.close()
    except store.Failure as failure:
        if store.is_damage(failure):
            store.remove(folder)
            raise Damaged from failure
        if store.is_disk(failure):
            raise WriteFailed(NAME, str(failure)) from failure
        raise
    finally:
        lock.release()


def _sign(folder: Path) -> int:
    """Say who holds the lock; the time of writing is the file system's own."""
    owner = folder / "owner"
    owner.unlink(missing_ok=True)  # it may be a link or a pipe
    owner.write_text(f"{os.getpid()}\n", "utf-8")
    return owner.stat().st_mtime_ns


def _owner(folder: Path) -> str:
    try:
        return (folder / "owner").read_text("utf-8").strip()
    except OSError:
        return ""
