"""Which articles are neighbours of an article: earlier and later ones, related ones, and those that
link to it.

They are read for many articles at once, from the order of each facet's members. The distance
between neighbours is bounded, so that an edit reaches few pages, whatever the size of the archive.
"""

import sqlite3
from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from kazarchive.values import Address, Entry, Term

RARE = 200
"""Articles of a term at most: two articles that share a more common term are not related by it."""

REACH = 3
"""How many articles on either side, in the order of each rare term, count as related."""

RELATED = 5
"""How many related articles are shown."""

TOPICS = 6
"""For how many of its terms an article's page shows the neighbours."""

LINKING = 20
"""How many of the articles that link to one are shown."""

_MEMBERS = "SELECT day, instant, path, article FROM membership WHERE facet = ?"
_HERE = "(day, instant, path)"
_AROUND = (
    f"SELECT * FROM ({_MEMBERS} AND {_HERE} < (?, ?, ?)"
    " ORDER BY day DESC, instant DESC, path DESC LIMIT ?)"
    f" UNION ALL SELECT * FROM ({_MEMBERS} AND {_HERE} >= (?, ?, ?)"
    " ORDER BY day, instant, path LIMIT ?)"
)
"""A number of members before a position, and a number of members from it on."""

_LINKING = (
    "SELECT link.day, link.instant, link.path, article.id FROM link"
    " CROSS JOIN article ON article.path = link.path AND article.visible"
    " WHERE link.kind IN ('article', 'address') AND link.target ="
)
_TO = (
    f"{_LINKING} ?1 UNION ALL {_LINKING} ?2"
    " ORDER BY link.day DESC, link.instant DESC, link.path DESC"
)
"""The links to a path or an address, newest first: both are in this order in the index."""


Member = tuple[str, int, str, int]
"""An article of a facet: its position, then its row number."""


Position = tuple[str, int, str]
"""Day, instant and path."""

Pair = tuple[int | None, int | None]
"""The row numbers of the articles before and after one; None where there is none."""


class Neighbours(NamedTuple):
    """The neighbours of an article."""

    earlier: Entry | None
    """The article before it in its language; `later` is the one after it."""
    later: Entry | None
    topics: tuple[tuple[Term, Entry | None, Entry | None], ...]
    """Each of its first terms, with the articles before and after it."""
    related: tuple[Entry, ...]
    linking: tuple[Entry, ...]
    """The newest articles that link to it."""


class Window(Struct, frozen=True):
    """The members of a facet around some positions, oldest first."""

    members: Sequence[Member]
    rare: bool

    def around(self, position: Position) -> tuple[Sequence[Member], Sequence[Member]]:
        """Up to REACH members before a position, and after it, oldest first."""
        members = self.members
        here = after = bisect_left(members, position)
        if here < len(members) and members[here][:3] == position:
            after += 1
        return members[max(0, here - REACH) : here], members[after : after + REACH]


class NeighbourRows(NamedTuple):
    """The neighbours of an article by row number, without those that link to it."""

    archive: Pair
    topics: list[tuple[Term, Pair]]
    related: list[int]

    def numbers(self) -> Iterator[int]:
        """All row numbers."""
        yield from self.related
        for pair in (self.archive, *(pair for _, pair in self.topics)):
            yield from filter(None, pair)


