"""`explain`: which kind of page answers an address, from which sources, and whether and why the
next build would render it."""

import re
from urllib.parse import urlsplit

from msgspec import Struct

from kazarchive.build import Prepared
from kazarchive.config.options import Site
from kazarchive.pages import source_files
from kazarchive.rules import addresses, urls
from kazarchive.state import journal
from kazarchive.values import Address, Page


class Explanation(Struct, frozen=True):
    address: Address
    file: str
    """In the output folder."""
    kind: str | None
    """None: nothing answers this address."""
    template: str | None
    sources: tuple[str, ...]
    """Every source file of which the page shows something; where nothing answers, the articles
    that will when they are published, and what they wait for."""
    because: str | None
    """Why the next build would render it; None if it would not."""


def explain(ready: Prepared, site: Site, written: str) -> Explanation:
    """`written`: an address, a full URL of the site, or a path with the site's base path."""
    meant = _addresses(site, written)
    asked = ((one, ready.renderer.page(one)) for one in meant)
    address, page = next((pair for pair in asked if pair[1]), (meant[-1], None))
    file = addresses.file(address)
    because = journal.pending_reason(ready.connection, address)
    if page:
        kind = ready.renderer.kind(address)
        template = page.template if isinstance(page, Page) else None
        sources = tuple(dict.fromkeys(source_files(page)))
        return Explanation(address, file, kind, template, sources, because)
    hidden = tuple(f"{path} ({why})" for path, why in ready.catalogue.hidden(address))
    return Explanation(address, file, None, None, hidden, because)


def _addresses(site: Site, written: str) -> tuple[Address, ...]:
    """A file's address as it is typed, before that of the folder that a server shows there; where
    neither answers, the last is told of."""
    path = urlsplit(written).path if "://" in written else written
    if site.base_path and path.startswith(site.base_path + "/"):
        path = path[len(site.base_path) :]
    address = urls.decoded("/" + path.strip().lstrip("/"))
    address = address.removesuffix("index.html") if address.endswith("/index.html") else address
    if address.endswith("/"):
        return (address,)
    named = re.search(r"\.\w{1,11}$", address) or address in addresses.HOSTING.values()
    return (address + "/", address) if named else (address, address + "/")
