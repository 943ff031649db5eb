"""Terms and addresses that complete a word typed in a shell.

Completion may be requested at any time, so the database file is read without a lock: no build waits
for it, and no file is left beside it. What a running build has not committed may be missing.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from kazarchive.state import database
from kazarchive.values import Address

MOST = 1_000
"""The most completions; nobody reads more."""

_FIRST, _LAST = "\0", "\U0010ffff"
"""The characters that SQLite sorts before and after all others."""


def terms(folder: Path, taxonomy: str, lang: str | None, begun: str) -> list[str]:
    """The names of terms that start with `begun`, in one language or all (None). Raises
    database.Failure."""
    query = (
        "SELECT DISTINCT name FROM spelling JOIN facet ON facet.id = spelling.facet"
        " WHERE taxonomy = ?1 AND (?2 IS NULL OR lang = ?2) AND substr(name, 1, length(?3)) = ?3"
        " ORDER BY name LIMIT ?4"
    )
    with closing(database.open_as_it_lies(folder)) as connection:
        names = connection.execute(query, (taxonomy, lang, begun, MOST))
        return [name for (name,) in names]


def addresses(folder: Path, begun: Address) -> list[Address]:
    """The published addresses that start with `begun`, each cut after its next `/`. Raises
    database.Failure."""
    with closing(database.open_as_it_lies(folder)) as connection:
        return list(_steps(connection, begun))


def _steps(connection: sqlite3.Connection, begun: Address) -> Iterator[Address]:
    """Each query starts after everything below the address before, so it needs one row only."""
    query = "SELECT address FROM page WHERE address >= ? AND address < ? ORDER BY address LIMIT 1"
    here, end = begun, begun + _LAST
    for _ in range(MOST):
        row = connection.execute(query, (here, end)).fetchone()
        if row is None:
            return
        step, slash, _ = row[0][len(begun) :].partition("/")
        yield begun + step + slash
        here = begun + step + (slash + _LAST if slash else _FIRST)
