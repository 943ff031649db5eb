"""robots.txt (RFC 9309), which allows everything and names the sitemap."""

from collections.abc import Iterator, Sequence

from kazarchive.answers import Page
from kazarchive.catalogue.queries import Catalogue
from kazarchive.pages.kind import Kind
from kazarchive.rules.addresses import ROBOTS, SITEMAP_INDEX
from kazarchive.values import Address


class RobotsFile(Kind):
    name = "robots"
    templates = ("robots.txt",)

    def addresses(self, catalogue: Catalogue) -> Iterator[Address]:
        yield ROBOTS

    def pages(self, addresses: Sequence[Address], catalogue: Catalogue) -> Iterator[Page]:
        if ROBOTS in addresses:
            yield Page(
                ROBOTS, "robots.txt", self.site.languages[0], context={"sitemap": SITEMAP_INDEX}
            )
