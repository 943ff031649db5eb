"""The grid of facet × period: years, months and days of the archive and of every term.

Years and months of the archive show a calendar; a term shows a chart of its years and the terms it
often appears with. A cell of at most `page_size` articles is one page. A larger cell shows its
newest articles and links to the years, months or days into which it is split. Below a cell that is
not split there are no pages, but the archive itself always has pages for its years and months.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import groupby

from msgspec import Struct

from kazarchive.answers import Alternate, Page
from kazarchive.catalogue.cells import facets, parent, places
from kazarchive.catalogue.queries import Catalogue
from kazarchive.changes import ArticleChange, Change
from kazarchive.pages import people
from kazarchive.pages.kind import Kind, TermLink
from kazarchive.rules import addresses as rules
from kazarchive.rules import calendars, jsonld
from kazarchive.rules.calendars import CalendarMonth
from kazarchive.values import BYLINE, Address, Cell, Count, Entry, Facet, Period

Counting = Callable[[Cell], int]
"""How many articles a cell holds, now or before a change."""

LENGTHS = {0: 4, 4: 7, 7: 10}
"""Length of a period → length of the periods into which it is split."""

ALL = 1_000_000
"""More articles than any cell has."""

RELATED = 8
"""How many related terms are shown, at most."""

CHARTED = 50
"""How many years a chart shows, at most; the last ones are kept."""


class PeriodLink(Struct, frozen=True):
    """A neighbouring or an enclosing period. It has no count, because then every article would
    change the pages around its own."""

    period: Period
    address: Address


class YearCount(Struct, frozen=True):
    """The articles of a year in a chart, which includes years without articles."""

    year: int
    n: int
    height: int
    """In percent of the largest year; at least 1 for a year with articles."""


class ListingPages(Kind):
    name = "listing"
    templates = ("listing.html",)

    # --- which cells have a page -------------------------------------------------------------

    def _exists(self, cell: Cell, count: Counting) -> bool:
        if not cell.facet.taxonomy and not cell.period:
            return False  # the front page shows all of the archive
        if not count(cell):
            return self._is_configured(cell)
        least = self._parent_over(cell.facet, len(cell.period))
        around = parent(cell.period)
        return least < 0 or around is None or count(Cell(cell.facet, around)) > least

    def _is_configured(self, cell: Cell) -> bool:
        """Whether it is all of a term of the configuration, to which menus link in any case."""
        facet = cell.facet
        every = (each for each in self.site.taxonomies if each.name == facet.taxonomy)
        return not cell.period and any(facet.slug in each.slugs_in_order for each in every)

    def _parent_over(self, facet: Facet, length: int) -> int:
        """How many articles the enclosing period must exceed; below 0, there is no condition."""
        days = self.site.listing.days
        if length == 10 and days == "false":
            return ALL
        free = not facet.taxonomy and (length < 10 or days == "true")
        return -1 if free else self.site.listing.page_size

    def _split(self, cell: Cell, count: Counting) -> bool:
        """Whether a cell shows only its newest articles and leaves the rest to its parts."""
        has_parts = len(cell.period) in LENGTHS and self._parent_over(cell.facet, 10) < ALL
        has_parts = has_parts or len(cell.period) < 7
        return has_parts and count(cell) > self.site.listing.page_size

    def addresses(self, catalogue: Catalogue) -> Iterator[Address]:
        configured = (
            Facet(lang, taxonomy.name, slug)
            for lang in self.site.languages
            for taxonomy in self.site.taxonomies
            for slug in taxonomy.slugs_in_order
        )
        for facet in dict.fromkeys((*catalogue.every_facet(), *configured)):
            yield from self._from(Cell(facet), catalogue)

    def _from(self, cell: Cell, catalogue: Catalogue) -> Iterator[Address]:
        """The page of a cell, and those of all cells below it."""
        if cell.facet.taxonomy or cell.period:
            yield self.at.listing(cell)
        for period, _ in self._periods(cell, catalogue):
            yield from self._from(Cell(cell.facet, period), catalogue)

    def _periods(self, cell: Cell, catalogue: Catalogue) -> list[tuple[Period, int]]:
        """The parts of a cell that have a page, with their numbers of articles: all or none."""
        parts = self._parts(cell, catalogue)
        return parts if self._have_pages(cell, parts, catalogue) else []

    def _have_pages(
        self, cell: Cell, parts: Sequence[tuple[Period, int]], catalogue: Catalogue
    ) -> bool:
        return bool(parts) and self._exists(Cell(cell.facet, parts[0][0]), catalogue.count)

    def _parts(self, cell: Cell, catalogue: Catalogue) -> list[tuple[Period, int]]:
        length = LENGTHS.get(len(cell.period))
        return catalogue.periods(cell.facet, cell.period, length) if length else []

    # --- where a change shows ----------------------------------------------------------------

    def touched(self, change: Change, catalogue: Catalogue) -> Iterator[Address]:
        """The cells of its day, month, year and all time, for the archive and for each of its
        terms. A cell that comes or goes also touches its neighbours; a cell that begins or ceases
        to be split also touches its parts. Terms that appear together change on the pages of both,
        which are among these. The pages of authors show what their files say."""
        for person in people.changed(change, catalogue):
            yield from people.listings(person, self.at)
        if not isinstance(change, ArticleChange) or not change.is_shown:
            return
        for side in change.sides:
            for cell in places(side):
                yield from self._touched(cell, catalogue)

    def _touched(self, cell: Cell, catalogue: Catalogue) -> Iterator[Address]:
        was, now = catalogue.count_before, catalogue.count
        if self._exists(cell, was) or self._exists(cell, now):
            yield self.at.listing(cell)
        if self._exists(cell, was) != self._exists(cell, now):
            yield from self._around(cell, catalogue)
        if self._split(cell, was) != self._split(cell, now):
            yield from self._below(cell, catalogue)

    def _around(self, cell: Cell, catalogue: Catalogue) -> Iterator[Address]:
        """The pages that link to a cell because it exists."""
        for later in (False, True):
            near = self._neighbour(cell, catalogue, later)
            if near:
                yield near.address
        for lang in self.site.languages:
            yield self.at.listing(self._in_language(cell, lang))

    def _below(self, cell: Cell, catalogue: Catalogue) -> Iterator[Address]:
        """The parts of a cell, whose pages come or go when it begins or ceases to be split."""
        for period, _ in self._parts(cell, catalogue):
            part = Cell(cell.facet, period)
            yield self.at.listing(part)
            yield from self._around(part, catalogue)

    def _in_language(self, cell: Cell, lang: str) -> Cell:
        return Cell(Facet(lang, cell.facet.taxonomy, cell.facet.slug), cell.period)

    # --- the pages ---------------------------------------------------------------------------

    def pages(self, addresses: Sequence[Address], catalogue: Catalogue) -> Iterator[Page]:
        for address in addresses:
            cell = self.at.cell(address)
            if cell and self._exists(cell, catalogue.count):
                yield self._page(cell, catalogue)

    def _page(self, cell: Cell, catalogue: Catalogue) -> Page:
        facet, lang = cell.facet, cell.facet.lang
        split = self._split(cell, catalogue.count)
        entries = catalogue.listed(cell, self.site.listing.page_size if split else ALL)
        days = tuple(
            (day, tuple(group)) for day, group in groupby(entries, lambda entry: entry.day)
        )
        term = facet.taxonomy != ""
        parts = self._parts(cell, catalogue)
        linked = parts if self._have_pages(cell, parts, catalogue) else ()
        return Page(
            address=self.at.listing(cell),
            template="listing.html",
            lang=lang,
            alternates=self._alternates(cell, catalogue),
            indexed=bool(entries),
            context={
                "facet": facet,
                "name": self._name(cell, entries, catalogue) if term else None,
                "label": self.label(facet.taxonomy, lang) if term else None,
                "facet_address": self.at.listing(Cell(facet)),
                "feed": self.at.feed(facet) if term and entries else None,
                "rss_feed": self.at.rss_feed(facet) if term and entries and self.at.rss else None,
                "period": cell.period,
                "days": days,
                "children": tuple(self._counted(facet, part) for part in linked),
                "total": catalogue.count(cell),
                "complete": not split,
                "earlier": self._neighbour(cell, catalogue, later=False),
                "later": self._neighbour(cell, catalogue, later=True),
                "ancestors": tuple(self._ancestors(cell)),
                "calendar": tuple(self._calendar(cell, catalogue)),
                "on_this_day": self._on_this_day(cell),
                **self._of_term(cell, parts, catalogue),
            },
        )

    def _name(self, cell: Cell, entries: Sequence[Entry], catalogue: Catalogue) -> str:
        """The most common spelling of a term. On the page of a period only the articles of the
        period count, so that one more article with another spelling does not reach every period."""
        facet = cell.facet
        taxonomy = self.site.taxonomy(facet.taxonomy)
        if facet.slug in taxonomy.slugs_in_order:
            return taxonomy.term(facet.slug, facet.lang)
        if not cell.period:
            return catalogue.name(facet)
        names = Counter(facets(entry)[facet] for entry in entries)
        return min(names, key=lambda name: (-names[name], name))

    # --- a calendar --------------------------------------------------------------------------

    def _calendar(self, cell: Cell, catalogue: Catalogue) -> Iterator[CalendarMonth]:
        """The twelve months of a year of the archive, or a month of it."""
        if cell.facet.taxonomy or len(cell.period) not in (4, 7):
            return
        counts = catalogue.periods(cell.facet, cell.period, 10)
        most = max(n for _, n in counts)
        days = {month: tuple(held) for month, held in groupby(counts, lambda day: day[0][:7])}
        year = [f"{cell.period}-{number:02}" for number in range(1, 13)]
        for month in year if len(cell.period) == 4 else [cell.period]:
            address = self.at.listing(Cell(cell.facet, month))
            where = self._days_of(cell.facet, month, catalogue)
            yield calendars.month(month, days.get(month, ()), most, address, where)

    def _days_of(self, facet: Facet, month: Period, catalogue: Catalogue) -> calendars.Where:
        """The addresses of the days of a month: either each has a page, or all are on the
        month's."""
        around = Cell(facet, month)
        if self._parent_over(facet, 10) < catalogue.count(around):
            return lambda day: (self.at.listing(Cell(facet, day.isoformat())), None)
        address = self.at.listing(around)
        return lambda day: (address, rules.day_anchor(day))

    def _on_this_day(self, cell: Cell) -> Address | None:
        """The page to which a day, a month or a year of the archive links for other years."""
        if cell.facet.taxonomy or not self.site.listing.on_this_day:
            return None
        if len(cell.period) < 10:
            return self.at.on_this_day(cell.facet.lang)
        day = calendars.day_in_any_year(date.fromisoformat(cell.period))
        return self.at.on_this_day(cell.facet.lang, day)

    # --- a term ------------------------------------------------------------------------------

    def _of_term(
        self, cell: Cell, years: Sequence[tuple[Period, int]], catalogue: Catalogue
    ) -> dict[str, object]:
        """What the page of a term shows, but not the pages of its periods."""
        if cell.period or not cell.facet.taxonomy or not years:
            return {"years": (), "related": (), "timeline": None, "person": None, "linked": None}
        has_timeline = self.has_timeline(cell.facet, catalogue.count(cell))
        return {
            "years": tuple(_charted(years)),
            "related": tuple(
                TermLink(name, self.at.listing(Cell(facet)))
                for facet, name in catalogue.related(cell.facet, RELATED)
            ),
            "timeline": self.at.timeline(cell.facet) if has_timeline else None,
            **self._of_person(cell.facet, catalogue),
        }

    def _of_person(self, facet: Facet, catalogue: Catalogue) -> dict[str, object]:
        is_author = facet.taxonomy == BYLINE
        person = catalogue.person(facet.lang, facet.slug) if is_author else None
        if person is None:
            return {"person": None, "linked": None}
        url = self.full(self.at.listing(Cell(facet)))
        facts = people.facts(person, catalogue, self.full)
        linked = jsonld.profile(person.name, url, facet.lang, person.summary, person.email, facts)
        return {"person": people.shown(person, catalogue), "linked": linked}

    # --- links -------------------------------------------------------------------------------

    def _counted(self, facet: Facet, part: tuple[Period, int]) -> Count:
        return Count(part[0], self.at.listing(Cell(facet, part[0])), part[1])

    def _linked(self, facet: Facet, period: Period) -> PeriodLink:
        return PeriodLink(period, self.at.listing(Cell(facet, period)))

    def _neighbour(self, cell: Cell, catalogue: Catalogue, later: bool) -> PeriodLink | None:
        if not cell.period:
            return None
        least = self._parent_over(cell.facet, len(cell.period))
        near = catalogue.neighbour_period(cell.facet, cell.period, later, least)
        return self._linked(cell.facet, near[0]) if near else None

    def _ancestors(self, cell: Cell) -> list[PeriodLink]:
        above: list[PeriodLink] = []
        period: Period | None = parent(cell.period)
        while period is not None:
            if period or cell.facet.taxonomy:
                above.insert(0, self._linked(cell.facet, period))
            period = parent(period)
        return above

    def _alternates(self, cell: Cell, catalogue: Catalogue) -> tuple[Alternate, ...]:
        cells = {lang: self._in_language(cell, lang) for lang in self.site.languages}
        return self.alternates(
            {
                lang: self.at.listing(version)
                for lang, version in cells.items()
                if self._exists(version, catalogue.count)
            }
        )


def _charted(counts: Sequence[tuple[Period, int]]) -> Iterator[YearCount]:
    """Every year from a term's first to its last, including years without articles; nothing for a
    single year."""
    articles, most = dict(counts), max(n for _, n in counts)
    last = int(counts[-1][0])
    first = max(int(counts[0][0]), last - CHARTED + 1)
    for year in range(first, last + 1) if first < last else ():
        n = articles.get(f"{year}", 0)
        yield YearCount(year, n, -(-100 * n // most))
