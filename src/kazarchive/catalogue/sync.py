"""Updates the catalogue with the articles that were added, changed or removed.

It works in two passes, so that two articles can exchange their addresses in one edit. First every
changed article leaves, and every article that is no longer due. Then the new articles, and those
that have become due, enter in the order of their paths. If two claim one address, the earlier path
keeps it; the later is refused, and read again by every build. A visible article that is later in
that order is withdrawn and enters again in its turn, so the outcome is that of a clean build,
whatever the catalogue contained before.
"""

import sqlite3
from bisect import insort
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct, field

from kazarchive.catalogue import root_files, rows, series, standalone
from kazarchive.catalogue.counts import Counts
from kazarchive.catalogue.rivals import Rivals, claimed_twice, claimed_twice_itself
from kazarchive.catalogue.rows import ArticleIndex, Record
from kazarchive.changes import ArticleChange
from kazarchive.problems import Problem
from kazarchive.state import sources
from kazarchive.values import Address, Entry, Facet, Link, Undated


class Clock(Struct, frozen=True):
    """Which articles are due: those dated up to `now`, and drafts only on request."""

    now: int
    """Seconds since 1970-01-01 UTC."""
    drafts: bool = False
    present: int | None = None
    """The moment for what passes by itself, such as pins and news, if it is not `now`."""

    @property
    def moment(self) -> int:
        return self.now if self.present is None else self.present

    def shows(self, instant: int, draft: bool) -> bool:
        return instant <= self.now and (self.drafts or not draft)


