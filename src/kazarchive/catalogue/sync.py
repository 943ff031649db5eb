"""Bringing the catalogue up to date with the articles that changed, were added or went away.

Works in two passes, so that two articles may exchange their addresses in one edit: first every
changed article leaves, and every one that is not due any more; then the new ones, and those that
have become due, enter in the order of their paths. Where two claim one address, the earlier path
keeps it; the later is refused and read again by every build. Who stands there already but comes
later in that order steps back and enters again in its turn: so the outcome is that of a clean
build, whatever was there before.
"""

import itertools
import json
import sqlite3
from bisect import insort
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from msgspec import Struct, field

from kazarchive.catalogue import rows, standalone
from kazarchive.catalogue.cells import pairs, spans
from kazarchive.catalogue.rows import Record, Standing
from kazarchive.changes import ArticleChange
from kazarchive.problems import Place, Problem
from kazarchive.rules import terms
from kazarchive.state import sources
from kazarchive.values import Address, Entry, Facet, Link, Undated


class Clock(Struct, frozen=True):
    """Which articles are due: those up to `now`, and drafts only if asked for."""

    now: int
    """Seconds since 1970-01-01 UTC."""
    drafts: bool = False

    def shows(self, instant: int, draft: bool) -> bool:
        return instant <= self.now and (self.drafts or not draft)


