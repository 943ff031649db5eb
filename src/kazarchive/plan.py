"""What is to be rendered: every address that a change can reach, with the reason."""

import sqlite3
from collections.abc import Iterable, Iterator

from kazarchive.catalogue.queries import Catalogue
from kazarchive.changes import Change, Planned
from kazarchive.ingest.ingestion import Changes
from kazarchive.pages.kind import Kind
from kazarchive.rendering.renderer import Renderer
from kazarchive.state import database, fingerprint, journal
from kazarchive.workspace import Workspace

MANY = 4
"""When one article in this many changed, planning each change costs more than rendering all."""

FEW = 100
"""Up to this many changes are planned one by one in any archive."""


def store(renderer: Renderer, connection: sqlite3.Connection, changes: Changes, full: bool) -> None:
    """Plan where changes show, and keep the plan in the state until it is published.

    `full`: whether every page must be rendered.
    """
    catalogue, kinds = renderer.catalogue, tuple(renderer.kinds.values())
    reason = _reason_for_everything(connection, renderer.workspace, full)
    if any(name.startswith("locale/") for name in changes.templates):
        reason = reason or "a translation file changed"
    if changes.touched > FEW and changes.touched > catalogue.total() // MANY:
        reason = reason or "many articles changed"
    if reason:
        database.set_meta(connection, "everything", reason)
        journal.forget_plan(connection)
        journal.expect(connection, everything(kinds, catalogue, reason))
        return
    journal.expect(connection, reached(changes.every(), kinds, catalogue))
    if changes.templates:
        journal.expect(connection, templates(changes.templates, renderer))


def _reason_for_everything(
    connection: sqlite3.Connection, workspace: Workspace, full: bool
) -> str | None:
    """Why every page must be rendered, whatever changed in the sources; None if it need not be."""
    now, before = fingerprint.showing(workspace.site), database.meta(connection, "showing")
    database.set_meta(connection, "showing", now)
    if full:
        return "--full was given"
    if before != now:
        return "the configuration or the program changed" if before else "this is the first build"
    if not workspace.folder.known:
        return "the output folder is not as the last build left it"
    return database.meta(connection, "everything")


def everything(kinds: Iterable[Kind], catalogue: Catalogue, because: str) -> Iterator[Planned]:
    """All addresses of the site."""
    for kind in kinds:
        for address in kind.addresses(catalogue):
            yield Planned(kind.name, address, because)


def reached(
    changes: Iterable[Change], kinds: Iterable[Kind], catalogue: Catalogue
) -> Iterator[Planned]:
    """The addresses where changes show."""
    every_kind = tuple(kinds)
    for change in changes:
        for kind in every_kind:
            for address in kind.touched(change, catalogue):
                yield Planned(kind.name, address, change.reason)


def templates(changed: frozenset[str], renderer: Renderer) -> Iterator[Planned]:
    """All addresses of the kinds whose templates extend or include a changed one, or are one."""
    for kind in renderer.kinds.values():
        closures = map(renderer.theme.closure, kind.templates)
        used: frozenset[str] = frozenset().union(*closures)
        if (used & changed) or "*" in used:
            because = f"the template {min(used & changed or changed)} changed"
            yield from everything([kind], renderer.catalogue, because)
