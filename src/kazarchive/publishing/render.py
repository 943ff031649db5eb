"""Rendering and staging what is pending, chunk by chunk."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby

from kazarchive.catalogue import published, store
from kazarchive.pages.kind import Kind
from kazarchive.problems import Problem, ProblemsFound
from kazarchive.publishing import workers
from kazarchive.publishing.workers import Workers, Workshop

ENOUGH_PROBLEMS = 50
"""Rendering stops here: one broken template fails on every page."""


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
    problems: dict[Problem, None] = {}
    size = max(workers.CHUNK, min(workers.LARGE, total // (16 * team.jobs)))
    chunks = _chunks(connection, workshop, kinds, size)
    for rendered in team.map(workers.render_chunk, chunks, total):
        published.stage(connection, rendered.outputs, rendered.gone)
        done += len(rendered.outputs) + len(rendered.gone)
        progress("rendering", done, total)
        problems |= dict.fromkeys(rendered.problems)
        if len(problems) >= ENOUGH_PROBLEMS:
            break
    if problems:
        published.drop_journal(connection)
        raise ProblemsFound(problems)
    if store.meta(connection, "everything"):
        published.stage_orphans(connection)


def _chunks(
    connection: sqlite3.Connection, workshop: Workshop, kinds: Mapping[str, Kind], size: int
) -> Iterator[tuple[Workshop, str, list[str]]]:
    for name, kind in kinds.items():
        addresses = (one.address for one in published.pending(connection, name))
        for whole, group in groupby(addresses, kind.together):
            for chunk in [[*group]] if whole else workers.chunks(group, size):
                yield workshop, name, chunk
