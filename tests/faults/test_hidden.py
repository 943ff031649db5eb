"""Edits that hide are noticed all the same."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import kazarchive
from archives import Archive
from kazarchive.ingest import scanning
from kazarchive.state import database, sources

BEFORE, AFTER = "Text before", "Text behind"
"""Of one length."""

A_DAY = 86_400


def in_place(archive: Archive) -> None:
    file = archive.root / "articles/a.md"
    with file.open("r+") as opened:
        opened.write(file.read_text().replace(BEFORE, AFTER))


def with_its_times_restored(archive: Archive) -> None:
    file = archive.root / "articles/a.md"
    times = file.stat()
    in_place(archive)
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))


def with_its_times_set_back(archive: Archive) -> None:
    in_place(archive)
    before = time.time() - A_DAY
    os.utime(archive.root / "articles/a.md", (before, before))


def replaced_by_an_older_file(archive: Archive) -> None:
    file, older = archive.root / "articles/a.md", archive.folder / "older.md"
    older.write_text(file.read_text().replace(BEFORE, AFTER))
    times = file.stat()
    os.utime(older, ns=(times.st_atime_ns, times.st_mtime_ns - 10**9))
    older.replace(file)


EDITS: tuple[Callable[[Archive], None], ...] = (
    in_place,
    with_its_times_restored,
    with_its_times_set_back,
    replaced_by_an_older_file,
)


@pytest.mark.parametrize(("late", "shared"), [(False, False), (True, False), (True, True)])
@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_that_hides_is_noticed(
    archive: Archive,
    monkeypatch: pytest.MonkeyPatch,
    edit: Callable[[Archive], None],
    late: bool,
    shared: bool,
) -> None:
    """At once, when the clock of the file system may not have gone on, and later; also where two
    processes look at the folders."""
    if shared:
        monkeypatch.setattr(scanning, "SHARED", 0)
    archive.article("a.md", BEFORE)
    archive.article("b.md")
    if late:
        monkeypatch.setattr(sources, "RACY", 0)
        time.sleep(0.02)
    archive.build()
    if late:
        time.sleep(0.02)
    edit(archive)
    assert archive.build_as_clean().read == 1
    assert AFTER in archive.page("/2022/01/05/a/")


def test_a_folder_is_passed_over_only_when_no_file_in_it_is_too_new(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def passed_over() -> list[str]:
        connection = database.open_for_reading(archive.state)
        found = list(sources.recorded_folders(connection))
        connection.close()
        return [path for path in found if path.startswith("articles")]

    archive.article("a.md")
    archive.article("sub/b.md")
    archive.build()
    assert passed_over() == []
    monkeypatch.setattr(sources, "RACY", -(10**12))
    archive.article("a.md", "Another text.")
    archive.build()
    assert passed_over() == ["articles", "articles/sub"]


def test_a_clock_that_is_set_back_hides_no_edit(archive: Archive) -> None:
    if not shutil.which("faketime"):
        if os.environ.get("CI"):
            pytest.fail("faketime is missing")
        pytest.skip("needs faketime")
    archive.article("a.md", BEFORE)
    build = [sys.executable, "-m", "kazarchive", "build", "-q", "--jobs", "1"]
    told = os.environ | {"PYTHONPATH": str(Path(kazarchive.__file__).parent.parent)}
    page = archive.root / "public/2022/01/05/a/index.html"
    for text, day in ((BEFORE, "+0d"), (AFTER, "-1d"), (BEFORE, "-2d"), (AFTER, "+0d")):
        file = archive.root / "articles/a.md"
        file.write_text(
            file.read_text().replace(AFTER, "*").replace(BEFORE, "*").replace("*", text)
        )
        subprocess.run(["faketime", "-f", day, *build], check=True, cwd=archive.root, env=told)
        assert text in page.read_text()
