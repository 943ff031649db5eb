"""The timeline of a subject."""

import re

import pytest

from archives import TRILINGUAL, Archive
from pages.tagging import pages
from parsed import texts


@pytest.fixture
def line(trilingual: Archive) -> Archive:
    """Five articles of one term, of which a page shows three."""
    trilingual.configure(TRILINGUAL.replace("front = 3", "front = 3\ntimeline = 5"))
    for n, day in enumerate(("2021-12-31", "2022-01-05", "2022-01-06", "2022-03-01", "2011-01-01")):
        trilingual.article(f"{n}.kk.md", title=f"T{n}", date=day, tags=["Отын"])
    trilingual.article("5.md", date="2022-01-05", tags=["Отын"])
    trilingual.build()
    return trilingual


def test_a_timeline_goes_from_the_first_article_to_the_last(line: Archive) -> None:
    address = "/kk/tags/otyn/timeline/"
    assert texts(line, address, ".//h1") == ["Хронология: Отын"]
    assert texts(line, address, ".//main//h2") == ["2022"], "of five the newest three"
    assert texts(line, address, ".//h3") == ["Қаңтар", "Наурыз"]
    assert texts(line, address, ".//ol/li")[-3:] == ["5 қаңтар T1", "6 қаңтар T2", "1 наурыз T3"]
    assert "барлығы 5, осы бетте 3" in line.page(address)
    assert 'href="/base/kk/tags/otyn/timeline/"' in line.page("/kk/tags/otyn/")


def test_a_term_with_few_articles_has_no_timeline(line: Archive) -> None:
    assert not (line.output / "tags/otyn/timeline").exists()
    assert "timeline" not in line.page("/tags/otyn/")
    line.remove("articles/4.kk.md")
    line.build_as_clean()
    assert not [name for name in line.tree() if "timeline" in name]


def test_an_edit_touches_the_timelines_of_its_terms(line: Archive) -> None:
    line.article("1.kk.md", title="Edited", date="2022-01-05", tags=["Отын", "Баға"])
    assert pages(line.build_as_clean(), "/timeline/") == {"/kk/tags/otyn/timeline/"}


def test_timelines_of_one_term_know_each_other(line: Archive) -> None:
    for n in range(6, 10):
        line.article(f"{n}.md", date="2022-01-05", tags=["Отын"])
    line.build_as_clean()
    for address in ("/tags/otyn/timeline/", "/kk/tags/otyn/timeline/"):
        found = re.findall(r'<link rel="alternate" hreflang="(\w\w)"', line.page(address))
        assert found == ["en", "kk"]


def test_a_site_can_do_without_timelines(line: Archive) -> None:
    line.configure(TRILINGUAL.replace("front = 3", "front = 3\ntimeline = 0"))
    line.build_as_clean()
    assert not [name for name in line.tree() if "timeline" in name]
