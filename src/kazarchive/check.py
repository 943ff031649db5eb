"""`check`: look over the whole archive for what a build lets pass."""

import sqlite3
from collections.abc import Callable, Iterator

from kazarchive.build import Prepared
from kazarchive.catalogue import findings
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
)


def check(ready: Prepared) -> list[Problem]:
    """Every problem of the archive: what a build would report, and the findings of CHECKS."""
    found = [problem for look in CHECKS for problem in look(ready.connection)]
    return [*ready.problems, *_altered(ready), *_missing_addresses(ready), *found]


def _altered(ready: Prepared) -> Iterator[Problem]:
    """Published files that are not as the last build left them."""
    for address, what in sorted(ready.altered.items()):
        place = Place(f"{ready.renderer.workspace.folder.shown}/{addresses.file(address)}")
        yield Problem("K0710", place, {"what": what})


def _missing_addresses(ready: Prepared) -> Iterator[Problem]:
    known: dict[str, bool] = {}
    likely = Likely(ready.connection)
    for address, path, line in findings.links_to_addresses(ready.connection):
        if address not in known:
            known[address] = _is_there(ready, address)
        if not known[address]:
            values = {"target": address, "suggestion": _suggestion(ready, address, likely)}
            yield Problem("K0408", Place(path, line), values)


def _is_there(ready: Prepared, address: Address) -> bool:
    return bool(ready.renderer.page(address))


def _suggestion(ready: Prepared, address: Address, likely: Likely) -> str:
    """What may be meant by an address that no page has: the same in another case, with or without
    the last `/`."""
    if address.startswith("/static/"):
        return likely.file(address[1:])
    bare = address.rstrip("/")
    tries = (likely.address(address), f"{bare}/", bare, f"{bare.lower()}/", bare.lower())
    meant = next((one for one in tries if one and _is_there(ready, one)), None)
    return did_you_mean(meant) if meant else ""
