"""Pages without a date. There are few: when one changes all enter again, in the order of paths."""

import sqlite3
from collections.abc import Sequence

from kazarchive.catalogue import standalone
from kazarchive.catalogue.sync import Sync
from kazarchive.changes import StandaloneChange
from kazarchive.ingest import tasks
from kazarchive.ingest.kinds import Kinds
from kazarchive.problems import Problem
from kazarchive.reading.scan import SourceFile
from kazarchive.state import sources
from kazarchive.values import Undated
from kazarchive.workspace import Workspace


def update(
    connection: sqlite3.Connection,
    workspace: Workspace,
    fresh: Sequence[SourceFile],
    gone: Sequence[str],
    sync: Sync,
    kind_of: Kinds,
    started: int,
) -> tuple[list[StandaloneChange], list[Problem]]:
    """What happened to each page, and what is wrong with their files."""
    if not fresh and not gone:
        return [], []
    before = standalone.every(connection)
    file_of = {file.path: file for file in fresh}
    paths = sorted({*file_of, *(page.path for page in before)} - {*gone})
    standalone.leave(connection, (*gone, *paths, *(page.path for page in before)))
    known, problems = [], []
    for path in paths:
        reading = tasks.read_standalone(workspace, path)
        refused = list(reading.problems)
        if reading.page:
            refusal = sync.enter_undated(reading.page, reading.links, reading.problems)
            refused = [refusal] if refusal else []
        problems += refused
        if not reading.page or refused:
            sources.forget(connection, [path])
        elif path in file_of:
            known.append((file_of[path], reading.page.digest))
    sources.record(connection, known, kind_of, started)
    return _changes(before, standalone.every(connection)), problems


def _changes(before: Sequence[Undated], after: Sequence[Undated]) -> list[StandaloneChange]:
    was, now = ({page.path: page for page in pages} for pages in (before, after))
    paths = sorted({*was, *now})
    changes = (StandaloneChange(path, was.get(path), now.get(path)) for path in paths)
    return [change for change in changes if change.before != change.after]
