"""The web app manifest (W3C) of each language: the name and icons for a home screen."""

from collections.abc import Iterator, Sequence

from kazarchive.answers import Page
from kazarchive.catalogue.queries import Catalogue
from kazarchive.pages.kind import Kind
from kazarchive.values import Address


class ManifestFiles(Kind):
    name = "manifest"
    templates = ("manifest.webmanifest",)

    def addresses(self, catalogue: Catalogue) -> Iterator[Address]:
        yield from map(self.at.manifest, self.site.languages)

    def pages(self, addresses: Sequence[Address], catalogue: Catalogue) -> Iterator[Page]:
        for lang in self.site.languages:
            if (address := self.at.manifest(lang)) in addresses:
                yield Page(address, "manifest.webmanifest", lang)
