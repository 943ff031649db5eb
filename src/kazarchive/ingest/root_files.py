"""The files of `root/` take the addresses that no page has."""

from kazarchive.catalogue import root_files
from kazarchive.catalogue.sync import Sync
from kazarchive.config.options import Site
from kazarchive.ingest.ingestion import Ingestion
from kazarchive.problems import Place, Problem
from kazarchive.rules import addresses, reserved
from kazarchive.rules import root_files as rules
from kazarchive.values import Address


def update(work: Ingestion, sync: Sync, before: set[str]) -> tuple[list[Problem], set[str]]:
    """Enter all of them, after all articles and pages. `before`: the paths of those that left.
    Returns what is wrong, and the paths of those that came or went because of other pages."""
    problems, after = [], set()
    for path in root_files.recorded(work.connection):
        if problem := _enter(work.workspace.site, sync, path):
            problems.append(problem)
        else:
            after.add(path)
    return problems, before ^ after


def _enter(site: Site, sync: Sync, path: str) -> Problem | None:
    address = rules.address(path) or ""
    owner, hint = _owner(address, site), "rename the file, or leave it out"
    if address == addresses.ROBOTS:
        hint = "move the file to `templates/robots.txt`, which replaces that of the site"
    if not owner and (rival := sync.enter_root_file(path, address)):
        owner = f"`{rival}`"
        hint = "rename the file, or give the other one another slug, alias or file name"
    if not owner:
        return None
    values = {"address": address, "owner": owner, "hint": hint}
    return Problem("K0218", Place(path), values)


def _owner(address: Address, site: Site) -> str | None:
    """Which part of the site itself has the address of a file, or a folder in its place."""
    places = (address, f"{address}/", f"{address}/x/")
    return next(filter(None, (reserved.owner(place, site.addresses) for place in places)), None)
