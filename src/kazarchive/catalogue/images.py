"""What is known of the image files and of others with a fault, and of which of them sizes are
made."""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kazarchive.catalogue.rows import picture_text, read_picture
from kazarchive.problems import WORDINGS, Place, Problem
from kazarchive.values import Picture

# An unfit file has an empty text: no page shows it and it is not published. One that is published
# as it is, but tells more than it shows, has none.


class Known(NamedTuple):
    """An image file, or what is wrong with a file."""

    path: str
    picture: Picture | None
    fault: str | None = None
    code: str | None = None
    """Of the problem: with an error the file is not published."""

    @property
    def facts(self) -> str | None:
        """As the table has them."""
        if self.picture:
            return picture_text(self.picture)
        return "" if self.code and WORDINGS[self.code].severity == "error" else None


class Made(NamedTuple):
    """What came of making the sizes of an image file."""

    path: str
    kept: str = ""
    """Where."""
    fault: str | None = None
    code: str | None = None


def users(connection: sqlite3.Connection, path: str) -> list[str]:
    """The articles that show an image file, or lead to it."""
    query = "SELECT DISTINCT path FROM link WHERE target = ? ORDER BY path"
    return [row[0] for row in connection.execute(query, (path,))]


def known(connection: sqlite3.Connection, paths: Iterable[str]) -> list[str]:
    """Those of some files of which anything is known."""
    query = "SELECT 1 FROM picture WHERE path = ?"
    return [path for path in paths if connection.execute(query, (path,)).fetchone()]


def forget(connection: sqlite3.Connection, paths: Iterable[str]) -> list[str]:
    """Returns where the sizes of these images were kept."""
    kept: list[str] = []
    for path in paths:
        query = "SELECT made FROM picture WHERE path = ? AND made IS NOT NULL"
        kept += (row[0] for row in connection.execute(query, (path,)))
        connection.execute("DELETE FROM picture WHERE path = ?", (path,))
    return kept


def record(connection: sqlite3.Connection, found: Iterable[Known]) -> None:
    connection.executemany(
        "INSERT OR REPLACE INTO picture VALUES (?, ?, ?, ?, NULL)",
        [(one.path, one.facts, one.fault, one.code) for one in found],
    )


def to_make(connection: sqlite3.Connection) -> list[tuple[Picture, str]]:
    """(picture, digest of its file) of all that a page shows now and that was not made before.

    Walks over those not made yet: what no page shows is among them.
    """
    query = (
        "SELECT picture.path, facts, digest FROM picture INDEXED BY picture_to_make"
        " JOIN source ON source.path = picture.path WHERE made IS NULL AND facts <> '' AND EXISTS"
        " (SELECT 1 FROM claim WHERE claim.source <> '' AND claim.source = picture.path)"
        " ORDER BY picture.path"
    )
    found = connection.execute(query).fetchall()
    return [(read_picture(path, facts), digest) for path, facts, digest in found]


def note_made(connection: sqlite3.Connection, made: Made) -> None:
    """An image that turned out to be broken is shown nowhere."""
    if made.fault is None:
        query = "UPDATE picture SET made = ? WHERE path = ?"
        connection.execute(query, (made.kept, made.path))
    else:
        query = "UPDATE picture SET facts = '', fault = ?, fault_code = ? WHERE path = ?"
        connection.execute(query, (made.fault, made.code, made.path))


def is_kept(connection: sqlite3.Connection, place: str) -> bool:
    """Whether the sizes of any image are kept at a place."""
    query = "SELECT 1 FROM picture WHERE made = ?"
    return connection.execute(query, (place,)).fetchone() is not None


def problems(connection: sqlite3.Connection) -> Iterator[Problem]:
    """The files with a fault, each at the first article that shows it or leads to it; those of
    static/ at themselves."""
    query = (
        "SELECT min(link.path), link.line, picture.path, fault, fault_code"
        " FROM picture INDEXED BY picture_unfit"
        " CROSS JOIN link ON link.target = picture.path"
        " CROSS JOIN article ON article.path = link.path AND visible"
        " WHERE fault IS NOT NULL GROUP BY picture.path"
        " UNION ALL SELECT path, 0, path, fault, fault_code FROM picture INDEXED BY picture_unfit"
        " WHERE fault IS NOT NULL AND path LIKE 'static/%' ORDER BY picture.path"
    )
    for place, line, path, fault, code in connection.execute(query).fetchall():
        yield Problem(code, Place(place, line), {"image": path, "reason": fault})
