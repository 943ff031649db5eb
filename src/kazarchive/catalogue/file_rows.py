"""What the catalogue keeps of a standalone page and of a file about an author alike: addresses,
links and warnings."""

import sqlite3
from collections.abc import Iterable

from kazarchive.catalogue import rows
from kazarchive.problems import Problem
from kazarchive.values import Address, Link


def leave(connection: sqlite3.Connection, table: str, paths: Iterable[str]) -> None:
    """Remove files, if they are in the catalogue. `table`: where all else about them is."""
    for path in paths:
        for each in (table, "link", "claim", "problem"):
            connection.execute(f"DELETE FROM {each} WHERE path = ?", (path,))


def enter(
    connection: sqlite3.Connection,
    path: str,
    claims: Iterable[tuple[Address, str]],
    links: Iterable[Link],
    problems: Iterable[Problem],
) -> None:
    """Add what belongs to a file. `claims`: free addresses, each with the path of the file that is
    copied there, or an empty text."""
    connection.executemany(
        "INSERT INTO claim VALUES (?, ?, ?, ?)",
        [(rows.file_key(address), path, address, source) for address, source in claims],
    )
    connection.executemany(
        "INSERT OR IGNORE INTO link VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [rows.link_row(path, link) for link in links],
    )
    connection.executemany(
        "INSERT INTO problem VALUES (?, ?, ?, ?, ?)",
        [rows.problem_row(rows.about(problem), problem) for problem in problems],
    )
