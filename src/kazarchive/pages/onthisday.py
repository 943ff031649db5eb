"""On this day: a page for each day of the year with its articles of all years, and their calendar.

A page shows at most `page_size` articles, the newest ones; for older years it gives the number of
articles and links to them.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from msgspec import Struct

from kazarchive.answers import Page
from kazarchive.catalogue.queries import Catalogue
from kazarchive.changes import ArticleChange, Change
from kazarchive.pages.kind import Kind
from kazarchive.rules import addresses as rules
from kazarchive.rules import calendars
from kazarchive.values import Address, Cell, Entry, Facet, Period

Counts = Mapping[Period, int]
"""Day of the year → number of articles, from 1 January on."""


class DayLink(Struct, frozen=True):
    """The page of a day in all years."""

    day: date
    """In a leap year, so that 29 February exists."""
    address: Address


class Anniversary(Struct, frozen=True):
    """The day in one of the years."""

    day: date
    n: int
    entries: tuple[Entry, ...]
    """All `n`, or fewer if the page has reached its limit: the newest, or none."""
    address: Address
    anchor: str


class OnThisDayPages(Kind):
    name = "onthisday"
    templates = ("onthisday.html", "everyday.html")

    def addresses(self, catalogue: Catalogue) -> Iterator[Address]:
        for lang in self.site.languages if self.site.listing.on_this_day else ():
            yield self.at.on_this_day(lang)
            yield from (self.at.on_this_day(lang, day) for day in catalogue.days_of_year(lang))

    # --- where a change shows ----------------------------------------------------------------

    def touched(self, change: Change, catalogue: Catalogue) -> Iterator[Address]:
        """The day of the article, and the calendar if the day's number has changed. A page that
        comes or goes also touches the days beside it and the same day in other languages."""
        if isinstance(change, ArticleChange) and change.is_shown and self.site.listing.on_this_day:
            for side in change.sides:
                yield from self._touched(side, catalogue)

    def _touched(self, side: Entry, catalogue: Catalogue) -> Iterator[Address]:
        lang, day = side.lang, calendars.day_in_any_year(side.day)
        cell = Cell(Facet(lang), day)
        was, now = catalogue.count_before(cell), catalogue.count(cell)
        yield self.at.on_this_day(lang, day)
        if was != now:
            yield self.at.on_this_day(lang)
        if not (was and now):
            near = calendars.beside(day, catalogue.days_of_year(lang))
            yield from (self.at.on_this_day(lang, beside) for beside in near if beside)
            yield from (self.at.on_this_day(other, day) for other in self.site.languages)

    # --- the pages ---------------------------------------------------------------------------

    def pages(self, addresses: Sequence[Address], catalogue: Catalogue) -> Iterator[Page]:
        wanted = [place for address in addresses if (place := self.at.day_of_years(address))]
        if not wanted or not self.site.listing.on_this_day:
            return
        counts = {lang: catalogue.days_of_year(lang) for lang in self.site.languages}
        asked = {lang for lang, day in wanted if day}
        years = {lang: catalogue.periods(Facet(lang), "", 4) for lang in asked}
        for lang, day in wanted:
            if not day:
                yield self._calendar(lang, counts[lang])
            elif day in counts[lang]:
                dates = [f"{year}{day}" for year, _ in reversed(years[lang])]
                yield self._page(lang, day, tuple(self._years(lang, dates, catalogue)), counts)

    def _page(
        self, lang: str, day: Period, years: tuple[Anniversary, ...], counts: Mapping[str, Counts]
    ) -> Page:
        earlier, later = calendars.beside(day, counts[lang])
        versions = {
            other: self.at.on_this_day(other, day)
            for other in self.site.languages
            if day in counts[other]
        }
        return Page(
            address=self.at.on_this_day(lang, day),
            template="onthisday.html",
            lang=lang,
            alternates=self.alternates(versions),
            context={
                "day": calendars.day_of(day),
                "years": years,
                "total": counts[lang][day],
                "complete": all(year.n == len(year.entries) for year in years),
                "every_day": self.at.on_this_day(lang),
                "earlier": self._linked(lang, earlier),
                "later": self._linked(lang, later),
            },
        )

    def _linked(self, lang: str, day: Period | None) -> DayLink | None:
        return DayLink(calendars.day_of(day), self.at.on_this_day(lang, day)) if day else None

    def _years(
        self, lang: str, dates: Sequence[Period], catalogue: Catalogue
    ) -> Iterator[Anniversary]:
        """The dates that have articles, newest first. `dates`: the day in each year of the
        archive."""
        counts = catalogue.counts(Facet(lang), dates)
        days = [day for day in dates if day in counts]
        most = self.site.listing.page_size
        newest = catalogue.listed_on(Facet(lang), days[:most], most)
        grouped = groupby(newest, lambda entry: entry.day.isoformat())
        entries = {day: tuple(group) for day, group in grouped}
        for written in days:
            day = date.fromisoformat(written)
            month = self.at.listing(Cell(Facet(lang), written[:7]))
            listed = entries.get(written, ())
            yield Anniversary(day, counts[written], listed, month, rules.day_anchor(day))

    def _calendar(self, lang: str, counts: Counts) -> Page:
        address, most = self.at.on_this_day(lang), max(counts.values(), default=0)
        days = {
            month: tuple(held) for month, held in groupby(counts.items(), lambda day: day[0][:3])
        }
        numbers = [f"-{number:02}" for number in range(1, 13)]

        def where(day: date) -> tuple[Address, None]:
            return self.at.on_this_day(lang, calendars.day_in_any_year(day)), None

        months = (
            calendars.month(month, days.get(month, ()), most, None, where) for month in numbers
        )
        return Page(
            address=address,
            template="everyday.html",
            lang=lang,
            alternates=self.in_every_language(address),
            context={"calendar": tuple(months)},
        )
