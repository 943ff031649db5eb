"""`explain`: which kind of page answers an address, from which sources, and whether and why the
next build would render it."""

from urllib.parse import urlsplit

from msgspec import Struct

from kazarchive.build import Prepared
from kazarchive.catalogue import published
from kazarchive.config import Site
from kazarchive.pages import answer, source_files
from kazarchive.rules import addresses
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
    address = _address(site, written)
    file = addresses.file(address)
    because = published.pending_reason(ready.connection, address)
    found = answer(ready.kinds.values(), address, ready.catalogue)
    if found:
        kind, page = found
        template = page.template if isinstance(page, Page) else None
        sources = tuple(dict.fromkeys(source_files(page)))
        return Explanation(address, file, kind.name, template, sources, because)
    hidden = tuple(f"{path} ({why})" for path, why in ready.catalogue.hidden(address))
    return Explanation(address, file, None, None, hidden, because)


def _address(site: Site, written: str) -> Address:
    path = urlsplit(written).path if "://" in written else written
    if site.base_path and path.startswith(site.base_path + "/"):
        path = path[len(site.base_path) :]
    return addresses.alias("/" + path.lstrip("/"))
