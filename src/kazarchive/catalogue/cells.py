"""Where an entry is listed: the one function from which both the listings' contents and the
reach of an edit are derived, so that they cannot drift apart."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from typing import TypeVar

from kazarchive.values import Cell, Entry, Facet, Period

T = TypeVar("T")


def facets(entry: Entry) -> dict[Facet, str]:
    """The facets that list an entry, each with its name as the entry writes it."""
    found = {Facet(entry.lang): ""}
    for term in entry.terms:
        found.setdefault(Facet(entry.lang, term.taxonomy, term.slug), term.name)
    return found


def periods(entry: Entry) -> tuple[Period, Period, Period, Period]:
    """All time, the year, the month and the day of an entry."""
    return spans(entry.day.isoformat())


@lru_cache(maxsize=8192)
def spans(day: str) -> tuple[Period, Period, Period, Period]:
    """The periods around a day, given as `2022-01-05`. Those of some twenty years are made once, as
    a sync counts every facet in each."""
    return "", day[:4], day[:7], day


def places(entry: Entry) -> list[Cell]:
    """Every cell of the grid facet × period that holds an entry."""
    spans = periods(entry)
    return [Cell(facet, period) for facet in facets(entry) for period in spans]


PAIRED = 20
"""So many terms of an article, the first in the order written, count as standing together: with
n of them there are n² / 2 pairs."""


def pairs(terms: Sequence[tuple[str, T]]) -> Iterator[tuple[T, T]]:
    """Of an article's terms, each with its taxonomy, those of one taxonomy that stand together."""
    for (taxonomy, one), (other_taxonomy, other) in combinations(terms[:PAIRED], 2):
        if taxonomy == other_taxonomy:
            yield one, other


def parent(period: Period) -> Period | None:
    """The period around one; None for all time."""
    return None if not period else period.rpartition("-")[0]
