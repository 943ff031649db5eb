"""The grid of facet × period: years, months and days of the archive and of every term.

A cell of at most `page_size` articles is one page. A larger one shows its newest and links to the
years, months or days it is split into; below a cell that is not split there are no pages, except
that the whole archive always has its years and months.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from kazarchive.catalogue.places import parent, places
from kazarchive.catalogue.queries import Catalogue
from kazarchive.pages.kind import Kind
from kazarchive.values import (
    Address,
    Alternate,
    Cell,
    Change,
    Count,
    Facet,
    Page,
    Period,
    PeriodLink,
)

Counter = Callable[[Cell], int]
"""How many articles a cell holds, or held before a change."""

LENGTHS = {0: 4, 4: 7, 7: 10}
"""The length of the periods into which one of a length is split."""

ALL = 1_000_000


class ListingPages(Kind):
    name = "listing"
    templates = ("listing.html",)

    # --- which cells have a page -------------------------------------------------------------

    def _exists(self, cell: Cell, count: Counter) -> bool:
        if not cell.facet.taxonomy and not cell.period:
            return False  # the whole archive of all time is the front page
        if not count(cell):
            return False
        least = self._parent_over(cell.facet, len(cell.period))
        around = parent(cell.period)
        return least < 0 or around is None or count(Cell(cell.facet, around)) > least

    def _parent_over(self, facet: Facet, length: int) -> int:
        """How many articles the period around must exceed; below 0: none needed."""
        days = self.site.listing.days
        if length == 10 and days == "false":
            return ALL
        free = not facet.taxonomy and (length < 10 or days == "true")
        return -1 if free else self.site.listing.page_size

    def _split(self, cell: Cell, count: Counter) -> bool:
        """Whether a cell shows its newest alone and leaves the rest to its parts."""
        has_parts = len(cell.period) in LENGTHS and self._parent_over(cell.facet, 10) < ALL
        has_parts = has_parts or len(cell.period) < 7
        return has_parts and count(cell) > self.site.listing.page_size

    def addresses(self, catalogue: Catalogue) -> Iterator[Address]:
        for facet in catalogue.every_facet():
            yield from self._from(Cell(facet), catalogue)

    def _from(self, cell: Cell, catalogue: Catalogue) -> Iterator[Address]:
        """The page of a cell, and those of all below it."""
        if cell.facet.taxonomy or cell.period:
            yield self.at.listing(cell)
        for period, _ in self._periods(cell, catalogue):
            yield from self._from(Cell(cell.facet, period), catalogue)

    def _periods(self, cell: Cell, catalogue: Catalogue) -> list[tuple[Period, int]]:
        """The parts of a cell that have a page, with their numbers of articles: all or none."""
        found = self._parts(cell, catalogue)
        if found and self._exists(Cell(cell.facet, found[0][0]), catalogue.count):
            return found
        return []

    def _parts(self, cell: Cell, catalogue: Catalogue) -> list[tuple[Period, int]]:
        length = LENGTHS.get(len(cell.period))
        return catalogue.periods(cell.facet, cell.period, length) if length else []

    # --- where a change shows ----------------------------------------------------------------

    def touched(self, change: Change, catalogue: Catalogue) -> Iterator[Address]:
        if change.before == change.after:
            return
        for side in filter(None, (change.before, change.after)):
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
        if not cell.period and catalogue.renamed(cell.facet):
            yield from self._from(cell, catalogue)

    def _around(self, cell: Cell, catalogue: Catalogue) -> Iterator[Address]:
        """The pages that link to a cell because it is there."""
        for later in (False, True):
            near = self._neighbour(cell, catalogue, later)
            if near:
                yield near.address
        for lang in self.site.languages:
            yield self.at.listing(self._in_language(cell, lang))

    def _below(self, cell: Cell, catalogue: Catalogue) -> Iterator[Address]:
        """The parts of a cell whose pages come or go with its being split."""
        for period, _ in self._parts(cell, catalogue):
            part = Cell(cell.facet, period)
            yield self.at.listing(part)
            yield from self._around(part, catalogue)

    def _in_language(self, cell: Cell, lang: str) -> Cell:
        return Cell(Facet(lang, cell.facet.taxonomy, cell.facet.slug), cell.period)

    # --- what is there -----------------------------------------------------------------------

    def pages(self, addresses: Sequence[Address], catalogue: Catalogue) -> Iterator[Page]:
        for address in addresses:
            cell = self.at.cell(address)
            if cell and self._exists(cell, catalogue.count):
                yield self._page(cell, catalogue)

    def _page(self, cell: Cell, catalogue: Catalogue) -> Page:
        facet, lang = cell.facet, cell.facet.lang
        split = self._split(cell, catalogue.count)
        entries = catalogue.listed(cell, self.site.listing.page_size if split else ALL)
        days = tuple((day, tuple(group)) for day, group in groupby(entries, lambda one: one.day))
        term = facet.taxonomy != ""
        return Page(
            address=self.at.listing(cell),
            template="listing.html",
            lang=lang,
            alternates=self._alternates(cell, catalogue),
            context={
                "facet": facet,
                "name": catalogue.name(facet) if term else None,
                "label": self.site.taxonomy(facet.taxonomy).label(lang) if term else None,
                "facet_address": self.at.listing(Cell(facet)),
                "feed": self.at.feed(facet) if term else None,
                "period": cell.period,
                "days": days,
                "children": tuple(self._children(cell, catalogue)),
                "total": catalogue.count(cell),
                "complete": not split,
                "earlier": self._neighbour(cell, catalogue, later=False),
                "later": self._neighbour(cell, catalogue, later=True),
                "ancestors": tuple(self._ancestors(cell)),
            },
        )

    def _children(self, cell: Cell, catalogue: Catalogue) -> Iterator[Count]:
        for period, n in self._periods(cell, catalogue):
            yield Count(period, self.at.listing(Cell(cell.facet, period)), n)

    def _linked(self, facet: Facet, period: Period) -> PeriodLink:
        return PeriodLink(period, self.at.listing(Cell(facet, period)))

    def _neighbour(self, cell: Cell, catalogue: Catalogue, later: bool) -> PeriodLink | None:
        if not cell.period:
            return None
        least = self._parent_over(cell.facet, len(cell.period))
        found = catalogue.neighbour_period(cell.facet, cell.period, later, least)
        return self._linked(cell.facet, found[0]) if found else None

    def _ancestors(self, cell: Cell) -> list[PeriodLink]:
        above: list[PeriodLink] = []
        period: Period | None = parent(cell.period)
        while period is not None:
            if period or cell.facet.taxonomy:
                above.insert(0, self._linked(cell.facet, period))
            period = parent(period)
        return above

    def _alternates(self, cell: Cell, catalogue: Catalogue) -> tuple[Alternate, ...]:
        versions = [
            Alternate(lang, self.at.listing(self._in_language(cell, lang)))
            for lang in self.site.languages
            if self._exists(self._in_language(cell, lang), catalogue.count)
        ]
        return tuple(versions) if len(versions) > 1 else ()
