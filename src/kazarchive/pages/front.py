"""The front page of each language: what [front] says, in order."""

from collections.abc import Iterator, Sequence, Set
from datetime import date
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from kazarchive.answers import Page
from kazarchive.catalogue.cells import facets, periods
from kazarchive.catalogue.queries import Catalogue
from kazarchive.changes import ArticleChange, Change, CurrentChange, StandaloneChange
from kazarchive.config.front_options import ASIDE, FrontBlock
from kazarchive.pages.kind import Kind, TermCount
from kazarchive.rules import calendars
from kazarchive.values import (
    BYLINE,
    SECTION,
    Address,
    Body,
    Cell,
    Count,
    Entry,
    Facet,
    TaxonomyLink,
    Term,
    Undated,
)

TERMS = 12
"""How many of the most used terms of each taxonomy are shown, at most."""

LEADING = 6
"""Unless an article says that it leads, the lead is the first one with an image among this number
of the newest ones."""

PINNED = 4
"""How many pinned articles are shown, at most, besides the lead."""

REMEMBERED = 4
"""How many articles of this day in earlier years are shown, at most."""


class MostUsed(Struct, frozen=True):
    """The terms of a taxonomy with the most articles."""

    taxonomy: TaxonomyLink
    terms: tuple[TermCount, ...]


class Block(Struct, frozen=True):
    """A part of the front page that is not empty."""

    kind: str
    """`lead`, `pinned`, `newest`, `term`, `on-this-day` or `page`."""
    title: str = ""
    address: Address | None = None
    """Where there is more."""
    entries: tuple[Entry, ...] = ()
    body: Body | None = None


