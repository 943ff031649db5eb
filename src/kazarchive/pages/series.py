"""The page of a series: all its parts in the order of reading."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from kazarchive.answers import Alternate, Page
from kazarchive.catalogue.queries import Catalogue
from kazarchive.catalogue.series import common_name
from kazarchive.changes import ArticleChange, Change
from kazarchive.pages.kind import Kind
from kazarchive.rules import jsonld
from kazarchive.values import Address, Entry, Facet


class Part(Struct, frozen=True):
    """A part of a series."""

    number: int
    entry: Entry


class SeriesPages(Kind):
    name = "series"
    templates = ("series.html",)
    of_articles = True

    def addresses(self, catalogue: Catalogue) -> Iterator[Address]:
        yield from map(self.at.series, catalogue.every_series())

    def touched(self, change: Change, catalogue: Catalogue) -> Iterator[Address]:
        """The series of the article. One that comes or goes also touches that of the same address
        in other languages."""
        if not isinstance(change, ArticleChange) or not change.is_shown:
            return
        for facet in filter(None, (side.serial for side in change.sides)):
            yield self.at.series(facet)
            if (catalogue.parts(facet) == 0) != (catalogue.parts_before(facet) == 0):
                yield from map(self.at.series, self.versions(facet))

    def pages(self, addresses: Sequence[Address], catalogue: Catalogue) -> Iterator[Page]:
        for address in addresses:
            facet = self.at.series_facet(address)
            parts = catalogue.in_series(facet) if facet else ()
            if facet and parts:
                yield self._page(facet, tuple(Part(*part) for part in parts), catalogue)

    def _page(self, facet: Facet, parts: tuple[Part, ...], catalogue: Catalogue) -> Page:
        address, name = self.at.series(facet), common_name([part.entry for part in parts])
        urls = [(part.number, part.entry, self.full(part.entry.address)) for part in parts]
        return Page(
            address=address,
            template="series.html",
            lang=facet.lang,
            alternates=self._alternates(facet, catalogue),
            context={
                "name": name,
                "parts": parts,
                "linked": jsonld.series(name, facet.lang, self.full(address), urls),
            },
        )

    def _alternates(self, facet: Facet, catalogue: Catalogue) -> tuple[Alternate, ...]:
        versions = self.versions(facet)
        return self.alternates(
            {each.lang: self.at.series(each) for each in versions if catalogue.parts(each)}
        )
