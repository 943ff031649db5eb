"""The series of articles: their parts in the order of reading.

Parts with a number come first, by number; those without one follow by date. Only a short series
counts its parts on their pages, "part 2 of 5", so that a new part changes few pages: those of a
series with at most SHORT parts. A part of a longer series shows its number, if it has one, and the
parts before and after it.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from kazarchive.catalogue import rows
from kazarchive.catalogue.entries import Entries
from kazarchive.catalogue.rows import ArticleIndex
from kazarchive.problems import Problem
from kazarchive.values import SERIES, Entry, Facet, SeriesPart

SHORT = 30
"""Parts at most of a series whose parts show how many there are."""

UNNUMBERED = 1_000_000
"""The column `part` of parts without a number."""

_HERE = "(part, day, instant, path)"
_OF = "SELECT article FROM series WHERE (lang, slug) = (?, ?)"


class Around(Struct, frozen=True):
    """The place of an article in its series."""

    name: str
    """As the article spells it."""
    facet: Facet
    number: int | None
    """None in a long series, if the article gives none."""
    total: int | None
    """None in a long series."""
    earlier: Entry | None
    """The part before it in the order of reading; `later` is the one after it."""
    later: Entry | None


class Series(Entries):
    """All results are in a fixed order."""

    def every_series(self) -> list[Facet]:
        query = "SELECT DISTINCT lang, slug FROM series ORDER BY lang, slug"
        return [Facet(lang, SERIES, slug) for lang, slug in self._all(query)]

    def in_series(self, facet: Facet) -> list[tuple[int, Entry]]:
        """(number, entry) of the parts of a series, in the order of reading."""
        ids = self._all(f"{_OF} ORDER BY {_HERE[1:-1]}", (facet.lang, facet.slug))
        entries = self._numbered([row[0] for row in ids])
        numbers = numbered([entry.series for entry in entries if entry.series])
        return list(zip(numbers, entries, strict=True))

    def parts(self, facet: Facet) -> int:
        """The number of parts of a series."""
        query = "SELECT count(*) FROM series WHERE (lang, slug) = (?, ?)"
        return int(self._one(query, (facet.lang, facet.slug))[0])

    def parts_before(self, facet: Facet) -> int:
        """The number of parts before the last sync of this connection."""
        query = "SELECT n FROM series_change WHERE (lang, slug) = (?, ?)"
        row = self._one(query, (facet.lang, facet.slug))
        return self.parts(facet) - (row[0] if row else 0)

    def beside_in_series(self, entry: Entry) -> tuple[Entry | None, Entry | None]:
        """The parts before and after an article in its series, or those between which it stood."""
        assert entry.series, "only parts of a series have neighbours in it"
        values = (entry.lang, entry.series.slug, *_position(entry, entry.series))
        near: list[Entry | None] = []
        for sign, order in (("<", "DESC"), (">", "ASC")):
            columns = ", ".join(f"{column} {order}" for column in _HERE[1:-1].split(", "))
            query = f"{_OF} AND {_HERE} {sign} (?, ?, ?, ?) ORDER BY {columns} LIMIT 1"
            row = self._one(query, values)
            near += self._numbered(row) if row else [None]
        return near[0], near[1]

    def around_in_series(self, entry: Entry) -> Around | None:
        """The place of an article in its series; None without a series."""
        if not (entry.series and entry.serial):
            return None
        number, total = entry.series.part, None
        if self.parts(entry.serial) <= SHORT:
            parts = self.in_series(entry.serial)
            number = next(number for number, part in parts if part.path == entry.path)
            total = parts[-1][0]
        near = self.beside_in_series(entry)
        return Around(entry.series.name, entry.serial, number, total, *near)

    def reached_in_series(self, before: Entry | None, after: Entry | None) -> Iterator[Entry]:
        """The articles whose pages show an article as a part of their series, or count it, before
        or after an edit."""
        moved = _key(before) != _key(after)
        for side in (before, after):
            if side is None or side.serial is None:
                continue
            yield from filter(None, self.beside_in_series(side))
            parts = min(self.parts(side.serial), self.parts_before(side.serial))
            if moved and parts <= SHORT:
                yield from (entry for _, entry in self.in_series(side.serial))


def common_name(entries: Sequence[Entry]) -> str:
    """The most common spelling of the name of a series."""
    names = Counter(entry.series.name for entry in entries if entry.series)
    return min(names, key=lambda name: (-names[name], name))


def numbered(parts: Sequence[SeriesPart]) -> list[int]:
    """The numbers of the parts of a series in the order of reading: those that they give, and
    otherwise one more than that of the part before."""
    numbers: list[int] = []
    for part in parts:
        numbers.append(part.part or (numbers[-1] if numbers else 0) + 1)
    return numbers


def join(connection: sqlite3.Connection, index: ArticleIndex, number: int) -> None:
    """Add an article, by its row number, to its series."""
    if index.series:
        connection.execute(
            "INSERT INTO series VALUES (?, ?, ?, ?, ?, ?, ?)", (*_row(index), number)
        )


def leave(connection: sqlite3.Connection, index: ArticleIndex) -> None:
    if index.series:
        key = f"(lang, slug, {_HERE[1:]} = (?, ?, ?, ?, ?, ?)"
        connection.execute(f"DELETE FROM series WHERE {key}", _row(index))


def note(connection: sqlite3.Connection, changes: Mapping[tuple[str, str], int]) -> None:
    """Keep by how many parts each series has grown, until the next sync of this connection."""
    connection.execute("DROP TABLE IF EXISTS temp.series_change")
    connection.execute(
        "CREATE TEMP TABLE series_change (lang TEXT, slug TEXT, n INTEGER,"
        " PRIMARY KEY (lang, slug))"
    )
    grown = [(*key, n) for key, n in changes.items()]
    connection.executemany("INSERT INTO series_change VALUES (?, ?, ?)", grown)


def _row(index: ArticleIndex) -> tuple[str, str, int, str, int, str]:
    assert index.series, "only parts of a series have a row"
    lang, series = index.series
    part = series.part or UNNUMBERED
    return lang, series.slug, part, index.day, index.instant, index.path


def _position(entry: Entry, series: SeriesPart) -> tuple[int, str, int, str]:
    return series.part or UNNUMBERED, entry.day.isoformat(), entry.instant, entry.path


def _key(entry: Entry | None) -> object:
    """Equal for entries at the same place of the same series."""
    if entry is None or entry.series is None:
        return None
    return entry.serial, _position(entry, entry.series)


def repeated(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Parts of a series with the number of an earlier part (K0148), by path."""
    query = (
        "SELECT place, code, detail, first, path FROM (SELECT place, code, detail, series.path,"
        " first_value(series.path) OVER (PARTITION BY series.lang, series.slug, part"
        " ORDER BY day, instant, series.path) AS first FROM series"
        " CROSS JOIN problem ON problem.path = series.path AND about = 'repeated')"
        " WHERE first <> path ORDER BY path"
    )
    for *row, first, _ in connection.execute(query).fetchall():
        found = rows.problem(row)
        yield Problem(found.code, found.place, {**found.values, "first": first})
