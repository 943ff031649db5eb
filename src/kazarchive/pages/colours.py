"""The stylesheet with the colours of a site."""

from collections.abc import Iterator, Sequence

from kazarchive.answers import Page
from kazarchive.catalogue.queries import Catalogue
from kazarchive.pages.kind import Kind
from kazarchive.rules import contrast
from kazarchive.rules.addresses import COLOURS
from kazarchive.values import Address


class ColourFile(Kind):
    name = "colours"
    templates = ("colours.css",)

    def addresses(self, catalogue: Catalogue) -> Iterator[Address]:
        if self.site.theme.accent:
            yield COLOURS

    def pages(self, addresses: Sequence[Address], catalogue: Catalogue) -> Iterator[Page]:
        light = self.site.theme.accent
        if light and COLOURS in addresses:
            dark = self.site.theme.accent_dark or contrast.readable(light, contrast.DARK_PAPER)
            context = {"light": light, "dark": dark}
            yield Page(COLOURS, "colours.css", self.site.languages[0], context=context)
