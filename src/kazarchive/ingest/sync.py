"""What changed in the sources is taken into the catalogue: first all that changed leaves it, then
what is new enters, so that the outcome is that of a clean build."""

from collections.abc import Callable, Iterable

from kazarchive.catalogue import current, later, links, moves, recent
from kazarchive.catalogue import root_files as catalogue_files
from kazarchive.catalogue.sync import Sync
from kazarchive.config.options import Site
from kazarchive.ingest import articles, other_files, pages, people, root_files
from kazarchive.ingest.articles import ReadChunk
from kazarchive.ingest.ingestion import Changes, Ingestion
from kazarchive.ingest.scanning import Scan
from kazarchive.rules import dates
from kazarchive.state import sources
from kazarchive.values import Address, Cell, Facet


def sync(work: Ingestion, scan: Scan, chunks: Iterable[ReadChunk]) -> Changes:
    """`chunks`: the articles as they are read, by path (`articles.read`)."""
    connection, now = work.connection, work.clock.now
    site = work.workspace.site
    catalogue = Sync(connection, work.clock, _term_address(site))
    problems, stale_variants = other_files.update(work, scan, catalogue)

    # First all that changed leaves, then what is new enters.
    at_top = catalogue_files.leave(connection)
    for path in (*scan.gone, *scan.changed):
        if work.kind_of(path) == "article":
            catalogue.leave(path)
    catalogue.begin()
    catalogue.recheck_users(scan.touched("media"))
    standalone = pages.update(work, scan, catalogue)
    persons = people.update(work, scan)
    refused = articles.enter(work, chunks, catalogue)
    catalogue.finish()
    refused_at_top, moved = root_files.update(work, catalogue, at_top)

    # What follows from the outcome.
    kinds = ("media", "static", "root", "other", "page", "person")
    files = [*scan.touched(*kinds), *sorted(moved)]
    page_problems = [*standalone.problems, *persons.problems, *pages.missing(connection, site)]
    moves.note(connection, catalogue.before)
    moves.settle(connection)
    sources.record_folders(connection, scan.rescanned)
    moment = work.clock.moment
    news = recent.refresh(connection, moment if site.news.publication else None)
    zone = dates.zone(site.timezone) if site.front.shows("on-this-day") else None
    links.refresh(connection, (*catalogue.before, *files, *standalone.paths, *persons.paths))
    return Changes(
        found=scan.articles,
        read=len(scan.fresh_of("article")),
        refused={
            **scan.refused,
            **refused,
            **articles.conflicts(work.workspace, catalogue.refused),
        },
        problems=(
            *scan.problems,
            *problems,
            *refused_at_top,
            *page_problems,
            *later.problems(connection, now),
        ),
        touched=len(catalogue.before),
        articles=catalogue.changes,
        files=tuple(files),
        standalone=tuple(standalone.changes),
        people=tuple(persons.changes),
        news=news,
        current=current.refresh(connection, moment, zone),
        templates=other_files.changed_templates(scan),
        stale_variants=_stale_variants(site, scan, stale_variants),
    )


def _stale_variants(site: Site, scan: Scan, folders: list[str]) -> tuple[str, ...] | None:
    if not site.images.enabled:
        return ()
    return None if scan.rules_changed else tuple(folders)


def _term_address(site: Site) -> Callable[[Facet], Address]:
    addresses = site.addresses
    return lambda facet: addresses.listing(Cell(facet))
