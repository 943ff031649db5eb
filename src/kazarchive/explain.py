"""`explain`: what is at an address, from which sources it is made, and whether and why the next
build would render it."""

import re
from urllib.parse import urlsplit

from msgspec import Struct

from kazarchive.answers import Page
from kazarchive.build import Prepared
from kazarchive.config.options import Site
from kazarchive.pages import source_files
from kazarchive.rules import addresses, urls
from kazarchive.state import journal
from kazarchive.values import Address


class Explanation(Struct, frozen=True):
    address: Address
    file: str
    """In the output folder."""
    kind: str | None
    """The kind of page; None if there is nothing."""
    template: str | None
    sources: tuple[str, ...]
    """Every source file from which the page shows something. If there is nothing, the hidden
    articles with this address, and what they wait for."""
    because: str | None
    """Why the next build would render it; None if it would not."""


def explain(ready: Prepared, site: Site, written: str) -> Explanation:
    """`written`: an address, a full URL of the site, or a path with the site's base path."""
    candidates = _addresses(site, written)
    pages = ((candidate, ready.renderer.page(candidate)) for candidate in candidates)
    address, page = next((pair for pair in pages if pair[1]), (candidates[-1], None))
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
    """The addresses that may be meant, the likeliest first: of a file as typed, and of a folder. If
    there is nothing at either, the last one is explained."""
    path = urlsplit(written).path if "://" in written else written
    if site.base_path and path.startswith(site.base_path + "/"):
        path = path[len(site.base_path) :]
    address = urls.decoded("/" + path.strip().lstrip("/"))
    address = address.removesuffix("index.html") if address.endswith("/index.html") else address
    if address.endswith("/"):
        return (address,)
    is_file = re.search(r"\.\w{1,11}$", address) or address in addresses.HOSTING.values()
    return (address + "/", address) if is_file else (address, address + "/")
