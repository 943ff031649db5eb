"""Pending addresses → staged files, chunk by chunk."""

import sqlite3
from collections.abc import Collection, Iterator
from itertools import groupby, islice

from msgspec import Struct, field

from kazarchive.execution.pool import CHUNK, SMALL, Pool, Progress, chunks
from kazarchive.pages.kind import Kind
from kazarchive.problems import Problem, ProblemsFound, on_more_pages
from kazarchive.rendering.renderer import Renderer
from kazarchive.rendering.tasks import RenderedChunk, render_chunk
from kazarchive.state import database, journal
from kazarchive.workspace import Workspace

FEW = 4
"""Addresses in a task of a small build, so that two processes end at about the same time."""

LARGE = 256
"""Addresses in a task of a large build, so that what neighbours share is queried less often."""

ENOUGH_FAILED = 50
"""Pages. After this many failures a template is probably broken, and the rest would fail too. Then
only the first chunk of each remaining kind is tried, so that its faults are reported as well."""

Chunk = tuple[Workspace, str, list[str]]


def pending(
    connection: sqlite3.Connection,
    renderer: Renderer,
    pool: Pool,
    progress: Progress,
) -> None:
    """Render and stage what is pending, and record it in the journal. Raises ProblemsFound if a
    page cannot be rendered: then the journal is empty, and everything is still pending."""
    total, done = journal.pending_total(connection), 0
    faults, tried = _Faults(), set()
    if total <= SMALL:
        size = max(FEW, total // 6)
    else:
        size = max(CHUNK, min(LARGE, total // (16 * pool.jobs)))
    parts = _chunks(connection, renderer, size)
    for rendered in pool.map(render_chunk, parts, total):
        journal.stage(connection, rendered.outputs, rendered.gone)
        done += len(rendered.outputs) + len(rendered.gone)
        progress("rendering", done, total)
        faults.add(rendered)
        tried.add(rendered.kind)
        if faults.failed >= ENOUGH_FAILED:
            faults.complete = False
            samples = _chunks(connection, renderer, CHUNK, tried, of_each=1)
            for sample in pool.map(render_chunk, samples, total):
                faults.add(sample)
            break
    if faults.failed:
        journal.drop_journal(connection)
        raise ProblemsFound(faults.problems())
    if database.meta(connection, "everything"):
        journal.stage_orphans(connection)


def _chunks(
    connection: sqlite3.Connection,
    renderer: Renderer,
    size: int,
    besides: Collection[str] = (),
    of_each: int | None = None,
) -> Iterator[Chunk]:
    for name, kind in renderer.kinds.items():
        if name not in besides:
            parts = islice(_of_kind(connection, name, kind, size), of_each)
            yield from ((renderer.workspace, name, part) for part in parts)


def _of_kind(
    connection: sqlite3.Connection, name: str, kind: Kind, size: int
) -> Iterator[list[str]]:
    addresses = (planned.address for planned in journal.pending(connection, name))
    for together, group in groupby(addresses, kind.together):
        if together:
            yield [*group]
        else:
            yield from chunks(group, size)


class _Faults(Struct):
    """Why pages cannot be rendered, each reason once: one fault in a template affects every
    page."""

    complete: bool = True
    """Whether every page was tried."""
    failed: int = 0
    _first: dict[Problem, Problem] = field(default_factory=dict)
    """Fault without the page → the problem of the first page that has it."""
    _pages: dict[Problem, int] = field(default_factory=dict)

    def add(self, rendered: RenderedChunk) -> None:
        for problem in rendered.problems:
            fault = problem.without("about")
            self._first.setdefault(fault, problem)
            self._pages[fault] = self._pages.get(fault, 0) + 1
            self.failed += 1

    def problems(self) -> list[Problem]:
        return [
            on_more_pages(problem, self._pages[fault] - 1, self.complete)
            for fault, problem in self._first.items()
        ]