class FrontPages(Kind):
    name = "front"
    templates = ("front.html",)

    def addresses(self, catalogue: Catalogue) -> Iterator[Address]:
        yield from (self.at.home(lang) for lang in self.site.languages)

    # --- where a change shows ----------------------------------------------------------------

    def touched(self, change: Change, catalogue: Catalogue) -> Iterator[Address]:
        """One page, or two if the language has changed; those whose own text links to a moved page
        or article."""
        if isinstance(change, CurrentChange):
            yield from self.addresses(catalogue)
        if not isinstance(change, ArticleChange | StandaloneChange):
            return
        if change.has_moved:
            linking = {*catalogue.undated_linking_to(change.path)}
            for lang in self.site.languages:
                if not linking.isdisjoint(self._texts(lang)):
                    yield self.at.home(lang)
        if isinstance(change, StandaloneChange):
            for page in change.sides:
                if change.is_shown or page.address in self._texts(page.lang):
                    yield self.at.home(page.lang)
            return
        if not change.is_shown:
            return
        for side in change.sides:
            if _terms(change.before) != _terms(change.after) or self._shows(side, catalogue):
                yield self.at.home(side.lang)

    def _texts(self, lang: str) -> list[Address]:
        """The addresses of the pages without a date whose text is on a front page."""
        names = (block.target for block in self.site.front.shown if block.kind == "page")
        return [self.at.home(lang), *(self.at.page_named(lang, name) for name in names)]

    def _shows(self, entry: Entry, catalogue: Catalogue) -> bool:
        """Whether a front page may show an entry, or a number that it changes."""
        most = self.site.listing.front
        return (
            entry.lead
            or entry.pinned is not None
            or catalogue.newer(entry, most) < most
            or self._counts(entry, catalogue)
            or self._is_among_terms(entry, catalogue)
            or self._is_of_this_day(entry, catalogue)
        )

    def _counts(self, entry: Entry, catalogue: Catalogue) -> bool:
        """Whether the number of articles in the entry's year, which the page shows, has changed."""
        year = Cell(Facet(entry.lang), periods(entry)[1])
        return catalogue.count(year) != catalogue.count_before(year)

    def _is_among_terms(self, entry: Entry, catalogue: Catalogue) -> bool:
        """Whether it is so new among the articles of a term that its block may show it. Those that
        are shown above are passed over."""
        terms = [block for block in self.site.front.shown if block.kind == "term"]
        if not terms:
            return False
        listed, above = facets(entry), self.site.listing.front + 1 + PINNED + REMEMBERED
        most = above + sum(block.count for block in terms)
        wanted = (_facet(block, entry.lang) for block in terms)
        return any(
            facet in listed and catalogue.newer_in(facet, entry, most) < most for facet in wanted
        )

    def _is_of_this_day(self, entry: Entry, catalogue: Catalogue) -> bool:
        today = catalogue.day() if self.site.front.shows("on-this-day") else None
        return today is not None and entry.day.isoformat()[4:] == today.isoformat()[4:]

    # --- the pages ---------------------------------------------------------------------------

    def pages(self, addresses: Sequence[Address], catalogue: Catalogue) -> Iterator[Page]:
        for lang in self.site.languages:
            if self.at.home(lang) in addresses:
                yield self._page(lang, catalogue)

    def _page(self, lang: str, catalogue: Catalogue) -> Page:
        blocks = tuple(self._blocks(lang, catalogue)) if self.site.articles.enabled else ()
        by_kind = {block.kind: block for block in blocks}
        lead = by_kind["lead"].entries[0] if "lead" in by_kind else None
        newest = by_kind["newest"].entries if "newest" in by_kind else ()
        days = tuple(
            (day, tuple(entries)) for day, entries in groupby(newest, lambda entry: entry.day)
        )
        years = tuple(
            Count(year, self.at.listing(Cell(Facet(lang), year)), n)
            for year, n in reversed(catalogue.periods(Facet(lang), "", 4))
        )
        text = self._text(self.at.home(lang), catalogue)
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
                "blocks": blocks,
                "ways": tuple(block.kind for block in self.site.front.shown if block.kind in ASIDE),
                "lead": lead,
                "days": days,
                "wide": tuple(_wide(days)),
                "years": years,
                "on_this_day": on_this_day,
                "pages": self.other_pages(lang, catalogue),
                "most_used": tuple(self._most_used(lang, catalogue)),
            },
        )

    def _text(self, address: Address, catalogue: Catalogue) -> Undated | None:
        return next((page for page in catalogue.undated() if page.address == address), None)

    def _blocks(self, lang: str, catalogue: Catalogue) -> Iterator[Block]:
        """Those that are not empty. An article is shown once, in the first block that has it."""
        front = self.site.front
        newest = catalogue.newest(lang, self.site.listing.front)
        pins = catalogue.pinned(lang, PINNED + 1) if front.shows("pinned") else []
        lead = catalogue.leading(lang) or _lead(newest, pins) if front.shows("lead") else None
        pinned = [entry for entry in pins if entry != lead][:PINNED]
        shown = {entry.path for entry in (*([lead] if lead else ()), *pinned)}
        for block in front.shown:
            made = Block(block.kind)
            if block.kind == "lead":
                made = Block("lead", entries=(lead,) if lead else ())
            elif block.kind == "pinned":
                made = Block("pinned", entries=tuple(pinned))
            elif block.kind == "newest":
                made = Block("newest", entries=_others(newest, shown))
            elif block.kind == "term":
                made = self._term_block(block, lang, catalogue, shown)
            elif block.kind == "on-this-day":
                made = self._anniversaries(lang, catalogue, shown)
            elif block.kind == "page":
                made = self._page_block(block, lang, catalogue)
            shown |= {entry.path for entry in made.entries}
            if made.entries or made.body:
                yield made

    def _term_block(
        self, block: FrontBlock, lang: str, catalogue: Catalogue, shown: Set[str]
    ) -> Block:
        facet = _facet(block, lang)
        newest = catalogue.listed(Cell(facet), block.count + len(shown))
        entries = _others(newest, shown)[: block.count]
        taxonomy = self.site.taxonomy(facet.taxonomy)
        is_configured = facet.slug in taxonomy.slugs_in_order
        name = taxonomy.term(facet.slug, lang) if is_configured else catalogue.name(facet)
        return Block("term", name, self.at.listing(Cell(facet)), entries)

    def _anniversaries(self, lang: str, catalogue: Catalogue, shown: Set[str]) -> Block:
        """The newest articles of this day in earlier years."""
        today = catalogue.day()
        if today is None:
            return Block("on-this-day")
        years = [
            year for year, _ in catalogue.periods(Facet(lang), "", 4) if int(year) < today.year
        ]
        days = [f"{year}{today.isoformat()[4:]}" for year in reversed(years)]
        days = [day for day in days if catalogue.count(Cell(Facet(lang), day))][:REMEMBERED]
        listed = catalogue.listed_on(Facet(lang), days, REMEMBERED + len(shown)) if days else ()
        day = self.at.on_this_day(lang, calendars.day_in_any_year(today))
        address = day if self.site.listing.on_this_day else None
        return Block("on-this-day", "", address, _others(listed, shown)[:REMEMBERED])

    def _page_block(self, block: FrontBlock, lang: str, catalogue: Catalogue) -> Block:
        page = self._text(self.at.page_named(lang, block.target), catalogue)
        if page is None:
            return Block("page")
        body = replace(catalogue.body_of(page), among=True)
        return Block("page", page.title, page.address, (), body)

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


def _facet(block: FrontBlock, lang: str) -> Facet:
    taxonomy, _, slug = block.target.partition("/")
    return Facet(lang, taxonomy, slug)


def _others(entries: Sequence[Entry], shown: Set[str]) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if entry.path not in shown)


def _lead(newest: Sequence[Entry], pinned: Sequence[Entry]) -> Entry | None:
    """The first of the newest that has an image, or else the newest; no pinned one, if possible."""
    free = [entry for entry in newest if entry not in pinned] or [*newest]
    pictured = (entry for entry in free[:LEADING] if entry.pictured)
    return next(pictured, free[0] if free else None)


def _wide(days: Sequence[tuple[date, Sequence[Entry]]]) -> Iterator[date]:
    """The days that span both columns, so that no day has an empty place beside it: days with
    several articles, and the first of an odd number of consecutive days with one article each."""
    for several, run in groupby(days, lambda day: len(day[1]) > 1):
        dates = [day for day, _ in run]
        yield from dates if several else dates[: len(dates) % 2]


def _terms(entry: Entry | None) -> tuple[str, tuple[Term, ...]] | None:
    return (entry.lang, entry.terms) if entry else None
