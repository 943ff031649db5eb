"""The media of an article → those that can be published beside it, and why the others cannot.

A text may name what cannot be a file: the tag of a template, a path of another system, a name that
is too long. Reading does not know which files exist. The problem is therefore kept with the article
and reported only if the file exists; otherwise it is a missing file like any other.
"""

from collections.abc import Iterable, Iterator, Mapping

from kazarchive.problems import Place, Problem
from kazarchive.rules import addresses, reserved, slugs
from kazarchive.rules.addresses import Addresses
from kazarchive.values import Address

Medium = tuple[Address, str]
"""The address of a media file, and the file's path."""


def publishable(
    media: Iterable[Medium],
    below: Address,
    at: Addresses,
    places: Mapping[str, Place],
    of_site: bool = False,
) -> tuple[tuple[Medium, ...], tuple[Problem, ...]]:
    """The media that can be published, and the problems of the others, each with its `file`.

    `below`: the folder of the article's media. `places`: path → the place of the link to the file.
    `of_site`: whether the folder is one of the site's own, that of an author.
    """
    fit, faults = [], []
    for address, path in media:
        own = list(_faults(address, below, at, places[path], of_site))
        faults += [Problem(each.code, each.place, {**each.values, "file": path}) for each in own]
        if not own:
            fit.append((address, path))
    return tuple(fit), tuple(faults)


def _faults(
    address: Address, below: Address, at: Addresses, place: Place, of_site: bool
) -> Iterator[Problem]:
    if addresses.too_long(address):
        yield Problem("K0207", place, {"address": addresses.shortened(address)})
    owner = reserved.owner(address, at)
    if owner and (not of_site or at.kind(address)):
        yield Problem("K0204", place, {"address": address, "what": owner})
    *folders, last = address.removeprefix(below).split("/")
    faults = [(name, slugs.media_fault(name, folder=True)) for name in folders]
    for name, reason in (*faults, (last, slugs.media_fault(last))):
        if reason:
            yield Problem("K0208", place, {"name": name, "reason": reason})
