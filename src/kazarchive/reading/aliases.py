"""A former address, as an author writes it → its address, or why it cannot be published."""

import posixpath

from kazarchive.config.options import Site
from kazarchive.rules import addresses, reserved, urls
from kazarchive.values import Address

LONGEST_SHOWN = 120
"""Characters of an alias in a message."""

Fault = tuple[str, dict[str, str]]
"""The code of a problem, and its values."""


def address(written: str, own: Address, lang: str, site: Site) -> Address:
    """The address of an alias of the page at `own`, as another generator means it: in Hugo, it is
    below the language, or below the folder of the page; in others, below the root."""
    if site.markdown.links == "plain":
        meant = written
    elif site.markdown.links != "hugo":
        meant = f"/{written.lstrip('/')}"
    elif written.startswith("/"):
        meant = f"{site.addresses.prefix(lang)}{written}"
    else:
        above = posixpath.dirname(own.rstrip("/"))
        end = "/" if written.endswith("/") else ""
        meant = posixpath.normpath(posixpath.join(above, written)) + end
    return addresses.alias(meant)


def fault(written: str, alias: Address, site: Site) -> Fault | None:
    """K0203, K0204 or K0207, if an alias cannot be published."""
    if reason := addresses.fault(alias):
        return "K0203", {"alias": addresses.shortened(written, LONGEST_SHOWN), "reason": reason}
    if owner := reserved.owner(alias, site.addresses):
        return "K0204", {"address": urls.decoded(written), "what": owner}
    if addresses.too_long(alias):
        return "K0207", {"address": addresses.shortened(alias)}
    return None


def only_by_server(written: str, own: Address, site: Site) -> Fault | None:
    """K0214, if an alias has a query: it cannot be a file, only a web server can redirect it."""
    if "?" not in written:
        return None
    request, target = urls.request(written), addresses.url(own)
    below = site.base_path
    return "K0214", {"alias": written, "request": below + request, "address": below + target}
