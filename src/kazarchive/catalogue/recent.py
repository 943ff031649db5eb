"""Which articles are news: those of the last two days by the build's clock, the newest thousand.

They are kept as a table, so that pages show what the catalogue holds and never ask the time. An
article leaves it as time passes, without an edit.
"""

import sqlite3

WINDOW = 2 * 86_400
"""Seconds, and MOST articles: the limits of a news sitemap (Google)."""

MOST = 1_000


def refresh(connection: sqlite3.Connection, now: int | None) -> bool:
    """Note which articles are news at a moment, in seconds since 1970-01-01 UTC; none if it is not
    given. Answers whether they are others than before."""
    run = connection.execute
    before = {row[0] for row in run("SELECT path FROM recent")}
    found = run(
        "SELECT path FROM article WHERE visible AND instant > ?1 AND instant <= ?2"
        " ORDER BY instant DESC, path LIMIT ?3",
        (now - WINDOW, now, MOST) if now is not None else (0, -1, 0),
    )
    after = {row[0] for row in found}
    if after == before:
        return False
    run("DELETE FROM recent")
    connection.executemany("INSERT INTO recent VALUES (?)", ((path,) for path in sorted(after)))
    return True
