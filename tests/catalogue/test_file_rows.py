"""What is kept of files alike comes and goes with its file."""

import sqlite3

from kazarchive.catalogue import file_rows
from kazarchive.problems import Place, Problem
from kazarchive.values import Link

TABLES = ("claim", "link", "problem")


def counts(connection: sqlite3.Connection) -> list[int]:
    numbers = (connection.execute(f"SELECT COUNT(*) FROM {table}") for table in TABLES)
    return [cursor.fetchone()[0] for cursor in numbers]


def test_what_belongs_to_a_file_leaves_with_it(connection: sqlite3.Connection) -> None:
    link = Link("media", "a.jpg", "pages/a.jpg", "", 3)
    for path, address in (("pages/a.md", "/a/"), ("pages/b.md", "/b/")):
        problem = Problem("K0402", Place(path, 3), {"target": "c.md", "suggestion": ""})
        file_rows.enter(connection, path, [(address, "")], [link, link], [problem])
    assert counts(connection) == [2, 2, 2], "a link that a text has twice is one"
    file_rows.leave(connection, "undated", ["pages/b.md", "pages/none.md"])
    assert counts(connection) == [1, 1, 1]
    file_rows.leave(connection, "undated", ["pages/a.md"])
    assert counts(connection) == [0, 0, 0]
