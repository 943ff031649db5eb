"""Pages without a date. There are few: when one changes, all enter again in the order of paths."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kazarchive.catalogue import standalone
from kazarchive.catalogue.sync import Sync
from kazarchive.changes import StandaloneChange
from kazarchive.config.options import FILE_NAME, Site
from kazarchive.ingest import tasks
from kazarchive.ingest.ingestion import Ingestion
from kazarchive.ingest.scanning import Scan
from kazarchive.problems import Place, Problem, suggestion
from kazarchive.state import sources
from kazarchive.values import Undated


class Outcome(NamedTuple):
    changes: list[StandaloneChange]
    problems: list[Problem]
    paths: tuple[str, ...]
    """Of all files whose page left or entered: links from and to them have to be checked."""


def update(work: Ingestion, scan: Scan, sync: Sync) -> Outcome:
    """Enter the pages again if one of their files changed."""
    connection, fresh, gone = work.connection, scan.fresh_of("page"), scan.gone_of("page")
    if not fresh and not gone:
        return Outcome([], [], ())
    before = standalone.every(connection)
    file_of = {file.path: file for file in fresh}
    paths = sorted({*file_of, *(page.path for page in before)} - {*gone})
    left = (*gone, *paths, *(page.path for page in before))
    standalone.leave(connection, left)
    entered, problems = [], []
    for path in paths:
        reading = tasks.read_standalone(work.workspace, path)
        refused = list(reading.problems)
        if reading.page:
            refusal = sync.enter_standalone(reading.page, reading.links, reading.problems)
            refused = [refusal] if refusal else []
        problems += refused
        if not reading.page or refused:
            sources.forget(connection, [path])
        elif path in file_of:
            entered.append((file_of[path], reading.page.digest))
    sources.record(connection, entered, work.kind_of, work.started)
    return Outcome(_changes(before, standalone.every(connection)), problems, left)


def missing(connection: sqlite3.Connection, site: Site) -> Iterator[Problem]:
    """The pages in the menu or on front pages that do not exist (K0215). Front pages themselves
    always do."""
    pages, addresses = standalone.every(connection), site.addresses
    existing = {page.address for page in pages} | {addresses.home(lang) for lang in site.languages}
    for lang in site.languages:
        names = [page.name for page in pages if page.lang == lang]
        for name in dict.fromkeys(_named(site, lang)):
            if addresses.page_named(lang, name) not in existing:
                values = {"name": name, "lang": lang, "suggestion": suggestion(name, names)}
                yield Problem("K0215", Place(FILE_NAME), values)

    if logos := {site.theme.logo, site.theme.logo_dark} - {None}:
        for logo in sorted(logo for logo in logos if logo and not sources.digest(connection, logo)):
            yield Problem("K0217", Place(FILE_NAME), {"logo": logo})


def _named(site: Site, lang: str) -> Iterator[str]:
    yield from (name for name, _ in site.menu(lang))
    for item in site.menu_items.items:
        if item.kind == "page" and item.label(lang):
            yield item.target
    yield from (block.target for block in site.front.shown if block.kind == "page")


def _changes(before: Sequence[Undated], after: Sequence[Undated]) -> list[StandaloneChange]:
    old, new = ({page.path: page for page in pages} for pages in (before, after))
    paths = sorted({*old, *new})
    changes = (StandaloneChange(path, old.get(path), new.get(path)) for path in paths)
    return [change for change in changes if change.before != change.after]
