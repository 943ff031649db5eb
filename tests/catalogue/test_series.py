"""The parts of a series, in the order of reading."""

import pytest

from archives import Archive
from kazarchive.catalogue import series
from kazarchive.catalogue.queries import Catalogue
from kazarchive.values import Facet, SeriesPart

WATER = Facet("en", "series", "water")


def put(archive: Archive, name: str, date: str, part: int | None = None) -> None:
    value = {"name": "Water"} if part is None else {"name": "Water", "part": part}
    archive.article(f"{name}.md", title=name, date=date, series=value)


@pytest.fixture
def water(archive: Archive) -> Archive:
    """Read in the order c, b, a, d, e."""
    put(archive, "a", "2022-01-01", 3)
    put(archive, "b", "2022-01-02", 2)
    put(archive, "c", "2022-01-03", 1)
    put(archive, "e", "2022-01-05")
    put(archive, "d", "2022-01-04")
    return archive


def parts(catalogue: Catalogue) -> list[tuple[int, str]]:
    return [(number, entry.title) for number, entry in catalogue.in_series(WATER)]


def around(catalogue: Catalogue, title: str) -> tuple[object, ...]:
    entry = next(entry for _, entry in catalogue.in_series(WATER) if entry.title == title)
    found = catalogue.around_in_series(entry)
    assert found
    near = (found.earlier, found.later)
    return found.number, found.total, *(each.title if each else None for each in near)


def test_numbers_come_first_and_dates_follow(water: Archive) -> None:
    with water.prepared() as ready:
        found = parts(ready.catalogue)
        assert found == [(1, "c"), (2, "b"), (3, "a"), (4, "d"), (5, "e")]
        assert ready.catalogue.every_series() == [WATER]
        assert around(ready.catalogue, "c") == (1, 5, None, "b")
        assert around(ready.catalogue, "a") == (3, 5, "b", "d")
        assert around(ready.catalogue, "e") == (5, 5, "d", None)


def test_the_parts_of_a_long_series_are_not_counted(
    water: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(series, "SHORT", 4)
    with water.prepared() as ready:
        assert around(ready.catalogue, "a") == (3, None, "b", "d")
        assert around(ready.catalogue, "d") == (None, None, "a", "e")


def test_a_hidden_article_is_no_part(water: Archive) -> None:
    water.article("b.md", title="b", date="2022-01-02", series="Water", draft=True)
    with water.prepared() as ready:
        assert [title for _, title in parts(ready.catalogue)] == ["c", "a", "d", "e"]


def test_gaps_and_repetitions_keep_the_numbers_given() -> None:
    given = [1, 3, 3, None, None]
    numbers = series.numbered([SeriesPart("a", "A", part) for part in given])
    assert numbers == [1, 3, 3, 4, 5]


def test_a_number_of_two_parts_is_named_at_the_later_until_it_is_mended(water: Archive) -> None:
    put(water, "f", "2022-01-06", 2)
    (problem,) = water.build().problems
    assert (problem.code, problem.place.path) == ("K0148", "articles/f.md")
    assert problem.values["first"] == "articles/b.md"
    assert "part" in (problem.place.text or "")
    assert [one.code for one in water.build().problems] == ["K0148"]
    put(water, "b", "2022-01-02", 4)
    assert water.build().problems == ()
