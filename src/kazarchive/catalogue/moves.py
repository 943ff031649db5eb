"""Articles whose page moves: the address that readers know, until the site is published anew.

Kept as a table, so that what `check` or a build that failed has taken in is still told by the
build that moves the page. An article that goes away, or becomes a draft, does not move.
"""

import sqlite3
from collections.abc import Mapping

from kazarchive.catalogue import rows
from kazarchive.problems import Place, Problem
from kazarchive.values import Entry

MOST = 10
"""So many are told one by one; more, as where `permalink` is another, in one line."""


def note_all(connection: sqlite3.Connection) -> None:
    """Where all articles stand, before they are read anew."""
    connection.execute(
        "INSERT OR IGNORE INTO stood SELECT article.path, article.address, key FROM article"
        " JOIN claim USING (path) WHERE visible AND claim.address = article.address"
    )


def note(connection: sqlite3.Connection, before: Mapping[str, Entry | None]) -> None:
    """Where articles stood that a sync has touched."""
    stood = [(path, entry.address) for path, entry in before.items() if entry]
    connection.executemany(
        "INSERT OR IGNORE INTO stood VALUES (?, ?, ?)",
        ((path, address, rows.file_key(address)) for path, address in stood),
    )


def settle(connection: sqlite3.Connection) -> None:
    """After a sync: what stands where it stood is forgotten."""
    connection.execute(
        "DELETE FROM stood WHERE EXISTS (SELECT 1 FROM article"
        " WHERE article.path = stood.path AND article.address = stood.address)"
    )


def moved_articles(connection: sqlite3.Connection) -> tuple[Problem, ...]:
    """The pages that are about to be removed although their article has another one, where no
    alias keeps the address."""
    moved = (
        "FROM stood CROSS JOIN article USING (path)"
        " WHERE visible AND article.address <> stood.address"
        " AND EXISTS (SELECT 1 FROM page WHERE page.address = stood.address)"
        " AND NOT EXISTS (SELECT 1 FROM claim WHERE claim.key = stood.key)"
    )
    (count,) = connection.execute(f"SELECT count(*) {moved}").fetchone()
    query = f"SELECT path, stood.address, article.address {moved} ORDER BY path LIMIT {MOST}"
    found = connection.execute(query).fetchall()
    if count <= MOST:
        return tuple(
            Problem("K0209", Place(path), {"old": old, "new": new}) for path, old, new in found
        )
    path, old, new = found[0]
    return (Problem("K0210", Place(path), {"count": f"{count:,}", "old": old, "new": new}),)
