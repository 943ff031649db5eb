"""Feeds: Atom (RFC 4287) and JSON Feed 1.1 for each language with full content; archive documents
for its months (RFC 5005) and Atom for each term, both with summaries; on demand RSS 2.0 beside the
Atom feeds of languages and terms."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from urllib.parse import quote, urlsplit

from msgspec import Struct

from kazarchive.answers import Page
from kazarchive.catalogue.cells import facets, periods
from kazarchive.catalogue.queries import Catalogue
from kazarchive.changes import ArticleChange, Change, StandaloneChange
from kazarchive.pages.kind import Kind
from kazarchive.rules.recordings import Recording, recordings
from kazarchive.values import Address, Body, Cell, Entry, Facet, Period


class FeedEntry(Struct, frozen=True):
    """An article in a feed; without a body, its summary is shown."""

    id: str
    """A permanent tag: URI (RFC 4151)."""
    entry: Entry
    body: Body | None = None
    recordings: tuple[Recording, ...] = ()
    """The videos and sounds of its body."""


class Chain(Struct, frozen=True):
    """The documents that an archived feed consists of (RFC 5005, section 4)."""

    current: Address | None = None
    """The subscription document, for an archive document."""
    previous: Address | None = None
    next: Address | None = None


UNCHAINED = Chain()


class FeedPages(Kind):
    name = "feed"
    templates = ("feed.xml", "feed.json", "rss.xml")
    of_articles = True

    def addresses(self, catalogue: Catalogue) -> Iterator[Address]:
        for lang in self.site.languages:
            yield from self._newest_addresses(lang)
            for month, _ in catalogue.periods(Facet(lang), "", 7):
                yield self.at.archive_feed(lang, month)
        for facet in catalogue.every_facet():
            if facet.taxonomy:
                yield from self._both(facet)

    def _newest_addresses(self, lang: str) -> tuple[Address, ...]:
        return *self._both(Facet(lang)), self.at.json_feed(lang)

    def _both(self, facet: Facet) -> tuple[Address, ...]:
        """The Atom feed of a language or a term, and its feed in RSS if the site has such."""
        atom = self.at.feed(facet)
        return (atom, self.at.rss_feed(facet)) if self.at.rss else (atom,)

    # --- where a change shows ----------------------------------------------------------------

    def touched(self, change: Change, catalogue: Catalogue) -> Iterator[Address]:
        if not isinstance(change, ArticleChange | StandaloneChange):
            return
        if change.has_moved:  # links to it have changed
            yield from self._with_text_of(catalogue.linking_to(change.path), catalogue)
        if isinstance(change, ArticleChange):
            yield from self._with_text_of(change.sides, catalogue)
            for side in change.sides if change.is_shown else ():
                yield from self._listed_in(side, catalogue)

    def _with_text_of(self, entries: Iterable[Entry], catalogue: Catalogue) -> Iterator[Address]:
        for entry in entries:
            if catalogue.newer(entry, self.site.feeds.entries) < self.site.feeds.entries:
                yield from self._newest_addresses(entry.lang)

    def _listed_in(self, entry: Entry, catalogue: Catalogue) -> Iterator[Address]:
        for facet in facets(entry):
            if facet.taxonomy:
                yield from self._both(facet)
        month = periods(entry)[2]
        yield self.at.archive_feed(entry.lang, month)
        cell = Cell(Facet(entry.lang), month)
        if (catalogue.count(cell) == 0) != (catalogue.count_before(cell) == 0):
            yield from filter(None, self._around(entry.lang, month, catalogue))
            yield self.at.feed(Facet(entry.lang))

    def _around(
        self, lang: str, month: Period, catalogue: Catalogue
    ) -> tuple[Address | None, Address | None]:
        """The archive documents before and after that of a month."""
        near = [
            catalogue.neighbour_period(Facet(lang), month, later, -1) for later in (False, True)
        ]
        earlier, later = (self.at.archive_feed(lang, part[0]) if part else None for part in near)
        return earlier, later

    # --- the pages ---------------------------------------------------------------------------

    def pages(self, addresses: Sequence[Address], catalogue: Catalogue) -> Iterator[Page]:
        for address in addresses:
            archive = self.at.archive_feed_month(address)
            facet = self.at.feed_facet(address) or self.at.rss_feed_facet(address)
            lang = self.at.split(address)[0]
            if archive:
                yield from self._archive(*archive, catalogue)
            elif facet and facet.taxonomy:
                yield from self._term(address, facet, catalogue)
            elif address in self._newest_addresses(lang):
                yield self._newest(address, lang, catalogue)

    def _newest(self, address: Address, lang: str, catalogue: Catalogue) -> Page:
        entries = catalogue.newest(lang, self.site.feeds.entries)
        articles = catalogue.articles([entry.address for entry in entries])
        bodies = catalogue.bodies(articles.values(), absolute=True)
        listed = tuple(
            FeedEntry(self._id(entry.path), entry, body, tuple(recordings(body)))
            for entry in entries
            for body in (bodies[entry.path],)
        )
        months = catalogue.periods(Facet(lang), "", 7)
        previous = self.at.archive_feed(lang, months[-1][0]) if months else None
        title = self.site.title(lang)
        return self._page(address, Facet(lang), title, listed, Chain(previous=previous))

    def _archive(self, lang: str, month: Period, catalogue: Catalogue) -> Iterator[Page]:
        entries = catalogue.listed(Cell(Facet(lang), month))
        if entries:
            facet, address = Facet(lang), self.at.archive_feed(lang, month)
            chain = Chain(self.at.feed(facet), *self._around(lang, month, catalogue))
            title = self.site.title(lang)
            yield self._page(address, facet, title, self._summaries(entries), chain)

    def _term(self, address: Address, facet: Facet, catalogue: Catalogue) -> Iterator[Page]:
        entries = catalogue.listed(Cell(facet), self.site.feeds.term_entries)
        if entries:
            title = f"{self.site.title(facet.lang)}: {catalogue.name(facet)}"
            yield self._page(address, facet, title, self._summaries(entries))

    def _summaries(self, entries: Sequence[Entry]) -> tuple[FeedEntry, ...]:
        return tuple(FeedEntry(self._id(entry.path), entry) for entry in entries)

    def _page(
        self,
        address: Address,
        facet: Facet,
        title: str,
        entries: tuple[FeedEntry, ...],
        chain: Chain = UNCHAINED,
    ) -> Page:
        home = self.at.listing(Cell(facet)) if facet.taxonomy else self.at.home(facet.lang)
        modified = (listed.entry.modified for listed in entries)
        return Page(
            address=address,
            template=_template(address),
            lang=facet.lang,
            context={
                "feed_id": self._id(address.strip("/")),
                "feed_title": title,
                "self_address": address,
                "home_address": home,
                "updated": max(modified, default=datetime(1970, 1, 1, tzinfo=UTC)),
                "entries": entries,
                "archive": chain.current is not None,
                "current": chain.current,
                "previous": chain.previous,
                "next": chain.next,
            },
        )

    def _id(self, name: str) -> str:
        """A tag: URI (RFC 4151) that no change of address, title or date alters."""
        host = urlsplit(self.site.base_url).hostname
        return f"tag:{host},{self.site.feeds.tag_year}:{quote(name)}"


def _template(address: Address) -> str:
    return next(
        (name for name in ("rss.xml", "feed.json") if address.endswith(f"/{name}")), "feed.xml"
    )
