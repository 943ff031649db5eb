"""Which source files are new, changed or gone."""

import os
import shutil

import pytest

from archives import Archive
from ingest.ingesting import changes
from kazarchive.problems import ProblemsFound
from kazarchive.state import sources


def test_a_touched_file_with_the_same_content_is_not_read(archive: Archive) -> None:
    archive.article("a.md")
    changes(archive)
    os.utime(archive.root / "articles/a.md", (5, 5))
    assert (changes(archive).read, changes(archive).found) == (0, 1)


def test_an_edit_that_keeps_size_and_time_is_read(archive: Archive) -> None:
    file = archive.root / "articles/a.md"
    archive.article("a.md", "one")
    os.utime(file, (5, 5))
    changes(archive)
    archive.article("a.md", "two")
    os.utime(file, (5, 5))
    assert changes(archive).read == 1


def test_a_folder_in_which_nothing_happened_still_counts_its_articles(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "RACY", 0)
    for name in ("2021/a.md", "2021/b.md", "2022/c.md"):
        archive.article(name)
    changes(archive)
    archive.article("2022/d.md")
    assert changes(archive).found == 4


def test_without_the_folder_of_articles_nothing_is_taken_for_gone(archive: Archive) -> None:
    archive.article("a.md")
    archive.build()
    shutil.rmtree(archive.root / "articles")
    with pytest.raises(ProblemsFound, match="K0306"):
        archive.build(keep_going=True)
    assert "2022/01/05/a/index.html" in archive.tree()


def test_an_article_that_cannot_be_opened_is_found_and_refused(archive: Archive) -> None:
    archive.article("a.md")
    (archive.root / "articles/b.md").symlink_to("/etc/hostname")
    found = changes(archive)
    assert (found.found, list(found.refused)) == (2, ["articles/b.md"])
