"""Where an entry is listed: the one function from which both the listings' contents and the
reach of an edit are derived, so that they cannot drift apart."""

from functools import lru_cache

from kazarchive.values import Cell, Entry, Facet, Period


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


def parent(period: Period) -> Period | None:
    """The period around one; None for all time."""
    return None if not period else period.rpartition("-")[0]
