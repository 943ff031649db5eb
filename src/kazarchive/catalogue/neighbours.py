"""What stands near an article: earlier and later ones, by what it shares with others, by links.

All answers are read for many articles at once, from the order of each facet's members. How far one
article is looked for from another is bounded, so that an edit shows in few pages, whatever the size
of the archive.
"""

import sqlite3
from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from kazarchive.values import Address, Entry, Term

RARE = 200
"""A term with more articles says too little of what two of them share."""

REACH = 3
"""An article is related to so many before and behind it, in the order of each of its rare terms."""

RELATED = 5
"""The most related articles that are shown."""

TOPICS = 6
"""Of so many terms of an article its neighbours are shown."""

LINKING = 20
"""The most articles that are shown of those that link to one."""

_MEMBERS = "SELECT day, instant, path, article FROM membership WHERE facet = ?"
_HERE = "(day, instant, path)"
_AROUND = (
    f"SELECT * FROM ({_MEMBERS} AND {_HERE} < (?, ?, ?)"
    " ORDER BY day DESC, instant DESC, path DESC LIMIT ?)"
    f" UNION ALL SELECT * FROM ({_MEMBERS} AND {_HERE} >= (?, ?, ?)"
    " ORDER BY day, instant, path LIMIT ?)"
)
"""So many members before a position, and so many from there on."""

_LINKING = (
    "SELECT link.day, link.instant, link.path, article.id FROM link"
    " CROSS JOIN article ON article.path = link.path AND article.visible"
    " WHERE link.kind IN ('article', 'address') AND link.target ="
)
_TO = (
    f"{_LINKING} ?1 UNION ALL {_LINKING} ?2"
    " ORDER BY link.day DESC, link.instant DESC, link.path DESC"
)
"""The links to a path or an address, from the newest on: both are in this order in the index."""


Member = tuple[str, int, str, int]
"""An article among those of a facet: its position and the number of its row."""


Position = tuple[str, int, str]
"""Day, instant and path."""

Pair = tuple[int | None, int | None]
"""The articles before and behind one, where there are any, by the numbers of their rows."""


class Near(NamedTuple):
    """What stands near an article."""

    earlier: Entry | None
    """In its language's archive, as `later`."""
    later: Entry | None
    topics: tuple[tuple[Term, Entry | None, Entry | None], ...]
    """Of its first terms those before and behind it."""
    related: tuple[Entry, ...]
    linking: tuple[Entry, ...]
    """The newest articles that link to it."""


class Order(Struct, frozen=True):
    """The members of a facet around some positions, oldest first."""

    members: Sequence[Member]
    rare: bool

    def around(self, position: Position) -> tuple[Sequence[Member], Sequence[Member]]:
        """The nearest before a position and behind it, oldest first."""
        members = self.members
        here = after = bisect_left(members, position)
        if here < len(members) and members[here][:3] == position:
            after += 1
        return members[max(0, here - REACH) : here], members[after : after + REACH]


class Nearby(NamedTuple):
    """What stands near an article, by row numbers."""

    archive: Pair
    topics: list[tuple[Term, Pair]]
    related: list[int]

    def numbers(self) -> Iterator[int]:
        """Of all that are named here."""
        yield from self.related
        for pair in (self.archive, *(pair for _, pair in self.topics)):
            yield from filter(None, pair)


