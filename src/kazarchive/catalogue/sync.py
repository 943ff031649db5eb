"""Bringing the catalogue up to date with the articles that changed, were added or went away.

Works in two passes, so that two articles may exchange their addresses in one edit: first every
changed article leaves, then the new ones enter in the order of their paths. Where two claim one
address, the earlier path keeps it; the later is refused and read again by every build.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from kazarchive.catalogue import rows
from kazarchive.catalogue.places import facets, periods
from kazarchive.problems import CHECK_ONLY, Place, Problem
from kazarchive.rules import addresses, slugs
from kazarchive.values import Address, Article, Change, Entry, Facet


@dataclass(frozen=True, slots=True)
class Clock:
    """Which articles are due: those up to `now`, and drafts only if asked for."""

    now: int
    """Seconds since 1970-01-01 UTC."""
    drafts: bool = False

    def shows(self, article: Article) -> bool:
        return article.entry.instant <= self.now and (self.drafts or not article.draft)


@dataclass(slots=True)
class Sync:
    """One bringing up to date. Call `leave` for what changed, `enter` for what is new, `finish`."""

    connection: sqlite3.Connection
    clock: Clock
    term_address: Callable[[Facet], Address]
    before: dict[str, Entry | None] = field(default_factory=dict)
    """Of every article touched: what was visible of it when the sync began."""
    refused: dict[str, Problem] = field(default_factory=dict)
    _facets: dict[Facet, int] = field(default_factory=dict)
    _names: dict[int, str] = field(default_factory=dict)
    """The folded name of a facet's term, while it has members."""
    _cells: Counter[tuple[int, str]] = field(default_factory=Counter)
    _spellings: Counter[tuple[int, str]] = field(default_factory=Counter)

    # --- out ---------------------------------------------------------------------------------

    def leave(self, path: str) -> None:
        """Take an article out, if it is there."""
        row = self._row(path)
        if row is None:
            self.before.setdefault(path, None)
            return
        number, visible, entry = row
        self.before.setdefault(path, entry if visible else None)
        if visible:
            self._hide(number, entry)
        for table in ("article", "link", "problem"):
            self.connection.execute(f"DELETE FROM {table} WHERE path = ?", (path,))

    def _row(self, path: str) -> tuple[int, bool, Entry] | None:
        row = self.connection.execute(
            f"SELECT {rows.ENTRY_COLUMNS}, id, visible FROM article WHERE path = ?", (path,)
        ).fetchone()
        return (row[14], bool(row[15]), rows.entry(row)) if row else None

    def _hide(self, number: int, entry: Entry) -> None:
        self.connection.execute("DELETE FROM claim WHERE path = ?", (entry.path,))
        for facet, name in facets(entry).items():
            key = self._facet(facet)
            self.connection.execute(
                "DELETE FROM membership WHERE (facet, day, instant, article) = (?, ?, ?, ?)",
                (key, entry.day.isoformat(), entry.instant, number),
            )
            self._count(key, name, entry, -1)

    def _count(self, key: int, name: str, entry: Entry, change: int) -> None:
        for period in periods(entry):
            self._cells[key, period] += change
        if name:
            self._spellings[key, name] += change

    # --- in ----------------------------------------------------------------------------------

    def enter(
        self, article: Article, problems: Iterable[Problem] = (), unknown: Iterable[str] = ()
    ) -> None:
        """Take an article in; if it is due it claims its addresses and joins its listings.

        With it come its warnings, and the fields that it alone knows the meaning of.
        """
        entry = article.entry
        self.before.setdefault(entry.path, None)
        cursor = self.connection.execute(rows.INSERT, rows.to_row(article))
        self.connection.executemany(
            "INSERT OR IGNORE INTO link VALUES (?, ?, ?, ?, ?, ?)",
            [rows.link_row(entry.path, link) for link in article.links],
        )
        self.connection.executemany(
            "INSERT INTO problem VALUES (?, ?, ?, ?, ?)",
            [
                *(rows.problem_row(_about(problem), problem) for problem in problems),
                *((entry.path, "unknown", "", "K0107", name) for name in unknown),
            ],
        )
        if self.clock.shows(article):
            self._show(int(cursor.lastrowid or 0), entry)

    def _show(self, number: int, entry: Entry) -> None:
        rivals = [*self._address_rivals(entry), *self._term_rivals(entry)]
        stronger = [(problem, paths) for problem, paths in rivals if min(paths) < entry.path]
        if stronger:
            self._refuse(entry.path, stronger[0][0])
            return
        for problem, paths in rivals:
            for path in paths:
                self._refuse(path, problem)
        self._join(number, entry)

    def _join(self, number: int, entry: Entry) -> None:
        self.connection.execute("UPDATE article SET visible = 1 WHERE id = ?", (number,))
        self.connection.executemany(
            "INSERT OR IGNORE INTO claim VALUES (?, ?, ?, ?)", _claims(entry)
        )
        day, instant = entry.day.isoformat(), entry.instant
        listed = [(self._facet(facet), name) for facet, name in facets(entry).items()]
        self.connection.executemany(
            "INSERT INTO membership VALUES (?, ?, ?, ?)",
            [(key, day, instant, number) for key, _ in listed],
        )
        for key, name in listed:
            self._count(key, name, entry, +1)

    def _refuse(self, path: str, problem: Problem) -> None:
        self.leave(path)
        self.refused[path] = problem
        self.connection.execute("DELETE FROM source WHERE path = ?", (path,))

    # --- rivals ------------------------------------------------------------------------------

    def _address_rivals(self, entry: Entry) -> Iterable[tuple[Problem, list[str]]]:
        """Articles that claim an address of this one, each with the error that names both."""
        for key, path, address, source in _claims(entry):
            for rival in self._claimants(key, path, source):
                yield self._twice(address, path, rival), [rival]

    def _claimants(self, key: str, path: str, source: str) -> list[str]:
        """Who owns the file of an address, a file where it needs a folder, or files below it."""
        found = self.connection.execute(
            "SELECT path FROM claim WHERE key = ? AND path <> ?"
            " AND NOT (source <> '' AND source = ?)",
            (key, path, source),
        ).fetchall()
        above = [part for part in _folders(key) if "." in part.rsplit("/", 1)[-1]]
        for part in above:
            found += self.connection.execute(
                "SELECT path FROM claim WHERE key = ? AND path <> ?", (part, path)
            ).fetchall()
        if not key.endswith("/"):
            found += self.connection.execute(
                "SELECT path FROM claim WHERE key > ? AND key < ? AND path <> ? LIMIT 1",
                (key + "/", key + "0", path),
            ).fetchall()
        return [row[0] for row in found]

    def _twice(self, address: Address, path: str, rival: str) -> Problem:
        first, second = sorted((path, rival))
        values = {"address": address, "first": first, "second": second}
        return Problem("K0201", Place(second), values)

    def _term_rivals(self, entry: Entry) -> Iterable[tuple[Problem, list[str]]]:
        """Articles whose other term has the address of one of this article's terms."""
        for facet, name in facets(entry).items():
            if not name:
                continue
            key = self._facet(facet)
            folded = slugs.fold(name)
            other = self._names.get(key) if self._members(key) else None
            if other in (None, folded):
                self._names[key] = folded
                continue
            yield self._same_slug(entry.path, facet, key, name), self._users(key)

    def _members(self, key: int) -> int:
        row = self.connection.execute(
            "SELECT n FROM cell WHERE facet = ? AND period = ''", (key,)
        ).fetchone()
        return (row[0] if row else 0) + self._cells[key, ""]

    def _users(self, key: int) -> list[str]:
        return [
            path
            for (path,) in self.connection.execute(
                "SELECT path FROM membership JOIN article ON article.id = membership.article"
                " WHERE facet = ? ORDER BY path",
                (key,),
            )
        ]

    def _same_slug(self, path: str, facet: Facet, key: int, name: str) -> Problem:
        users = self._users(key)
        (terms,) = self.connection.execute(
            "SELECT terms FROM article WHERE path = ?", (users[0],)
        ).fetchone()
        theirs = next(
            name
            for taxonomy, slug, name in json.loads(terms)
            if (taxonomy, slug) == (facet.taxonomy, facet.slug)
        )
        first, second = (theirs, name) if users[0] < path else (name, theirs)
        values = {
            "taxonomy": facet.taxonomy,
            "first": first,
            "second": second,
            "address": self.term_address(facet),
        }
        return Problem("K0205", Place(max(path, users[0])), values)

    def _facet(self, facet: Facet) -> int:
        """The number of a facet, which is made when it is new."""
        if facet not in self._facets:
            values = (facet.lang, facet.taxonomy, facet.slug)
            run = self.connection.execute
            run("INSERT OR IGNORE INTO facet (lang, taxonomy, slug) VALUES (?, ?, ?)", values)
            query = (
                "SELECT id, (SELECT name FROM spelling WHERE facet = id LIMIT 1) FROM facet"
                " WHERE (lang, taxonomy, slug) = (?, ?, ?)"
            )
            number, name = run(query, values).fetchone()
            self._facets[facet] = number
            if name:
                self._names[number] = slugs.fold(name)
        return self._facets[facet]

    # --- the end -----------------------------------------------------------------------------

    def finish(self) -> list[Change]:
        """Show and hide what the clock asks for, write the counts, tell what changed.

        Until the connection is closed, `cell_before` and `name_before` tell how it was.
        """
        for path, number, visible in self._overdue():
            row = self._row(path)
            if row is None:
                continue
            self.before.setdefault(path, row[2] if visible else None)
            if visible:
                self._hide(number, row[2])
                self.connection.execute("UPDATE article SET visible = 0 WHERE id = ?", (number,))
            else:
                self._show(number, row[2])
        self._write_counts()
        return [Change(path, before, self._visible(path)) for path, before in self.before.items()]

    def _overdue(self) -> list[tuple[str, int, bool]]:
        now, drafts = self.clock.now, self.clock.drafts
        return self.connection.execute(
            "SELECT path, id, visible FROM article WHERE visible AND instant > ?1"
            " UNION SELECT path, id, visible FROM article WHERE visible AND draft AND NOT ?2"
            " UNION SELECT path, id, visible FROM article"
            " WHERE NOT visible AND instant <= ?1 AND (?2 OR NOT draft)"
            " ORDER BY visible DESC, path",
            (now, drafts),
        ).fetchall()

    def _visible(self, path: str) -> Entry | None:
        row = self._row(path)
        return row[2] if row and row[1] else None

    def _write_counts(self) -> None:
        run = self.connection
        run.execute("CREATE TEMP TABLE cell_before (facet, period, n, PRIMARY KEY (facet, period))")
        run.execute("CREATE TEMP TABLE name_before (facet PRIMARY KEY, name)")
        cells = [(key, period, n) for (key, period), n in self._cells.items() if n]
        run.executemany(
            "INSERT INTO cell_before VALUES (?1, ?2,"
            " coalesce((SELECT n FROM cell WHERE facet = ?1 AND period = ?2), 0))",
            [cell[:2] for cell in cells],
        )
        run.executemany(
            "INSERT INTO cell VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n", cells
        )
        run.execute("DELETE FROM cell WHERE n <= 0")
        spellings = [(key, name, n) for (key, name), n in self._spellings.items() if n]
        run.executemany(
            f"INSERT OR IGNORE INTO name_before VALUES (?1, ({COMMONEST}))",
            [(key,) for key, _, _ in spellings],
        )
        run.executemany(
            "INSERT INTO spelling VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n",
            spellings,
        )
        run.execute("DELETE FROM spelling WHERE n <= 0")


COMMONEST = "SELECT name FROM spelling WHERE facet = ?1 ORDER BY n DESC, name LIMIT 1"
"""The name under which a term is shown."""


def _about(problem: Problem) -> str:
    return "check" if problem.code in CHECK_ONLY else "text"


def _claims(entry: Entry) -> list[tuple[str, str, Address, str]]:
    owned = [(address, "") for address in (entry.address, *entry.aliases)]
    owned += entry.media
    return [(addresses.key(address), entry.path, address, source) for address, source in owned]


def _folders(key: str) -> list[str]:
    """The folders that a file needs: `/a/b/c/` → /a, /a/b, /a/b/c."""
    parts = key.split("/")[1:-1]
    return ["/" + "/".join(parts[: n + 1]) for n in range(len(parts))]
