"""`check`: finds issues in the whole archive that do not stop a build."""

import sqlite3
from collections.abc import Callable, Iterator
from itertools import chain

from kazarchive import customise, own_links
from kazarchive.build import Prepared
from kazarchive.catalogue import findings, people
from kazarchive.catalogue.likely import Likely
from kazarchive.problems import Place, Problem, did_you_mean
from kazarchive.rules import addresses
from kazarchive.values import Address

CHECKS: tuple[Callable[[sqlite3.Connection], Iterator[Problem]], ...] = (
    findings.fragments,
    findings.silent_images,
    findings.texts,
    findings.translations,
    findings.same_titles,
    findings.unused_media,
    people.without_articles,
)


def check(ready: Prepared) -> list[Problem]:
    """What a build would report, altered published files, links to missing addresses, and the
    findings of CHECKS."""
    others = [problem for find in CHECKS for problem in find(ready.connection)]
    copies = customise.stale(ready.renderer.workspace.root)
    return [*ready.problems, *_altered(ready), *_missing_addresses(ready), *others, *copies]


def _altered(ready: Prepared) -> Iterator[Problem]:
    """Published files that are not as the last build left them (K0710)."""
    for address, what in sorted(ready.altered.items()):
        place = Place(f"{ready.renderer.workspace.folder.shown}/{addresses.file(address)}")
        yield Problem("K0710", place, {"what": what})


def _missing_addresses(ready: Prepared) -> Iterator[Problem]:
    """Links of articles and of the site itself to addresses that no page has (K0408)."""
    exists: dict[str, bool] = {}
    likely = Likely(ready.connection)
    workspace = ready.renderer.workspace
    written = findings.links_to_addresses(ready.connection)
    links = ((address, Place(path, line)) for address, path, line in written)
    for address, place in chain(links, own_links.links(workspace.site, workspace.root)):
        if address not in exists:
            exists[address] = _exists(ready, address)
        if not exists[address]:
            values = {"target": address, "suggestion": _suggestion(ready, address, likely)}
            yield Problem("K0408", place, values)


def _exists(ready: Prepared, address: Address) -> bool:
    return bool(ready.renderer.page(address))


def _suggestion(ready: Prepared, address: Address, likely: Likely) -> str:
    """The end of a message about an address that no page has: one that differs only in case or in
    the last `/`."""
    if address.startswith("/static/"):
        return likely.file(address[1:])
    bare = address.rstrip("/")
    variants = (likely.address(address), f"{bare}/", bare, f"{bare.lower()}/", bare.lower())
    meant = next((variant for variant in variants if variant and _exists(ready, variant)), None)
    return did_you_mean(meant) if meant else ""
