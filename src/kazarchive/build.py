"""The flow: articles become a site. Read this first.

    scan → read → sync → plan → render → publish

Everything that a later stage needs of an earlier one is in the catalogue and the state, so a build
can be stopped anywhere, and the next one continues from there.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection

from msgspec import Struct
from msgspec.structs import replace

from kazarchive import plan
from kazarchive.catalogue import moves
from kazarchive.catalogue.queries import Catalogue
from kazarchive.catalogue.sync import Clock
from kazarchive.config import placeholder
from kazarchive.config.options import Site
from kazarchive.execution.pool import Pool, Progress
from kazarchive.images import variants
from kazarchive.ingest import articles
from kazarchive.ingest.ingestion import Changes, Ingestion
from kazarchive.ingest.scanning import scan_sources
from kazarchive.ingest.sync import sync
from kazarchive.options import Options, PlainTemplate, Report
from kazarchive.output import folder as output_folder
from kazarchive.output import integrity, publish
from kazarchive.pages import KIND_NAMES
from kazarchive.problems import Problem, ProblemsFound
from kazarchive.rendering import batch, tasks
from kazarchive.rendering.renderer import Renderer
from kazarchive.state import conversions, database, journal, spool
from kazarchive.state import folder as state_folder
from kazarchive.values import Address
from kazarchive.workspace import Workspace

ON_CLOSE = (tasks.close, conversions.close)
"""Close what tasks keep open in a process from one to the next."""


class Prepared(Struct, frozen=True):
    """An up-to-date catalogue, with the plan of what to render kept in the state."""

    connection: Connection
    catalogue: Catalogue
    changes: Changes
    counts: dict[str, int]
    """Of a report, as far as they are known before anything is published."""
    problems: tuple[Problem, ...]
    altered: Mapping[Address, str]
    """Published files that are not as the last build left them, and what happened to each."""
    renderer: Renderer
    pool: Pool


def build(root: Path, site: Site, options: Options, progress: Progress) -> Report:
    """Bring the published site up to date with the sources.

    Raises ProblemsFound (nothing was published), disk.WriteFailed, state.folder.Locked.
    """
    try:
        return _build(root, site, options, progress)
    except state_folder.Damaged as damage:
        report = _build(root, site, options, progress)
        return replace(report, problems=(damage.notice, *report.problems))


def _build(root: Path, site: Site, options: Options, progress: Progress) -> Report:
    with prepared(root, site, options, progress) as ready:
        moved = moves.moved_articles(ready.connection)
        reasons = tuple(journal.every_pending(ready.connection)) if options.reasons else ()
        plain = _plain_templates(ready) if options.plain_templates else ()
        counts = ready.counts | _publish(ready, site, progress)
        return Report(
            **counts, problems=ready.problems, moves=moved, reasons=reasons, plain_templates=plain
        )


def _plain_templates(ready: Prepared) -> tuple[PlainTemplate, ...]:
    return ready.renderer.plain_templates(
        {planned.kind for planned in journal.every_pending(ready.connection)}
    )


@contextmanager
def prepared(root: Path, site: Site, options: Options, progress: Progress) -> Iterator[Prepared]:
    """The first half of a build: sources → catalogue → plan. It leaves the site alone, except
    that it finishes the publication of an interrupted build."""
    with state_folder.opened(options.state) as state, Pool(options.jobs, on_close=ON_CLOSE) as pool:
        connection = state.connection
        folder = publish.claim(state, site, options, KIND_NAMES)
        workspace = Workspace(root, options.state, site, folder, options.cache)
        suspects = integrity.begin(connection, options.state, folder, pool)
        state.comparison.start()

        # Sources → catalogue, which stays as it was if there are errors.
        database.begin(connection)
        clock = Clock(options.now, options.drafts)
        work = Ingestion(connection, workspace, clock, pool, state.started, progress)
        scan = scan_sources(work)
        chunks = articles.read(work, scan)  # each chunk when `sync` asks for it
        changes = sync(work, scan, chunks)
        variants.make(connection, workspace, pool, progress)
        variants.remove_unused(connection, options.state, changes.stale_variants)
        altered = integrity.confirm(folder, connection, suspects(), state.started)
        state.confirm()
        catalogue = Catalogue(connection)
        problems = [
            *changes.every_problem(),
            *catalogue.problems(),
            *placeholder.problems(root, site),
        ]
        counts = _counts(connection, catalogue, changes)
        _check(problems, counts, options)

        # Catalogue → plan, kept until it is published.
        renderer = Renderer(workspace, catalogue)
        plan.store(renderer, connection, changes, options.full)
        altered |= integrity.check_sample(folder, connection, state.started)
        connection.commit()
        try:
            noticed = (*state.notices, *problems)
            yield Prepared(connection, catalogue, changes, counts, noticed, altered, renderer, pool)
        finally:
            spool.remove(options.state)
            conversions.shrink(options.state)


def _publish(ready: Prepared, site: Site, progress: Progress) -> dict[str, int]:
    """The second half: plan → site. Returns the counts of pages."""
    connection, folder = ready.connection, ready.renderer.workspace.folder
    if not journal.pending_total(connection):
        return {}
    with output_folder.staging(folder, connection):
        database.begin(connection)
        batch.pending(connection, ready.renderer, ready.pool, progress)
        rendered, written, removed = journal.staged_counts(connection)
        publish.publish(folder, connection, KIND_NAMES, site.base_url)
        pages = journal.total(connection)
        return {"rendered": rendered, "written": written, "removed": removed, "pages": pages}


def _check(problems: Sequence[Problem], counts: Mapping[str, int], options: Options) -> None:
    """Raises ProblemsFound if the archive must not be published with these problems."""
    errors = any(problem.severity == "error" for problem in problems)
    if (errors and not options.keep_going) or (options.strict and problems):
        raise ProblemsFound(problems, counts)


def _counts(connection: Connection, catalogue: Catalogue, changes: Changes) -> dict[str, int]:
    return {
        "found": changes.found,
        "read": changes.read,
        "refused": len(changes.refused),
        "hidden": catalogue.total(visible=False),
        "articles": catalogue.total(),
        "pages": journal.total(connection),
    }
