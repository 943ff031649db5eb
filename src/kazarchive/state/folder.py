"""The state folder of an archive: one lock, one catalogue, nothing precious."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from msgspec import Struct

from kazarchive.config.options import STATE_FOLDER
from kazarchive.disk import WriteFailed, disk_errors
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.reading import files
from kazarchive.state import checksums, database, lock

NAME = STATE_FOLDER

OWNER = "owner"
"""In the state folder: the number of the process that works there, or was the last to do so."""


class State(Struct, frozen=True):
    """An opened and locked state folder."""

    folder: Path
    connection: sqlite3.Connection
    notices: tuple[Problem, ...]
    """What is to be said of the state that was found."""
    started: int
    """Nanoseconds by the file system's own clock, which is what file times are compared with."""
    moved: bool
    """Whether this catalogue was last used in another place."""
    comparison: checksums.Comparison
    held: int
    """The descriptor of the lock's file."""

    def lost(self) -> bool:
        """Whether somebody has removed the folder or its catalogue, or put others there."""
        try:
            there = os.stat(self.folder / lock.FILE)
            os.stat(self.folder / database.NAME)
        except OSError:
            return True
        return not os.path.samestat(there, os.fstat(self.held))

    def instant(self) -> int:
        """As `started`, now."""
        with disk_errors(NAME):
            return _sign(self.folder)

    def confirm(self) -> None:
        """Before anything learnt from the catalogue is kept. Raises store.Unfit, WriteFailed."""
        if self.comparison.broken():
            raise database.Unfit("damaged")
        if self.connection.total_changes:
            with disk_errors(NAME):
                checksums.remove(self.folder)


class Locked(Exception):
    """Another process holds the lock."""

    def __init__(self, folder: Path) -> None:
        owner = _owner(folder)
        shown = f" (process {owner})" if owner else ""
        self.problem = Problem("K0703", Place(NAME), {"owner": shown})
        super().__init__(self.problem.message)


class Damaged(Exception):
    """The catalogue's file was at fault and is gone: the next opening makes it anew."""

    def __init__(self, reason: str) -> None:
        self.notice = Problem("K0704", Place(NAME), {"reason": reason})
        self.problem = Problem("K0708", Place(NAME))
        super().__init__(self.problem.message)


@contextmanager
def opened(folder: Path, prepare: Callable[[Path], None] | None = None) -> Iterator[State]:
    """Lock and open a state folder, which `prepare` may fill before. Raises Locked, WriteFailed or
    Damaged."""
    if folder.is_symlink():
        raise WriteFailed(NAME, "it is a link")
    try:
        folder.mkdir(exist_ok=True)
        held = lock.take(folder)
    except lock.Held:
        raise Locked(folder) from None
    except OSError as error:
        raise WriteFailed.by(NAME, error) from None
    try:
        with disk_errors(NAME):
            started = _sign(folder)
            if prepare is not None:
                prepare(folder)
            connection, reason = database.open_catalogue(folder)
            if reason:
                checksums.remove(folder)
        comparison = checksums.Comparison(folder)
        found = (Problem("K0704", Place(NAME), {"reason": reason}),) if reason else ()
        try:
            moved = _moved(folder, connection)
            yield State(folder, connection, found, started, moved, comparison, held)
        except Exception as error:
            if comparison.broken():
                raise database.Unfit("damaged") from error
            raise
        finally:
            changed = connection.total_changes > 0 or not comparison.sealed
            kept = comparison.unwritten(database.written(folder)) if changed else {}
            if database.close(connection) and changed:
                with suppress(FileNotFoundError, NotADirectoryError):  # of a folder that is gone
                    checksums.set(folder, kept)
    except database.Failure as failure:
        if reason := database.damage(failure):
            database.remove(folder)
            checksums.remove(folder)
            raise Damaged(reason) from failure
        if database.is_disk(failure):
            raise WriteFailed(NAME, str(failure)) from failure
        raise
    finally:
        lock.release(held)


def _moved(folder: Path, connection: sqlite3.Connection) -> bool:
    here, before = str(folder.resolve()), database.meta(connection, "place")
    database.set_meta(connection, "place", here)
    return before is not None and before != here


def _sign(folder: Path) -> int:
    """Say who holds the lock; the time of writing is the file system's own."""
    owner = folder / OWNER
    owner.unlink(missing_ok=True)  # it may be a link or a pipe
    owner.write_text(f"{os.getpid()}\n", "utf-8")
    return owner.stat().st_mtime_ns


def _owner(folder: Path) -> str:
    try:
        return files.read(folder / OWNER, OWNER).decode("utf-8", "replace").strip()
    except ProblemsFound:
        return ""
