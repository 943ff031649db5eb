"""Which source files changed since they were last recorded.

A file whose stat signature (size, times, inode) is as recorded counts as unchanged, unless it was
edited within two seconds of being recorded. Then the file system's clock may have been too coarse
to distinguish a second edit from the first, and its content is compared (git calls it "racy").

One signature of all files in a folder shows that none of them changed, without a look at each.
"""

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct, field

from kazarchive.reading.scan import SourceFile

RACY = 2_000_000_000
"""Nanoseconds: the resolution of the coarsest file system clock in use (FAT)."""


class Differences(Struct):
    """The differences between the files in the folders and the files recorded."""

    new: list[SourceFile] = field(default_factory=list)
    suspect: list[tuple[SourceFile, str]] = field(default_factory=list)
    """(file, recorded digest) of files whose stat signature differs: their content decides."""
    gone: list[str] = field(default_factory=list)

    def merge(self, folder: Iterable[SourceFile], recorded: dict[str, tuple[int, ...]]) -> None:
        for file in folder:
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
    """Compare the folders below some top folders with what is recorded. `folders`: (folder, its
    files), with None for the files of a folder that is unchanged."""
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
    """A top folder and the folders recorded below it. Each is looked up from the one before, as
    `DISTINCT` would read every file."""
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
    """Record files with their digests. `clock`: nanoseconds by the file system's clock, before the
    sources were scanned."""
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


def recorded(connection: sqlite3.Connection, paths: Sequence[str]) -> list[SourceFile]:
    """Those of some files that are recorded, in this order."""
    query = "SELECT path, size, mtime, ctime, inode FROM source WHERE path = ?"
    rows = (connection.execute(query, (path,)).fetchone() for path in paths)
    return [SourceFile(*row) for row in rows if row]


def digest(connection: sqlite3.Connection, path: str) -> str | None:
    """The recorded SHA-256 of a file, if it has one."""
    row = connection.execute("SELECT digest FROM source WHERE path = ?", (path,)).fetchone()
    return row[0] if row else None


def digests(connection: sqlite3.Connection, paths: Sequence[str]) -> dict[str, str]:
    """Path → SHA-256, of the files that are recorded."""
    marks = ", ".join("?" * len(paths))
    query = f"SELECT path, digest FROM source WHERE path IN ({marks})"
    return dict(connection.execute(query, paths).fetchall())


def forget_all(connection: sqlite3.Connection) -> None:
    """Forget all files, so that all sources are read again."""
    connection.execute("DELETE FROM source")
    connection.execute("DELETE FROM folder")


def forget(connection: sqlite3.Connection, paths: Iterable[str]) -> None:
    """Forget files, so that the next build treats them as new."""
    forgotten = [(path, path.rpartition("/")[0]) for path in paths]
    connection.executemany("DELETE FROM source WHERE path = ?", [(path,) for path, _ in forgotten])
    connection.executemany("DELETE FROM folder WHERE path = ?", [(top,) for _, top in forgotten])


# --- unchanged folders --------------------------------------------------------------------------


class RecordedFolder(NamedTuple):
    """A folder whose files are all recorded, none of them edited too late to be sure."""

    signs: str
    """The stat signature of all its files together."""
    articles: int


def recorded_folders(connection: sqlite3.Connection) -> dict[str, RecordedFolder]:
    """Path → folder that need not be looked at while its signature is the same."""
    folders = connection.execute("SELECT path, signs, articles FROM folder")
    return {path: RecordedFolder(signs, articles) for path, signs, articles in folders}


def record_folders(connection: sqlite3.Connection, scanned: Mapping[str, tuple[str, int]]) -> None:
    """Record the folders that need not be looked at next time, and forget the others, whose
    signature could become the earlier one again. `scanned`: path → (signature, number of files)."""
    for path, (signs, files) in scanned.items():
        connection.execute("DELETE FROM folder WHERE path = ?", (path,))
        recorded, sure, articles = connection.execute(
            "SELECT count(*), sum(NOT racy), sum(kind = 'article') FROM source WHERE folder = ?",
            (path,),
        ).fetchone()
        if files and recorded == sure == files:
            values = (path, signs, articles)
            connection.execute("INSERT INTO folder VALUES (?, ?, ?)", values)
