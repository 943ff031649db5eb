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

from kazarchive import plan
from kazarchive.catalogue import moves
from kazarchive.catalogue.queries import Catalogue
from kazarchive.catalogue.sync import Clock
from kazarchive.config.options import Site
from kazarchive.execution.pool import Pool
from kazarchive.images import variants
from kazarchive.ingest.refresh import Changes, refresh
from kazarchive.options import Options, Report
from kazarchive.output import folder as output_folder
from kazarchive.output import integrity, publish
from kazarchive.pages import kinds
from kazarchive.problems import Problem, ProblemsFound
from kazarchive.rendering import batch, tasks
from kazarchive.rendering.renderer import Renderer
from kazarchive.state import conversions, database, journal, spool
from kazarchive.state import folder as state_folder
from kazarchive.values import Address
from kazarchive.workspace import Workspace

Progress = Callable[[str, int, int], None]
"""Told of (stage, done, in all)."""

ON_CLOSE = (tasks.close, conversions.close)
"""What tasks keep in a process from one to the next."""


class Prepared(Struct, frozen=True):
    """A catalogue that is up to date, and the plan of what is to be rendered, kept in it."""

    connection: sqlite3.Connection
    catalogue: Catalogue
    changes: Changes
    problems: tuple[Problem, ...]
    altered: Mapping[Address, str]
    """Published files that are not as they were left, and what happened to each."""
    folder: output_folder.Folder
    renderer: Renderer
    pool: Pool


def build(root: Path, site: Site, options: Options, progress: Progress) -> Report:
    """Bring the published site up to date with the sources.

    Raises ProblemsFound (nothing was published), output.WriteFailed (disk), state.Locked.
    """
    try:
        return _built(root, site, options, progress)
    except state_folder.Damaged as damage:
        report = _built(root, site, options, progress)
        return replace(report, problems=(damage.notice, *report.problems))


def _built(root: Path, site: Site, options: Options, progress: Progress) -> Report:
    with prepared(root, site, options, progress) as ready:
        connection, folder = ready.connection, ready.folder
        moved = moves.told(connection)
        reasons = tuple(journal.every_pending(connection)) if options.reasons else ()
        rendered = written = removed = 0
        if journal.pending_total(connection):
            with output_folder.staging(folder, connection):
                database.begin(connection)
                batch.pending(connection, ready.renderer, ready.pool, progress)
                rendered, written, removed = journal.staged_counts(connection)
                publish.publish(folder, connection, ready.renderer.kinds, site.base_url)
        known = _counts(connection, ready.catalogue, ready.changes)
        done = {"rendered": rendered, "written": written, "removed": removed}
        return Report(**known, **done, problems=ready.problems, moves=moved, reasons=reasons)


@contextmanager
def prepared(root: Path, site: Site, options: Options, progress: Progress) -> Iterator[Prepared]:
    """The first half of a build: sources → catalogue → plan. Nothing of the site is touched,
    except that the publication of an interrupted build is finished."""
    with (
        state_folder.opened(options.state) as opened,
        Pool(options.jobs, on_close=ON_CLOSE) as pool,
    ):
        connection, every = opened.connection, kinds(site)

        # The output folder, with whatever an interrupted build left to do.
        folder = output_folder.claim(
            options.output, options.shown, connection, site.base_url, opened.moved
        )
        folder = publish.recover(folder, connection, every)
        folder = replace(folder, known=folder.known and not options.full)
        workspace = Workspace(root, options.state, site, folder, options.cache)
        suspects = integrity.begin(connection, options.state, folder, pool)
        opened.comparison.start()

        # Sources → catalogue. With errors it stays as it was.
        database.begin(connection)
        clock = Clock(options.now, options.drafts)
        changes = refresh(connection, workspace, clock, pool, opened.started, progress)
        variants.make(connection, workspace, pool, progress)
        variants.remove_unused(connection, options.state, changes.images_before)
        altered = integrity.confirm(folder, connection, suspects(), opened.started)
        opened.confirm()
        catalogue = Catalogue(connection)
        renderer = Renderer(workspace, catalogue)
        problems = (*opened.notices, *_judged(connection, changes, catalogue, options))

        # Catalogue → plan, kept until it is published.
        whole = plan.whole_reason(connection, site, folder.known, options.full)
        plan.store(connection, root, site, catalogue, every.values(), changes, whole)
        connection.commit()
        try:
            yield Prepared(
                connection, catalogue, changes, problems, altered, folder, renderer, pool
            )
        finally:
            spool.forget(options.state)
            conversions.shrink(options.state)


def _judged(
    connection: sqlite3.Connection, changes: Changes, catalogue: Catalogue, options: Options
) -> list[Problem]:
    """Every problem of the archive, raised if it must not be published so."""
    refused = [problem for found in changes.refused.values() for problem in found]
    problems = [*changes.problems, *refused, *catalogue.problems()]
    wrong = any(one.severity == "error" for one in problems)
    if (wrong and not options.keep_going) or (options.strict and problems):
        raise ProblemsFound(problems, _counts(connection, catalogue, changes))
    return problems


def _counts(
    connection: sqlite3.Connection, catalogue: Catalogue, changes: Changes
) -> dict[str, int]:
    return {
        "found": changes.found,
        "read": changes.read,
        "refused": len(changes.refused),
        "hidden": catalogue.total(visible=False),
        "articles": catalogue.total(),
        "pages": journal.total(connection),
    }
