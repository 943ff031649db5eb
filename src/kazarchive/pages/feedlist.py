"""The page of each language that presents the feeds to readers."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from kazarchive.answers import Page
from kazarchive.catalogue.queries import Catalogue
from kazarchive.pages.kind import Kind
from kazarchive.values import Address, Facet


class FeedLinks(Struct, frozen=True):
    """The feeds of one language."""

    lang: str
    atom: Address
    json: Address
    rss: Address | None


class FeedList(Kind):
    name = "feedlist"
    templates = ("feeds.html",)
    of_articles = True

    def addresses(self, catalogue: Catalogue) -> Iterator[Address]:
        yield from map(self.at.feed_list, self.site.languages)

    def pages(self, addresses: Sequence[Address], catalogue: Catalogue) -> Iterator[Page]:
        for lang in self.site.languages:
            if (address := self.at.feed_list(lang)) in addresses:
                yield Page(
                    address,
                    "feeds.html",
                    lang,
                    alternates=self.in_every_language(address)
                    if len(self.site.languages) > 1
                    else (),
                    context={"feeds": tuple(map(self._feeds, self.site.languages))},
                )

    def _feeds(self, lang: str) -> FeedLinks:
        rss = self.at.rss_feed(Facet(lang)) if self.at.rss else None
        return FeedLinks(lang, self.at.feed(Facet(lang)), self.at.json_feed(lang), rss)
