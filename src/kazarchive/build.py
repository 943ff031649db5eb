"""The flow: articles become a site. Read this first.

    scan → read → sync → plan → render → publish

Everything that a later step needs of an earlier one stands in the catalogue, so a build can be
stopped anywhere and the next one goes on from there.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from kazarchive.catalogue import conversions, moves, published
from kazarchive.catalogue.queries import Catalogue
from kazarchive.catalogue.sync import Clock
from kazarchive.config import Site
from kazarchive.orders import Options, Report
from kazarchive.pages import kinds
from kazarchive.pages.kind import Kind
from kazarchive.problems import Problem, ProblemsFound
from kazarchive.publishing import images, output, plan, render, spool, standing, state
from kazarchive.publishing.refresh import Refreshed, refresh
from kazarchive.publishing.workers import Workers, Workshop
from kazarchive.values import Address

Progress = Callable[[str, int, int], None]
"""Told of (stage, done, in all)."""


class Prepared(Struct, frozen=True):
    """A catalogue that is up to date, and the plan of what is to be rendered, kept in it."""

    connection: sqlite3.Connection
    catalogue: Catalogue
    kinds: dict[str, Kind]
    learnt: Refreshed
    problems: tuple[Problem, ...]
    altered: Mapping[Address, str]
    """Published files that are not as they were left, and what happened to each."""
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
        report = _built(root, site, options, progress)
        return replace(report, problems=(damage.notice, *report.problems))


def _built(root: Path, site: Site, options: Options, progress: Progress) -> Report:
    with prepared(root, site, options, progress) as ready:
        connection, folder = ready.connection, ready.folder
        moved = moves.told(connection)
        reasons = tuple(published.every_pending(connection)) if options.reasons else ()
        rendered = written = removed = 0
        if published.pending_total(connection):
            with output.staging(folder, connection):
                connection.execute("BEGIN")
                render.pending(connection, ready.workshop, ready.kinds, ready.team, progress)
                rendered, written, removed = published.staged_counts(connection)
                output.publish(folder, connection, ready.kinds, site.base_url)
        known = _counts(connection, ready.catalogue, ready.learnt)
        done = {"rendered": rendered, "written": written, "removed": removed}
        return Report(**known, **done, problems=ready.problems, moves=moved, reasons=reasons)


@contextmanager
def prepared(root: Path, site: Site, options: Options, progress: Progress) -> Iterator[Prepared]:
    """The first half of a build: sources → catalogue → plan. Nothing of the site is touched,
    except that the publication of an interrupted build is finished."""
    with state.opened(options.state) as opened, Workers(options.jobs) as team:
        connection, every = opened.connection, kinds(site)

        # The output folder, with whatever an interrupted build left to do.
        folder = output.claim(
            options.output, options.shown, connection, site.base_url, opened.moved
        )
        folder = output.recover(folder, connection, every)
        folder = replace(folder, known=folder.known and not options.full)
        workshop = Workshop(root, options.state, site, folder, options.cache)
        suspects = _suspects(connection, folder, options, team)
        opened.comparison.start()

        # Sources → catalogue. With errors it stays as it was.
        connection.execute("BEGIN")
        clock = Clock(options.now, options.drafts)
        learnt = refresh(connection, workshop, clock, team, opened.started, progress)
        images.make(connection, workshop, team, progress)
        images.let_go(connection, options.state, learnt.images_before)
        altered = standing.confirm(folder, connection, suspects(), opened.started)
        opened.confirm()
        catalogue = Catalogue(connection)
        problems = (*opened.notices, *_judged(connection, learnt, catalogue, options))

        # Catalogue → plan, kept until it is published.
        whole = plan.whole_reason(connection, site, folder.known, options.full)
        plan.store(connection, root, site, catalogue, every.values(), learnt, whole)
        connection.commit()
        try:
            yield Prepared(
                connection, catalogue, every, learnt, problems, altered, folder, workshop, team
            )
        finally:
            spool.forget(options.state)
            conversions.shrink(options.state)


def _suspects(
    connection: sqlite3.Connection, folder: output.Folder, options: Options, team: Workers
) -> Callable[[], list[Address]]:
    """Begin to look at the published files. Those of a folder that is not known as it is are
    compared one by one when they are rendered."""
    if not folder.known:
        return list
    parts = [(options.state, folder.path, part) for part in published.parts(connection)]
    found = team.aside(standing.suspects, parts)
    return lambda: [address for some in found() for address in some]


def _judged(
    connection: sqlite3.Connection, learnt: Refreshed, catalogue: Catalogue, options: Options
) -> list[Problem]:
    """Every problem of the archive, raised if it must not be published so."""
    refused = [problem for found in learnt.refused.values() for problem in found]
    problems = [*learnt.problems, *refused, *catalogue.problems()]
    wrong = any(one.severity == "error" for one in problems)
    if (wrong and not options.keep_going) or (options.strict and problems):
        raise ProblemsFound(problems, _counts(connection, catalogue, learnt))
    return problems


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
