"""The flow: articles become a site. Read this first.

    scan → read → sync → plan → render → publish

Each step is one call below, and each is a module of its own. Everything that a later step needs
of an earlier one stands in the catalogue, so a build can stop anywhere and the next goes on.
"""

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from kazarchive.catalogue import published, store
from kazarchive.catalogue.queries import Catalogue
from kazarchive.catalogue.sync import Clock
from kazarchive.config import Site
from kazarchive.pages import kinds
from kazarchive.pages.kind import Kind
from kazarchive.problems import Problem, ProblemsFound
from kazarchive.publishing import fingerprint, output, plan, state, workers
from kazarchive.publishing.refresh import Refreshed, refresh
from kazarchive.publishing.workers import Workers, Workshop
from kazarchive.values import Planned

Progress = Callable[[str, int, int], None]
"""Told of (stage, done, in all)."""

ENOUGH_PROBLEMS = 50
"""Rendering stops here: one broken template fails on every page."""


@dataclass(frozen=True, slots=True)
class Options:
    """What one build may be told."""

    output: Path
    state: Path
    shown: str
    """The output folder as its owner names it."""
    now: int
    """Seconds since 1970-01-01 UTC: articles dated later do not appear."""
    jobs: int = 1
    drafts: bool = False
    keep_going: bool = False
    strict: bool = False
    full: bool = False
    reasons: bool = False
    """Whether the report is to tell why each page was rendered."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did. `found` = `articles` + `hidden` + `refused`."""

    found: int
    read: int
    refused: int
    hidden: int
    articles: int
    pages: int
    rendered: int
    written: int
    removed: int
    problems: tuple[Problem, ...] = ()
    reasons: tuple[Planned, ...] = field(default=(), repr=False)


def build(root: Path, site: Site, options: Options, progress: Progress) -> Report:
    """Bring the published site up to date with the sources.

    Raises ProblemsFound (nothing was published), output.WriteFailed (disk), state.Locked.
    """
    with state.opened(options.state) as opened, Workers(options.jobs) as team:
        connection, every = opened.connection, kinds(site)

        # The output folder, with whatever an interrupted build left to do.
        folder = output.claim(options.output, options.shown, connection, site.base_url)
        output.recover(folder, connection, every)
        workshop = Workshop(root, options.state, folder.path, folder.staging, site, folder.known)

        # Sources → catalogue. With errors the catalogue stays as it was.
        connection.execute("BEGIN")
        clock = Clock(options.now, options.drafts)
        learnt = refresh(connection, workshop, clock, team, opened.started, progress)
        catalogue = Catalogue(connection)
        problems = _judged(learnt, catalogue, options)

        # Catalogue → plan, kept until it is published.
        whole = _whole_reason(connection, site, folder, options)
        plan.store(connection, root, site, catalogue, every.values(), learnt, whole)
        connection.commit()
        reasons = tuple(published.every_pending(connection)) if options.reasons else ()

        # Plan → pages, staged beside the site, then put in its place.
        counts = (0, 0, 0)
        if published.pending_total(connection):
            output.open_staging(folder)
            _render(connection, workshop, every, team, progress)
            counts = published.staged_counts(connection)
            output.publish(folder, connection, every, site.base_url)
            output.close_staging(folder)
        notices = [opened.notice] if opened.notice else []
        return _report(connection, catalogue, learnt, counts, (*notices, *problems), reasons)


def _judged(learnt: Refreshed, catalogue: Catalogue, options: Options) -> list[Problem]:
    """Every problem of the archive, raised if it must not be published so."""
    found = [*learnt.problems, *(one for many in learnt.refused.values() for one in many)]
    problems = [*found, *catalogue.problems()]
    fatal = learnt.errors and not options.keep_going
    if fatal or (options.strict and problems):
        raise ProblemsFound(problems)
    return problems


def _whole_reason(
    connection: sqlite3.Connection, site: Site, folder: output.Folder, options: Options
) -> str | None:
    """Why every page is to be rendered, whatever changed in the sources; None if there is none."""
    showing, before = fingerprint.showing(site), store.meta(connection, "showing")
    store.set_meta(connection, "showing", showing)
    if options.full:
        return "--full was given"
    if before != showing:
        return "the configuration or the program changed" if before else "this is the first build"
    if not folder.known:
        return "the output folder is not as the last build left it"
    return store.meta(connection, "everything")


def _render(
    connection: sqlite3.Connection,
    workshop: Workshop,
    every: Iterable[str],
    team: Workers,
    progress: Progress,
) -> None:
    """Render and stage all that is pending. Raises ProblemsFound when a page cannot be made."""
    total, done = published.pending_total(connection), 0
    problems: dict[Problem, None] = {}
    chunks = (
        (workshop, kind, [one.address for one in chunk])
        for kind in every
        for chunk in workers.chunks(published.pending(connection, kind))
    )
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


def _report(
    connection: sqlite3.Connection,
    catalogue: Catalogue,
    learnt: Refreshed,
    counts: tuple[int, int, int],
    problems: tuple[Problem, ...],
    reasons: tuple[Planned, ...],
) -> Report:
    rendered, written, removed = counts
    return Report(
        found=learnt.found,
        read=learnt.read,
        refused=len(learnt.refused),
        hidden=catalogue.total(visible=False),
        articles=catalogue.total(),
        pages=published.total(connection),
        rendered=rendered,
        written=written,
        removed=removed,
        problems=problems,
        reasons=reasons,
    )
