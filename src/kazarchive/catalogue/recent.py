"""Which articles are news: those of the last two days by the build's clock, at most a thousand.

They are a table, so that pages show what the catalogue contains and never ask for the time. An
article leaves the table as time passes, without an edit.
"""

import sqlite3

WINDOW = 2 * 86_400
"""Seconds. This and MOST, a number of articles, are Google's limits of a news sitemap."""

MOST = 1_000


def refresh(connection: sqlite3.Connection, now: int | None) -> bool:
    """Record which articles are news at `now`, in seconds since 1970-01-01 UTC; none if it is None.
    Returns whether they changed."""
    run = connection.execute
    before = {row[0] for row in run("SELECT path FROM recent")}
    newest = run(
        "SELECT path FROM article WHERE visible AND indexed AND instant > ?1 AND instant <= ?2"
        " ORDER BY instant DESC, path LIMIT ?3",
        (now - WINDOW, now, MOST) if now is not None else (0, -1, 0),
    )
    after = {row[0] for row in newest}
    if after == before:
        return False
    run("DELETE FROM recent")
    connection.executemany("INSERT INTO recent VALUES (?)", ((path,) for path in sorted(after)))
    return True