class Sync(Struct, dict=True):
    """One synchronisation: `leave` for all that changed, `begin`, `enter` for all that is new,
    `finish`."""

    connection: sqlite3.Connection
    clock: Clock
    term_address: Callable[[Facet], Address]
    before: dict[str, Entry | None] = field(default_factory=dict)
    """Path of every article touched → its visible entry when the sync began."""
    linked: dict[str, frozenset[str]] = field(default_factory=dict)
    """Path of every article that left → the targets of its links when the sync began."""
    refused: dict[str, Problem] = field(default_factory=dict)
    _waiting: deque[tuple[str, int]] = field(default_factory=deque)
    """(path, row number) of stored articles that become visible, by path."""

    def __post_init__(self) -> None:
        self._counts = Counts(self.connection)
        self._rivals = Rivals(self.connection, self._counts, self.term_address)

    # --- out ---------------------------------------------------------------------------------

    def leave(self, path: str) -> None:
        """Remove an article, if it is in the catalogue."""
        row = self._row(path)
        if row is None:
            self.before.setdefault(path, None)
            return
        number, visible, entry = row
        self.before.setdefault(path, entry if visible else None)
        if visible:
            self._hide(rows.article_index(entry))
        self.linked.setdefault(path, self._links(path))
        self.connection.execute("DELETE FROM vocabulary WHERE article = ?", (number,))
        for table in ("article", "link", "problem"):
            self.connection.execute(f"DELETE FROM {table} WHERE path = ?", (path,))

    def note(self, path: str) -> None:
        """Note an article as touched before something that it shows changes, but not its file."""
        if row := self._row(path):
            self.before.setdefault(path, row[2] if row[1] else None)

    def _row(self, path: str) -> tuple[int, bool, Entry] | None:
        row = self.connection.execute(
            f"SELECT {rows.ENTRY_COLUMNS}, id, visible FROM article WHERE path = ?", (path,)
        ).fetchone()
        return (row[-2], bool(row[-1]), rows.entry(row)) if row else None

    def _hide(self, index: ArticleIndex) -> None:
        self.connection.execute("DELETE FROM claim WHERE path = ?", (index.path,))
        for facet, _ in index.facets:
            self.connection.execute(
                "DELETE FROM membership WHERE (facet, day, instant, path) = (?, ?, ?, ?)",
                (self._counts.number(facet), index.day, index.instant, index.path),
            )
        series.leave(self.connection, index)
        self._counts.add(index, -1)
        self._rivals.forget(index)

    # --- in ----------------------------------------------------------------------------------

    def begin(self) -> None:
        """After all have left: hide the articles that are no longer due, and find those that have
        become due."""
        for path, number, visible in self._overdue():
            row = self._row(path)
            if row is None:
                continue
            if visible:
                self._withdraw(number, row[2])
            else:
                self.before.setdefault(path, None)
                self._waiting.append((path, number))

    def enter(self, record: Record) -> None:
        """Add an article; if it is due, it claims its addresses and joins its listings.

        Articles enter in the order of their paths, together with those that have become due.
        """
        index = record.indexed
        self._show_waiting(index.path)
        self.before.setdefault(index.path, None)
        due = self.clock.shows(index.instant, record.draft)
        if due and not self._may_enter(index):
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
            values = (index.path, *record.spooled)
            self.connection.execute("INSERT OR REPLACE INTO spool VALUES (?, ?, ?, ?)", values)
        if record.vocabulary is not None:
            row = (cursor.lastrowid, record.vocabulary)
            self.connection.execute("INSERT INTO vocabulary VALUES (?, ?)", row)
        if due:
            self._join(int(cursor.lastrowid or 0), index)

    def _show_waiting(self, up_to: str | None = None) -> None:
        while self._waiting and (up_to is None or self._waiting[0][0] < up_to):
            path, number = self._waiting.popleft()
            row = self._row(path)
            if row is None:
                continue
            index = rows.article_index(row[2])
            if self._may_enter(index):
                self.connection.execute("UPDATE article SET visible = 1 WHERE id = ?", (number,))
                self._join(number, index)

    def _may_enter(self, index: ArticleIndex) -> bool:
        """Whether an article can become visible; otherwise it is refused. Rivals with later paths
        are withdrawn."""
        if conflict := self._conflict_within(index):
            self._refuse(index.path, conflict)
            return False
        rivals = sorted(self._rivals.of(index), key=lambda rival: rival[0])
        first = next(
            (rival for rival in rivals if self._has_precedence(rival[0], index.path)), None
        )
        if first:
            self._refuse(index.path, first[1]())
            return False
        for path in dict(rivals):
            self._postpone(path)
        return True

    def _conflict_within(self, index: ArticleIndex) -> Problem | None:
        """The conflict between two addresses of one article. Links to one file in several spellings
        do not conflict if only one of them names a file; the others are reported as missing."""
        if claimed_twice_itself(index) is None:
            return None
        existing = [claim for claim in index.claims if self._exists(claim[3])]
        return claimed_twice_itself(index._replace(claims=existing))

    def _exists(self, medium: str) -> bool:
        return not medium or sources.digest(self.connection, medium) is not None

    def recheck_users(self, media: Iterable[str]) -> None:
        """After `begin`: media files that were added or removed may start or end a conflict within
        an article that names them in several spellings."""
        query = "SELECT DISTINCT path FROM link WHERE target = ? AND kind = 'media'"
        users = {row[0] for file in media for row in self.connection.execute(query, (file,))}
        for path in sorted(users):
            row = self._row(path)
            if row and row[1] and claimed_twice_itself(rows.article_index(row[2])):
                self._postpone(path)

    def _has_precedence(self, rival: str, path: str) -> bool:
        """Pages without a date keep their addresses, whatever their paths."""
        return rival < path or self._rivals.is_standalone(rival)

    def enter_standalone(
        self, page: Undated, links: Sequence[Link], problems: Sequence[Problem]
    ) -> Problem | None:
        """Add a page without a date; returns the error if another such page has one of its
        addresses. Articles with one of them are withdrawn. These pages enter in the order of their
        paths, before the articles."""
        withdrawn = dict[str, None]()
        for address in (page.address, *page.aliases):
            for rival in self._rivals.claimants(rows.file_key(address), page.path, ""):
                if self._rivals.is_standalone(rival):
                    return claimed_twice(address, rival, page.path, page.path)
                withdrawn[rival] = None
        for path in withdrawn:
            self._postpone(path)
        standalone.enter(self.connection, page, links, problems)
        return None

    def enter_root_file(self, path: str, address: Address) -> str | None:
        """Add a file of `root/`; returns the path of what has its address, if something has."""
        return root_files.enter(self.connection, self._rivals, path, address)

    def _postpone(self, path: str) -> None:
        """Hide an article until its turn; if it still conflicts then, it is refused."""
        row = self._row(path)
        assert row is not None, "a rival is in the catalogue"
        self._withdraw(row[0], row[2])
        insort(self._waiting, (path, row[0]))

    def _withdraw(self, number: int, entry: Entry) -> None:
        """Hide an article whose row stays."""
        self.before.setdefault(entry.path, entry)
        self._hide(rows.article_index(entry))
        self.connection.execute("UPDATE article SET visible = 0 WHERE id = ?", (number,))

    def _join(self, number: int, index: ArticleIndex) -> None:
        """Let an article claim its addresses and join its listings."""
        self.connection.executemany("INSERT OR IGNORE INTO claim VALUES (?, ?, ?, ?)", index.claims)
        facets = [self._counts.number(facet) for facet, _ in index.facets]
        self.connection.executemany(
            "INSERT INTO membership VALUES (?, ?, ?, ?, ?)",
            [(key, index.day, index.instant, index.path, number) for key in facets],
        )
        series.join(self.connection, index, number)
        self._counts.add(index, +1)

    def _refuse(self, path: str, problem: Problem) -> None:
        self.leave(path)
        self.refused[path] = problem
        sources.forget(self.connection, [path])

    # --- the end -----------------------------------------------------------------------------

    def finish(self) -> None:
        """Enter the remaining articles that have become due, and write the counts."""
        self._show_waiting()
        self._counts.write()

    def changes(self) -> Iterator[ArticleChange]:
        """The change of each article touched, one by one: there may be many."""
        for path, before in self.before.items():
            after = self._visible(path)
            if before or after:
                linked = self._links(path)
                yield ArticleChange(path, before, after, self.linked.get(path, linked), linked)

    def _links(self, path: str) -> frozenset[str]:
        """The targets of an article's links to articles: paths, or addresses."""
        query = "SELECT target FROM link WHERE path = ? AND kind IN ('article', 'address')"
        return frozenset(row[0] for row in self.connection.execute(query, (path,)))

    def _overdue(self) -> list[tuple[str, int, bool]]:
        """(path, id, visible) of visible articles that are not due, and of hidden ones that are.
        Without the names of the indexes SQLite reads every article."""
        now, drafts = self.clock.now, self.clock.drafts
        select = "SELECT path, id, visible FROM article INDEXED BY"
        return self.connection.execute(
            f"{select} article_shown WHERE visible AND instant > ?1"
            f" UNION {select} article_draft WHERE visible AND draft AND NOT ?2"
            f" UNION {select} article_hidden"
            " WHERE NOT visible AND instant <= ?1 AND (?2 OR NOT draft) ORDER BY path",
            (now, drafts),
        ).fetchall()

    def _visible(self, path: str) -> Entry | None:
        row = self._row(path)
        return row[2] if row and row[1] else None


def empty(connection: sqlite3.Connection) -> None:
    """Forget every article and page, so that all sources are read again."""
    for table in _DERIVED:
        connection.execute(f"DELETE FROM {table}")


_DERIVED = (
    "article undated link problem vocabulary claim membership cell spelling together facet"
    " series person picture".split()
)
"""The tables that are derived from the files of articles and of pages without a date."""
