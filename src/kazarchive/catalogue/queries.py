"""What may be asked of the catalogue. Only visible articles are ever seen through it."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Any

from msgspec.structs import replace

from kazarchive.catalogue import images, neighbours, rows, standalone
from kazarchive.catalogue.cells import parent
from kazarchive.catalogue.likely import Likely
from kazarchive.problems import Place, Problem
from kazarchive.rules import urls
from kazarchive.rules.addresses import key, shortened
from kazarchive.values import (
    Address,
    Article,
    Body,
    Cell,
    Entry,
    Facet,
    Link,
    Near,
    Period,
    Picture,
    Undated,
    UndatedLink,
)

_ENTRY = f"SELECT {rows.ENTRY_COLUMNS} FROM article"
_POSITION = "(day, instant, path)"
_MEDIA = (
    "SELECT DISTINCT address, source, digest, facts FROM claim"
    " JOIN source ON source.path = claim.source AND source.kind = 'media'"
    " LEFT JOIN picture ON picture.path = claim.source"
)

MOST_AT_ONCE = 500
"""Values in one question: SQLite allows 32,766, older ones 999."""

KEPT = 4_096
"""How many entries, and counts of cells, are kept between listings."""


class Catalogue:
    """Questions to one catalogue. Every answer is in a fixed order."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._kept: dict[int, Entry] = {}
        self._counts: dict[Cell, int] = {}

    def _all(self, query: str, values: Sequence[Any] = ()) -> list[Any]:
        return self._connection.execute(query, values).fetchall()

    def _one(self, query: str, values: Sequence[Any] = ()) -> Any:
        return self._connection.execute(query, values).fetchone()

    # --- articles ----------------------------------------------------------------------------

    def articles(self, addresses: Sequence[Address]) -> dict[Address, Article]:
        marks = ", ".join("?" * len(addresses))
        found = self._all(
            f"SELECT {rows.ARTICLE_COLUMNS}, id FROM article"
            f" WHERE visible AND address IN ({marks})",
            addresses,
        )
        links = self._links_of([row[0] for row in found])
        articles = {row[1]: rows.article(row, links.get(row[0], ())) for row in found}
        self._make_room()
        self._kept |= {row[-1]: articles[row[1]].entry for row in found}
        return articles

    def _links_of(self, paths: Sequence[str]) -> dict[str, list[Link]]:
        marks = ", ".join("?" * len(paths))
        query = (
            "SELECT written, kind, target, fragment, line, path FROM link"
            f" WHERE path IN ({marks}) ORDER BY path, written"
        )
        found: dict[str, list[Link]] = {}
        for row in self._all(query, paths):
            found.setdefault(row[5], []).append(rows.link(row))
        return found

    def entries_of(self, paths: Sequence[str]) -> list[Entry]:
        """The visible ones of some source files, by path."""
        found = self._among(f"{_ENTRY} WHERE visible", paths)
        return sorted((rows.entry(row) for row in found), key=lambda entry: entry.path)

    def address_of(self, path: str) -> Address | None:
        """Where the article or page of a source file stands or, if it is hidden, will stand."""
        query = "SELECT address FROM article WHERE path = ?1"
        row = self._one(f"{query} UNION SELECT address FROM undated WHERE path = ?1", (path,))
        return row[0] if row else None

    def article_addresses(self) -> Iterable[Address]:
        query = "SELECT address FROM article WHERE visible ORDER BY lang, day, instant, path"
        return (row[0] for row in self._connection.execute(query))

    def translations_of(self, entries: Iterable[Entry]) -> dict[str, list[Entry]]:
        """Path → an entry's translations, by language: of each other language the first article of
        its group by path, whatever others there are, so that a page names a few of them at most."""
        every = tuple(entries)
        query = "SELECT translations, id, min(path) FROM article WHERE visible"
        found = self._among(
            query, [one.group for one in every], "translations", " GROUP BY translations, lang"
        )
        groups: dict[str, list[Entry]] = {}
        for (group, *_), entry in zip(
            found, self._numbered([number for _, number, _ in found]), strict=True
        ):
            groups.setdefault(group, []).append(entry)
        for named in groups.values():
            named.sort(key=lambda entry: entry.lang)
        return {
            one.path: [other for other in groups.get(one.group, ()) if other.lang != one.lang]
            for one in every
        }

    def naming(self, entry: Entry) -> list[Entry]:
        """The articles of which an entry is a translation (`translations_of`), or was before it
        left: those in the other languages of its group, if none of its own goes before it."""
        group = "FROM article WHERE visible AND translations = ? AND lang"
        values = (entry.group, entry.lang)
        first = self._one(f"SELECT min(path) {group} = ?", values)[0]
        if first is not None and first < entry.path:
            return []
        found = self._all(f"SELECT id {group} <> ? ORDER BY lang, path", values)
        return self._numbered([row[0] for row in found])

    def near(self, entries: Sequence[Entry]) -> dict[str, Near]:
        """Path → what stands near each of some articles (catalogue/neighbours.py)."""
        found = neighbours.Orders(self._connection, entries, self._number).nearby()
        linking = neighbours.linking(self._connection, {one.path: one.address for one in entries})
        wanted = {number for one in found.values() for number in one.numbers()}
        wanted.update(*linking.values())
        numbers = [*wanted]
        known: dict[int | None, Entry]
        known = dict(zip(numbers, self._numbered(numbers), strict=True))
        return {
            path: Near(
                known.get(one.archive[0]),
                known.get(one.archive[1]),
                tuple((term, known.get(pair[0]), known.get(pair[1])) for term, pair in one.topics),
                tuple(known[number] for number in one.related),
                tuple(known[number] for number in linking.get(path, ())),
            )
            for path, one in found.items()
        }

    def reached(self, entry: Entry) -> list[Address]:
        """The articles to which one is near, or was before it left its position."""
        numbers = neighbours.Orders(self._connection, [entry], self._number).reached()
        return [one.address for one in self._numbered(sorted(numbers))]

    def crossed(self) -> list[Facet]:
        """The terms that the last sync of this connection made rare, or common."""
        found = self._all(
            "SELECT lang, taxonomy, slug, coalesce(cell.n, 0), cell_change.n FROM cell_change"
            " CROSS JOIN facet ON facet.id = cell_change.facet AND taxonomy <> ''"
            " LEFT JOIN cell ON cell.facet = facet.id AND cell.period = ''"
            " WHERE cell_change.period = '' ORDER BY lang, taxonomy, slug"
        )
        rare = neighbours.RARE
        return [Facet(*row) for *row, n, more in found if (n <= rare) != (n - more <= rare)]

    def linked(self, targets: Iterable[str]) -> Iterable[Address]:
        """Where the articles stand to which links lead by path or address."""
        return neighbours.addresses(self._connection, targets)

    def newest(self, lang: str, most: int) -> list[Entry]:
        query = f"{_ENTRY} WHERE visible AND lang = ? ORDER BY day DESC, instant DESC, path DESC"
        return [rows.entry(row) for row in self._all(f"{query} LIMIT ?", (lang, most))]

    def newer(self, entry: Entry, most: int) -> int:
        """How many articles of its language stand before an entry's position, counted to `most`."""
        query = (
            f"SELECT 1 FROM article WHERE visible AND lang = ? AND {_POSITION} > (?, ?, ?) LIMIT ?"
        )
        values = (entry.lang, *_position(entry), most)
        (n,) = self._one(f"SELECT count(*) FROM ({query})", values)
        return int(n)

    def hidden(self, address: Address) -> list[tuple[str, str]]:
        """The articles that are to stand at an address, and what they wait for."""
        query = (
            "SELECT path, draft, published FROM article WHERE NOT visible AND address = ?"
            " ORDER BY path"
        )
        return [
            (path, "a draft" if draft else f"due {published}")
            for path, draft, published in self._all(query, (address,))
        ]

    # --- links -------------------------------------------------------------------------------

    def linking_to(self, path: str) -> list[Entry]:
        """The articles whose body links to an article file."""
        found = self._all("SELECT DISTINCT path FROM link WHERE target = ?", (path,))
        return self.entries_of([row[0] for row in found if row[0] != path])

    def aliases(self, addresses: Sequence[Address]) -> dict[Address, Entry]:
        """The articles to which some aliases lead."""
        wanted = set(addresses)
        found = self._among(
            "SELECT address, path FROM claim WHERE source = ''", map(key, wanted), "key"
        )
        found = [row for row in found if row[0] in wanted]
        entries = {entry.path: entry for entry in self.entries_of([path for _, path in found])}
        return {
            address: entries[path]
            for address, path in found
            if path in entries and address != entries[path].address
        }

    def alias_addresses(self) -> Iterable[Address]:
        query = (
            "SELECT claim.address FROM article JOIN claim ON claim.path = article.path"
            " WHERE visible AND aliases <> '[]' AND claim.source = ''"
            " AND claim.address <> article.address ORDER BY claim.address"
        )
        return (row[0] for row in self._connection.execute(query))

    def bodies(self, articles: Iterable[Article], absolute: bool = False) -> dict[str, Body]:
        """Path → the text of an article, with what its links resolve to."""
        every = tuple(articles)
        paths = [article.entry.path for article in every]
        linked = self._linked(link for one in every for link in one.links)
        shown = [link.target for one in every for link in one.links if link.kind == "media"]
        seen = self._pictures(shown)
        spooled = {
            path: (file, start, size)
            for path, file, start, size in self._among("SELECT * FROM spool WHERE TRUE", paths)
        }
        return {
            one.entry.path: Body(
                one.entry.path,
                one.digest,
                one.entry.lang,
                _resolved(one.links, linked, one.entry.media, seen),
                spooled.get(one.entry.path),
                absolute,
                _shown(one, seen),
                one.entry.image is not None,
            )
            for one in every
        }

    def _pictures(self, paths: Iterable[str]) -> dict[str, Picture | None]:
        """What is known of the images among some files; None: it cannot be shown."""
        return {
            path: rows.read_picture(path, facts) if facts else None
            for path, facts in self._among(
                "SELECT path, facts FROM picture WHERE facts IS NOT NULL", paths
            )
        }

    def _linked(self, links: Iterable[Link]) -> dict[str, Address]:
        """Path → address of the articles and pages to which links lead."""
        targets = [link.target for link in links if link.kind == "article"]
        found = self._among("SELECT path, address FROM article WHERE visible", targets)
        return dict(found + self._among("SELECT path, address FROM undated WHERE TRUE", targets))

    def _among(
        self, query: str, values: Iterable[str], column: str = "path", rest: str = ""
    ) -> list[Any]:
        """The rows of a query with one of some values, of which there may be many."""
        found, every = [], sorted(set(values))
        for part in (every[n : n + MOST_AT_ONCE] for n in range(0, len(every), MOST_AT_ONCE)):
            marks = ", ".join("?" * len(part))
            found += self._all(f"{query} AND {column} IN ({marks}){rest}", part)
        return found

    # --- pages without a date ----------------------------------------------------------------

    def undated(self) -> list[Undated]:
        """All of them, each language's in its order."""
        return standalone.every(self._connection)

    def undated_links(self, lang: str) -> tuple[UndatedLink, ...]:
        """Those of a language."""
        every = (one for one in self.undated() if one.lang == lang)
        return tuple(UndatedLink(one.title, one.address, one.summary) for one in every)

    def undated_linking_to(self, path: str) -> list[Address]:
        return standalone.linking_to(self._connection, path)

    def body_of(self, page: Undated) -> Body:
        links = self._links_of([page.path]).get(page.path, [])
        return Body(page.path, page.digest, page.lang, _resolved(links, self._linked(links)))

    # --- search ------------------------------------------------------------------------------

    def segment(self, lang: str, period: Period) -> tuple[list[Entry], list[bytes]]:
        """The articles of a language and a period, oldest first, and what search keeps of each."""
        found = self._all(
            f"SELECT {rows.ENTRY_COLUMNS}, packed FROM article"
            " JOIN vocabulary ON vocabulary.article = article.id"
            " WHERE visible AND lang = ? AND day >= ? AND day <= ? ORDER BY day, instant, path",
            (lang, period, f"{period}~"),
        )
        return [rows.entry(row) for row in found], [row[-1] for row in found]

    def before(self, entry: Entry, period: Period) -> int:
        """How many articles of its language and a period stand before an entry's position."""
        (n,) = self._one(
            "SELECT count(*) FROM article WHERE visible AND lang = ? AND day >= ?"
            f" AND {_POSITION} < (?, ?, ?)",
            (entry.lang, period, *_position(entry)),
        )
        return int(n)

    # --- files -------------------------------------------------------------------------------

    def kind(self, address: Address) -> str | None:
        """The kind of page that an author has put at an address, visible or not: `article`,
        `alias`, `media` or `undated`."""
        query = (
            "SELECT CASE WHEN claim.source <> '' THEN 'media'"
            " WHEN undated.path IS NOT NULL THEN 'undated'"
            " WHEN article.address = claim.address THEN 'article' ELSE 'alias' END FROM claim"
            " LEFT JOIN article ON article.path = claim.path"
            " LEFT JOIN undated ON undated.path = claim.path"
            " WHERE claim.key = ? AND claim.address = ? LIMIT 1"
        )
        row = self._one(query, (key(address), address))
        return row[0] if row else None

    def media(self, addresses: Iterable[Address]) -> dict[Address, tuple[str, str, Picture | None]]:
        """(source path, digest, what is known of it if it is an image) of the media files at some
        addresses, where the files exist and can be shown."""
        wanted = set(addresses)
        found = self._among(f"{_MEDIA} WHERE claim.source <> ''", map(key, wanted), "key")
        return {row[0]: _medium(*row[1:]) for row in found if row[0] in wanted and row[3] != ""}

    def every_medium(self) -> Iterator[tuple[Address, Picture | None]]:
        """Where media files are published, and what is known of the images."""
        for row in self._connection.execute(f"{_MEDIA} WHERE claim.source <> '' ORDER BY address"):
            if row[3] != "":
                yield row[0], _medium(*row[1:])[2]

    def addresses_of_media(self, source: str) -> list[Address]:
        """Where one media file is published, or would be if it were there."""
        query = (
            "SELECT DISTINCT address FROM claim WHERE source <> '' AND source = ? ORDER BY address"
        )
        return [row[0] for row in self._all(query, (source,))]

    def files_among(self, paths: Iterable[str]) -> dict[str, str]:
        """Path → digest of those of some source files that are there."""
        return dict(self._among("SELECT path, digest FROM source WHERE TRUE", paths))

    def files(self, kind: str) -> dict[str, str]:
        """Path → digest of the source files of a kind."""
        query = "SELECT path, digest FROM source WHERE kind = ? ORDER BY path"
        return dict(self._all(query, (kind,)))

    # --- listings ----------------------------------------------------------------------------

    @cached_property
    def _facets(self) -> dict[Facet, int]:
        found = self._all("SELECT lang, taxonomy, slug, id FROM facet")
        return {Facet(*row[:3]): row[3] for row in found}

    @cached_property
    def _number(self) -> Callable[[str, str, str], int]:
        """Of a facet, by its language, taxonomy and slug; 0 if it has none. Asked for each term of
        each article, where making and hashing a Facet takes longer than all else."""
        return lru_cache(KEPT)(lambda *names: self._facets.get(Facet(*names), 0))

    def listed(self, cell: Cell, most: int = -1) -> list[Entry]:
        """The newest entries of a cell, all where `most` is below 0; those of one moment in reverse
        order of their paths."""
        days = (cell.period, f"{cell.period}~")
        return self._newest(cell.facet, "day >= ? AND day <= ?", days, most)

    def listed_on(self, facet: Facet, days: Sequence[Period], most: int) -> list[Entry]:
        """As `listed`, of some days."""
        marks = ", ".join("?" * len(days))
        return self._newest(facet, f"day IN ({marks})", days, most)

    def _newest(self, facet: Facet, when: str, days: Sequence[Period], most: int) -> list[Entry]:
        found = self._all(
            f"SELECT article FROM membership WHERE facet = ? AND {when}"
            " ORDER BY day DESC, instant DESC, path DESC LIMIT ?",
            (self._facets.get(facet), *days, most),
        )
        return self._numbered([row[0] for row in found])

    def _numbered(self, numbers: Sequence[int]) -> list[Entry]:
        """Entries by row number: an entry stands in many listings, so it is kept."""
        self._make_room()
        missing = [number for number in numbers if number not in self._kept]
        for chunk in (missing[n : n + MOST_AT_ONCE] for n in range(0, len(missing), MOST_AT_ONCE)):
            marks = ", ".join("?" * len(chunk))
            query = f"SELECT {rows.ENTRY_COLUMNS}, id FROM article WHERE id IN ({marks})"
            self._kept |= {row[-1]: rows.entry(row) for row in self._all(query, chunk)}
        return [self._kept[number] for number in numbers]

    def _make_room(self) -> None:
        if len(self._kept) > KEPT:
            self._kept.clear()

    def count(self, cell: Cell) -> int:
        if cell not in self._counts:
            if len(self._counts) > KEPT:
                self._counts.clear()
            query = "SELECT n FROM cell WHERE facet = ? AND period = ?"
            row = self._one(query, (self._facets.get(cell.facet), cell.period))
            self._counts[cell] = int(row[0]) if row else 0
        return self._counts[cell]

    def count_before(self, cell: Cell) -> int:
        """As `count`, before the sync that this connection has just done."""
        query = "SELECT n FROM cell_change WHERE facet = ? AND period = ?"
        row = self._one(query, (self._facets.get(cell.facet), cell.period))
        return self.count(cell) - (int(row[0]) if row else 0)

    def periods(self, facet: Facet, within: Period, length: int) -> list[tuple[Period, int]]:
        """A facet's years (length 4), months (7) or days (10) inside a period, oldest first."""
        return self._all(
            "SELECT period, n FROM cell WHERE facet = ? AND period > ? AND period < ?"
            " AND length(period) = ? ORDER BY period",
            (self._facets.get(facet), within, f"{within}~", length),
        )

    def counts(self, facet: Facet, periods: Sequence[Period]) -> dict[Period, int]:
        """Those of some periods that hold articles, with their numbers."""
        number = self._facets.get(facet, 0)
        return dict(
            self._among(f"SELECT period, n FROM cell WHERE facet = {number}", periods, "period")
        )

    def days_of_year(self, lang: str) -> dict[Period, int]:
        """The days of the year that have articles in any year, `-01-01` first: how many."""
        query = "SELECT period, n FROM cell WHERE facet = ? AND period > '-' AND period < '-~'"
        return dict(self._all(f"{query} ORDER BY period", (self._facets.get(Facet(lang)),)))

    def neighbour_period(
        self, facet: Facet, period: Period, later: bool, parent_over: int
    ) -> tuple[Period, int] | None:
        """The next period of the same length whose parent holds more than `parent_over`."""
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
        """The terms of a taxonomy: facet, name, articles."""
        found = self._all(
            "SELECT slug, (SELECT name FROM spelling WHERE spelling.facet = facet.id"
            " ORDER BY spelling.n DESC, name LIMIT 1), cell.n FROM facet"
            " JOIN cell ON cell.facet = facet.id AND period = ''"
            " WHERE lang = ? AND taxonomy = ? ORDER BY slug",
            (lang, taxonomy),
        )
        return [(Facet(lang, taxonomy, slug), name, n) for slug, name, n in found]

    def most_used(self, lang: str, taxonomy: str, most: int) -> list[tuple[Facet, str, int]]:
        """The terms of a taxonomy with the most articles: facet, name, articles."""
        found = self._all(
            "SELECT slug, (SELECT name FROM spelling WHERE spelling.facet = id"
            " ORDER BY spelling.n DESC, name LIMIT 1), n FROM"
            " (SELECT id, slug, n FROM facet JOIN cell ON cell.facet = id AND period = ''"
            " WHERE lang = ? AND taxonomy = ? ORDER BY n DESC, slug LIMIT ?)"
            " ORDER BY n DESC, slug",
            (lang, taxonomy, most),
        )
        return [(Facet(lang, taxonomy, slug), name, n) for slug, name, n in found]

    def every_facet(self) -> list[Facet]:
        query = (
            "SELECT lang, taxonomy, slug FROM facet WHERE EXISTS"
            " (SELECT 1 FROM cell WHERE cell.facet = facet.id) ORDER BY lang, taxonomy, slug"
        )
        return [Facet(*row) for row in self._all(query)]

    def name(self, facet: Facet) -> str:
        """The commonest spelling of a term."""
        query = "SELECT name FROM spelling WHERE facet = ? ORDER BY n DESC, name LIMIT 1"
        row = self._one(query, (self._facets.get(facet),))
        return row[0] if row else facet.slug

    # --- terms that stand together -----------------------------------------------------------

    def related(self, facet: Facet, most: int) -> list[tuple[Facet, str]]:
        """The terms of its taxonomy that stand beside one in the most articles, the most frequent
        first, each with its name as most of these write it."""
        found = self._all(
            "SELECT slug, name FROM (SELECT other, name, sum(n) OVER (PARTITION BY other) AS times,"
            " row_number() OVER (PARTITION BY other ORDER BY n DESC, name) AS place FROM together"
            " WHERE facet = ?) JOIN facet ON facet.id = other WHERE place = 1"
            " ORDER BY times DESC, slug LIMIT ?",
            (self._facets.get(facet), most),
        )
        return [(Facet(facet.lang, facet.taxonomy, slug), name) for slug, name in found]

    # --- the sitemap -------------------------------------------------------------------------

    def months(self) -> list[tuple[Period, int, datetime]]:
        """Every month with articles of any language: how many, and when one was last changed."""
        months: list[Any] = self._all(
            "SELECT period, sum(n) FROM cell JOIN facet ON facet.id = cell.facet"
            " WHERE taxonomy = '' AND length(period) = 7 GROUP BY period ORDER BY period"
        )
        query = "SELECT max(modified) FROM article WHERE visible AND substr(day, 1, 7) = ?"
        return [
            (month, n, datetime.fromisoformat(self._one(query, (month,))[0])) for month, n in months
        ]

    def in_month(self, month: Period) -> list[Entry]:
        """All articles of a month, oldest first."""
        query = f"{_ENTRY} WHERE visible AND substr(day, 1, 7) = ? ORDER BY {_POSITION[1:-1]}, lang"
        return [rows.entry(row) for row in self._all(query, (month,))]

    def recent(self) -> list[Entry]:
        """The articles that are news, newest first."""
        query = f"{_ENTRY} WHERE path IN (SELECT path FROM recent) ORDER BY instant DESC, path"
        return [rows.entry(row) for row in self._all(query)]

    def is_recent(self, path: str) -> bool:
        return self._one("SELECT 1 FROM recent WHERE path = ?", (path,)) is not None

    # --- totals ------------------------------------------------------------------------------

    def total(self, visible: bool = True) -> int:
        """Articles. Those that are visible are counted already, by language."""
        if not visible:
            (n,) = self._one("SELECT count(*) FROM article WHERE NOT visible")
        else:
            (n,) = self._one(
                "SELECT coalesce(sum(n), 0) FROM facet CROSS JOIN cell ON cell.facet = facet.id"
                " WHERE taxonomy = '' AND slug = '' AND period = ''"
            )
        return int(n)

    # --- problems ----------------------------------------------------------------------------

    def problems(self) -> list[Problem]:
        """What is wrong without being fatal, in the order of the files."""
        query = (
            "SELECT place, code, detail FROM problem"
            " WHERE about IN ('text', 'links') OR about = 'media' AND EXISTS (SELECT 1 FROM source"
            " WHERE source.path = json_extract(detail, '$.file') AND kind = 'media')"
            " ORDER BY path, place"
        )
        likely = Likely(self._connection)
        found = [_with_suggestion(rows.problem(row), likely) for row in self._all(query)]
        unfit = images.problems(self._connection)
        return [*found, *unfit, *self._counted(), *self._spellings()]

    def _counted(self) -> list[Problem]:
        """What is told once, with the number of articles that have it and the first of them."""
        query = (
            "SELECT code, detail, count(*), min(path) FROM problem WHERE about = 'counted'"
            " GROUP BY code, detail ORDER BY code, detail"
        )
        return [
            Problem(
                code,
                Place(path),
                {**json.loads(detail), "count": f"{n:,}", "articles": _articles(n)},
            )
            for code, detail, n, path in self._all(query)
        ]

    def _spellings(self) -> list[Problem]:
        """Terms that are written in more ways than one."""
        query = (
            "SELECT lang, taxonomy, slug, id FROM facet WHERE"
            " (SELECT count(*) FROM spelling WHERE spelling.facet = facet.id) > 1"
            " ORDER BY lang, taxonomy, slug"
        )
        found = []
        for _, taxonomy, slug, number in self._all(query):
            names = self._all(
                "SELECT name FROM spelling WHERE facet = ? ORDER BY n DESC, name", (number,)
            )
            first, second = names[0][0], names[1][0]
            values = {"taxonomy": taxonomy, "first": first, "second": second}
            place = Place(self._first_with(number, (taxonomy, slug, second)))
            found.append(Problem("K0206", place, values))
        return found

    def _first_with(self, facet: int, term: tuple[str, str, str]) -> str:
        """The first article that writes a facet's term as (taxonomy, slug, name)."""
        (path,) = self._one(
            "SELECT min(article.path) FROM membership"
            " JOIN article ON article.id = membership.article, json_each(terms) AS term"
            " WHERE facet = ? AND term.value = json_array(?, ?, ?)",
            (facet, *term),
        )
        return str(path)


