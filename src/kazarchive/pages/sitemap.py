"""The sitemap (sitemaps.org 0.9): an index, parts for each month with at most 50,000 addresses
each, and one part for all other pages. `lastmod` comes from the articles, never from the build."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from msgspec import Struct

from kazarchive.answers import Alternate, Page
from kazarchive.catalogue import standalone
from kazarchive.catalogue.cells import periods
from kazarchive.catalogue.queries import Catalogue
from kazarchive.changes import ArticleChange, Change, StandaloneChange
from kazarchive.config.options import Site
from kazarchive.pages.kind import Kind, Translations, untranslated
from kazarchive.rules.addresses import NEWS_SITEMAP, SITEMAP_INDEX
from kazarchive.values import Address, Cell, Entry, Facet, Period

LARGEST_PART = 50_000
WAYS_IN = "pages"


class SitemapUrl(Struct, frozen=True):
    address: Address
    modified: datetime | None = None
    alternates: tuple[Alternate, ...] = ()
    default: Address | None = None
    """The version for readers of any other language (hreflang's x-default)."""


class SitemapPages(Kind):
    name = "sitemap"
    templates = ("sitemap.xml", "sitemapindex.xml")

    def __init__(self, site: Site, translations: Translations = untranslated) -> None:
        super().__init__(site, translations)
        self._default = site.languages[0]

    def addresses(self, catalogue: Catalogue) -> Iterator[Address]:
        yield SITEMAP_INDEX
        yield self.at.sitemap(WAYS_IN)
        for month, n, _ in catalogue.months():
            yield from self._parts(month, n)

    def _parts(self, month: Period, n: int) -> Iterator[Address]:
        """The first part of a month has no number, so that it keeps its name when others come."""
        for number in range(1, (n - 1) // LARGEST_PART + 2):
            yield self.at.sitemap(month if number == 1 else f"{month}-{number}")

    def touched(self, change: Change, catalogue: Catalogue) -> Iterator[Address]:
        if isinstance(change, StandaloneChange) and change.is_shown:
            yield self.at.sitemap(WAYS_IN)
        if not isinstance(change, ArticleChange) or not change.is_shown:
            return
        yield SITEMAP_INDEX
        for side in change.sides:
            for entry in (side, *catalogue.naming(side)):
                yield from self._months(entry, catalogue)
            year = Cell(Facet(side.lang), periods(side)[1])
            if (catalogue.count(year) == 0) != (catalogue.count_before(year) == 0):
                yield self.at.sitemap(WAYS_IN)
            series = side.serial
            if series and (catalogue.parts(series) == 0) != (catalogue.parts_before(series) == 0):
                yield self.at.sitemap(WAYS_IN)

    def _months(self, entry: Entry, catalogue: Catalogue) -> Iterator[Address]:
        month = periods(entry)[2]
        cells = [Cell(Facet(lang), month) for lang in self.site.languages]
        now, was = sum(map(catalogue.count, cells)), sum(map(catalogue.count_before, cells))
        yield from self._parts(month, max(now, was))

    def pages(self, addresses: Sequence[Address], catalogue: Catalogue) -> Iterator[Page]:
        for address in addresses:
            part = self.at.sitemap_part(address)
            if address == SITEMAP_INDEX:
                yield self._index(catalogue)
            elif part is None:
                continue
            elif part == WAYS_IN:
                yield self._page(address, tuple(self._ways_in(catalogue)))
            else:
                month, number = part[:7], int(part[8:] or 1)
                entries = catalogue.in_month(month)[(number - 1) * LARGEST_PART :][:LARGEST_PART]
                if entries:
                    others = catalogue.translations_of(entries)
                    urls = [self._url(entry, others[entry.path]) for entry in entries]
                    yield self._page(address, urls)

    def _index(self, catalogue: Catalogue) -> Page:
        parts = [SitemapUrl(self.at.sitemap(WAYS_IN))]
        if self.site.news.publication:
            parts.append(SitemapUrl(NEWS_SITEMAP))
        for month, n, modified in catalogue.months():
            parts += [SitemapUrl(address, modified) for address in self._parts(month, n)]
        return Page(
            SITEMAP_INDEX, "sitemapindex.xml", self._default, context={"parts": tuple(parts)}
        )

    def _page(self, address: Address, urls: Sequence[SitemapUrl]) -> Page:
        return Page(address, "sitemap.xml", self._default, context={"urls": tuple(urls)})

    def _url(self, entry: Entry, translations: Sequence[Entry]) -> SitemapUrl:
        indexed = (each for each in (entry, *translations) if each.indexed)
        versions = {each.lang: each.address for each in indexed}
        return self._with_alternates(entry.address, self.alternates(versions), entry)

    def _with_alternates(
        self, address: Address, alternates: tuple[Alternate, ...], entry: Entry | None = None
    ) -> SitemapUrl:
        if len(alternates) < 2:
            alternates = ()
        default = next((each.address for each in alternates if each.lang == self._default), None)
        return SitemapUrl(address, entry.modified if entry else None, alternates, default)

    def _ways_in(self, catalogue: Catalogue) -> Iterator[SitemapUrl]:
        """Front pages, the pages of feeds and about the archive, the days of the year, taxonomies,
        standalone pages years and series; without pages that search engines must not index."""
        hidden = {page.address for page in catalogue.undated() if not page.indexed}
        names, always = self.site.taxonomy_names, ["/"]
        if self.site.articles.enabled:
            always += ["/feeds/", self.at.about(self._default), self.at.archive(self._default)]
        if self.site.listing.on_this_day:
            always.append(self.at.on_this_day(self._default))
        for address in (*always, *(self.at.taxonomy(self._default, name) for name in names)):
            every = self.in_every_language(address)
            alternates = tuple(each for each in every if each.address not in hidden)
            yield from (self._with_alternates(each.address, alternates) for each in alternates)
        yield from self._standalone(catalogue)
        for lang in self.site.languages:
            for year, _ in catalogue.periods(Facet(lang), "", 4):
                yield SitemapUrl(self.at.listing(Cell(Facet(lang), year)))
        yield from (SitemapUrl(self.at.series(facet)) for facet in catalogue.every_series())

    def _standalone(self, catalogue: Catalogue) -> Iterator[SitemapUrl]:
        above = {self.at.home(lang) for lang in self.site.languages}
        if self.has_about:
            above |= {self.at.about(lang) for lang in self.site.languages}
        shown = (page for page in catalogue.undated() if page.indexed)
        every = [page for page in shown if page.address not in above]
        versions_of = standalone.versions(every)
        for page in every:
            versions = {**versions_of[page.name], page.lang: page.address}
            yield self._with_alternates(page.address, self.alternates(versions))