class Orders:
    """The orders of the facets of some entries, as far as their neighbourhoods need them."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        entries: Iterable[Entry],
        number: Callable[[str, str, str], int],
    ) -> None:
        """`number`: of a facet, by its language, taxonomy and slug."""
        self._connection = connection
        self._places: dict[str, tuple[Position, Sequence[Term], list[int]]] = {}
        positions: dict[int, list[Position]] = {}
        for entry in entries:
            position = entry.day.isoformat(), entry.instant, entry.path
            terms = entry.subjects
            facets = [number(entry.lang, "", "")]
            facets += [number(entry.lang, term.taxonomy, term.slug) for term in terms]
            self._places[entry.path] = position, terms, facets
            for facet in facets:
                positions.setdefault(facet, []).append(position)
        rare = {facet for facet, n in totals(connection, positions).items() if n <= RARE}
        self._orders = {
            facet: Order(self._window(facet, sorted(found)), facet in rare)
            for facet, found in positions.items()
        }

    def _window(self, facet: int, positions: Sequence[Position]) -> list[Member]:
        """The members around some positions: those between two that lie close, and not those
        between two that do not."""
        waiting = deque(positions)
        found: list[Member] = []
        while waiting:
            most = len(waiting) + REACH
            values = (facet, *waiting[0], REACH, facet, *waiting[0], most)
            read = self._connection.execute(_AROUND, values).fetchall()
            read.sort()
            if found:
                read = sorted({*found, *read})
            found = read
            behind = len(read) - bisect_left(read, waiting[0])
            if behind < most:
                break
            while waiting and waiting[0] <= read[-1 - REACH][:3]:
                waiting.popleft()
        return found

    def nearby(self) -> dict[str, Nearby]:
        """Path → what stands near each of the entries."""
        return {path: self._nearby(*place) for path, place in self._places.items()}

    def _nearby(self, position: Position, terms: Sequence[Term], facets: Sequence[int]) -> Nearby:
        shared: Counter[Member] = Counter()
        pairs: list[Pair] = []
        for facet in facets:
            order = self._orders[facet]
            before, behind = order.around(position)
            pairs.append((before[-1][3] if before else None, behind[0][3] if behind else None))
            if order.rare and facet != facets[0]:
                shared.update(before)
                shared.update(behind)
        topics = list(zip(terms[:TOPICS], pairs[1:], strict=False))
        return Nearby(pairs[0], topics, _related(position[1], shared))

    def reached(self) -> set[int]:
        """The articles to which the entries are near, or were before they left their positions:
        theirs are the pages that show them."""
        found: set[int] = set()
        for position, _, facets in self._places.values():
            for facet in facets:
                order = self._orders[facet]
                reach = REACH if order.rare and facet != facets[0] else 1
                before, behind = order.around(position)
                found.update(one[3] for one in (*before[-reach:], *behind[:reach]))
        return found


def _related(instant: int, shared: Mapping[Member, int]) -> list[int]:
    """By how many rare terms they share, then by how near they are in time."""
    ranked = sorted((-n, abs(one[1] - instant), one[2], one[3]) for one, n in shared.items())
    return [one[3] for one in ranked[:RELATED]]


def totals(connection: sqlite3.Connection, facets: Iterable[int]) -> dict[int, int]:
    """Facet → how many articles it has."""
    query = "SELECT n FROM cell WHERE facet = ? AND period = ''"
    found = ((facet, connection.execute(query, (facet,)).fetchone()) for facet in facets)
    return {facet: row[0] for facet, row in found if row}


def linking(connection: sqlite3.Connection, targets: Mapping[str, Address]) -> dict[str, list[int]]:
    """Path → the newest articles that link to it, those of one moment in reverse order of their
    paths. `targets`: path → address, as links name it."""
    found = ((path, _linking(connection, path, address)) for path, address in targets.items())
    return {path: numbers for path, numbers in found if numbers}


def _linking(connection: sqlite3.Connection, path: str, address: Address) -> list[int]:
    """Read in the order in which they are shown, and no further. One article may have many links
    to another."""
    found: dict[int, None] = {}
    for *_, source, number in connection.execute(_TO, (path, address)):
        if source != path:
            found[number] = None
        if len(found) == LINKING:
            break
    return list(found)


def addresses(connection: sqlite3.Connection, targets: Iterable[str]) -> Iterator[Address]:
    """Of the visible articles that links name by path or address."""
    for target in sorted(targets):
        query = "SELECT address FROM article WHERE visible AND"  # with OR it walks over the table
        both = f"{query} path = ?1 UNION {query} address = ?1"
        yield from (row[0] for row in connection.execute(both, (target,)))
