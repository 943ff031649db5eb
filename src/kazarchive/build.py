"""The flow: articles become a site. Read this first.

    scan → read → sync → plan → render → publish

Everything that a later step needs of an earlier one stands in the catalogue, so a build can be
stopped anywhere and the next one goes on from there.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from kazarchive.catalogue import published, store
from kazarchive.catalogue.queries import Catalogue
from kazarchive.catalogue.sync import Clock
from kazarchive.config import Site
from kazarchive.orders import Options, Report
from kazarchive.pages import kinds
from kazarchive.pages.kind import Kind
from kazarchive.problems import Problem, ProblemsFound
from kazarchive.publishing import output, plan, spool, state, workers
from kazarchive.publishing.refresh import Refreshed, refresh
from kazarchive.publishing.workers import Workers, Workshop

Progress = Callable[[str, int, int], None]
"""Told of (stage, done, in all)."""

ENOUGH_PROBLEMS = 50
"""Rendering stops here: one broken template fails on every page."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A catalogue that is up to date, and the plan of what is to be rendered, kept in it."""

    connection: sqlite3.Connection
    catalogue: Catalogue
    kinds: dict[str, Kind]
    learnt: Refreshed
    problems: tuple[Problem, ...]
    folder: output.Folder
    workshop: Workshop
    team: Workers


def build(root: Path, site: Site, options: Options, progress: Progress) -> Report:
    """Bring the published site up to date with the sources.

    Raises ProblemsFound (nothing was published), output.WriteFailed (disk), state.Locked.
    """
    try:
        return _built(root, site, options, progress)
    except state.Damaged as damage:
        store.remove(options.state)
        report = _built(root, site, options, progress)
        return replace(report, problems=(damage.notice, *report.problems))


def _built(root: Path, site: Site, options: Options, progress: Progress) -> Report:
    with prepared(root, site, options, progress) as ready:
        reasons = tuple(published.every_pending(ready.connection)) if options.reasons else ()
        counts = (0, 0, 0)
        if published.pending_total(ready.connection):
            output.open_staging(ready.folder)
            ready.connection.execute("BEGIN")
            _render(ready, progress)
            counts = published.staged_counts(ready.connection)
            output.publish(ready.folder, ready.connection, ready.kinds, site.base_url)
            output.close_staging(ready.folder)
        known = _counts(ready.connection, ready.catalogue, ready.learnt)
        rendered, written, removed = counts
        return Report(
            **known,
            rendered=rendered,
            written=written,
            removed=removed,
            problems=ready.problems,
            reasons=reasons,
        )


@contextmanager
def prepared(root: Path, site: Site, options: Options, progress: Progress) -> Iterator[Prepared]:
    """The first half of a build: sources → catalogue → plan. Nothing of the site is touched,
    except that the publication of an interrupted build is finished."""
    with state.opened(options.state) as opened, Workers(options.jobs) as team:
        connection, every = opened.connection, kinds(site)

        # The output folder, with whatever an interrupted build left to do.
        folder = output.claim(options.output, options.shown, connection, site.base_url)
        folder = output.recover(folder, connection, every)
        folder = replace(folder, known=folder.known and not options.full)
        workshop = Workshop(root, options.state, site, folder)

        # Sources → catalogue. With errors it stays as it was.
        connection.execute("BEGIN")
        clock = Clock(options.now, options.drafts)
        learnt = refresh(connection, workshop, clock, team, opened.started, progress)
        catalogue = Catalogue(connection)
        problems = (*opened.notices, *_judged(connection, learnt, catalogue, options))

        # Catalogue → plan, kept until it is published.
        whole = plan.whole_reason(connection, site, folder.known, options.full)
        plan.store(connection, root, site, catalogue, every.values(), learnt, whole)
        connection.commit()
        yield Prepared(connection, catalogue, every, learnt, problems, folder, workshop, team)
        spool.forget(options.state)


def _judged(
    connection: sqlite3.Connection, learnt: Refreshed, catalogue: Catalogue, options: Options
) -> list[Problem]:
    """Every problem of the archive, raised if it must not be published so."""
    refused = [problem for found in learnt.refused.values() for problem in found]
    problems = [*learnt.problems, *refused, *catalogue.problems()]
    if (learnt.errors and not options.keep_going) or (options.strict and problems):
        raise ProblemsFound(problems, _counts(connection, catalogue, learnt))
    return problems


def _render(ready: Prepared, progress: Progress) -> None:
    """Render and stage all that is pending. Raises ProblemsFound when a page cannot be made."""
    total, done = published.pending_total(ready.connection), 0
    problems: dict[Problem, None] = {}
    for rendered in ready.team.map(workers.render_chunk, _chunks(ready), total):
        published.stage(ready.connection, rendered.outputs, rendered.gone)
        done += len(rendered.outputs) + len(rendered.gone)
        progress("rendering", done, total)
        problems |= dict.fromkeys(rendered.problems)
        if len(problems) >= ENOUGH_PROBLEMS:
            break
    if problems:
        published.drop_journal(ready.connection)
        raise ProblemsFound(problems)
    if store.meta(ready.connection, "everything"):
        published.stage_orphans(ready.connection)


def _chunks(ready: Prepared) -> Iterable[tuple[Workshop, str, list[str]]]:
    for kind in ready.kinds:
        for chunk in workers.chunks(published.pending(ready.connection, kind)):
            yield ready.workshop, kind, [one.address for one in chunk]


def _counts(
    connection: sqlite3.Connection, catalogue: Catalogue, learnt: Refreshed
) -> dict[str, int]:
    return {
        "found": learnt.found,
        "read": learnt.read,
        "refused": len(learnt.refused),
        "hidden": catalogue.total(visible=False),
        "articles": catalogue.total(),
        "pages": published.total(connection),
    }
