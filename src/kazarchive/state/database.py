"""Opens the database of a state folder; one that is damaged or of another version is replaced,
never repaired."""

import os
import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

FORMAT = "17"
"""Increased whenever a schema or the meaning of a column changes."""

NAME = "catalogue.sqlite"

_PACKAGE = Path(__file__).parents[1]
SCHEMAS = (_PACKAGE / "catalogue/archive.sql", _PACKAGE / "state/build.sql")
"""The tables of what the archive contains, and of what a build remembers: in one database, so that
one transaction changes both."""

READING_CACHE = 16_384
"""KiB of pages that a second view keeps. SQLite's memory map would save more, but a file that is
truncated while it is mapped kills the process."""

UNREADABLE = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What reading a damaged file raises; the second if SQLite's message contains damaged text."""


def open_catalogue(folder: Path) -> tuple[sqlite3.Connection, str | None]:
    """Open the catalogue in a state folder, or make one. Returns the connection, and the reason why
    an existing catalogue was replaced (None if it was not)."""
    path = folder / NAME
    reason = None
    if path.exists():
        connection = _connect(path)
        reason = _fault(connection)
        if reason is None:
            return connection, None
        connection.close()
        remove(folder)
    connection = _connect(path)
    for schema in SCHEMAS:
        connection.executescript(schema.read_text("utf-8"))
    connection.execute("INSERT INTO meta VALUES ('format', ?)", (FORMAT,))
    connection.commit()
    return connection, reason


def open_for_reading(folder: Path) -> sqlite3.Connection:
    """A read-only connection to a catalogue that another process may have open: it sees what is
    committed. Any thread may close it."""
    address = f"{(folder / NAME).as_uri()}?mode=ro"
    connection = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA query_only = 1")
    connection.execute(f"PRAGMA cache_size = -{READING_CACHE}")
    return connection


@contextmanager
def snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """One state of the catalogue for several queries of a second view, which also saves a lock and
    an unlock for each. It must end soon: the log cannot be emptied meanwhile."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")


def copy(folder: Path, other: Path) -> None:
    """Copy the committed catalogue of a state folder into another folder, which has none; nothing
    happens if it cannot be read."""
    waiting = other / f"{NAME}.new"
    waiting.unlink(missing_ok=True)
    try:
        source, target = open_for_reading(folder), sqlite3.connect(waiting)
        with closing(source), closing(target):
            source.backup(target)
    except UNREADABLE:
        waiting.unlink(missing_ok=True)
    else:
        waiting.replace(other / NAME)


def open_as_it_lies(folder: Path) -> sqlite3.Connection:
    """A connection to the catalogue's file without a lock and without files beside it. Another
    process may write to it meanwhile, so a query may fail or return old rows. Raises Failure."""
    path = folder / NAME
    if not path.is_file():
        raise Unfit("missing")
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)


def remove(folder: Path) -> None:
    """Remove the catalogue's files."""
    for ending in ("", "-journal", "-wal", "-shm"):
        (folder / (NAME + ending)).unlink(missing_ok=True)


def written(folder: Path) -> list[int] | None:
    """The offsets, in bytes, of the pages that SQLite's log holds, which are written to the
    catalogue's file when its last connection is closed (www.sqlite.org/fileformat2.html#walformat).
    None if the log was restarted and does not hold all of them."""
    offsets: list[int] = []
    try:
        with (folder / f"{NAME}-wal").open("rb") as log:
            header = log.read(32)
            if len(header) == 32:
                page, restarts = struct.unpack_from(">II", header, 8)
                if restarts:
                    return None
                while frame := log.read(24):
                    offsets.append((int.from_bytes(frame[:4], "big") - 1) * page)
                    log.seek(page, os.SEEK_CUR)
    except OSError:
        return None
    return offsets


def close(connection: sqlite3.Connection) -> bool:
    """Close the last connection; returns whether everything committed is in the one file."""
    try:
        (busy, *_) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.DatabaseError:
        busy = 1
    connection.close()
    return not busy


def settle(connection: sqlite3.Connection) -> None:
    """Write what is committed to the one file, so that closing is quick. The log stays as it is,
    for `written`."""
    with suppress(sqlite3.DatabaseError):
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)")


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA cache_size = -8000")
    except UNREADABLE:
        pass  # `_fault` will report it
    return connection


def _fault(connection: sqlite3.Connection) -> str | None:
    try:
        row = connection.execute("SELECT value FROM meta WHERE key = 'format'").fetchone()
    except UNREADABLE:
        return "damaged"
    if row is None:
        return "damaged"
    return None if row[0] == FORMAT else "of another version"


Failure = sqlite3.DatabaseError
"""What any use of the catalogue may raise if its file or its disk is at fault."""


class Unfit(Failure):
    """The catalogue can be read but must not be used; the message says why."""


def damage(failure: Failure) -> str | None:
    """What is wrong with the file itself, if replacing it helps; otherwise None."""
    if isinstance(failure, Unfit):
        return str(failure)
    name = getattr(failure, "sqlite_errorname", "")
    corrupt = name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) or "malformed" in str(failure)
    return "damaged" if corrupt else None


def is_disk(failure: Failure) -> bool:
    """Whether the disk is at fault: it is full, read-only or fails."""
    name = getattr(failure, "sqlite_errorname", "")
    return name.startswith(("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN"))


def begin(connection: sqlite3.Connection) -> None:
    """Begin a transaction, which `commit` or `rollback` of the connection ends."""
    connection.execute("BEGIN")


def meta(connection: sqlite3.Connection, key: str) -> str | None:
    """The value of a key in the table `meta`."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return row[0] if row else None


def set_meta(connection: sqlite3.Connection, key: str, value: str) -> None:
    if meta(connection, key) != value:  # a build with nothing to do changes nothing
        connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))
