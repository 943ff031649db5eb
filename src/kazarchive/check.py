"""`check`: look over the whole archive for what a build lets pass."""

import sqlite3
from collections.abc import Callable, Iterator

from kazarchive.build import Prepared
from kazarchive.catalogue import findings
from kazarchive.pages import answer
from kazarchive.problems import Place, Problem
from kazarchive.rules import addresses

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
        place = Place(f"{ready.folder.shown}/{addresses.file(address)}")
        yield Problem("K0710", place, {"what": what})


def _missing_addresses(ready: Prepared) -> Iterator[Problem]:
    known: dict[str, bool] = {}
    for address, path, line in findings.links_to_addresses(ready.connection):
        if address not in known:
            known[address] = bool(answer(ready.kinds.values(), address, ready.catalogue))
        if not known[address]:
            yield Problem("K0408", Place(path, line), {"target": address})
