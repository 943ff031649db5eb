"""Questions about articles: their entries, links and aliases. Only visible articles are seen."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from kazarchive.catalogue import neighbours, rows
from kazarchive.rules.addresses import key
from kazarchive.values import Address, Article, Cell, Entry, Link

ENTRY = f"SELECT {rows.ENTRY_COLUMNS} FROM article"
POSITION = "(day, instant, path)"

MOST_AT_ONCE = 500
"""Values in one question: SQLite allows 32,766, older ones 999."""

KEPT = 4_096
"""How many entries, and counts of cells, are kept between listings."""


class Entries:
    """Every answer is in a fixed order."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._kept: dict[int, Entry] = {}
        self._counts: dict[Cell, int] = {}

    def _all(self, query: str, values: Sequence[Any] = ()) -> list[Any]:
        return self._connection.execute(query, values).fetchall()

    def _one(self, query: str, values: Sequence[Any] = ()) -> Any:
        return self._connection.execute(query, values).fetchone()

    def _among(
        self, query: str, values: Iterable[str], column: str = "path", rest: str = ""
    ) -> list[Any]:
        """The rows of a query with one of some values, of which there may be many."""
        found, every = [], sorted(set(values))
        for part in (every[n : n + MOST_AT_ONCE] for n in range(0, len(every), MOST_AT_ONCE)):
            marks = ", ".join("?" * len(part))
            found += self._all(f"{query} AND {column} IN ({marks}){rest}", part)
        return found

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
        found = self._among(f"{ENTRY} WHERE visible", paths)
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

    def newest(self, lang: str, most: int) -> list[Entry]:
        query = f"{ENTRY} WHERE visible AND lang = ? ORDER BY day DESC, instant DESC, path DESC"
        return [rows.entry(row) for row in self._all(f"{query} LIMIT ?", (lang, most))]

    def newer(self, entry: Entry, most: int) -> int:
        """How many articles of its language stand before an entry's position, counted to `most`."""
        query = (
            f"SELECT 1 FROM article WHERE visible AND lang = ? AND {POSITION} > (?, ?, ?) LIMIT ?"
        )
        values = (entry.lang, *position(entry), most)
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

    def linked(self, targets: Iterable[str]) -> Iterable[Address]:
        """Where the articles stand to which links lead by path or address."""
        return neighbours.addresses(self._connection, targets)

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


def position(entry: Entry) -> tuple[str, int, str]:
    """Where an entry stands in the order of its language."""
    return entry.day.isoformat(), entry.instant, entry.path
