"""Queries for listings: the cells of the grid, terms, and the neighbours of articles."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import Any

from kazarchive.catalogue import current, neighbours, rows
from kazarchive.catalogue.cells import parent
from kazarchive.catalogue.entries import CACHED, ENTRY, POSITION, Entries, position
from kazarchive.catalogue.neighbours import Neighbourhoods, Neighbours
from kazarchive.values import Address, Cell, Entry, Facet, Period

_INDEXED = "visible AND indexed AND substr(day, 1, 7) = ?"
"""The articles of a month that search engines may index."""


class Listings(Entries):
    """All results are in a fixed order."""

    def neighbours(self, entries: Sequence[Entry]) -> dict[str, Neighbours]:
        """Path → the neighbours of each of some articles (`catalogue/neighbours.py`)."""
        near = Neighbourhoods(self._connection, entries, self._number).neighbours()
        linking = neighbours.linking(self._connection, {one.path: one.address for one in entries})
        wanted = {number for row in near.values() for number in row.numbers()}
        wanted.update(*linking.values())
        numbers = [*wanted]
        entry_of: dict[int | None, Entry]
        entry_of = dict(zip(numbers, self._numbered(numbers), strict=True))
        return {
            path: Neighbours(
                entry_of.get(row.archive[0]),
                entry_of.get(row.archive[1]),
                tuple(
                    (term, entry_of.get(old), entry_of.get(new)) for term, (old, new) in row.topics
                ),
                tuple(entry_of[number] for number in row.related),
                tuple(entry_of[number] for number in linking.get(path, ())),
            )
            for path, row in near.items()
        }

    def reached(self, entry: Entry) -> list[Address]:
        """The addresses of the articles whose pages show an entry as a neighbour, or showed it
        before it left its position."""
        numbers = Neighbourhoods(self._connection, [entry], self._number).reached()
        return [neighbour.address for neighbour in self._numbered(sorted(numbers))]

    def crossed(self) -> list[Facet]:
        """The terms that the last sync of this connection made rare, or common."""
        changed = self._all(
            "SELECT lang, taxonomy, slug, coalesce(cell.n, 0), cell_change.n FROM cell_change"
            " CROSS JOIN facet ON facet.id = cell_change.facet AND taxonomy <> ''"
            " LEFT JOIN cell ON cell.facet = facet.id AND cell.period = ''"
            " WHERE cell_change.period = '' ORDER BY lang, taxonomy, slug"
        )
        rare = neighbours.RARE
        return [Facet(*row) for *row, n, more in changed if (n <= rare) != (n - more <= rare)]

    @cached_property
    def _facets(self) -> dict[Facet, int]:
        facets = self._all("SELECT lang, taxonomy, slug, id FROM facet")
        return {Facet(*row[:3]): row[3] for row in facets}

    @cached_property
    def _number(self) -> Callable[[str, str, str], int]:
        """(language, taxonomy, slug) → the id of a facet, 0 if there is none. It is cached, as it
        is called for each term of each article, and hashing a Facet takes longer than the rest."""
        return lru_cache(CACHED)(lambda *names: self._facets.get(Facet(*names), 0))

    def listed(self, cell: Cell, most: int = -1) -> list[Entry]:
        """The newest entries of a cell, all if `most` is below 0; those with the same moment are in
        reverse order of their paths."""
        days = (cell.period, f"{cell.period}~")
        return self._newest(cell.facet, "day >= ? AND day <= ?", days, most)

    def listed_on(self, facet: Facet, days: Sequence[Period], most: int) -> list[Entry]:
        """As `listed`, for some days."""
        marks = ", ".join("?" * len(days))
        return self._newest(facet, f"day IN ({marks})", days, most)

    def _newest(self, facet: Facet, when: str, days: Sequence[Period], most: int) -> list[Entry]:
        members = self._all(
            f"SELECT article FROM membership WHERE facet = ? AND {when}"
            " ORDER BY day DESC, instant DESC, path DESC LIMIT ?",
            (self._facets.get(facet), *days, most),
        )
        return self._numbered([row[0] for row in members])

    def count(self, cell: Cell) -> int:
        """The number of articles of a cell."""
        if cell not in self._counts:
            if len(self._counts) > CACHED:
                self._counts.clear()
            query = "SELECT n FROM cell WHERE facet = ? AND period = ?"
            row = self._one(query, (self._facets.get(cell.facet), cell.period))
            self._counts[cell] = int(row[0]) if row else 0
        return self._counts[cell]

    def count_before(self, cell: Cell) -> int:
        """As `count`, before the last sync of this connection."""
        query = "SELECT n FROM cell_change WHERE facet = ? AND period = ?"
        row = self._one(query, (self._facets.get(cell.facet), cell.period))
        return self.count(cell) - (int(row[0]) if row else 0)

    def periods(self, facet: Facet, within: Period, length: int) -> list[tuple[Period, int]]:
        """(period, number of articles) of a facet's years (length 4), months (7) or days (10)
        inside a period, oldest first."""
        return self._all(
            "SELECT period, n FROM cell WHERE facet = ? AND period > ? AND period < ?"
            " AND length(period) = ? ORDER BY period",
            (self._facets.get(facet), within, f"{within}~", length),
        )

    def counts(self, facet: Facet, periods: Sequence[Period]) -> dict[Period, int]:
        """Period → number of articles, of those of some periods that have any."""
        number = self._facets.get(facet, 0)
        return dict(
            self._among(f"SELECT period, n FROM cell WHERE facet = {number}", periods, "period")
        )

    def days_of_year(self, lang: str) -> dict[Period, int]:
        """Day of the year, `-01-01` first → the number of articles of that day in all years."""
        query = "SELECT period, n FROM cell WHERE facet = ? AND period > '-' AND period < '-~'"
        return dict(self._all(f"{query} ORDER BY period", (self._facets.get(Facet(lang)),)))

    def neighbour_period(
        self, facet: Facet, period: Period, later: bool, parent_over: int
    ) -> tuple[Period, int] | None:
        """(period, number of articles) of the next period of the same length whose parent has more
        than `parent_over` articles."""
        sign, order = (">", "ASC") if later else ("<", "DESC")
        row = self._one(
            "SELECT period, n FROM cell WHERE facet = ?1 AND length(period) = ?2"
            f" AND period {sign} ?3 AND (?4 < 0 OR ?4 < (SELECT parent.n FROM cell AS parent"
            " WHERE parent.facet = ?1 AND parent.period = substr(cell.period, 1, ?5)))"
            f" ORDER BY period {order} LIMIT 1",
            (self._facets.get(facet), len(period), period, parent_over, len(parent(period) or "")),
        )
        return (row[0], row[1]) if row else None

    def facets(self, lang: str, taxonomy: str) -> list[tuple[Facet, str, int]]:
        """(facet, name, number of articles) of the terms of a taxonomy, by slug."""
        terms = self._all(
            "SELECT slug, (SELECT name FROM spelling WHERE spelling.facet = facet.id"
            " ORDER BY spelling.n DESC, name LIMIT 1), cell.n FROM facet"
            " JOIN cell ON cell.facet = facet.id AND period = ''"
            " WHERE lang = ? AND taxonomy = ? ORDER BY slug",
            (lang, taxonomy),
        )
        return [(Facet(lang, taxonomy, slug), name, n) for slug, name, n in terms]

    def most_used(self, lang: str, taxonomy: str, most: int) -> list[tuple[Facet, str, int]]:
        """(facet, name, number of articles) of the `most` terms with the most articles."""
        terms = self._all(
            "SELECT slug, (SELECT name FROM spelling WHERE spelling.facet = id"
            " ORDER BY spelling.n DESC, name LIMIT 1), n FROM"
            " (SELECT id, slug, n FROM facet JOIN cell ON cell.facet = id AND period = ''"
            " WHERE lang = ? AND taxonomy = ? ORDER BY n DESC, slug LIMIT ?)"
            " ORDER BY n DESC, slug",
            (lang, taxonomy, most),
        )
        return [(Facet(lang, taxonomy, slug), name, n) for slug, name, n in terms]

    def every_facet(self) -> list[Facet]:
        query = (
            "SELECT lang, taxonomy, slug FROM facet WHERE EXISTS"
            " (SELECT 1 FROM cell WHERE cell.facet = facet.id) ORDER BY lang, taxonomy, slug"
        )
        return [Facet(*row) for row in self._all(query)]

    def name(self, facet: Facet) -> str:
        """The most common spelling of a term."""
        query = "SELECT name FROM spelling WHERE facet = ? ORDER BY n DESC, name LIMIT 1"
        row = self._one(query, (self._facets.get(facet),))
        return row[0] if row else facet.slug

    def related(self, facet: Facet, most: int) -> list[tuple[Facet, str]]:
        """(facet, name) of the terms of its taxonomy that articles use together with a term, the
        most frequent first, each spelt as most of these articles spell it."""
        terms = self._all(
            "SELECT slug, name FROM (SELECT other, name, sum(n) OVER (PARTITION BY other) AS times,"
            " row_number() OVER (PARTITION BY other ORDER BY n DESC, name) AS place FROM together"
            " WHERE facet = ?) JOIN facet ON facet.id = other WHERE place = 1"
            " ORDER BY times DESC, slug LIMIT ?",
            (self._facets.get(facet), most),
        )
        return [(Facet(facet.lang, facet.taxonomy, slug), name) for slug, name in terms]

    def months(self) -> list[tuple[Period, int, datetime]]:
        """(month, number of articles, time of the last change) of every month with articles in any
        language, of those that search engines may index."""
        months: list[Any] = self._all(
            "SELECT period, sum(n) FROM cell JOIN facet ON facet.id = cell.facet"
            " WHERE taxonomy = '' AND length(period) = 7 GROUP BY period ORDER BY period"
        )
        last = f"SELECT max(modified) FROM article WHERE {_INDEXED}"
        hidden = f"SELECT count(*) FROM article WHERE {_INDEXED.replace('AND', 'AND NOT', 1)}"
        return [
            (month, n - self._one(hidden, (month,))[0], datetime.fromisoformat(modified))
            for month, n in months
            if (modified := self._one(last, (month,))[0])
        ]

    def in_month(self, month: Period) -> list[Entry]:
        """All articles of a month that search engines may index, oldest first."""
        query = f"{ENTRY} WHERE {_INDEXED} ORDER BY {POSITION[1:-1]}, lang"
        return [rows.entry(row) for row in self._all(query, (month,))]

    def pinned(self, lang: str, most: int) -> list[Entry]:
        """The newest of the pinned articles of a language."""
        pinned = self._all(
            "SELECT id FROM pinned CROSS JOIN article USING (path) WHERE visible AND lang = ?"
            " ORDER BY day DESC, instant DESC, path DESC LIMIT ?",
            (lang, most),
        )
        return self._numbered([row[0] for row in pinned])

    def leading(self, lang: str) -> Entry | None:
        """The newest article of a language that is to lead the front page."""
        row = self._one(
            "SELECT id FROM article WHERE visible AND lead AND lang = ?"
            " ORDER BY day DESC, instant DESC, path DESC LIMIT 1",
            (lang,),
        )
        return self._numbered([row[0]])[0] if row else None

    def newer_in(self, facet: Facet, entry: Entry, most: int) -> int:
        """The number of articles of a facet that are newer than an entry, counted up to `most`."""
        query = f"SELECT 1 FROM membership WHERE facet = ? AND {POSITION} > (?, ?, ?) LIMIT ?"
        values = (self._facets.get(facet), *position(entry), most)
        return int(self._one(f"SELECT count(*) FROM ({query})", values)[0])

    def day(self) -> date | None:
        """The day that front pages show; None if they show none."""
        return current.day(self._connection)

    def recent(self) -> list[Entry]:
        """The articles that are news, newest first."""
        query = f"{ENTRY} WHERE path IN (SELECT path FROM recent) ORDER BY instant DESC, path"
        return [rows.entry(row) for row in self._all(query)]

    def is_recent(self, path: str) -> bool:
        return self._one("SELECT 1 FROM recent WHERE path = ?", (path,)) is not None
