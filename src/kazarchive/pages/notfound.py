"""The pages that a host shows for a missing address, each in every language of the site, its own
first. A host that supports only one uses that of the first language."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from kazarchive.answers import Page
from kazarchive.catalogue.queries import Catalogue
from kazarchive.pages.kind import Kind
from kazarchive.values import Address, TaxonomyLink, UndatedLink


class WaysIn(Struct, frozen=True):
    """Where a reader of one language can continue."""

    lang: str
    home: Address
    search: Address | None
    about: Address | None
    """The page about the archive, if the site always has one."""
    menu: tuple[UndatedLink, ...]
    taxonomies: tuple[TaxonomyLink, ...]


class NotFoundPage(Kind):
    name = "notfound"
    templates = ("notfound.html",)

    def addresses(self, catalogue: Catalogue) -> Iterator[Address]:
        yield from map(self.at.not_found, self.site.languages)

    def pages(self, addresses: Sequence[Address], catalogue: Catalogue) -> Iterator[Page]:
        for lang in self.site.languages:
            if (address := self.at.not_found(lang)) in addresses:
                others = (other for other in self.site.languages if other != lang)
                ways = tuple(map(self._ways_in, (lang, *others)))
                yield Page(address, "notfound.html", lang, indexed=False, context={"ways": ways})

    def _ways_in(self, lang: str) -> WaysIn:
        return WaysIn(
            lang,
            self.at.home(lang),
            self.at.search(lang) if self.site.search.enabled else None,
            self.at.about(lang) if self.has_about else None,
            tuple(
                UndatedLink(label, self.at.page_named(lang, name), "")
                for name, label in self.site.menu(lang)
            ),
            tuple(self.taxonomy_link(name, lang) for name in self.site.taxonomy_names),
        )
