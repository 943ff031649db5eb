"""Articles whose page moves: their published addresses, kept until the site is published again.

They are a table, so that a build still reports the move of a page if `check` or a failed build took
in the edit before it. An article that is removed, or becomes a draft, does not move.
"""

import sqlite3
from collections.abc import Mapping

from kazarchive.catalogue import rows
from kazarchive.problems import Place, Problem
from kazarchive.values import Entry

MOST = 10
"""Report this many moves one by one; beyond that (a changed `permalink`, say) one summary."""


def note_all(connection: sqlite3.Connection) -> None:
    """Record the addresses of all visible articles before all of them are read again."""
    connection.execute(
        "INSERT OR IGNORE INTO stood SELECT article.path, article.address, key FROM article"
        " JOIN claim USING (path) WHERE visible AND claim.address = article.address"
    )


def note(connection: sqlite3.Connection, before: Mapping[str, Entry | None]) -> None:
    """Record the addresses that the articles touched by a sync had before it. `before`: path → the
    entry, None if it was not visible."""
    addresses = [(path, entry.address) for path, entry in before.items() if entry]
    connection.executemany(
        "INSERT OR IGNORE INTO stood VALUES (?, ?, ?)",
        ((path, address, rows.file_key(address)) for path, address in addresses),
    )


def settle(connection: sqlite3.Connection) -> None:
    """After a sync: forget the articles whose address is the same as before."""
    connection.execute(
        "DELETE FROM stood WHERE EXISTS (SELECT 1 FROM article"
        " WHERE article.path = stood.path AND article.address = stood.address)"
    )


def moved_articles(connection: sqlite3.Connection) -> tuple[Problem, ...]:
    """A warning for each page that will be removed because its article has another address, unless
    an alias keeps the old one (K0209; of many one K0210)."""
    moved = (
        "FROM stood CROSS JOIN article USING (path)"
        " WHERE visible AND article.address <> stood.address"
        " AND EXISTS (SELECT 1 FROM page WHERE page.address = stood.address)"
        " AND NOT EXISTS (SELECT 1 FROM claim WHERE claim.key = stood.key)"
    )
    (count,) = connection.execute(f"SELECT count(*) {moved}").fetchone()
    query = f"SELECT path, stood.address, article.address {moved} ORDER BY path LIMIT {MOST}"
    first = connection.execute(query).fetchall()
    if count <= MOST:
        return tuple(
            Problem("K0209", Place(path), {"old": old, "new": new}) for path, old, new in first
        )
    path, old, new = first[0]
    return (Problem("K0210", Place(path), {"count": f"{count:,}", "old": old, "new": new}),)
