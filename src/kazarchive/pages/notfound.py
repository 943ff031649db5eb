"""The page a host shows for an address without one, in every language of the site at once."""

from collections.abc import Iterator, Sequence

from kazarchive.catalogue.queries import Catalogue
from kazarchive.pages.kind import Kind
from kazarchive.rules.addresses import NOT_FOUND
from kazarchive.values import Address, Page, TaxonomyLink, WaysIn


class NotFoundPage(Kind):
    name = "notfound"
    templates = ("notfound.html",)

    def addresses(self, catalogue: Catalogue) -> Iterator[Address]:
        yield NOT_FOUND

    def pages(self, addresses: Sequence[Address], catalogue: Catalogue) -> Iterator[Page]:
        if NOT_FOUND in addresses:
            ways = tuple(map(self._ways_in, self.site.languages))
            yield Page(
                NOT_FOUND,
                "notfound.html",
                self.site.languages[0],
                indexed=False,
                context={"ways": ways},
            )

    def _ways_in(self, lang: str) -> WaysIn:
        return WaysIn(
            lang,
            self.at.home(lang),
            self.at.search(lang) if self.site.search.enabled else None,
            self.at.about(lang),
            tuple(
                TaxonomyLink(one.name, one.label(lang), self.at.taxonomy(lang, one.name))
                for one in self.site.taxonomies
            ),
        )