def _with_suggestion(problem: Problem, likely: Likely) -> Problem:
    """A link to a file that is not there with the file that may be meant."""
    if problem.code not in ("K0401", "K0404"):
        return problem
    meant = likely.file(problem.values["target"])
    values = {"target": shortened(problem.values["target"], 300), "suggestion": meant}
    return replace(problem, values={**problem.values, **values})


def _medium(source: str, digest: str, facts: str | None) -> tuple[str, str, Picture | None]:
    return source, digest, rows.read_picture(source, facts) if facts else None


def _shown(article: Article, pictures: Mapping[str, Picture | None]) -> dict[str, Picture]:
    """The images among the links of an article, by the URL as written."""
    found = ((link.written, pictures.get(link.target)) for link in article.links)
    return {written: picture for written, picture in found if picture} if pictures else {}


def _resolved(
    links: Iterable[Link],
    linked: Mapping[str, Address],
    media: Iterable[tuple[Address, str]] = (),
    pictures: Mapping[str, Picture | None] = MappingProxyType({}),
) -> dict[str, tuple[Address, str] | None]:
    """What each link written in a body leads to: an address and what follows it, or nothing.

    `linked`: the addresses of the articles and pages among its targets. `media`: those beside it.
    `pictures`: None stands for an image that cannot be shown.
    """
    beside = {path: address for address, path in media if pictures.get(path, True)}
    known: dict[str, Mapping[str, Address]] = {"article": linked, "media": beside, "outside": {}}
    resolved: dict[str, tuple[Address, str] | None] = {}
    for link in links:
        address = known[link.kind].get(link.target) if link.kind in known else link.target
        resolved[link.written] = _whole(link, address) if address else None
    return resolved


def _whole(link: Link, address: Address) -> tuple[Address, str]:
    """An address and what follows it in the URL. A path that cannot be decoded whole is kept with
    the latter, as it is written."""
    path, tail = urls.apart(urls.trimmed(link.written))
    if "%" in path and path.startswith("/"):
        return "", urls.encoded(path) + urls.tail(tail)
    return address, urls.tail(tail) if tail else ""


def _articles(n: int) -> str:
    return "article" if n == 1 else "articles"


def _position(entry: Entry) -> tuple[str, int, str]:
    return entry.day.isoformat(), entry.instant, entry.path
