"""The front page of each language: the newest articles by day, and links to the rest."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from msgspec import Struct

from kazarchive.answers import Page
from kazarchive.catalogue.cells import periods
from kazarchive.catalogue.queries import Catalogue
from kazarchive.changes import ArticleChange, Change, StandaloneChange
from kazarchive.pages.kind import Kind, TermCount
from kazarchive.values import (
    BYLINE,
    SECTION,
    Address,
    Cell,
    Count,
    Entry,
    Facet,
    TaxonomyLink,
    Term,
)

TERMS = 12
"""How many of the most used terms of each taxonomy are shown, at most."""

LEADING = 6
"""The lead is the first article with an image among this number of the newest ones."""


class MostUsed(Struct, frozen=True):
    """The terms of a taxonomy with the most articles."""

    taxonomy: TaxonomyLink
    terms: tuple[TermCount, ...]


class FrontPages(Kind):
    name = "front"
    templates = ("front.html",)

    def addresses(self, catalogue: Catalogue) -> Iterator[Address]:
        yield from (self.at.home(lang) for lang in self.site.languages)

    def touched(self, change: Change, catalogue: Catalogue) -> Iterator[Address]:
        """One page, or two if the language has changed; those whose own text links to a moved page
        or article."""
        if not isinstance(change, ArticleChange | StandaloneChange):
            return
        if change.has_moved:
            linking = {*catalogue.undated_linking_to(change.path)}
            every = map(self.at.home, self.site.languages)
            yield from (address for address in every if address in linking)
        if isinstance(change, StandaloneChange):
            homes = (self.at.home(side.lang) for side in change.sides)
            own = {side.address for side in change.sides}
            yield from (address for address in homes if change.is_shown or address in own)
            return
        if not change.is_shown:
            return
        for side in change.sides:
            if (
                _terms(change.before) != _terms(change.after)
                or self._shows(side, catalogue)
                or self._counts(side, catalogue)
            ):
                yield self.at.home(side.lang)

    def _shows(self, entry: Entry, catalogue: Catalogue) -> bool:
        return catalogue.newer(entry, self.site.listing.front) < self.site.listing.front

    def _counts(self, entry: Entry, catalogue: Catalogue) -> bool:
        """Whether the number of articles in the entry's year, which the page shows, has changed."""
        year = Cell(Facet(entry.lang), periods(entry)[1])
        return catalogue.count(year) != catalogue.count_before(year)

    def pages(self, addresses: Sequence[Address], catalogue: Catalogue) -> Iterator[Page]:
        for lang in self.site.languages:
            if self.at.home(lang) in addresses:
                yield self._page(lang, catalogue)

    def _page(self, lang: str, catalogue: Catalogue) -> Page:
        newest = catalogue.newest(lang, self.site.listing.front)
        pictured = (entry for entry in newest[:LEADING] if entry.pictured)
        lead = next(pictured, newest[0] if newest else None)
        others = groupby((entry for entry in newest if entry != lead), lambda entry: entry.day)
        days = tuple((day, tuple(entries)) for day, entries in others)
        years = tuple(
            Count(year, self.at.listing(Cell(Facet(lang), year)), n)
            for year, n in reversed(catalogue.periods(Facet(lang), "", 4))
        )
        text = next(
            (page for page in catalogue.undated() if page.address == self.at.home(lang)), None
        )
        on_this_day = self.at.on_this_day(lang) if self.site.listing.on_this_day else None
        return Page(
            address=self.at.home(lang),
            template="front.html",
            lang=lang,
            alternates=self.in_every_language("/"),
            indexed=text is None or text.indexed,
            about=text.path if text else None,
            context={
                "title": text.title if text else None,
                "summary": text.summary if text else None,
                "body": catalogue.body_of(text) if text else None,
                "lead": lead,
                "days": days,
                "wide": tuple(_wide(days)),
                "years": years,
                "on_this_day": on_this_day,
                "pages": self.other_pages(lang, catalogue),
                "most_used": tuple(self._most_used(lang, catalogue)),
            },
        )

    def _most_used(self, lang: str, catalogue: Catalogue) -> Iterator[MostUsed]:
        """The terms of each taxonomy that says what articles are about."""
        subjects = (name for name in self.site.taxonomy_names if name not in (BYLINE, SECTION))
        for taxonomy in subjects:
            counted = catalogue.most_used(lang, taxonomy, TERMS)
            if counted:
                terms = (
                    TermCount(name, self.at.listing(Cell(facet)), n) for facet, name, n in counted
                )
                yield MostUsed(self.taxonomy_link(taxonomy, lang), tuple(terms))


def _wide(days: Sequence[tuple[date, Sequence[Entry]]]) -> Iterator[date]:
    """The days that span both columns, so that no day has an empty place beside it: days with
    several articles, and the first of an odd number of consecutive days with one article each."""
    for several, run in groupby(days, lambda day: len(day[1]) > 1):
        dates = [day for day, _ in run]
        yield from dates if several else dates[: len(dates) % 2]


def _terms(entry: Entry | None) -> tuple[str, tuple[Term, ...]] | None:
    return (entry.lang, entry.terms) if entry else None
