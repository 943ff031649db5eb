"""Which cells of the grid facet × period list an entry: both the contents of listings and the reach
of an edit are derived from it, so that they cannot drift apart."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from typing import TypeVar

from kazarchive.values import Cell, Entry, Facet, Period

T = TypeVar("T")


def facets(entry: Entry) -> dict[Facet, str]:
    """Facet that lists an entry → the name of its term as the entry writes it."""
    names = {Facet(entry.lang): ""}
    for term in entry.terms:
        names.setdefault(Facet(entry.lang, term.taxonomy, term.slug), term.name)
    return names


def periods(entry: Entry) -> tuple[Period, Period, Period, Period]:
    """All time, and the year, month and day of an entry."""
    return spans(entry.day.isoformat())


@lru_cache(maxsize=8192)
def spans(day: str) -> tuple[Period, Period, Period, Period]:
    """The periods that contain a day, `2022-01-05`. They are cached for some twenty years of days,
    as a sync counts every facet in each."""
    return "", day[:4], day[:7], day


def places(entry: Entry) -> list[Cell]:
    """Every cell that lists an entry."""
    spans = periods(entry)
    return [Cell(facet, period) for facet in facets(entry) for period in spans]


PAIRED = 20
"""The first terms of an article that are counted as used together: n terms have n² / 2 pairs."""


def pairs(terms: Sequence[tuple[str, T]]) -> Iterator[tuple[T, T]]:
    """The pairs of terms within one taxonomy. `terms`: (taxonomy, term) of an article."""
    for (taxonomy, term), (other_taxonomy, other) in combinations(terms[:PAIRED], 2):
        if taxonomy == other_taxonomy:
            yield term, other


def parent(period: Period) -> Period | None:
    """The next larger period; None for all time."""
    return None if not period else period.rpartition("-")[0]
