"""What the catalogue knows of a word that has just been begun: its terms and its addresses.

For the shell's completion, which may ask at any time: the file is read as it lies, without a lock,
so that no build has to wait for it and nothing is left beside it. What a build is just about to
write may be missing.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from kazarchive.state import database
from kazarchive.values import Address

MOST = 1_000
"""Nobody reads more offers."""

_FIRST, _LAST = "\0", "\U0010ffff"
"""Before and behind every other character, as SQLite compares texts."""


def terms(folder: Path, taxonomy: str, lang: str | None, begun: str) -> list[str]:
    """The names of terms, of one language or all, that begin so. Raises store.Failure."""
    query = (
        "SELECT DISTINCT name FROM spelling JOIN facet ON facet.id = spelling.facet"
        " WHERE taxonomy = ?1 AND (?2 IS NULL OR lang = ?2) AND substr(name, 1, length(?3)) = ?3"
        " ORDER BY name LIMIT ?4"
    )
    with closing(database.open_as_it_lies(folder)) as connection:
        found = connection.execute(query, (taxonomy, lang, begun, MOST))
        return [name for (name,) in found]


def addresses(folder: Path, begun: Address) -> list[Address]:
    """The published addresses that begin so, up to their next `/`. Raises store.Failure."""
    with closing(database.open_as_it_lies(folder)) as connection:
        return list(_steps(connection, begun))


def _steps(connection: sqlite3.Connection, begun: Address) -> Iterator[Address]:
    """Each is looked up behind all that stands below the one before it."""
    query = "SELECT address FROM page WHERE address >= ? AND address < ? ORDER BY address LIMIT 1"
    here, end = begun, begun + _LAST
    for _ in range(MOST):
        row = connection.execute(query, (here, end)).fetchone()
        if row is None:
            return
        step, slash, _ = row[0][len(begun) :].partition("/")
        yield begun + step + slash
        here = begun + step + (slash + _LAST if slash else _FIRST)
