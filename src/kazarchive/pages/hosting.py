"""The response headers of a site, as configuration files for each web server or host."""

from collections.abc import Iterator, Sequence

from kazarchive.answers import Page
from kazarchive.catalogue.queries import Catalogue
from kazarchive.pages.kind import Kind
from kazarchive.rules.addresses import HOSTING
from kazarchive.values import Address


class HostingFiles(Kind):
    name = "hosting"
    templates = ("headers.txt", "nginx.txt", "caddy.txt")

    def addresses(self, catalogue: Catalogue) -> Iterator[Address]:
        yield from (HOSTING[name] for name in self.site.hosting.files)

    def pages(self, addresses: Sequence[Address], catalogue: Catalogue) -> Iterator[Page]:
        for name in self.site.hosting.files:
            if HOSTING[name] in addresses:
                yield Page(HOSTING[name], f"{name}.txt", self.site.languages[0])
