"""An article's file: its name, and a write that replaces nothing."""

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from archives import Archive
from importing.documents import TWO, body, one, read, sources
from kazarchive.config import options as config_options


def test_a_headline_that_is_a_date_gives_the_file_none(trilingual: Archive) -> None:
    rows = [one(trilingual, f"2022/01/05:\n\nText {name}.", name=f"{name}.txt") for name in "abc"]
    assert [row.article for row in rows] == [
        "articles/drafts/20220105.md",
        "articles/drafts/20220105-2.md",
        "articles/drafts/20220105-3.md",
    ]
    assert all(read(trilingual, row).draft for row in rows)


def test_a_long_headline_is_cut_at_a_word(trilingual: Archive) -> None:
    title = "word " * 15 + "sixteenth seventeenth"
    row = one(trilingual, f"{title}\n\nText.", date="2022-01-05")
    assert row.article == f"articles/2022/{'-'.join(['word'] * 15)}.md"
    row = one(trilingual, f"{'w' * 100}\n\nText.", name="y.txt", date="2022-01-05")
    assert row.article == f"articles/2022/{'w' * 80}.md"


def test_asterisks_of_a_headline_are_no_emphasis(trilingual: Archive) -> None:
    for name, title in (("a.txt", "The *new* prices"), ("b.txt", "Prices* and others*")):
        row = one(trilingual, f"{title}\n\nText.", name=name, date="2022-01-05")
        entry = read(trilingual, row).entry
        assert (entry.title, entry.title_html) == (title, "")


def test_nothing_but_the_articles_is_left_behind(trilingual: Archive) -> None:
    one(trilingual, TWO, date="2022-01-05")
    folder = trilingual.root / "articles" / "2022"
    assert [file.name for file in folder.iterdir()] == ["headline.md"]
    umask = os.umask(0)
    os.umask(umask)
    assert (folder / "headline.md").stat().st_mode & 0o777 == 0o666 & ~umask


@pytest.mark.parametrize("taken", [False, True])
def test_a_disk_without_links_does_as_well(
    trilingual: Archive, monkeypatch: pytest.MonkeyPatch, taken: bool
) -> None:
    def link(*_: Any) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", link)
    if taken:
        (trilingual.root / "articles/2022/headline.md").mkdir(parents=True)
    row = one(trilingual, TWO, date="2022-01-05")
    assert row.article == f"articles/2022/headline{'-2' if taken else ''}.md"
    assert body(trilingual, row) == "First.\n\nSecond."
    assert len(list((trilingual.root / "articles/2022").iterdir())) == 1 + taken


def test_nothing_is_written_outside_the_project(trilingual: Archive, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (trilingual.root / "articles").mkdir()
    (trilingual.root / "articles" / "2022").symlink_to(outside)
    row = one(trilingual, TWO, date="2022-01-05")
    assert row.problem
    assert (row.outcome, row.problem.code) == ("refused", "K0302")
    assert row.problem.place.path == "articles/2022"
    assert list(outside.iterdir()) == []


def test_a_disk_that_refuses_is_told(trilingual: Archive) -> None:
    trilingual.write("articles", "a file where the folder belongs")
    row = one(trilingual, TWO, date="2022-01-05")
    assert row.problem
    assert (row.outcome, row.problem.code) == ("refused", "K0702")
    assert "articles/2022/headline.md" in row.problem.place.path


def test_a_full_disk_leaves_no_half_article(
    trilingual: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def link(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "link", link)
    row = one(trilingual, TWO, date="2022-01-05")
    assert row.problem
    assert "No space left" in row.problem.message
    assert sources(trilingual) == {}


def test_an_article_that_no_build_would_find_is_not_written(trilingual: Archive) -> None:
    text_before = (trilingual.root / config_options.FILE_NAME).read_text("utf-8")
    trilingual.configure(text_before + '\n[articles]\ninclude = ["posts/*.md"]\n')
    row = one(trilingual, TWO, date="2022-01-05")
    assert row.problem
    assert row.problem.code == "K0807"
    assert "articles/2022/headline.md" in row.problem.message
    assert not (trilingual.root / "articles").exists()
