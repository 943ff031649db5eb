"""Rendering and staging what is pending, chunk by chunk."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator

from kazarchive.catalogue import published, store
from kazarchive.problems import Problem, ProblemsFound
from kazarchive.publishing import workers
from kazarchive.publishing.workers import Workers, Workshop

ENOUGH_PROBLEMS = 50
"""Rendering stops here: one broken template fails on every page."""


def pending(
    connection: sqlite3.Connection,
    workshop: Workshop,
    kinds: Iterable[str],
    team: Workers,
    progress: Callable[[str, int, int], None],
) -> None:
    """Leave in the journal what is to be published. Raises ProblemsFound when a page cannot be
    made: then the journal is empty, and all is still pending."""
    total, done = published.pending_total(connection), 0
    problems: dict[Problem, None] = {}
    chunks = _chunks(connection, workshop, kinds)
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
    connection: sqlite3.Connection, workshop: Workshop, kinds: Iterable[str]
) -> Iterator[tuple[Workshop, str, list[str]]]:
    for kind in kinds:
        for chunk in workers.chunks(published.pending(connection, kind)):
            yield workshop, kind, [one.address for one in chunk]
