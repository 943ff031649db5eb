"""Pages without a date: when one changes all enter again."""

import pytest

from archives import Archive
from ingest.ingesting import changes


@pytest.fixture
def paged(archive: Archive) -> Archive:
    archive.article("a.md")
    for name in ("a", "b"):
        archive.write(f"pages/{name}.md", f"---\ntitle: {name}\n---\nText.\n")
    changes(archive)
    return archive


def test_only_the_page_that_changed_is_told(paged: Archive) -> None:
    paged.write("pages/b.md", "---\ntitle: Other\n---\nText.\n")
    (change,) = changes(paged).standalone
    assert change.path == "pages/b.md"
    assert change.is_shown
    assert changes(paged).standalone == ()


def test_a_page_that_goes_has_no_other_side(paged: Archive) -> None:
    paged.remove("pages/a.md")
    (change,) = changes(paged).standalone
    assert (change.path, change.after) == ("pages/a.md", None)


def test_another_page_does_not_silence_a_broken_link(paged: Archive) -> None:
    paged.write("pages/a.md", "---\ntitle: A\n---\n[gone](gone.md) and [b](b.md)\n")
    assert broken(paged) == ["pages/gone.md"]
    paged.write("pages/c.md", "no front matter")
    assert broken(paged) == ["pages/gone.md"]
    paged.write("pages/b.md", "no front matter")
    assert broken(paged) == ["pages/b.md", "pages/gone.md"]


def broken(archive: Archive) -> list[str]:
    report = archive.build(keep_going=True)
    return sorted(one.values["target"] for one in report.problems if one.code in ("K0401", "K0402"))


def test_a_page_with_an_error_is_told_by_each_build(paged: Archive) -> None:
    paged.write("pages/b.md", "no front matter")
    for _ in range(2):
        assert [one.place.path for one in changes(paged).problems] == ["pages/b.md"]
