"""Warnings about an article that depend on the build's clock."""

import sqlite3
from datetime import UTC, datetime

from kazarchive.catalogue import rows
from kazarchive.problems import Problem


def problems(connection: sqlite3.Connection, now: int) -> list[Problem]:
    """Visible articles with an `updated` after `now`, in seconds since 1970-01-01 UTC. It becomes
    the update time of a feed, so feed readers would be given a time in the future."""
    query = (
        "SELECT place, code, detail FROM problem JOIN article USING (path)"
        " WHERE about = 'later' AND visible AND modified > ? ORDER BY path"
    )
    moment = datetime.fromtimestamp(now, UTC).isoformat()
    return [rows.problem(row) for row in connection.execute(query, (moment,))]
