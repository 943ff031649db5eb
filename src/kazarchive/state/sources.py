"""Which source files changed since they were last recorded.

A file whose signs (size, times, inode) are as recorded is taken to be unchanged, unless it was
edited within two seconds of being recorded: then the file system's clock may have been too coarse
to tell a second edit from the first, and its content is compared (the "racy git" rule).

The signs of all files of a folder together tell that nothing in it changed, without a look at each.
"""

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct, field

from kazarchive.reading.scan import SourceFile

RACY = 2_000_000_000
"""Nanoseconds: the coarsest clock of a file system in use (FAT)."""


class Differences(Struct):
    """Between the files found and the files recorded."""

    new: list[SourceFile] = field(default_factory=list)
    suspect: list[tuple[SourceFile, str]] = field(default_factory=list)
    """Files whose signs differ, with the digest recorded: their content decides."""
    gone: list[str] = field(default_factory=list)
    found: int = 0

    def merge(self, folder: Iterable[SourceFile], recorded: dict[str, tuple[int, ...]]) -> None:
        for file in folder:
            self.found += 1
            row = recorded.pop(file.path, None)
            if row is None:
                self.new.append(file)
            elif row[:4] != (file.size, file.mtime, file.ctime, file.inode) or row[5]:
                self.suspect.append((file, str(row[4])))
        self.gone += recorded


def differences(
    connection: sqlite3.Connection,
    folders: Iterable[tuple[str, Iterable[SourceFile] | None]],
    tops: Iterable[str],
) -> Differences:
    """Compare walks over some top folders with what is recorded below them. Without files a
    folder is known to be as it was."""
    result, seen = Differences(), set()
    for folder, files in folders:
        seen.add(folder)
        if files is not None:
            result.merge(files, _recorded(connection, folder))
    for top in tops:
        for folder in folders_below(connection, top):
            if folder not in seen:
                result.gone += _recorded(connection, folder)
    return result


def _recorded(connection: sqlite3.Connection, folder: str) -> dict[str, tuple[int, ...]]:
    query = "SELECT path, size, mtime, ctime, inode, digest, racy FROM source WHERE folder = ?"
    return {row[0]: row[1:] for row in connection.execute(query, (folder,))}


def folders_below(connection: sqlite3.Connection, top: str) -> list[str]:
    """A top folder and those recorded below it. Each is asked for by the one before: `DISTINCT`
    would look at every file."""
    query = (
        "WITH RECURSIVE below (folder) AS ("
        " SELECT min(folder) FROM source WHERE folder > ?1 AND folder < ?2 UNION ALL"
        " SELECT (SELECT min(folder) FROM source WHERE folder > below.folder AND folder < ?2)"
        " FROM below WHERE folder IS NOT NULL"
        ") SELECT folder FROM below WHERE folder IS NOT NULL"
    )
    return [top, *(row[0] for row in connection.execute(query, (f"{top}/", f"{top}0")))]


def record(
    connection: sqlite3.Connection,
    files: Iterable[tuple[SourceFile, str]],
    kind_of: Callable[[str], str],
    clock: int,
) -> None:
    """Remember files with their digests. `clock`: nanoseconds, when the walk began."""
    connection.executemany(
        "INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                file.path,
                file.path.rpartition("/")[0],
                kind_of(file.path),
                file.size,
                file.mtime,
                file.ctime,
                file.inode,
                digest,
                max(file.mtime, file.ctime) > clock - RACY,
            )
            for file, digest in files
        ],
    )


def digest(connection: sqlite3.Connection, path: str) -> str | None:
    """Of a file as it is recorded."""
    row = connection.execute("SELECT digest FROM source WHERE path = ?", (path,)).fetchone()
    return row[0] if row else None


def digests(connection: sqlite3.Connection, paths: Sequence[str]) -> dict[str, str]:
    """Path → SHA-256, of those that are recorded."""
    marks = ", ".join("?" * len(paths))
    query = f"SELECT path, digest FROM source WHERE path IN ({marks})"
    return dict(connection.execute(query, paths).fetchall())


def forget_all(connection: sqlite3.Connection) -> None:
    """All sources are read again."""
    connection.execute("DELETE FROM source")
    connection.execute("DELETE FROM folder")


def forget(connection: sqlite3.Connection, paths: Iterable[str]) -> None:
    """So that the next build looks at these files as at new ones."""
    gone = [(path, path.rpartition("/")[0]) for path in paths]
    connection.executemany("DELETE FROM source WHERE path = ?", [(path,) for path, _ in gone])
    connection.executemany("DELETE FROM folder WHERE path = ?", [(above,) for _, above in gone])


# --- folders in which nothing happened ----------------------------------------------------------


class Calm(NamedTuple):
    """A folder all of whose files are recorded, none of them edited too late to be sure."""

    signs: str
    """Of all its files together."""
    articles: int


def calm(connection: sqlite3.Connection) -> dict[str, Calm]:
    found = connection.execute("SELECT path, signs, articles FROM folder")
    return {path: Calm(signs, articles) for path, signs, articles in found}


def note_calm(connection: sqlite3.Connection, looked_at: Mapping[str, tuple[str, int]]) -> None:
    """Remember those folders that may be passed over next time: path → signs, number of files. What
    was remembered of the others is forgotten: they could come to look as they did then."""
    for path, (signs, files) in looked_at.items():
        connection.execute("DELETE FROM folder WHERE path = ?", (path,))
        recorded, sure, articles = connection.execute(
            "SELECT count(*), sum(NOT racy), sum(kind = 'article') FROM source WHERE folder = ?",
            (path,),
        ).fetchone()
        if files and recorded == sure == files:
            values = (path, signs, articles)
            connection.execute("INSERT INTO folder VALUES (?, ?, ?)", values)
