"""Which media can stand beside their article, and why the others cannot.

A text may name what no file can be: a template's tag, a path of another system, a name that is too
long. Reading does not know which files there are. So what cannot be published is kept with the
article and told where the file is there; where it is not, it is a missing file as any other.
"""

from collections.abc import Iterable, Iterator, Mapping

from kazarchive.problems import Place, Problem
from kazarchive.rules import addresses, slugs
from kazarchive.rules.addresses import Addresses
from kazarchive.values import Address

Medium = tuple[Address, str]
"""The address of a media file, and the file's path."""


def sorted_out(
    media: Iterable[Medium], below: Address, at: Addresses, places: Mapping[str, Place]
) -> tuple[tuple[Medium, ...], tuple[Problem, ...]]:
    """Those that can be published, and the faults of the others, each with its `file`.

    `below`: where the article's media stand. `places`: of the link to each file.
    """
    fit, faults = [], []
    for address, path in media:
        found = list(_faults(address, below, at, places[path]))
        faults += [Problem(one.code, one.place, {**one.values, "file": path}) for one in found]
        if not found:
            fit.append((address, path))
    return tuple(fit), tuple(faults)


def _faults(address: Address, below: Address, at: Addresses, place: Place) -> Iterator[Problem]:
    if addresses.too_long(address):
        yield Problem("K0207", place, {"address": addresses.shortened(address)})
    if owner := at.owner(address):
        yield Problem("K0204", place, {"address": address, "what": owner})
    *folders, last = address.removeprefix(below).split("/")
    faults = [(name, slugs.media_fault(name, folder=True)) for name in folders]
    for name, reason in (*faults, (last, slugs.media_fault(last))):
        if reason:
            yield Problem("K0208", place, {"name": name, "reason": reason})
