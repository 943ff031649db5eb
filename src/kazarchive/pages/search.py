"""Search: a page for each language, and the index that its script reads (docs/search.md).

The index consists of segments, each for one language and one period. An edit changes the segment of
its article; the others stay the same, byte for byte.
"""

import json
from collections.abc import Callable, Iterator, Sequence

from kazarchive.answers import Packed, Page
from kazarchive.catalogue.cells import periods
from kazarchive.catalogue.queries import Catalogue
from kazarchive.changes import ArticleChange, Change
from kazarchive.config.options import Site
from kazarchive.pages.kind import Kind, Translations, untranslated
from kazarchive.rules import addresses as rules
from kazarchive.rules import endings, search_index, tokens
from kazarchive.rules.addresses import SEGMENTS
from kazarchive.rules.search_index import Card, Segment
from kazarchive.values import Address, Cell, Count, Entry, Facet, Period

Counting = Callable[[Cell], int]
"""How many articles a cell holds, now or before the edit."""


class SearchPages(Kind):
    name = "search"
    templates = ("search.html",)

    def __init__(self, site: Site, translations: Translations = untranslated) -> None:
        super().__init__(site, translations)
        self._largest = site.search.segment_size

    def addresses(self, catalogue: Catalogue) -> Iterator[Address]:
        if not self.site.search.enabled:
            return
        for lang in self.site.languages:
            for year, _ in catalogue.periods(Facet(lang), "", 4):
                for period in self._segments(lang, year, catalogue, catalogue.count):
                    yield from self._files(lang, period, catalogue.count(_cell(lang, period)))
        yield SEGMENTS
        yield from (self.at.search(lang) for lang in self.site.languages)

    # --- segments ----------------------------------------------------------------------------

    def _segments(
        self, lang: str, period: Period, catalogue: Catalogue, count: Counting
    ) -> Iterator[Period]:
        """The segments of a period, oldest first: the period itself, or its parts if it is too
        large."""
        if count(_cell(lang, period)) <= self._largest or len(period) == 10:
            yield period
            return
        for part, _ in catalogue.periods(Facet(lang), period, len(period) + 3):
            yield from self._segments(lang, part, catalogue, count)

    def _segment_of(self, entry: Entry, count: Counting) -> Period:
        _, *around = periods(entry)
        small = (part for part in around if count(_cell(entry.lang, part)) <= self._largest)
        return next(small, around[-1])

    def _files(
        self, lang: str, period: Period, size: int, blocks: range | None = None
    ) -> Iterator[Address]:
        """The files of a segment, with all of its blocks or some."""
        if size:
            for number in range(search_index.drawers(size)):
                yield self.at.segment_part(lang, period, "words", number)
        for number in range(search_index.blocks(size)) if blocks is None else blocks:
            yield self.at.segment_part(lang, period, "articles", number)

    def together(self, address: Address) -> str:
        return rules.folder(address) if self.at.in_segment(address) else ""

    # --- where a change shows ----------------------------------------------------------------

    def touched(self, change: Change, catalogue: Catalogue) -> Iterator[Address]:
        if not self.site.search.enabled or not isinstance(change, ArticleChange):
            return
        yield SEGMENTS
        before, after = change.before, change.after
        stays = before and after and _position(before) == _position(after)
        for side in change.sides:
            year = _cell(side.lang, periods(side)[1])
            if (catalogue.count(year) == 0) != (catalogue.count_before(year) == 0):
                yield self.at.search(side.lang)
            now = self._segment_of(side, catalogue.count)
            was = self._segment_of(side, catalogue.count_before)
            if now != was:
                longest = min(now, was, key=len)
                for count in (catalogue.count, catalogue.count_before):
                    for period in self._segments(side.lang, longest, catalogue, count):
                        yield from self._files(side.lang, period, count(_cell(side.lang, period)))
            yield from self._shifted(side, now, bool(stays), catalogue)
            if now != was:
                yield from self._files(
                    side.lang, was, catalogue.count_before(_cell(side.lang, was))
                )

    def _shifted(
        self, entry: Entry, period: Period, stays: bool, catalogue: Catalogue
    ) -> Iterator[Address]:
        """Every drawer of an entry's segment, and the blocks from its own to the last; only its own
        if the numbers of the articles stay the same."""
        cell = _cell(entry.lang, period)
        size = max(catalogue.count(cell), catalogue.count_before(cell))
        own = catalogue.before(entry, period) // search_index.BLOCK
        end = own + 1 if stays else search_index.blocks(size)
        yield from self._files(entry.lang, period, size, range(own, end))

    # --- the pages ---------------------------------------------------------------------------

    def pages(self, addresses: Sequence[Address], catalogue: Catalogue) -> Iterator[Page | Packed]:
        if not self.site.search.enabled:
            return
        if SEGMENTS in addresses:
            yield Packed(SEGMENTS, self._list(catalogue))
        for lang in self.site.languages:
            if self.at.search(lang) in addresses:
                yield self._page(lang, catalogue)
        wanted: dict[tuple[str, Period], list[tuple[Address, str, int]]] = {}
        for address in addresses:
            if file := self.at.in_segment(address):
                lang, period, part, number = file
                wanted.setdefault((lang, period), []).append((address, part, number))
        for (lang, period), files in wanted.items():
            yield from self._parts(lang, period, files, catalogue)

    def _parts(
        self,
        lang: str,
        period: Period,
        files: Sequence[tuple[Address, str, int]],
        catalogue: Catalogue,
    ) -> Iterator[Packed]:
        if period not in self._segments(lang, period[:4], catalogue, catalogue.count):
            return
        entries, packed = catalogue.segment(lang, period)
        if not entries:
            return
        segment = Segment([self._card(entry) for entry in entries], packed, lang)
        for address, part, number in files:
            if part == "words" and number < search_index.drawers(segment.size):
                yield Packed(address, segment.drawer(number))
            elif part == "articles" and number < len(segment.blocks):
                yield Packed(address, segment.block(number))

    def _card(self, entry: Entry) -> Card:
        """What a result shows: URL, title, day, the day in words, summary, topics. Nothing for an
        article that search must not know, which has no words, and keeps its number."""
        if not entry.indexed:
            return []
        from kazarchive.rules import locales  # loads Babel, which takes long

        topics = [[f"{term.taxonomy}/{term.slug}", term.name] for term in entry.terms]
        day = locales.long_day(entry.day, entry.lang)
        url = rules.url(entry.address)
        return [url, entry.title, entry.day.isoformat(), day, entry.summary, topics]

    def _list(self, catalogue: Catalogue) -> bytes:
        """The segments, newest first, and the tables of spelling and of endings."""
        segments = [
            [lang, period, catalogue.count(_cell(lang, period))]
            for lang in self.site.languages
            for year, _ in catalogue.periods(Facet(lang), "", 4)
            for period in self._segments(lang, year, catalogue, catalogue.count)
        ]
        segments.sort(key=lambda segment: str(segment[1]), reverse=True)
        tables = {"format": search_index.FORMAT, "segments": segments}
        tables |= {"letters": tokens.LETTERS, "bare": tokens.BARE, "stems": endings.for_script()}
        return (json.dumps(tables, ensure_ascii=False, separators=(",", ":")) + "\n").encode()

    def _page(self, lang: str, catalogue: Catalogue) -> Page:
        years = tuple(
            Count(year, self.at.listing(_cell(lang, year)), 0)
            for year, _ in reversed(catalogue.periods(Facet(lang), "", 4))
        )
        address = self.at.search(lang)
        return Page(
            address=address,
            template="search.html",
            lang=lang,
            alternates=self.in_every_language(address),
            indexed=False,
            context={"years": years, "segments": SEGMENTS},
        )


def _cell(lang: str, period: Period) -> Cell:
    return Cell(Facet(lang), period)


def _position(entry: Entry) -> tuple[str, str, int, str]:
    """The key by which a segment orders its articles."""
    return entry.lang, entry.day.isoformat(), entry.instant, entry.path
