"""Which links inside the archive are broken, updated for the files that an edit can affect."""

import sqlite3
from collections.abc import Iterable

from kazarchive.catalogue import rows
from kazarchive.problems import Place, Problem

# CROSS JOIN starts with the few rows of `looked`; SQLite would start with all links.
_BROKEN = """
SELECT link.path, link.line, link.kind, link.target, known.path IS NOT NULL
FROM looked
CROSS JOIN link USING (path)
LEFT JOIN article AS own ON own.path = link.path AND own.visible
LEFT JOIN undated ON undated.path = link.path
LEFT JOIN person ON person.path = link.path
LEFT JOIN article AS named ON named.path = link.target AND named.visible
LEFT JOIN undated AS page ON page.path = link.target
LEFT JOIN source AS known ON known.path = link.target
WHERE (own.path IS NOT NULL OR undated.path IS NOT NULL OR person.path IS NOT NULL)
  AND (link.kind = 'outside'
   OR (link.kind = 'article' AND named.path IS NULL AND page.path IS NULL)
   OR (link.kind = 'media' AND (known.path IS NULL OR known.kind <> 'media'
                                OR undated.path IS NOT NULL)))
ORDER BY link.path, link.line, link.target
"""


def refresh(connection: sqlite3.Connection, changed: Iterable[str]) -> None:
    """Check the links of some source files again, and the links to them."""
    run = connection.execute
    run("CREATE TEMP TABLE looked (path TEXT PRIMARY KEY) WITHOUT ROWID")
    connection.executemany(
        "INSERT OR IGNORE INTO looked SELECT ?1 UNION SELECT path FROM link WHERE target = ?1",
        [(path,) for path in changed],
    )
    run("DELETE FROM problem WHERE about = 'links' AND path IN (SELECT path FROM looked)")
    broken = [
        rows.problem_row("links", _problem(path, line, kind, target, bool(exists)))
        for path, line, kind, target, exists in run(_BROKEN).fetchall()
    ]
    connection.executemany("INSERT INTO problem VALUES (?, ?, ?, ?, ?)", broken)
    run("DROP TABLE looked")


def _problem(path: str, line: int, kind: str, target: str, exists: bool) -> Problem:
    if kind == "outside":
        code = "K0405"
    elif kind == "media":
        code = "K0404"
    else:
        code = "K0402" if exists else "K0401"
    return Problem(code, Place(path, line), {"target": target, "suggestion": ""})