class Neighbourhoods:
    """The windows of the facets of some entries that contain their neighbours."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        entries: Iterable[Entry],
        number: Callable[[str, str, str], int],
    ) -> None:
        """`number`: (language, taxonomy, slug) → the id of a facet."""
        self._connection = connection
        self._entries: dict[str, tuple[Position, Sequence[Term], list[int]]] = {}
        positions: dict[int, list[Position]] = {}
        for entry in entries:
            position = entry.day.isoformat(), entry.instant, entry.path
            terms = entry.subjects
            facets = [number(entry.lang, "", "")]
            facets += [number(entry.lang, term.taxonomy, term.slug) for term in terms]
            self._entries[entry.path] = position, terms, facets
            for facet in facets:
                positions.setdefault(facet, []).append(position)
        rare = {facet for facet, n in totals(connection, positions).items() if n <= RARE}
        self._windows = {
            facet: Window(self._members(facet, sorted(around)), facet in rare)
            for facet, around in positions.items()
        }

    def _members(self, facet: int, positions: Sequence[Position]) -> list[Member]:
        """The members around some positions, oldest first; between two positions that are far from
        each other some are left out."""
        waiting = deque(positions)
        members: list[Member] = []
        while waiting:
            most = len(waiting) + REACH
            values = (facet, *waiting[0], REACH, facet, *waiting[0], most)
            read = self._connection.execute(_AROUND, values).fetchall()
            read.sort()
            if members:
                read = sorted({*members, *read})
            members = read
            after = len(read) - bisect_left(read, waiting[0])
            if after < most:
                break
            while waiting and waiting[0] <= read[-1 - REACH][:3]:
                waiting.popleft()
        return members

    def neighbours(self) -> dict[str, NeighbourRows]:
        """Path → the neighbours of each entry."""
        return {path: self._neighbours(*entry) for path, entry in self._entries.items()}

    def _neighbours(
        self, position: Position, terms: Sequence[Term], facets: Sequence[int]
    ) -> NeighbourRows:
        shared: Counter[Member] = Counter()
        pairs: list[Pair] = []
        for facet in facets:
            window = self._windows[facet]
            before, after = window.around(position)
            pairs.append((before[-1][3] if before else None, after[0][3] if after else None))
            if window.rare and facet != facets[0]:
                shared.update(before)
                shared.update(after)
        topics = list(zip(terms[:TOPICS], pairs[1:], strict=False))
        return NeighbourRows(pairs[0], topics, _related(position[1], shared))

    def reached(self) -> set[int]:
        """The row numbers of the articles whose pages show the entries as neighbours, or showed
        them before they left their positions."""
        numbers: set[int] = set()
        for position, _, facets in self._entries.values():
            for facet in facets:
                window = self._windows[facet]
                reach = REACH if window.rare and facet != facets[0] else 1
                before, after = window.around(position)
                numbers.update(member[3] for member in (*before[-reach:], *after[:reach]))
        return numbers


def _related(instant: int, shared: Mapping[Member, int]) -> list[int]:
    """The row numbers of the related articles: first those that share more rare terms, then those
    closer in time. `shared`: article → the number of rare terms shared."""
    ranked = sorted(
        (-n, abs(member[1] - instant), member[2], member[3]) for member, n in shared.items()
    )
    return [number for *_, number in ranked[:RELATED]]


def totals(connection: sqlite3.Connection, facets: Iterable[int]) -> dict[int, int]:
    """Facet → the number of its articles, of the facets that have any."""
    query = "SELECT n FROM cell WHERE facet = ? AND period = ''"
    cells = ((facet, connection.execute(query, (facet,)).fetchone()) for facet in facets)
    return {facet: row[0] for facet, row in cells if row}


def linking(connection: sqlite3.Connection, targets: Mapping[str, Address]) -> dict[str, list[int]]:
    """Path → the row numbers of the newest articles that link to it; those with the same moment are
    in reverse order of their paths. `targets`: path → address."""
    linked = ((path, _linking(connection, path, address)) for path, address in targets.items())
    return {path: numbers for path, numbers in linked if numbers}


def _linking(connection: sqlite3.Connection, path: str, address: Address) -> list[int]:
    """Links are read in the order in which they are shown, and no further. One article may have
    many links to another."""
    numbers: dict[int, None] = {}
    for *_, source, number in connection.execute(_TO, (path, address)):
        if source != path:
            numbers[number] = None
        if len(numbers) == LINKING:
            break
    return list(numbers)


def addresses(connection: sqlite3.Connection, targets: Iterable[str]) -> Iterator[Address]:
    """The addresses of the visible articles that links name by path or address."""
    for target in sorted(targets):
        query = "SELECT address FROM article WHERE visible AND"  # with OR it reads all articles
        both = f"{query} path = ?1 UNION {query} address = ?1"
        yield from (row[0] for row in connection.execute(both, (target,)))
