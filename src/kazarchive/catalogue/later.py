"""What is told of an article only while its moment is still to come, by the build's clock."""

import sqlite3
from datetime import UTC, datetime

from kazarchive.catalogue import rows
from kazarchive.problems import Problem


def problems(connection: sqlite3.Connection, now: int) -> list[Problem]:
    """Visible articles with an `updated` after `now`, in seconds since 1970-01-01 UTC: it is the
    moment of a whole feed, so feed readers are told a time that nobody has seen."""
    query = (
        "SELECT place, code, detail FROM problem JOIN article USING (path)"
        " WHERE about = 'later' AND visible AND modified > ? ORDER BY path"
    )
    moment = datetime.fromtimestamp(now, UTC).isoformat()
    return [rows.problem(row) for row in connection.execute(query, (moment,))]
