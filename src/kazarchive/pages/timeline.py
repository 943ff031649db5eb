"""The timeline of a subject: its articles from the first to the last, at most the `page_size`
newest."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from kazarchive.answers import Alternate, Page
from kazarchive.catalogue.cells import facets
from kazarchive.catalogue.queries import Catalogue
from kazarchive.changes import ArticleChange, Change
from kazarchive.pages.kind import Kind
from kazarchive.values import Address, Cell, Facet


class TimelinePages(Kind):
    name = "timeline"
    templates = ("timeline.html",)

    def addresses(self, catalogue: Catalogue) -> Iterator[Address]:
        for facet in catalogue.every_facet() if self.site.listing.timeline else ():
            if self.has_timeline(facet, catalogue.count(Cell(facet))):
                yield self.at.timeline(facet)

    def touched(self, change: Change, catalogue: Catalogue) -> Iterator[Address]:
        """The timeline of each term of the article. A timeline that comes or goes also touches
        those of the same term in other languages."""
        if not isinstance(change, ArticleChange) or not change.is_shown:
            return
        for side in change.sides:
            for facet in facets(side):
                was = self.has_timeline(facet, catalogue.count_before(Cell(facet)))
                now = self.has_timeline(facet, catalogue.count(Cell(facet)))
                if was or now:
                    yield self.at.timeline(facet)
                if was != now:
                    yield from map(self.at.timeline, self.versions(facet))

    def pages(self, addresses: Sequence[Address], catalogue: Catalogue) -> Iterator[Page]:
        for address in addresses:
            facet = self.at.timeline_facet(address)
            if facet and self.has_timeline(facet, catalogue.count(Cell(facet))):
                yield self._page(facet, catalogue)

    def _page(self, facet: Facet, catalogue: Catalogue) -> Page:
        total = catalogue.count(Cell(facet))
        entries = catalogue.listed(Cell(facet), self.site.listing.page_size)[::-1]
        grouped = groupby(entries, lambda entry: entry.day.replace(day=1))
        months = [(first, tuple(group)) for first, group in grouped]
        years = groupby(months, lambda month: month[0].year)
        return Page(
            address=self.at.timeline(facet),
            template="timeline.html",
            lang=facet.lang,
            alternates=self._alternates(facet, catalogue),
            context={
                "name": catalogue.name(facet),
                "label": self.label(facet.taxonomy, facet.lang),
                "facet": facet,
                "facet_address": self.at.listing(Cell(facet)),
                "years": tuple((year, tuple(group)) for year, group in years),
                "total": total,
                "shown": len(entries),
            },
        )

    def _alternates(self, facet: Facet, catalogue: Catalogue) -> tuple[Alternate, ...]:
        return self.alternates(
            {
                version.lang: self.at.timeline(version)
                for version in self.versions(facet)
                if self.has_timeline(version, catalogue.count(Cell(version)))
            }
        )
