"""Article files: read in parallel, added to the catalogue in the order of their paths."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kazarchive.catalogue.sync import Sync
from kazarchive.execution.pool import chunks
from kazarchive.ingest import tasks
from kazarchive.ingest.ingestion import Ingestion
from kazarchive.ingest.scanning import Scan
from kazarchive.ingest.tasks import ReadArticle
from kazarchive.problems import Problem, ProblemsFound
from kazarchive.reading import files
from kazarchive.reading.scan import SourceFile
from kazarchive.state import sources, spool
from kazarchive.workspace import Workspace

Refusals = dict[str, tuple[Problem, ...]]
"""Path → why an article cannot be published."""

ReadChunk = Sequence[tuple[SourceFile, ReadArticle]]


def read(work: Ingestion, scan: Scan) -> Iterator[ReadChunk]:
    """Read new and changed article files, by path. A chunk is read when it is asked for, so that
    the records of all articles are never in memory together."""
    articles = scan.fresh_of("article")
    spool.empty_table(work.connection)
    if articles:
        spool.empty(work.workspace.state)
    parts = ((work.workspace, [file.path for file in chunk]) for chunk in chunks(articles))
    waiting, done = iter(articles), 0
    for readings in work.pool.map(tasks.read_chunk, parts, len(articles)):
        yield [(file, reading) for reading, file in zip(readings, waiting, strict=False)]
        done += len(readings)
        work.progress("reading", done, len(articles))


def enter(work: Ingestion, chunks: Iterable[ReadChunk], sync: Sync) -> Refusals:
    """Add what was read to the catalogue; returns the files that have errors of their own."""
    refused: Refusals = {}
    for chunk in chunks:
        for file, reading in chunk:
            if reading.record is None:
                refused[file.path] = reading.problems
            else:
                sync.enter(reading.record)
        entered = [
            (file, reading.digest)
            for file, reading in chunk
            if reading.record is not None and file.path not in sync.refused
        ]
        sources.record(work.connection, entered, work.kind_of, work.started)
    return refused


def conflicts(workspace: Workspace, refused: Mapping[str, Problem]) -> Refusals:
    """Articles that clash with another, with the line of the clash: their files are read again."""
    return {path: (_located(workspace, problem),) for path, problem in refused.items()}


def _located(workspace: Workspace, problem: Problem) -> Problem:
    from kazarchive.reading import conflicts as finder

    path = problem.place.path
    try:
        return finder.located(problem, files.read(workspace.root / path, path), workspace.site)
    except ProblemsFound:  # it has just changed
        return problem
