"""Queries for articles: their entries, links and aliases. Results contain visible articles only."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from kazarchive.catalogue import neighbours, rows, standalone
from kazarchive.rules.addresses import key
from kazarchive.values import Address, Article, Cell, Entry, Link, Undated

ENTRY = f"SELECT {rows.ENTRY_COLUMNS} FROM article"
POSITION = "(day, instant, path)"

MOST_AT_ONCE = 500
"""Values in one query: SQLite allows 32,766, older versions 999."""

CACHED = 4_096
"""The most entries, and the most counts of cells, that are cached."""


class Entries:
    """All results are in a fixed order."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._entries: dict[int, Entry] = {}
        """Row number → entry."""
        self._counts: dict[Cell, int] = {}

    def _all(self, query: str, values: Sequence[Any] = ()) -> list[Any]:
        return self._connection.execute(query, values).fetchall()

    def _one(self, query: str, values: Sequence[Any] = ()) -> Any:
        return self._connection.execute(query, values).fetchone()

    def _among(
        self, query: str, values: Iterable[str], column: str = "path", rest: str = ""
    ) -> list[Any]:
        """The rows of a query whose column has one of some values, of which there may be many."""
        result, ordered = [], sorted(set(values))
        for part in (ordered[n : n + MOST_AT_ONCE] for n in range(0, len(ordered), MOST_AT_ONCE)):
            marks = ", ".join("?" * len(part))
            result += self._all(f"{query} AND {column} IN ({marks}){rest}", part)
        return result

    def articles(self, addresses: Sequence[Address]) -> dict[Address, Article]:
        """Address → article, of the addresses where one is."""
        marks = ", ".join("?" * len(addresses))
        selected = self._all(
            f"SELECT {rows.ARTICLE_COLUMNS}, id FROM article"
            f" WHERE visible AND address IN ({marks})",
            addresses,
        )
        links = self._links_of([row[0] for row in selected])
        articles = {row[1]: rows.article(row, links.get(row[0], ())) for row in selected}
        self._limit_cache()
        self._entries |= {row[-1]: articles[row[1]].entry for row in selected}
        return articles

    def _links_of(self, paths: Sequence[str]) -> dict[str, list[Link]]:
        """Path → the links of an article or page."""
        marks = ", ".join("?" * len(paths))
        query = (
            "SELECT written, kind, target, fragment, line, path FROM link"
            f" WHERE path IN ({marks}) ORDER BY path, written"
        )
        links: dict[str, list[Link]] = {}
        for row in self._all(query, paths):
            links.setdefault(row[5], []).append(rows.link(row))
        return links

    def entries_of(self, paths: Sequence[str]) -> list[Entry]:
        """The entries of some source files, by path."""
        selected = self._among(f"{ENTRY} WHERE visible", paths)
        return sorted((rows.entry(row) for row in selected), key=lambda entry: entry.path)

    def address_of(self, path: str) -> Address | None:
        """The address of the article or page of a source file, hidden ones too."""
        query = "SELECT address FROM article WHERE path = ?1"
        row = self._one(f"{query} UNION SELECT address FROM undated WHERE path = ?1", (path,))
        return row[0] if row else None

    def article_addresses(self) -> Iterable[Address]:
        query = "SELECT address FROM article WHERE visible ORDER BY lang, day, instant, path"
        return (row[0] for row in self._connection.execute(query))

    def translations_of(self, entries: Iterable[Entry]) -> dict[str, list[Entry]]:
        """Path → an entry's translations, by language: for each other language the first article of
        its group by path, so that a page names one of each language at most."""
        originals = tuple(entries)
        query = "SELECT translations, id, min(path) FROM article WHERE visible"
        firsts = self._among(
            query, [one.group for one in originals], "translations", " GROUP BY translations, lang"
        )
        groups: dict[str, list[Entry]] = {}
        for (group, *_), entry in zip(
            firsts, self._numbered([number for _, number, _ in firsts]), strict=True
        ):
            groups.setdefault(group, []).append(entry)
        for members in groups.values():
            members.sort(key=lambda entry: entry.lang)
        return {
            one.path: [other for other in groups.get(one.group, ()) if other.lang != one.lang]
            for one in originals
        }

    def naming(self, entry: Entry) -> list[Entry]:
        """The articles that name an entry as their translation (`translations_of`), or named it
        before it left: those in other languages of its group, unless an article in its own language
        precedes it."""
        group = "FROM article WHERE visible AND translations = ? AND lang"
        values = (entry.group, entry.lang)
        first = self._one(f"SELECT min(path) {group} = ?", values)[0]
        if first is not None and first < entry.path:
            return []
        selected = self._all(f"SELECT id {group} <> ? ORDER BY lang, path", values)
        return self._numbered([row[0] for row in selected])

    def newest(self, lang: str, most: int) -> list[Entry]:
        """The newest articles of a language, `most` of them at most."""
        query = f"{ENTRY} WHERE visible AND lang = ? ORDER BY day DESC, instant DESC, path DESC"
        return [rows.entry(row) for row in self._all(f"{query} LIMIT ?", (lang, most))]

    def newer(self, entry: Entry, most: int) -> int:
        """The number of articles of its language that are newer than an entry, counted up to
        `most`."""
        query = (
            f"SELECT 1 FROM article WHERE visible AND lang = ? AND {POSITION} > (?, ?, ?) LIMIT ?"
        )
        values = (entry.lang, *position(entry), most)
        (n,) = self._one(f"SELECT count(*) FROM ({query})", values)
        return int(n)

    def hidden(self, address: Address) -> list[tuple[str, str]]:
        """(path, what it waits for) of the hidden articles that will have an address."""
        query = (
            "SELECT path, draft, published FROM article WHERE NOT visible AND address = ?"
            " ORDER BY path"
        )
        return [
            (path, "a draft" if draft else f"due {published}")
            for path, draft, published in self._all(query, (address,))
        ]

    def linking_to(self, path: str) -> list[Entry]:
        """The articles whose body links to an article file."""
        paths = self._all("SELECT DISTINCT path FROM link WHERE target = ?", (path,))
        return self.entries_of([row[0] for row in paths if row[0] != path])

    def aliases(self, addresses: Sequence[Address]) -> dict[Address, Entry | Undated]:
        """Address → the article or page to which it leads, of the addresses that are aliases."""
        wanted = set(addresses)
        claims = self._among(
            "SELECT address, path FROM claim WHERE source = ''", map(key, wanted), "key"
        )
        claims = [row for row in claims if row[0] in wanted]
        entries = self.entries_of([path for _, path in claims])
        targets: dict[str, Entry | Undated] = {entry.path: entry for entry in entries}
        if any(path not in targets for _, path in claims):
            targets |= {page.path: page for page in standalone.every(self._connection)}
        return {
            address: targets[path]
            for address, path in claims
            if path in targets and address != targets[path].address
        }

    def alias_addresses(self) -> Iterable[Address]:
        query = (
            "SELECT claim.address FROM article JOIN claim ON claim.path = article.path"
            " WHERE visible AND aliases <> '[]' AND claim.source = ''"
            " AND claim.address <> article.address UNION"
            " SELECT claim.address FROM undated JOIN claim ON claim.path = undated.path"
            " WHERE claim.address <> undated.address ORDER BY 1"
        )
        return (row[0] for row in self._connection.execute(query))

    def linked(self, targets: Iterable[str]) -> Iterable[Address]:
        """The addresses of the articles to which links lead. `targets`: paths or addresses."""
        return neighbours.addresses(self._connection, targets)

    def _numbered(self, numbers: Sequence[int]) -> list[Entry]:
        """Entries by row number. They are cached, as an entry is in many listings."""
        self._limit_cache()
        missing = [number for number in numbers if number not in self._entries]
        for chunk in (missing[n : n + MOST_AT_ONCE] for n in range(0, len(missing), MOST_AT_ONCE)):
            marks = ", ".join("?" * len(chunk))
            query = f"SELECT {rows.ENTRY_COLUMNS}, id FROM article WHERE id IN ({marks})"
            self._entries |= {row[-1]: rows.entry(row) for row in self._all(query, chunk)}
        return [self._entries[number] for number in numbers]

    def _limit_cache(self) -> None:
        if len(self._entries) > CACHED:
            self._entries.clear()

    def total(self, visible: bool = True) -> int:
        """The number of articles. The visible ones are counted already, by language."""
        if not visible:
            (n,) = self._one("SELECT count(*) FROM article WHERE NOT visible")
        else:
            (n,) = self._one(
                "SELECT coalesce(sum(n), 0) FROM facet CROSS JOIN cell ON cell.facet = facet.id"
                " WHERE taxonomy = '' AND slug = '' AND period = ''"
            )
        return int(n)


def position(entry: Entry) -> tuple[str, int, str]:
    """The position of an entry in the order of its language, as in POSITION."""
    return entry.day.isoformat(), entry.instant, entry.path
