"""Pages without a date. There are few: when one changes all enter again, in the order of paths."""

import sqlite3
from collections.abc import Iterator, Sequence

from kazarchive.catalogue import standalone
from kazarchive.catalogue.sync import Sync
from kazarchive.changes import StandaloneChange
from kazarchive.config.options import FILE_NAME, Site
from kazarchive.ingest import tasks
from kazarchive.ingest.kinds import Kinds
from kazarchive.problems import Place, Problem, suggestion
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


def missing(connection: sqlite3.Connection, site: Site) -> Iterator[Problem]:
    """The pages to which the menu leads and which are not there. Front pages always are."""
    pages, at = standalone.every(connection), site.addresses
    there = {page.address for page in pages} | {at.home(lang) for lang in site.languages}
    for lang in site.languages:
        names = [page.name for page in pages if page.lang == lang]
        for name, _ in site.menu(lang):
            if at.page_named(lang, name) not in there:
                values = {"name": name, "lang": lang, "suggestion": suggestion(name, names)}
                yield Problem("K0215", Place(FILE_NAME), values)


def _changes(before: Sequence[Undated], after: Sequence[Undated]) -> list[StandaloneChange]:
    was, now = ({page.path: page for page in pages} for pages in (before, after))
    paths = sorted({*was, *now})
    changes = (StandaloneChange(path, was.get(path), now.get(path)) for path in paths)
    return [change for change in changes if change.before != change.after]
