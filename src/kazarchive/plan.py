"""What is to be rendered: every address that a change can reach, with the reason."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from kazarchive.catalogue.queries import Catalogue
from kazarchive.changes import Change, Planned
from kazarchive.config.options import Site
from kazarchive.ingest.refresh import Changes
from kazarchive.pages.kind import Kind
from kazarchive.reading import theme_files
from kazarchive.state import database as state
from kazarchive.state import fingerprint, journal

MANY = 4
"""When one article in so many changed, planning each change costs more than rendering all."""

FEW = 100
"""So many changes are planned one by one in any archive."""


def whole_reason(
    connection: sqlite3.Connection, site: Site, output_known: bool, full: bool
) -> str | None:
    """Why every page is to be rendered, whatever changed in the sources; None if there is none."""
    showing, before = fingerprint.showing(site), state.meta(connection, "showing")
    state.set_meta(connection, "showing", showing)
    if full:
        return "--full was given"
    if before != showing:
        return "the configuration or the program changed" if before else "this is the first build"
    if not output_known:
        return "the output folder is not as the last build left it"
    return state.meta(connection, "everything")


def store(
    connection: sqlite3.Connection,
    root: Path,
    site: Site,
    catalogue: Catalogue,
    kinds: Iterable[Kind],
    changes: Changes,
    whole: str | None,
) -> None:
    """Plan what was changes and keep the plan in the catalogue until it is published.

    `whole`: why everything is to be rendered, if that is known already.
    """
    every = tuple(kinds)
    if any(name.startswith("locale/") for name in changes.templates):
        whole = whole or "a translation file changed"
    if changes.touched > FEW and changes.touched > catalogue.total() // MANY:
        whole = whole or "many articles changed"
    if whole:
        state.set_meta(connection, "everything", whole)
        journal.forget_plan(connection)
        journal.expect(connection, everything(every, catalogue, whole))
        return
    journal.expect(connection, reached(changes.every(), every, catalogue))
    if changes.templates:
        closures = _closures(root, site, every)
        changed = frozenset(changes.templates)
        journal.expect(connection, templates(changed, every, closures, catalogue))


def _closures(root: Path, site: Site, kinds: Iterable[Kind]) -> dict[str, frozenset[str]]:
    """Of every template that a kind of page names: itself and all it is made of."""
    from kazarchive.rendering.theme import Theme  # a build without an edited template pays nothing

    theme = Theme(site, theme_files.template_layers(root), lambda body, draw: "")
    return {name: theme.closure(name) for kind in kinds for name in kind.templates}


def everything(kinds: Iterable[Kind], catalogue: Catalogue, because: str) -> Iterator[Planned]:
    """All addresses of the site."""
    for kind in kinds:
        for address in kind.addresses(catalogue):
            yield Planned(kind.name, address, because)


def reached(
    changes: Iterable[Change], kinds: Iterable[Kind], catalogue: Catalogue
) -> Iterator[Planned]:
    """Where changes show."""
    every = tuple(kinds)
    for change in changes:
        for kind in every:
            for address in kind.touched(change, catalogue):
                yield Planned(kind.name, address, change.reason)


def templates(
    changed: frozenset[str],
    kinds: Iterable[Kind],
    closures: Mapping[str, frozenset[str]],
    catalogue: Catalogue,
) -> Iterator[Planned]:
    """The kinds whose templates hold a changed one, by whatever they extend or include."""
    for kind in kinds:
        held: frozenset[str] = frozenset().union(*(closures[name] for name in kind.templates))
        reached = held & changed
        if reached or "*" in held:
            because = f"the template {min(reached or changed)} changed"
            yield from everything([kind], catalogue, because)
