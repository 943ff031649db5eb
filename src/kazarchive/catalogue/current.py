"""What front pages show because of the moment of the build: the articles that are pinned, and the
day of the year.

They are in the state, as news are (`catalogue/recent.py`), so that pages never ask for the time.
Both change as time passes, without an edit.
"""

import sqlite3
from datetime import UTC, date, datetime, tzinfo

from kazarchive.state import database

DAY = "day of the front pages"


def refresh(connection: sqlite3.Connection, now: int, zone: tzinfo | None) -> bool:
    """Record what is current at `now`, in seconds since 1970-01-01 UTC. `zone`: of the archive, if
    front pages show the day; None if they do not. Returns whether something changed."""
    pinned = _refresh_pins(connection, now)
    day = datetime.fromtimestamp(now, UTC).astimezone(zone).date().isoformat() if zone else ""
    before = database.meta(connection, DAY) or ""
    if day != before:
        database.set_meta(connection, DAY, day)
    return pinned or day != before


def _refresh_pins(connection: sqlite3.Connection, now: int) -> bool:
    run = connection.execute
    before = {row[0] for row in run("SELECT path FROM pinned")}
    query = "SELECT path FROM article INDEXED BY article_pinned WHERE visible AND pinned > ?"
    after = {row[0] for row in run(query, (now,))}
    if after == before:
        return False
    run("DELETE FROM pinned")
    connection.executemany("INSERT INTO pinned VALUES (?)", ((path,) for path in sorted(after)))
    return True


def day(connection: sqlite3.Connection) -> date | None:
    """The day that front pages show; None if they show none."""
    written = database.meta(connection, DAY)
    return date.fromisoformat(written) if written else None
