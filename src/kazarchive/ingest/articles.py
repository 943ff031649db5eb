"""Article files: read in parallel, added to the catalogue in the order of their paths."""

import sqlite3
from collections.abc import Callable, Sequence

from kazarchive.catalogue.sync import Sync
from kazarchive.execution.pool import Pool, chunks
from kazarchive.ingest import tasks
from kazarchive.ingest.kinds import Kinds
from kazarchive.problems import Problem, ProblemsFound
from kazarchive.reading import files
from kazarchive.reading.scan import SourceFile
from kazarchive.state import sources, spool
from kazarchive.workspace import Workspace

Refusals = dict[str, tuple[Problem, ...]]
"""Path → why an article cannot be published."""


def read(
    connection: sqlite3.Connection,
    workspace: Workspace,
    articles: Sequence[SourceFile],
    pool: Pool,
    sync: Sync,
    kind_of: Kinds,
    started: int,
    progress: Callable[[str, int, int], None],
) -> Refusals:
    """Read new and changed article files; returns those with errors of their own."""
    if articles:
        spool.empty(workspace.state)
    parts = ((workspace, [file.path for file in chunk]) for chunk in chunks(articles))
    waiting, total = iter(articles), 0
    refused: Refusals = {}
    for chunk in pool.map(tasks.read_chunk, parts, len(articles)):
        known = []
        for reading, file in zip(chunk, waiting, strict=False):
            total += 1
            if reading.record is None:
                refused[file.path] = reading.problems
            else:
                known.append((file, reading.digest))
                sync.enter(reading.record)
        entered = [one for one in known if one[0].path not in sync.refused]
        sources.record(connection, entered, kind_of, started)
        progress("reading", total, len(articles))
    return refused


def conflicts(workspace: Workspace, refused: dict[str, Problem]) -> Refusals:
    """Articles that clash with another, with the line of the clash: their files are read again."""
    return {path: (_located(workspace, problem),) for path, problem in refused.items()}


def _located(workspace: Workspace, problem: Problem) -> Problem:
    from kazarchive.reading import conflicts as finder

    path = problem.place.path
    try:
        return finder.located(problem, files.read(workspace.root / path, path), workspace.site)
    except ProblemsFound:  # it has just changed
        return problem
