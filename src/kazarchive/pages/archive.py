"""All years and months of the archive, with their numbers of articles."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from kazarchive.answers import Page
from kazarchive.catalogue.queries import Catalogue
from kazarchive.changes import ArticleChange, Change
from kazarchive.pages.kind import Kind
from kazarchive.values import Address, Cell, Facet, Period


class ArchiveMonth(Struct, frozen=True):
    """A month with articles, or one without a page between two of them."""

    period: Period
    n: int
    address: Address


class ArchiveYear(Struct, frozen=True):
    """A year with articles."""

    year: int
    n: int
    height: int
    """In percent of the largest year; at least 1."""
    address: Address
    months: tuple[ArchiveMonth, ...]
    """Its months with articles."""


class ArchivePages(Kind):
    name = "archive"
    templates = ("archive.html",)
    of_articles = True

    def addresses(self, catalogue: Catalogue) -> Iterator[Address]:
        yield from (self.at.archive(lang) for lang in self.site.languages)

    def touched(self, change: Change, catalogue: Catalogue) -> Iterator[Address]:
        """The page of the language, if the number of a month may have changed."""
        if isinstance(change, ArticleChange):
            months = {(side.lang, f"{side.day:%Y-%m}") for side in change.sides}
            if change.before is None or change.after is None or len(months) > 1:
                yield from (self.at.archive(lang) for lang, _ in sorted(months))

    def pages(self, addresses: Sequence[Address], catalogue: Catalogue) -> Iterator[Page]:
        for lang in self.site.languages:
            address = self.at.archive(lang)
            if address in addresses:
                yield Page(
                    address=address,
                    template="archive.html",
                    lang=lang,
                    alternates=self.in_every_language(address),
                    context={
                        "years": tuple(self._years(lang, catalogue)),
                        "on_this_day": self.at.on_this_day(lang)
                        if self.site.listing.on_this_day
                        else None,
                    },
                )

    def _years(self, lang: str, catalogue: Catalogue) -> Iterator[ArchiveYear]:
        """The newest first."""
        counts = dict(catalogue.periods(Facet(lang), "", 4))
        most = max(counts.values(), default=0)
        months = catalogue.periods(Facet(lang), "", 7)
        by_year = {year: tuple(group) for year, group in groupby(months, lambda one: one[0][:4])}
        for year, n in reversed(counts.items()):
            yield ArchiveYear(
                int(year),
                n,
                max(1, round(100 * n / most)),
                self.at.listing(Cell(Facet(lang), year)),
                tuple(
                    ArchiveMonth(month, count, self.at.listing(Cell(Facet(lang), month)))
                    for month, count in by_year.get(year, ())
                ),
            )
