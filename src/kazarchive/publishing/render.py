"""Rendering and staging what is pending, chunk by chunk."""

import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import groupby, islice

from msgspec import Struct, field

from kazarchive.catalogue import published, store
from kazarchive.pages.kind import Kind
from kazarchive.problems import Problem, ProblemsFound, on_more_pages
from kazarchive.publishing import workers
from kazarchive.publishing.workers import Rendered, Workers, Workshop

ENOUGH_FAILED = 50
"""Pages. When so many have failed, most likely a template is broken and the rest would fail too: of
each kind that is still to come a first chunk is tried, so that what is wrong there is told too."""

Chunk = tuple[Workshop, str, list[str]]


def pending(
    connection: sqlite3.Connection,
    workshop: Workshop,
    kinds: Mapping[str, Kind],
    team: Workers,
    progress: Callable[[str, int, int], None],
) -> None:
    """Leave in the journal what is to be published. Raises ProblemsFound when a page cannot be
    made: then the journal is empty, and all is still pending."""
    total, done = published.pending_total(connection), 0
    faults, tried = _Faults(), set()
    if total <= workers.SMALL:
        size = max(workers.FEW, total // 6)
    else:
        size = max(workers.CHUNK, min(workers.LARGE, total // (16 * team.jobs)))
    chunks = _chunks(connection, workshop, kinds, size)
    for rendered in team.map(workers.render_chunk, chunks, total):
        published.stage(connection, rendered.outputs, rendered.gone)
        done += len(rendered.outputs) + len(rendered.gone)
        progress("rendering", done, total)
        faults.add(rendered)
        tried.add(rendered.kind)
        if faults.failed >= ENOUGH_FAILED:
            faults.whole = False
            samples = _chunks(connection, workshop, kinds, workers.CHUNK, tried, of_each=1)
            for sample in team.map(workers.render_chunk, samples, total):
                faults.add(sample)
            break
    if faults.failed:
        published.drop_journal(connection)
        raise ProblemsFound(faults.told())
    if store.meta(connection, "everything"):
        published.stage_orphans(connection)


def _chunks(
    connection: sqlite3.Connection,
    workshop: Workshop,
    kinds: Mapping[str, Kind],
    size: int,
    besides: Collection[str] = (),
    of_each: int | None = None,
) -> Iterator[Chunk]:
    for name, kind in kinds.items():
        if name not in besides:
            chunks = _of_kind(connection, name, kind, size)
            yield from ((workshop, name, chunk) for chunk in islice(chunks, of_each))


def _of_kind(
    connection: sqlite3.Connection, name: str, kind: Kind, size: int
) -> Iterator[list[str]]:
    addresses = (one.address for one in published.pending(connection, name))
    for whole, group in groupby(addresses, kind.together):
        if whole:
            yield [*group]
        else:
            yield from workers.chunks(group, size)


class _Faults(Struct):
    """Why pages cannot be made, each reason once: one fault of a template fails on every page."""

    whole: bool = True
    """Whether every page was tried."""
    failed: int = 0
    _first: dict[Problem, Problem] = field(default_factory=dict)
    """Of each fault, without the page: the problem of the first page that has it."""
    _pages: dict[Problem, int] = field(default_factory=dict)

    def add(self, rendered: Rendered) -> None:
        for problem in rendered.problems:
            fault = problem.without("about")
            self._first.setdefault(fault, problem)
            self._pages[fault] = self._pages.get(fault, 0) + 1
            self.failed += 1

    def told(self) -> list[Problem]:
        return [
            on_more_pages(problem, self._pages[fault] - 1, self.whole)
            for fault, problem in self._first.items()
        ]
