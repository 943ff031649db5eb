"""The facts about image files, the faults of other files, and which images have variants."""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kazarchive.catalogue.rows import picture_text, read_picture
from kazarchive.problems import WORDINGS, Place, Problem
from kazarchive.values import Picture

# The column `facts` is empty for an unfit file, which no page shows and which is not published. It
# is NULL for a file that is published unchanged although it reveals more than it shows.


class ExaminedFile(NamedTuple):
    """What is known of an image file, or what is wrong with a file."""

    path: str
    picture: Picture | None
    fault: str | None = None
    code: str | None = None
    """The code of the problem. A file with an error is not published."""

    @property
    def facts(self) -> str | None:
        """The column `facts`."""
        if self.picture:
            return picture_text(self.picture)
        return "" if self.code and WORDINGS[self.code].severity == "error" else None


class MadeVariants(NamedTuple):
    """The result of making the variants of an image file."""

    path: str
    kept: str = ""
    """The folder that holds them."""
    fault: str | None = None
    code: str | None = None


def users(connection: sqlite3.Connection, path: str) -> list[str]:
    """The articles that show an image file or link to it."""
    query = "SELECT DISTINCT path FROM link WHERE target = ? ORDER BY path"
    return [row[0] for row in connection.execute(query, (path,))]


def known(connection: sqlite3.Connection, paths: Iterable[str]) -> list[str]:
    """The paths with a row in the table `picture`."""
    query = "SELECT 1 FROM picture WHERE path = ?"
    return [path for path in paths if connection.execute(query, (path,)).fetchone()]


def forget(connection: sqlite3.Connection, paths: Iterable[str]) -> list[str]:
    """Forget what is known of some files; returns the folders that hold their variants."""
    folders: list[str] = []
    for path in paths:
        query = "SELECT made FROM picture WHERE path = ? AND made IS NOT NULL"
        folders += (row[0] for row in connection.execute(query, (path,)))
        connection.execute("DELETE FROM picture WHERE path = ?", (path,))
    return folders


def record(connection: sqlite3.Connection, examined: Iterable[ExaminedFile]) -> None:
    """Record what is known of some files; their variants count as not made."""
    connection.executemany(
        "INSERT OR REPLACE INTO picture VALUES (?, ?, ?, ?, NULL)",
        [(file.path, file.facts, file.fault, file.code) for file in examined],
    )


def to_make(connection: sqlite3.Connection) -> list[tuple[Picture, str]]:
    """(picture, digest of its file) of every image that a page shows and that has no variants yet.

    It reads all images without variants, those that no page shows too.
    """
    query = (
        "SELECT picture.path, facts, digest FROM picture INDEXED BY picture_to_make"
        " JOIN source ON source.path = picture.path WHERE made IS NULL AND facts <> '' AND EXISTS"
        " (SELECT 1 FROM claim WHERE claim.source <> '' AND claim.source = picture.path)"
        " ORDER BY picture.path"
    )
    waiting = connection.execute(query).fetchall()
    return [(read_picture(path, facts), digest) for path, facts, digest in waiting]


def note_made(connection: sqlite3.Connection, made: MadeVariants) -> None:
    """Record the variants of an image. An image that turned out to be broken is not shown."""
    if made.fault is None:
        query = "UPDATE picture SET made = ? WHERE path = ?"
        connection.execute(query, (made.kept, made.path))
    else:
        query = "UPDATE picture SET facts = '', fault = ?, fault_code = ? WHERE path = ?"
        connection.execute(query, (made.fault, made.code, made.path))


def is_kept(connection: sqlite3.Connection, folder: str) -> bool:
    """Whether a folder holds the variants of an image."""
    query = "SELECT 1 FROM picture WHERE made = ?"
    return connection.execute(query, (folder,)).fetchone() is not None


def problems(connection: sqlite3.Connection) -> Iterator[Problem]:
    """A problem for each file with a fault, at the first article or author that shows it or links
    to it; for a file in static/ or root/ at the file itself."""
    query = (
        "SELECT min(link.path), link.line, picture.path, fault, fault_code"
        " FROM picture INDEXED BY picture_unfit"
        " CROSS JOIN link ON link.target = picture.path"
        " LEFT JOIN article ON article.path = link.path AND visible"
        " LEFT JOIN person ON person.path = link.path"
        " WHERE fault IS NOT NULL AND (article.path IS NOT NULL OR person.path IS NOT NULL)"
        " GROUP BY picture.path"
        " UNION ALL SELECT path, 0, path, fault, fault_code FROM picture INDEXED BY picture_unfit"
        " WHERE fault IS NOT NULL AND (path LIKE 'static/%' OR path LIKE 'root/%')"
        " ORDER BY picture.path"
    )
    for place, line, path, fault, code in connection.execute(query).fetchall():
        yield Problem(code, Place(place, line), {"image": path, "reason": fault})
