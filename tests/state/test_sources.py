"""Which source files changed since they were last recorded."""

import sqlite3

from kazarchive.reading.scan import SourceFile
from kazarchive.state import sources

LATER = 100 * sources.RACY


def file(path: str, size: int = 1, mtime: int = 1) -> SourceFile:
    return SourceFile(path=path, size=size, mtime=mtime, ctime=mtime, inode=1)


def record(connection: sqlite3.Connection, *files: SourceFile, clock: int = LATER) -> None:
    sources.record(connection, [(one, f"digest of {one.path}") for one in files], kind_of, clock)


def kind_of(path: str) -> str:
    return "article" if path.endswith(".md") else "media"


def compared(connection: sqlite3.Connection, *files: SourceFile) -> sources.Differences:
    return sources.differences(connection, [("articles", files)], ["articles"])


def test_a_file_is_new_suspect_or_gone(connection: sqlite3.Connection) -> None:
    record(connection, file("articles/a.md"), file("articles/b.md"), file("articles/c.md"))
    same, edited, new = file("articles/a.md"), file("articles/b.md", size=2), file("articles/d.md")
    found = compared(connection, same, edited, new)
    assert found.new == [new]
    assert found.suspect == [(edited, "digest of articles/b.md")]
    assert found.gone == ["articles/c.md"]


def test_a_file_edited_as_it_was_recorded_is_suspect(connection: sqlite3.Connection) -> None:
    late = file("articles/a.md", mtime=LATER - 1)
    record(connection, late)
    assert compared(connection, late).suspect
    record(connection, late, clock=LATER + 2 * sources.RACY)
    assert not compared(connection, late).suspect


def test_files_of_a_folder_that_is_no_more_are_gone(connection: sqlite3.Connection) -> None:
    record(connection, file("articles/2022/a.md"), file("articles.md/b.md"))
    assert compared(connection).gone == ["articles/2022/a.md"]
    assert sources.folders_below(connection, "articles") == ["articles", "articles/2022"]


def test_a_folder_known_to_be_unchanged_is_passed_over(connection: sqlite3.Connection) -> None:
    record(connection, file("articles/a.md"))
    found = sources.differences(connection, [("articles", None)], ["articles"])
    assert found == sources.Differences()


def test_digests_are_told_of_recorded_files_alone(connection: sqlite3.Connection) -> None:
    record(connection, file("articles/a.md"))
    assert sources.digest(connection, "articles/a.md") == "digest of articles/a.md"
    assert sources.digest(connection, "articles/b.md") is None
    paths = ["articles/a.md", "articles/b.md"]
    assert sources.digests(connection, paths) == {"articles/a.md": "digest of articles/a.md"}


def test_a_folder_is_recorded_when_all_its_files_surely_are(
    connection: sqlite3.Connection,
) -> None:
    record(connection, file("articles/a.md"), file("articles/b.png"))
    record(connection, file("late/a.md", mtime=LATER - 1))
    looked_at = {"articles": ("signs", 2), "late": ("signs", 1), "empty": ("signs", 0)}
    sources.record_folders(connection, looked_at)
    assert sources.recorded_folders(connection) == {"articles": sources.RecordedFolder("signs", 1)}
    sources.record_folders(connection, {"articles": ("others", 3)})
    assert sources.recorded_folders(connection) == {}


def test_a_forgotten_file_is_new_again_and_its_folder_looked_at(
    connection: sqlite3.Connection,
) -> None:
    record(connection, file("articles/a.md"), file("articles/b.md"))
    sources.record_folders(connection, {"articles": ("signs", 2)})
    sources.forget(connection, ["articles/a.md"])
    assert sources.recorded_folders(connection) == {}
    assert [one.path for one in compared(connection, file("articles/a.md")).new] == [
        "articles/a.md"
    ]
    sources.forget_all(connection)
    assert sources.digest(connection, "articles/b.md") is None
