"""Bringing the catalogue up to date: who is due, and who keeps an address."""

import pytest

from archives import Archive
from kazarchive.catalogue.sync import Clock
from kazarchive.problems import ProblemsFound


@pytest.mark.parametrize(
    ("instant", "draft", "shown", "with_drafts"),
    [
        (5, False, True, True),
        (6, False, False, False),
        (5, True, False, True),
        (6, True, False, False),
    ],
)
def test_an_article_is_shown_when_it_is_due_and_no_draft(
    instant: int, draft: bool, shown: bool, with_drafts: bool
) -> None:
    assert Clock(5).shows(instant, draft) is shown
    assert Clock(5, drafts=True).shows(instant, draft) is with_drafts


def test_two_articles_may_exchange_addresses_in_one_edit(archive: Archive) -> None:
    archive.article("a.md", "Of a.", slug="one")
    archive.article("b.md", "Of b.", slug="two")
    archive.build()
    archive.article("a.md", "Of a.", slug="two")
    archive.article("b.md", "Of b.", slug="one")
    archive.build_as_clean()
    assert "Of b." in archive.page("/2022/01/05/one/")


def test_the_earlier_path_keeps_the_address_whoever_came_first(archive: Archive) -> None:
    archive.article("b.md", slug="one")
    archive.build()
    archive.article("a.md", slug="one")
    with pytest.raises(ProblemsFound) as raised:
        archive.build()
    (problem,) = raised.value.problems
    assert (problem.code, problem.place.path) == ("K0201", "articles/b.md")


def test_an_article_that_becomes_due_enters_without_an_edit(archive: Archive) -> None:
    archive.article("a.md", date="2022-06-02")
    archive.build()
    archive.now += 2 * 86_400
    report = archive.build_as_clean()
    assert (report.articles, report.hidden, report.read) == (1, 0, 0)
