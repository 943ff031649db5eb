"""Bringing the catalogue up to date with the sources: scan, read what changed, sync."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct

from kazarchive.catalogue import images, later, links, moves, recent
from kazarchive.catalogue import sync as syncing
from kazarchive.catalogue.sync import Clock, Sync
from kazarchive.changes import (
    ArticleChange,
    Change,
    FileChange,
    NewsChange,
    StandaloneChange,
    TermsChange,
)
from kazarchive.config.options import Site
from kazarchive.execution.pool import Pool
from kazarchive.ingest import articles, other_files, pages, scanning
from kazarchive.ingest.kinds import Kinds
from kazarchive.problems import Problem
from kazarchive.state import database, fingerprint, sources, spool
from kazarchive.values import Cell
from kazarchive.workspace import Workspace


class Changes(Struct, frozen=True):
    """What has changed in the sources, and what is wrong with them."""

    found: int = 0
    """Article files."""
    read: int = 0
    refused: Mapping[str, tuple[Problem, ...]] = {}
    """Article files that cannot be published, and why."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with other files."""
    touched: int = 0
    """Articles that were added, changed or removed, or became due."""
    articles: Callable[[], Iterator[ArticleChange]] = lambda: iter(())
    """What happened to each of them."""
    files: tuple[str, ...] = ()
    """Media, static files and pages without a date that are new, changed or gone."""
    standalone: tuple[StandaloneChange, ...] = ()
    """What happened to the pages without a date."""
    news: bool = False
    """Whether other articles are news than before."""
    templates: frozenset[str] = frozenset()
    """Names, below `templates/`, of those that are new, changed or gone."""
    images_before: tuple[str, ...] | None = ()
    """Where the sizes of images that are changed or gone are kept; None: of all."""

    def every(self) -> Iterator[Change]:
        """All but those of templates, one by one."""
        yield from self.articles()
        yield TermsChange()
        yield from map(FileChange, self.files)
        yield from self.standalone
        if self.news:
            yield NewsChange()


def refresh(
    connection: sqlite3.Connection,
    workspace: Workspace,
    clock: Clock,
    pool: Pool,
    started: int,
    progress: Callable[[str, int, int], None],
) -> Changes:
    """Scan the sources and take every difference into the catalogue, in one open transaction.

    `started`: nanoseconds by the file system's clock. `progress`: stage, done, in all.
    """
    site, kind_of = workspace.site, Kinds(workspace.site)
    everything = _forget_if_reading_changed(connection, site)
    spool.empty_table(connection)

    # Scan.
    scan = scanning.differences(connection, workspace, kind_of, pool, started)
    sources.forget(connection, (*scan.gone, *scan.changed))
    fresh = {kind: [file for file in scan.fresh if kind_of(file.path) == kind] for kind in _KINDS}
    others = [file for file in scan.fresh if kind_of(file.path) not in ("article", "page")]
    paths = [*scan.gone, *(file.path for file in others)]
    files = [path for path in paths if kind_of(path) not in ("article", "template")]
    templates = frozenset(
        other_files.template_name(path) for path in paths if kind_of(path) == "template"
    )

    # Files that are no articles.
    images.forget(connection, [path for path in files if kind_of(path) == "static"])
    problems = other_files.record(connection, workspace, others, kind_of, started)
    sync = Sync(connection, clock, _term_address(site))
    media = [path for path in files if kind_of(path) == "media"]
    kept = other_files.examine_media(connection, workspace, media, pool, sync)

    # Articles and pages: first all that changed leaves, then the new ones enter.
    for path in (*scan.gone, *scan.changed):
        if kind_of(path) == "article":
            sync.leave(path)
    sync.begin()
    sync.look_again(media)
    gone = [path for path in scan.gone if kind_of(path) == "page"]
    standalone, wrong = pages.update(
        connection, workspace, fresh["page"], gone, sync, kind_of, started
    )
    refused = articles.read(
        connection, workspace, fresh["article"], pool, sync, kind_of, started, progress
    )
    sync.finish()

    moves.note(connection, sync.before)
    moves.settle(connection)
    sources.note_calm(connection, scan.looked_at)
    files += [*gone, *(file.path for file in fresh["page"])]
    wrong += pages.missing(connection, site)
    now = clock.now if site.news.publication else None
    news = recent.refresh(connection, now)
    links.refresh(connection, (*sync.before, *files))
    return Changes(
        found=scan.found,
        read=len(fresh["article"]),
        refused={**scan.refused, **refused, **articles.conflicts(workspace, sync.refused)},
        problems=(*scan.problems, *problems, *wrong, *later.problems(connection, clock.now)),
        touched=len(sync.before),
        articles=sync.changes,
        files=tuple(files),
        standalone=tuple(standalone),
        news=news,
        templates=templates,
        images_before=_images_before(site, everything, kept),
    )


_KINDS = ("article", "page")


def _images_before(site: Site, everything: bool, kept: Sequence[str]) -> tuple[str, ...] | None:
    if not site.images.enabled:
        return ()
    return None if everything else tuple(kept)


def _term_address(site: Site) -> Callable[..., str]:
    at = site.addresses
    return lambda facet: at.listing(Cell(facet))


def _forget_if_reading_changed(connection: sqlite3.Connection, site: Site) -> bool:
    """What was read by other rules is read again, all of it. Returns whether it is."""
    now = fingerprint.reading(site)
    if database.meta(connection, "reading") == now:
        return False
    moves.note_all(connection)
    syncing.empty(connection)
    sources.forget_all(connection)
    database.set_meta(connection, "reading", now)
    return True
