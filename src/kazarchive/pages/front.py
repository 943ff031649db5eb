"""The front page of each language: its newest articles and the ways into the rest."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from kazarchive.catalogue.places import periods
from kazarchive.catalogue.queries import Catalogue
from kazarchive.pages.kind import Kind
from kazarchive.values import Address, Cell, Change, Count, Entry, Facet, Page


class FrontPages(Kind):
    name = "front"
    templates = ("front.html",)

    def addresses(self, catalogue: Catalogue) -> Iterator[Address]:
        yield from (self.at.home(lang) for lang in self.site.languages)

    def touched(self, change: Change, catalogue: Catalogue) -> Iterator[Address]:
        if change.before == change.after:
            return
        for side in filter(None, (change.before, change.after)):
            if self._shows(side, catalogue) or self._counts(side, catalogue):
                yield self.at.home(side.lang)

    def _shows(self, entry: Entry, catalogue: Catalogue) -> bool:
        return catalogue.newer(entry, self.site.listing.front) < self.site.listing.front

    def _counts(self, entry: Entry, catalogue: Catalogue) -> bool:
        """Whether the number of articles in the entry's year, shown beside it, is another."""
        year = Cell(Facet(entry.lang), periods(entry)[1])
        return catalogue.count(year) != catalogue.count_before(year)

    def pages(self, addresses: Sequence[Address], catalogue: Catalogue) -> Iterator[Page]:
        for lang in self.site.languages:
            if self.at.home(lang) in addresses:
                yield self._page(lang, catalogue)

    def _page(self, lang: str, catalogue: Catalogue) -> Page:
        newest = catalogue.newest(lang, self.site.listing.front)
        days = tuple((day, tuple(group)) for day, group in groupby(newest, lambda one: one.day))
        years = tuple(
            Count(year, self.at.listing(Cell(Facet(lang), year)), n)
            for year, n in reversed(catalogue.periods(Facet(lang), "", 4))
        )
        on_this_day = self.at.on_this_day(lang) if self.site.listing.on_this_day else None
        return Page(
            address=self.at.home(lang),
            template="front.html",
            lang=lang,
            alternates=self.in_every_language("/"),
            context={"days": days, "years": years, "on_this_day": on_this_day},
        )
