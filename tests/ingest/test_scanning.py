"""Which source files are new, changed or gone."""

import os
import shutil

import pytest

from archives import Archive
from ingest.ingesting import changes
from kazarchive.ingest import scanning
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


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_two_processes_look_at_is_what_one_would_see(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    """An edit, a file and a folder that are new, gone, or links, beside folders as they were."""
    monkeypatch.setattr(sources, "RACY", 0)
    monkeypatch.setattr(scanning, "SHARED", 0)
    for name in ("0.md", "2021/a.md", "2021/01/b.md", "2022/c.md", "2023/d.md", "жыл/e.md"):
        archive.article(name, title=name)
    archive.build(jobs=jobs)
    articles = archive.root / "articles"
    assert archive.build(jobs=jobs).read == 0
    archive.article("2021/01/b.md", "Another text.")
    assert archive.build_as_clean(jobs=jobs).read == 1
    archive.article("2022/new/f.md", title="f")
    archive.article("жыл/g.md", title="g")
    assert archive.build_as_clean(jobs=jobs).read == 2
    archive.remove("articles/2023/d.md")
    shutil.rmtree(articles / "2021/01")
    report = archive.build_as_clean(jobs=jobs)
    assert (report.read, report.found) == (0, 6)
    (articles / "2022").rename(archive.root / "elsewhere")
    (articles / "2022").symlink_to(archive.root / "elsewhere")
    assert archive.build_as_clean(jobs=jobs, keep_going=True).found == 4
