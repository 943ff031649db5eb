"""Which articles conflict: two that claim one address, or whose different terms have one slug."""

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
    """Finds the visible articles that conflict with one that is about to enter."""

    connection: sqlite3.Connection
    counts: Counts
    term_address: Callable[[Facet], Address]
    _first: dict[int, str] = field(default_factory=dict)
    """Facet with a conflict → the first of its articles whose term is another word."""

    def forget(self, index: ArticleIndex) -> None:
        """After an article has left: another may now be the first of its facets."""
        for facet, _ in index.facets:
            self._first.pop(self.counts.number(facet), None)

    def is_standalone(self, path: str) -> bool:
        """Whether a source file is a page without a date."""
        query = "SELECT 1 FROM undated WHERE path = ?"
        return self.connection.execute(query, (path,)).fetchone() is not None

    def of(self, index: ArticleIndex) -> Iterator[tuple[str, Callable[[], Problem]]]:
        """(path, function that makes the error naming both) of each article or page that claims an
        address of this one, or whose term has the slug of one of its terms."""
        for key, path, address, source in index.claims:
            for rival in self.claimants(key, path, source):
                first, second = sorted((path, rival))
                if self.is_standalone(rival):
                    first, second = rival, path
                yield rival, partial(claimed_twice, address, first, second, second)
        for facet, name in index.facets:
            if name and self._is_another(self.counts.number(facet), name):
                for rival in self._users(facet, name, index.path):
                    yield rival, partial(self.same_slug, index.path, rival, facet, name)

    def claimants(self, key: str, path: str, source: str) -> list[str]:
        """The paths of the articles and pages that own the file of an address, a file where it
        needs a folder, or files below it."""
        needed = [key, *_folders(key)]
        owners = self.connection.execute(
            f"SELECT path FROM claim WHERE key IN ({', '.join('?' * len(needed))}) AND path <> ?"
            " AND NOT (key = ? AND source <> '' AND source = ?)",
            (*needed, path, key, source),
        ).fetchall()
        if not key.endswith("/"):
            owners += self.connection.execute(
                "SELECT path FROM claim WHERE key >= ? AND key < ? AND path <> ?",
                (key + "/", key + "0", path),
            ).fetchall()
        return sorted(row[0] for row in owners)

    def _is_another(self, key: int, name: str) -> bool:
        """Whether articles of a facet mean another word with the same slug."""
        own = terms.letters(name)
        return bool(own) and any(
            n for word, n in self.counts.words[key].items() if word not in ("", own)
        )

    def _users(self, facet: tuple[str, str, str], name: str, path: str) -> list[str]:
        """The articles of a facet whose term is another word; only the first if its path precedes
        `path`. That one refuses `path`, and is cached: it may refuse many articles."""
        key = self.counts.number(facet)
        if self._first.get(key, path) < path:
            return [self._first[key]]
        query = (
            "SELECT path, terms FROM article WHERE id IN"
            " (SELECT article FROM membership WHERE facet = ?) ORDER BY path"
        )
        rows = self.connection.execute(query, (key,))
        users = [user for user, own in rows if terms.differ(name_of(own, facet), name)]
        self._first[key] = users[0]
        return users[:1] if users[0] < path else users

    def same_slug(self, path: str, rival: str, facet: tuple[str, str, str], name: str) -> Problem:
        lang, taxonomy, slug = facet
        query = "SELECT terms FROM article WHERE path = ?"
        (written,) = self.connection.execute(query, (rival,)).fetchone()
        other = name_of(written, facet)
        first, second = (other, name) if rival < path else (name, other)
        values = {
            "taxonomy": taxonomy,
            "first": first,
            "second": second,
            "address": self.term_address(Facet(lang, taxonomy, slug)),
        }
        return Problem("K0205", Place(max(path, rival)), values)


def name_of(written: str, facet: tuple[str, str, str]) -> str:
    """The name of a facet's term in an article. `written`: the column `terms`."""
    return next(str(name) for *place, name in json.loads(written) if place == [*facet[1:]])


def claimed_twice(address: Address, first: str, second: str, path: str) -> Problem:
    """The error that two files claim an address (K0201), at `path`."""
    values = {"address": address, "first": first, "second": second}
    return Problem("K0201", Place(path), values)


def claimed_twice_itself(index: ArticleIndex) -> Problem | None:
    """The error that two addresses of one article need the same file, or one a file where the other
    needs a folder. An alias equal to the article's address is allowed."""
    owned: dict[str, tuple[Address, str]] = {}
    above: set[str] = set()
    for key, path, address, source in index.claims:
        other = owned.setdefault(key, (address, source))
        folders = _folders(key)
        above.update(folders)
        if other[1] != source or key in above or any(folder in owned for folder in folders):
            return claimed_twice(address, other[1] or path, source or path, path)
    return None


def _folders(key: str) -> list[str]:
    """The files that an address excludes because it needs folders: `/a/b/c/` → /a, /a/b, /a/b/c."""
    parts = key.split("/")[1:-1]
    return ["/" + "/".join(parts[: n + 1]) for n in range(len(parts))]
