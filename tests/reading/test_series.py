"""The field `series`."""

import pytest

from kazarchive.config.content import Taxonomy
from kazarchive.config.options import Site
from kazarchive.reading import article
from kazarchive.reading.article import ArticleReading
from kazarchive.values import SeriesPart

SITE = Site(titles=(("", "T"),), base_url="https://archive.example/")


def read(series: str, site: Site = SITE) -> ArticleReading:
    text = f"---\ntitle: A\ndate: 2022-01-05\nseries: {series}\n---\n\nText.\n"
    return article.read(text.encode(), "articles/a.md", site)


def part(series: str) -> SeriesPart | None:
    reading = read(series)
    assert reading.article, reading.problems
    return reading.article.entry.series


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Water", SeriesPart("water", "Water")),
        ("{name: Water, part: 2}", SeriesPart("water", "Water", 2)),
        ('{title: " Water ", number: "12"}', SeriesPart("water", "Water", 12)),
        ("[Water]", SeriesPart("water", "Water")),
        ("[{name: Water, part: 3}]", SeriesPart("water", "Water", 3)),
        ("Қала суы", SeriesPart("qala-suy", "Қала суы")),
        ("", None),
        ("[]", None),
        ("{}", None),
    ],
)
def test_a_series_is_a_name_or_a_table(written: str, expected: SeriesPart | None) -> None:
    assert part(written) == expected


@pytest.mark.parametrize(
    "written",
    [
        "{part: 1}",
        "{name: A, part: 0}",
        "{name: A, part: -1}",
        "{name: A, part: one}",
        "{name: A, part: 1.5}",
        "{name: A, part: 100000}",
        "{name: [A]}",
        "{name: A, prt: 1}",
        "[[A]]",
    ],
)
def test_another_value_is_an_error_with_its_line(written: str) -> None:
    reading = read(written)
    assert reading.article is None
    assert [problem.place.line for problem in reading.problems] == [4]


def test_of_several_series_the_first_counts() -> None:
    reading = read("[Water, Gas]")
    assert reading.article
    assert reading.article.entry.series == SeriesPart("water", "Water")
    assert [problem.code for problem in reading.problems] == ["K0147"]


def test_a_taxonomy_of_this_name_takes_the_place_of_the_field() -> None:
    site = Site(
        titles=(("", "T"),), base_url="https://archive.example/", taxonomies=(Taxonomy("series"),)
    )
    reading = read("[Water, Gas]", site)
    assert reading.article
    assert reading.article.entry.series is None
    assert [term.name for term in reading.article.entry.of("series")] == ["Water", "Gas"]
