"""The numbers of the grid while articles enter and leave."""

import sqlite3
from collections.abc import Iterator

import pytest

from kazarchive.catalogue.counts import Counts
from kazarchive.catalogue.rows import ArticleIndex

WHOLE, FUEL, PRICES = ("en", "", ""), ("en", "tags", "fuel"), ("en", "tags", "prices")


def standing(day: str, *names: str) -> ArticleIndex:
    terms = [(("en", "tags", name.lower()), name) for name in names]
    return ArticleIndex("a.md", day, 0, [], [(WHOLE, ""), *terms])


def sync(connection: sqlite3.Connection, *changes: tuple[ArticleIndex, int]) -> None:
    counts = Counts(connection)
    for one, change in changes:
        counts.add(one, change)
    counts.write()


def cells(connection: sqlite3.Connection, facet: tuple[str, str, str]) -> dict[str, int]:
    query = (
        "SELECT period, n FROM cell JOIN facet ON facet.id = facet WHERE (lang, taxonomy, slug)"
        " = (?, ?, ?)"
    )
    return dict(connection.execute(query, facet))


def together(connection: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    return connection.execute("SELECT name, n FROM together ORDER BY name")


@pytest.fixture
def counted(connection: sqlite3.Connection) -> sqlite3.Connection:
    sync(
        connection,
        (standing("2022-01-05", "Fuel", "Prices"), 1),
        (standing("2022-02-05", "Fuel"), 1),
    )
    return connection


def test_an_article_counts_in_every_span_of_its_day(counted: sqlite3.Connection) -> None:
    assert cells(counted, FUEL) == {
        "": 2,
        "2022": 2,
        "2022-01": 1,
        "2022-02": 1,
        "2022-01-05": 1,
        "2022-02-05": 1,
    }
    assert cells(counted, WHOLE)["-01-05"] == 1, "of the whole archive the day of all years too"


def test_a_cell_that_empties_goes(counted: sqlite3.Connection) -> None:
    sync(counted, (standing("2022-01-05", "Fuel", "Prices"), -1))
    assert cells(counted, PRICES) == {}
    assert cells(counted, FUEL)[""] == 1
    assert list(together(counted)) == []


def test_terms_that_stand_together_are_counted_both_ways(counted: sqlite3.Connection) -> None:
    assert list(together(counted)) == [("Fuel", 1), ("Prices", 1)]


def test_spellings_are_counted(counted: sqlite3.Connection) -> None:
    sync(counted, (standing("2022-01-05", "Fuel"), -1), (standing("2022-01-05", "FUEL"), 1))
    found = dict(counted.execute("SELECT name, n FROM spelling"))
    assert found == {"Fuel": 1, "FUEL": 1, "Prices": 1}