class Sync(Struct):
    """One synchronisation: `leave` all that changed, `begin`, `enter` what is new, `finish`."""

    connection: sqlite3.Connection
    clock: Clock
    term_address: Callable[[Facet], Address]
    before: dict[str, Entry | None] = field(default_factory=dict)
    """Of every article touched: what was visible of it when the sync began."""
    linked: dict[str, frozenset[str]] = field(default_factory=dict)
    """Of those that left: what they linked to when the sync began."""
    refused: dict[str, Problem] = field(default_factory=dict)
    _waiting: deque[tuple[str, int]] = field(default_factory=deque)
    """(path, row) of the articles that are to be shown besides those that are read, by path."""
    _facets: dict[tuple[str, str, str], int] = field(default_factory=dict)
    _words: dict[int, Counter[str]] = field(default_factory=dict)
    """Of a facet: in how many of its articles its term is which word (rules/terms.py)."""
    _first: dict[int, str] = field(default_factory=dict)
    """Of a facet whose term somebody else claims: its first article with the term it has."""
    _totals: Counter[int] = field(default_factory=Counter)
    """How many more articles each facet has than before, likewise those below."""
    _days: Counter[tuple[int, str]] = field(default_factory=Counter)
    _spellings: Counter[tuple[int, str]] = field(default_factory=Counter)
    _together: Counter[tuple[int, int, str]] = field(default_factory=Counter)

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
            self._hide(rows.standing(entry))
        self.linked.setdefault(path, self._links(path))
        self.connection.execute("DELETE FROM vocabulary WHERE article = ?", (number,))
        for table in ("article", "link", "problem"):
            self.connection.execute(f"DELETE FROM {table} WHERE path = ?", (path,))

    def note(self, path: str) -> None:
        """Before what an article shows becomes another, while its file stays as it is."""
        if row := self._row(path):
            self.before.setdefault(path, row[2] if row[1] else None)

    def _row(self, path: str) -> tuple[int, bool, Entry] | None:
        row = self.connection.execute(
            f"SELECT {rows.ENTRY_COLUMNS}, id, visible FROM article WHERE path = ?", (path,)
        ).fetchone()
        return (row[-2], bool(row[-1]), rows.entry(row)) if row else None

    def _hide(self, standing: Standing) -> None:
        self.connection.execute("DELETE FROM claim WHERE path = ?", (standing.path,))
        for facet, name in standing.facets:
            key = self._facet(facet)
            self.connection.execute(
                "DELETE FROM membership WHERE (facet, day, instant, path) = (?, ?, ?, ?)",
                (key, standing.day, standing.instant, standing.path),
            )
            self._count(key, name, standing.day, -1)
            self._first.pop(key, None)
        self._pair(standing, -1)

    def _pair(self, standing: Standing, change: int) -> None:
        terms = [(facet[1], (self._facet(facet), name)) for facet, name in standing.facets if name]
        for one, other in pairs(terms):
            self._together[one[0], *other] += change
            self._together[other[0], *one] += change

    def _count(self, key: int, name: str, day: str, change: int) -> None:
        self._totals[key] += change
        self._days[key, day] += change
        if name:
            self._spellings[key, name] += change
            self._words[key][terms.letters(name)] += change

    # --- in ----------------------------------------------------------------------------------

    def begin(self) -> None:
        """After all has left: hide what is not due any more, look up what has become due."""
        for path, number, visible in self._overdue():
            row = self._row(path)
            if row is None:
                continue
            if visible:
                self._conceal(number, row[2])
            else:
                self.before.setdefault(path, None)
                self._waiting.append((path, number))

    def enter(self, record: Record) -> None:
        """Take an article in; if it is due it claims its addresses and joins its listings.

        Articles enter in the order of their paths, with those that have become due.
        """
        standing = record.standing
        self._show_waiting(standing.path)
        self.before.setdefault(standing.path, None)
        due = self.clock.shows(standing.instant, record.draft)
        if due and not self._has_room(standing):
            return
        cursor = self.connection.execute(rows.INSERT, (*record.row, due))
        if record.links:
            self.connection.executemany(
                "INSERT OR IGNORE INTO link VALUES (?, ?, ?, ?, ?, ?, ?, ?)", record.links
            )
        if record.problems:
            self.connection.executemany(
                "INSERT INTO problem VALUES (?, ?, ?, ?, ?)", record.problems
            )
        if record.spooled:
            values = (standing.path, *record.spooled)
            self.connection.execute("INSERT OR REPLACE INTO spool VALUES (?, ?, ?, ?)", values)
        if record.vocabulary is not None:
            row = (cursor.lastrowid, record.vocabulary)
            self.connection.execute("INSERT INTO vocabulary VALUES (?, ?)", row)
        if due:
            self._join(int(cursor.lastrowid or 0), standing)

    def _show_waiting(self, up_to: str | None = None) -> None:
        while self._waiting and (up_to is None or self._waiting[0][0] < up_to):
            path, number = self._waiting.popleft()
            row = self._row(path)
            if row is None:
                continue
            standing = rows.standing(row[2])
            if self._has_room(standing):
                self.connection.execute("UPDATE article SET visible = 1 WHERE id = ?", (number,))
                self._join(number, standing)

    def _has_room(self, standing: Standing) -> bool:
        """Whether an article may be shown: else it is refused; later ones step back for it."""
        if own := self._clash_of_its_own(standing):
            self._refuse(standing.path, own)
            return False
        rivals = sorted(self._rivals(standing), key=lambda rival: rival[0])
        first = next(
            (rival for rival in rivals if self._goes_before(rival[0], standing.path)), None
        )
        if first:
            self._refuse(standing.path, first[1]())
            return False
        for path in dict(rivals):
            self._step_back(path)
        return True

    def _clash_of_its_own(self, standing: Standing) -> Problem | None:
        """Links to one file in several spellings are no clash where only one of them names a file:
        what is not there is told as missing."""
        if _claimed_twice_itself(standing) is None:
            return None
        there = [claim for claim in standing.claims if self._is_there(claim[3])]
        return _claimed_twice_itself(standing._replace(claims=there))

    def _is_there(self, medium: str) -> bool:
        return not medium or sources.digest(self.connection, medium) is not None

    def look_again(self, media: Iterable[str]) -> None:
        """After `begin`: media files that came or went may begin or end a clash in an article that
        names them in several spellings."""
        query = "SELECT DISTINCT path FROM link WHERE target = ? AND kind = 'media'"
        users = {row[0] for one in media for row in self.connection.execute(query, (one,))}
        for path in sorted(users):
            row = self._row(path)
            if row and row[1] and _claimed_twice_itself(rows.standing(row[2])):
                self._step_back(path)

    def _goes_before(self, rival: str, path: str) -> bool:
        """Pages without a date keep their addresses, whatever they are called."""
        return rival < path or self._is_undated(rival)

    def _is_undated(self, path: str) -> bool:
        query = "SELECT 1 FROM undated WHERE path = ?"
        return self.connection.execute(query, (path,)).fetchone() is not None

    def enter_undated(
        self, page: Undated, links: Sequence[Link], problems: Sequence[Problem]
    ) -> Problem | None:
        """Take in a page without a date; articles that have its address step back for it. These
        pages enter in the order of their paths, before the articles. Answers why it cannot."""
        rivals = self._claimants(rows.file_key(page.address), page.path, "")
        taken = next((path for path in rivals if self._is_undated(path)), None)
        if taken:
            return _twice(page.address, taken, page.path, page.path)
        for path in dict.fromkeys(rivals):
            self._step_back(path)
        standalone.enter(self.connection, page, links, problems)
        return None

    def _step_back(self, path: str) -> None:
        """Hide an article until its turn: it is then refused for a reason of its own."""
        row = self._row(path)
        assert row is not None, "a rival is there"
        self._conceal(row[0], row[2])
        insort(self._waiting, (path, row[0]))

    def _conceal(self, number: int, entry: Entry) -> None:
        self.before.setdefault(entry.path, entry)
        self._hide(rows.standing(entry))
        self.connection.execute("UPDATE article SET visible = 0 WHERE id = ?", (number,))

    def _join(self, number: int, standing: Standing) -> None:
        self.connection.executemany(
            "INSERT OR IGNORE INTO claim VALUES (?, ?, ?, ?)", standing.claims
        )
        listed = [(self._facet(facet), name) for facet, name in standing.facets]
        self.connection.executemany(
            "INSERT INTO membership VALUES (?, ?, ?, ?, ?)",
            [(key, standing.day, standing.instant, standing.path, number) for key, _ in listed],
        )
        for key, name in listed:
            self._count(key, name, standing.day, +1)
        self._pair(standing, +1)

    def _refuse(self, path: str, problem: Problem) -> None:
        self.leave(path)
        self.refused[path] = problem
        sources.forget(self.connection, [path])

    # --- rivals ------------------------------------------------------------------------------

    def _rivals(self, standing: Standing) -> Iterator[tuple[str, Callable[[], Problem]]]:
        """Articles that claim an address of this one, or another term with the address of one of
        its terms, each with what makes the error that names both."""
        for key, path, address, source in standing.claims:
            for rival in self._claimants(key, path, source):
                first, second = sorted((path, rival))
                if self._is_undated(rival):
                    first, second = rival, path
                yield rival, partial(_twice, address, first, second, second)
        for facet, name in standing.facets:
            if name and self._is_another(self._facet(facet), name):
                for rival in self._users(facet, name, standing.path):
                    yield rival, partial(self._same_slug, standing.path, rival, facet, name)

    def _claimants(self, key: str, path: str, source: str) -> list[str]:
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
        return bool(own) and any(n for word, n in self._words[key].items() if word not in ("", own))

    def _users(self, facet: tuple[str, str, str], name: str, path: str) -> list[str]:
        """The articles of a facet that mean another term; only the first where it goes before
        `path`, which settles it and is remembered: there may be many that lose to it."""
        key = self._facet(facet)
        if self._first.get(key, path) < path:
            return [self._first[key]]
        query = (
            "SELECT path, terms FROM article WHERE id IN"
            " (SELECT article FROM membership WHERE facet = ?) ORDER BY path"
        )
        found = self.connection.execute(query, (key,))
        users = [user for user, own in found if terms.differ(_named(own, facet), name)]
        self._first[key] = users[0]
        return users[:1] if users[0] < path else users

    def _same_slug(self, path: str, rival: str, facet: tuple[str, str, str], name: str) -> Problem:
        lang, taxonomy, slug = facet
        query = "SELECT terms FROM article WHERE path = ?"
        (written,) = self.connection.execute(query, (rival,)).fetchone()
        named = _named(written, facet)
        first, second = (named, name) if rival < path else (name, named)
        values = {
            "taxonomy": taxonomy,
            "first": first,
            "second": second,
            "address": self.term_address(Facet(lang, taxonomy, slug)),
        }
        return Problem("K0205", Place(max(path, rival)), values)

    def _facet(self, facet: tuple[str, str, str]) -> int:
        """The number of a facet, which is made when it is new."""
        if facet not in self._facets:
            run = self.connection.execute
            run("INSERT OR IGNORE INTO facet (lang, taxonomy, slug) VALUES (?, ?, ?)", facet)
            query = "SELECT id FROM facet WHERE (lang, taxonomy, slug) = (?, ?, ?)"
            (number,) = run(query, facet).fetchone()
            self._facets[facet] = number
            self._words[number] = Counter()
            for name, n in run("SELECT name, n FROM spelling WHERE facet = ?", (number,)):
                self._words[number][terms.letters(name)] += n
        return self._facets[facet]

    # --- the end -----------------------------------------------------------------------------

    def finish(self) -> None:
        """Let in the last that have become due, and write the counts.

        Until the next sync of this connection, `cell_change` tells how it was.
        """
        self._show_waiting()
        self._write_counts()

    def changes(self) -> Iterator[ArticleChange]:
        """What the sync has done to each article it touched, one by one: there may be many."""
        for path, before in self.before.items():
            after = self._visible(path)
            if before or after:
                linked = self._links(path)
                yield ArticleChange(path, before, after, self.linked.get(path, linked), linked)

    def _links(self, path: str) -> frozenset[str]:
        """The articles to which one links."""
        query = "SELECT target FROM link WHERE path = ? AND kind IN ('article', 'address')"
        return frozenset(row[0] for row in self.connection.execute(query, (path,)))

    def _overdue(self) -> list[tuple[str, int, bool]]:
        """(path, id, visible) of what is shown and should not be, and the other way round. Without
        the names of the indexes SQLite walks over every article."""
        now, drafts = self.clock.now, self.clock.drafts
        every = "SELECT path, id, visible FROM article INDEXED BY"
        return self.connection.execute(
            f"{every} article_shown WHERE visible AND instant > ?1"
            f" UNION {every} article_draft WHERE visible AND draft AND NOT ?2"
            f" UNION {every} article_hidden"
            " WHERE NOT visible AND instant <= ?1 AND (?2 OR NOT draft) ORDER BY path",
            (now, drafts),
        ).fetchall()

    def _visible(self, path: str) -> Entry | None:
        row = self._row(path)
        return row[2] if row and row[1] else None

    def _write_counts(self) -> None:
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
        for part, whole in itertools.pairwise(map(len, reversed(spans("2022-01-05")))):
            run.execute(
                "INSERT INTO cell_change SELECT facet, substr(period, 1, ?2), sum(n)"
                " FROM cell_change WHERE length(period) = ?1 GROUP BY 1, 2",
                (part, whole),
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
        run.executemany(
            "INSERT INTO spelling VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n",
            ((*key, n) for key, n in self._spellings.items() if n),
        )
        run.executemany(
            "DELETE FROM spelling WHERE facet = ? AND name = ? AND n <= 0",
            _changed(self._spellings),
        )
        run.executemany(
            "INSERT INTO together VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n",
            ((*key, n) for key, n in sorted(self._together.items()) if n),
        )
        run.executemany(
            "DELETE FROM together WHERE facet = ? AND other = ? AND name = ? AND n <= 0",
            (key for key, n in self._together.items() if n < 0),
        )


def empty(connection: sqlite3.Connection) -> None:
    """Forget every article and page: all sources are read again."""
    for table in _DERIVED:
        connection.execute(f"DELETE FROM {table}")


_DERIVED = (
    "article undated link problem vocabulary claim membership cell spelling together facet"
    " picture".split()
)
"""The tables that follow from the article files and those of the pages without a date."""


def _changed(counts: Counter[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """One by one: on a first build there are several for each article."""
    return (key for key, n in counts.items() if n)


def _named(written: str, facet: tuple[str, str, str]) -> str:
    """How an article writes the term of a facet, by its terms as the catalogue keeps them."""
    return next(str(name) for *place, name in json.loads(written) if place == [*facet[1:]])


def _twice(address: Address, first: str, second: str, path: str) -> Problem:
    values = {"address": address, "first": first, "second": second}
    return Problem("K0201", Place(path), values)


def _claimed_twice_itself(standing: Standing) -> Problem | None:
    """Two of an article's own addresses that need one file, or one a file where the other needs a
    folder. An alias that is the article's own address is no harm."""
    owned: dict[str, tuple[Address, str]] = {}
    above: set[str] = set()
    for key, path, address, source in standing.claims:
        other = owned.setdefault(key, (address, source))
        folders = _folders(key)
        above.update(folders)
        if other[1] != source or key in above or any(folder in owned for folder in folders):
            return _twice(address, other[1] or path, source or path, path)
    return None


def _folders(key: str) -> list[str]:
    """The files that stand in the way of an address: `/a/b/c/` → /a, /a/b, /a/b/c."""
    parts = key.split("/")[1:-1]
    return ["/" + "/".join(parts[: n + 1]) for n in range(len(parts))]
