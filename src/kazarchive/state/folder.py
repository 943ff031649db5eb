"""The state folder of an archive: locked and opened for one command; it may be deleted at any
time."""

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
"""The file in the state folder with the number of the process that works there, or did last."""


class State(Struct, frozen=True):
    """An opened and locked state folder."""

    folder: Path
    connection: sqlite3.Connection
    notices: tuple[Problem, ...]
    """What to report of the state as it was opened."""
    started: int
    """Nanoseconds by the file system's clock, with which file times are compared."""
    moved: bool
    """Whether this catalogue was last used in another folder."""
    comparison: checksums.Comparison
    lock_descriptor: int

    def lost(self) -> bool:
        """Whether the folder or its catalogue was removed or replaced."""
        try:
            status = os.stat(self.folder / lock.FILE)
            os.stat(self.folder / database.NAME)
        except OSError:
            return True
        return not os.path.samestat(status, os.fstat(self.lock_descriptor))

    def instant(self) -> int:
        """The time now, as `started`. Raises WriteFailed."""
        with disk_errors(NAME):
            return _write_owner(self.folder)

    def confirm(self) -> None:
        """Must be called before anything that was read from the catalogue is kept. Raises
        database.Unfit if it is damaged, WriteFailed."""
        if self.comparison.broken():
            raise database.Unfit("damaged")
        if self.connection.total_changes:
            with disk_errors(NAME):
                checksums.remove(self.folder)


class Locked(Exception):
    """Another process holds the lock."""

    def __init__(self, folder: Path) -> None:
        owner = _owner(folder)
        process = f" (process {owner})" if owner else ""
        self.problem = Problem("K0703", Place(NAME), {"owner": process})
        super().__init__(self.problem.message)


class Damaged(Exception):
    """The catalogue was damaged and has been removed: the next opening makes a new one."""

    def __init__(self, reason: str) -> None:
        self.notice = Problem("K0704", Place(NAME), {"reason": reason})
        self.problem = Problem("K0708", Place(NAME))
        super().__init__(self.problem.message)


@contextmanager
def opened(folder: Path, prepare: Callable[[Path], None] | None = None) -> Iterator[State]:
    """Lock and open a state folder, after `prepare` was called with it. Raises Locked, WriteFailed,
    Damaged."""
    if folder.is_symlink():
        raise WriteFailed(NAME, "it is a link")
    try:
        folder.mkdir(exist_ok=True)
        descriptor = lock.take(folder)
    except lock.Held:
        raise Locked(folder) from None
    except OSError as error:
        raise WriteFailed.by(NAME, error) from None
    try:
        with disk_errors(NAME):
            started = _write_owner(folder)
            if prepare is not None:
                prepare(folder)
            connection, reason = database.open_catalogue(folder)
            if reason:
                checksums.remove(folder)
        comparison = checksums.Comparison(folder)
        notices = (Problem("K0704", Place(NAME), {"reason": reason}),) if reason else ()
        try:
            moved = _moved(folder, connection)
            yield State(folder, connection, notices, started, moved, comparison, descriptor)
        except Exception as error:
            if comparison.broken():
                raise database.Unfit("damaged") from error
            raise
        finally:
            changed = connection.total_changes > 0 or not comparison.has_checksums
            kept = comparison.unwritten(database.written(folder)) if changed else {}
            if database.close(connection) and changed:
                with suppress(FileNotFoundError, NotADirectoryError):  # the folder is gone
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
        lock.release(descriptor)


def _moved(folder: Path, connection: sqlite3.Connection) -> bool:
    here, before = str(folder.resolve()), database.meta(connection, "place")
    database.set_meta(connection, "place", here)
    return before is not None and before != here


def _write_owner(folder: Path) -> int:
    """Write this process's number; returns the time of writing by the file system's clock."""
    owner = folder / OWNER
    owner.unlink(missing_ok=True)  # it may be a link or a pipe
    owner.write_text(f"{os.getpid()}\n", "utf-8")
    return owner.stat().st_mtime_ns


def _owner(folder: Path) -> str:
    try:
        return files.read(folder / OWNER, OWNER).decode("utf-8", "replace").strip()
    except ProblemsFound:
        return ""
