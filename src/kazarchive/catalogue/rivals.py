"""Articles that cannot stand beside each other: two that claim one address, or whose terms do."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from functools import partial

from msgspec import Struct, field

from kazarchive.catalogue.counts import Counts
from kazarchive.catalogue.rows import ArticleIndex
from kazarchive.problems import Place, Problem
from kazarchive.rules import terms
from kazarchive.values import Address, Facet


class Rivals(Struct):
    """Those of an article that is to enter."""

    connection: sqlite3.Connection
    counts: Counts
    term_address: Callable[[Facet], Address]
    _first: dict[int, str] = field(default_factory=dict)
    """Of a facet whose term somebody else claims: its first article with the term it has."""

    def forget(self, index: ArticleIndex) -> None:
        """An article has left: another may be the first of its facets now."""
        for facet, _ in index.facets:
            self._first.pop(self.counts.number(facet), None)

    def is_undated(self, path: str) -> bool:
        query = "SELECT 1 FROM undated WHERE path = ?"
        return self.connection.execute(query, (path,)).fetchone() is not None

    def of(self, index: ArticleIndex) -> Iterator[tuple[str, Callable[[], Problem]]]:
        """Articles that claim an address of this one, or another term with the address of one of
        its terms, each with what makes the error that names both."""
        for key, path, address, source in index.claims:
            for rival in self.claimants(key, path, source):
                first, second = sorted((path, rival))
                if self.is_undated(rival):
                    first, second = rival, path
                yield rival, partial(twice, address, first, second, second)
        for facet, name in index.facets:
            if name and self._is_another(self.counts.number(facet), name):
                for rival in self._users(facet, name, index.path):
                    yield rival, partial(self.same_slug, index.path, rival, facet, name)

    def claimants(self, key: str, path: str, source: str) -> list[str]:
        """Who owns the file of an address, a file where it needs a folder, or files below it."""
        needed = [key, *_folders(key)]
        found = self.connection.execute(
            f"SELECT path FROM claim WHERE key IN ({', '.join('?' * len(needed))}) AND path <> ?"
            " AND NOT (key = ? AND source <> '' AND source = ?)",
            (*needed, path, key, source),
        ).fetchall()
        if not key.endswith("/"):
            found += self.connection.execute(
                "SELECT path FROM claim WHERE key >= ? AND key < ? AND path <> ?",
                (key + "/", key + "0", path),
            ).fetchall()
        return sorted(row[0] for row in found)

    def _is_another(self, key: int, name: str) -> bool:
        """Whether a facet's term is another word than this one, though both have one slug."""
        own = terms.letters(name)
        return bool(own) and any(
            n for word, n in self.counts.words[key].items() if word not in ("", own)
        )

    def _users(self, facet: tuple[str, str, str], name: str, path: str) -> list[str]:
        """The articles of a facet that mean another term; only the first where it goes before
        `path`, which settles it and is remembered: there may be many that lose to it."""
        key = self.counts.number(facet)
        if self._first.get(key, path) < path:
            return [self._first[key]]
        query = (
            "SELECT path, terms FROM article WHERE id IN"
            " (SELECT article FROM membership WHERE facet = ?) ORDER BY path"
        )
        found = self.connection.execute(query, (key,))
        users = [user for user, own in found if terms.differ(named(own, facet), name)]
        self._first[key] = users[0]
        return users[:1] if users[0] < path else users

    def same_slug(self, path: str, rival: str, facet: tuple[str, str, str], name: str) -> Problem:
        lang, taxonomy, slug = facet
        query = "SELECT terms FROM article WHERE path = ?"
        (written,) = self.connection.execute(query, (rival,)).fetchone()
        other = named(written, facet)
        first, second = (other, name) if rival < path else (name, other)
        values = {
            "taxonomy": taxonomy,
            "first": first,
            "second": second,
            "address": self.term_address(Facet(lang, taxonomy, slug)),
        }
        return Problem("K0205", Place(max(path, rival)), values)


def named(written: str, facet: tuple[str, str, str]) -> str:
    """How an article writes the term of a facet, by its terms as the catalogue keeps them."""
    return next(str(name) for *place, name in json.loads(written) if place == [*facet[1:]])


def twice(address: Address, first: str, second: str, path: str) -> Problem:
    values = {"address": address, "first": first, "second": second}
    return Problem("K0201", Place(path), values)


def claimed_twice_itself(index: ArticleIndex) -> Problem | None:
    """Two of an article's own addresses that need one file, or one a file where the other needs a
    folder. An alias that is the article's own address is no harm."""
    owned: dict[str, tuple[Address, str]] = {}
    above: set[str] = set()
    for key, path, address, source in index.claims:
        other = owned.setdefault(key, (address, source))
        folders = _folders(key)
        above.update(folders)
        if other[1] != source or key in above or any(folder in owned for folder in folders):
            return twice(address, other[1] or path, source or path, path)
    return None


def _folders(key: str) -> list[str]:
    """The files that stand in the way of an address: `/a/b/c/` → /a, /a/b, /a/b/c."""
    parts = key.split("/")[1:-1]
    return ["/" + "/".join(parts[: n + 1]) for n in range(len(parts))]
