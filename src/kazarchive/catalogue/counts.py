"""How many articles each cell has, each spelling of a term, and each pair of terms: the changes are
counted in memory while articles enter and leave, and written once."""

import itertools
import sqlite3
from collections import Counter
from collections.abc import Iterator

from msgspec import Struct, field

from kazarchive.catalogue import series
from kazarchive.catalogue.cells import pairs, spans
from kazarchive.catalogue.rows import ArticleIndex
from kazarchive.rules import terms


class Counts(Struct):
    """The changes of the numbers since a sync began."""

    connection: sqlite3.Connection
    _facets: dict[tuple[str, str, str], int] = field(default_factory=dict)
    words: dict[int, Counter[str]] = field(default_factory=dict)
    """Facet → word (`rules/terms.py`) → number of its articles that mean it."""
    _days: Counter[tuple[int, str]] = field(default_factory=Counter)
    _spellings: Counter[tuple[int, str]] = field(default_factory=Counter)
    _together: Counter[tuple[int, int, str]] = field(default_factory=Counter)
    _series: Counter[tuple[str, str]] = field(default_factory=Counter)

    def number(self, facet: tuple[str, str, str]) -> int:
        """The id of a facet, which is added when it is new."""
        if facet not in self._facets:
            run = self.connection.execute
            run("INSERT OR IGNORE INTO facet (lang, taxonomy, slug) VALUES (?, ?, ?)", facet)
            query = "SELECT id FROM facet WHERE (lang, taxonomy, slug) = (?, ?, ?)"
            (number,) = run(query, facet).fetchone()
            self._facets[facet] = number
            self.words[number] = Counter()
            for name, n in run("SELECT name, n FROM spelling WHERE facet = ?", (number,)):
                self.words[number][terms.letters(name)] += n
        return self._facets[facet]

    def add(self, index: ArticleIndex, change: int) -> None:
        """Count an article that enters (1) or leaves (-1)."""
        for facet, name in index.facets:
            key = self.number(facet)
            self._days[key, index.day] += change
            if name:
                self._spellings[key, name] += change
                self.words[key][terms.letters(name)] += change
        if index.series:
            self._series[index.series[0], index.series[1].slug] += change
        self._pair(index, change)

    def _pair(self, index: ArticleIndex, change: int) -> None:
        terms = [(facet[1], (self.number(facet), name)) for facet, name in index.facets if name]
        for term, other in pairs(terms):
            self._together[term[0], *other] += change
            self._together[other[0], *term] += change

    def write(self) -> None:
        """Write the changes. The temporary tables `cell_change` and `series_change` keep those of
        cells and series until the next sync of this connection."""
        series.note(self.connection, self._series)
        self._write_cells()
        self._write_spellings()
        self._write_pairs()

    def _write_cells(self) -> None:
        run = self.connection
        run.execute("DROP TABLE IF EXISTS temp.cell_change")  # of an earlier sync
        run.execute(
            "CREATE TEMP TABLE cell_change (facet INTEGER, period TEXT, n INTEGER,"
            " PRIMARY KEY (facet, period)) WITHOUT ROWID"
        )
        run.executemany(
            "INSERT INTO cell_change VALUES (?, ?, ?)",
            ((key, day, n) for (key, day), n in self._days.items()),
        )
        for length, longer in itertools.pairwise(map(len, reversed(spans("2022-01-05")))):
            run.execute(
                "INSERT INTO cell_change SELECT facet, substr(period, 1, ?2), sum(n)"
                " FROM cell_change WHERE length(period) = ?1 GROUP BY 1, 2",
                (length, longer),
            )
        run.execute(
            "INSERT INTO cell_change SELECT facet.id, substr(period, 5), sum(n) FROM cell_change"
            " JOIN facet ON facet.id = cell_change.facet AND taxonomy = ''"
            " WHERE length(period) = 10 GROUP BY 1, 2"
        )
        run.execute(
            "INSERT INTO cell SELECT facet, period, n FROM cell_change WHERE n <> 0"
            " ON CONFLICT DO UPDATE SET n = n + excluded.n"
        )
        run.execute(
            "DELETE FROM cell WHERE n <= 0 AND (facet, period) IN"
            " (SELECT facet, period FROM cell_change WHERE n < 0)"
        )

    def _write_spellings(self) -> None:
        run = self.connection
        run.executemany(
            "INSERT INTO spelling VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n",
            ((*key, n) for key, n in self._spellings.items() if n),
        )
        run.executemany(
            "DELETE FROM spelling WHERE facet = ? AND name = ? AND n <= 0",
            _changed(self._spellings),
        )

    def _write_pairs(self) -> None:
        run = self.connection
        run.executemany(
            "INSERT INTO together VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n",
            ((*key, n) for key, n in sorted(self._together.items()) if n),
        )
        run.executemany(
            "DELETE FROM together WHERE facet = ? AND other = ? AND name = ? AND n <= 0",
            (key for key, n in self._together.items() if n < 0),
        )


def _changed(counts: Counter[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The keys one by one: on a first build there are several for each article."""
    return (key for key, n in counts.items() if n)
