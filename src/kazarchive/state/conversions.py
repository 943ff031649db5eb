"""A cache of what was slow to make of each text, kept from build to build: the HTML of a slow
Markdown engine, and highlighted code.

The file may be deleted at any time, and is deleted when it is damaged. It holds the engine's output
before sanitizing, so it is trusted no more than an article.
"""

import os
import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing, suppress
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from kazarchive.config.options import Site
from kazarchive.state import fingerprint
from kazarchive.state.database import UNREADABLE

if TYPE_CHECKING:
    from kazarchive.reading.markup import Remember

FILE = "conversions.sqlite"
"""In the state folder."""

LIMIT = 256_000_000
"""Bytes: about 150,000 articles of 600 words."""

_SCHEMA = "CREATE TABLE IF NOT EXISTS conversion (key BLOB PRIMARY KEY, html BLOB) WITHOUT ROWID"

_PATIENCE = 30.0
"""Seconds to wait while another process of the build writes to the file."""


class Conversions:
    """The cache as one process sees it. If its file cannot be used, every text is converted."""

    _connection: sqlite3.Connection | None = None  # before `__init__` too: see `__del__`

    def __init__(self, state: Path, edition: str) -> None:
        """`edition`: everything besides the text that affects the result. The file is opened, and
        made, with the first text."""
        self._file = state / FILE
        self._edition = blake2b(edition.encode()).digest()
        self._new: dict[bytes, bytes] = {}
        self._is_usable = True
        self._only: set[bytes] | None = None
        """If the file was empty: the keys that it can have, but for those of other processes."""

    def _open(self) -> None:
        try:
            self._connection = _connected(self._file)
            self._connection.execute("PRAGMA synchronous = OFF")
            # No WAL: two processes that switch to it at the same time do not wait for each other.
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.execute(_SCHEMA)
            self._connection.execute("COMMIT")
            if not self._connection.execute("SELECT 1 FROM conversion LIMIT 1").fetchone():
                self._only = set()
        except UNREADABLE as error:
            self._give_up(error)

    def __call__(self, text: str, convert: Callable[[str], str]) -> str:
        """The result of `convert` for a text, from the cache if it is there."""
        key = blake2b(text.encode("utf-8", "surrogatepass"), key=self._edition).digest()
        cached = self._find(key)
        if cached is not None:
            return cached
        html = convert(text)
        self._new[key] = zlib.compress(html.encode("utf-8", "surrogatepass"), 1)
        return html

    def _find(self, key: bytes) -> str | None:
        if self._connection is None and self._is_usable:
            self._open()
        if self._connection is None or (self._only is not None and key not in self._only):
            return None
        try:
            query = "SELECT html FROM conversion WHERE key = ?"
            row = self._connection.execute(query, (key,)).fetchone()
            return zlib.decompress(row[0]).decode("utf-8", "surrogatepass") if row else None
        except sqlite3.DatabaseError as error:
            self._give_up(error)
        except (zlib.error, TypeError, UnicodeDecodeError):
            pass  # a damaged value is replaced
        return None

    def keep(self) -> None:
        """Write the new results to the file, after each chunk of work."""
        new, self._new = self._new, {}
        if self._connection is None or not new:
            return
        try:
            with self._connection as connection:
                connection.execute("BEGIN IMMEDIATE")
                query = "INSERT OR REPLACE INTO conversion VALUES (?, ?)"
                connection.executemany(query, new.items())
            if self._only is not None:
                self._only.update(new)
        except UNREADABLE as error:
            self._give_up(error)

    def __del__(self) -> None:
        self._close()  # otherwise the connection stays open until cycles are collected

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _give_up(self, error: Exception) -> None:
        """Stop using the file, and remove it if it is damaged; not if the disk is full or the file
        is locked."""
        self._is_usable = False
        self._close()
        name = getattr(error, "sqlite_errorname", "")
        at_fault = name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_ERROR"))
        if at_fault or isinstance(error, UnicodeDecodeError):
            with suppress(OSError):
                for ending in ("", "-wal", "-shm"):
                    self._file.with_name(FILE + ending).unlink(missing_ok=True)


def remember(state: Path, site: Site) -> "Remember":
    """What converts texts with the cache: Markdown for a slow engine, and code to highlight. Many
    archives have neither, and no file."""
    return lambda text, convert: of_process(state, site, os.getpid())(text, convert)


def keep(state: Path, site: Site) -> None:
    """Write what this process has converted to the file, after each chunk of work."""
    if of_process.cache_info().currsize:
        of_process(state, site, os.getpid()).keep()


def close() -> None:
    """Close the caches that this process has open."""
    of_process.cache_clear()


@lru_cache(maxsize=2)
def of_process(state: Path, site: Site, process: int) -> Conversions:
    """The cache of a process. A forked process also inherits that of its parent, whose connection
    to SQLite it must neither use nor close."""
    return Conversions(state, fingerprint.converting(site))


def shrink(state: Path, limit: int = LIMIT) -> None:
    """Reduce the file to `limit` bytes. The texts with the lowest keys stay, so that an archive
    that is too large for the limit finds the same texts at each build."""
    if not os.path.exists(state / FILE):
        return
    with suppress(*UNREADABLE), closing(_connected(state / FILE)) as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        (page,) = connection.execute("PRAGMA page_size").fetchone()
        if pages * page > limit:
            (n,) = connection.execute("SELECT count(*) FROM conversion").fetchone()
            connection.execute(
                "DELETE FROM conversion WHERE key >="
                " (SELECT key FROM conversion ORDER BY key LIMIT 1 OFFSET ?)",
                (int(n * limit / (pages * page) * 0.9),),
            )
            connection.execute("VACUUM")


def _connected(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(file, timeout=_PATIENCE, isolation_level=None)
