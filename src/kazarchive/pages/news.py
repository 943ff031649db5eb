"""The news sitemap (Google News): the articles of the last two days in every language."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from kazarchive.answers import Page
from kazarchive.catalogue.queries import Catalogue
from kazarchive.changes import ArticleChange, Change, NewsChange
from kazarchive.pages.kind import Kind
from kazarchive.rules.addresses import NEWS_SITEMAP
from kazarchive.values import Address, Entry


class NewsUrl(Struct, frozen=True):
    """An article in the news sitemap."""

    entry: Entry
    publication: str
    language: str
    """ISO 639."""


class NewsSitemap(Kind):
    name = "news"
    templates = ("newssitemap.xml",)

    def addresses(self, catalogue: Catalogue) -> Iterator[Address]:
        if self.site.news.publication:
            yield NEWS_SITEMAP

    def touched(self, change: Change, catalogue: Catalogue) -> Iterator[Address]:
        if isinstance(change, ArticleChange):
            is_concerned = change.is_shown and catalogue.is_recent(change.path)
        else:
            is_concerned = isinstance(change, NewsChange)
        if is_concerned:
            yield from self.addresses(catalogue)

    def pages(self, addresses: Sequence[Address], catalogue: Catalogue) -> Iterator[Page]:
        if self.site.news.publication and NEWS_SITEMAP in addresses:
            urls = tuple(
                NewsUrl(entry, self.site.news.name(entry.lang), entry.lang.partition("-")[0])
                for entry in catalogue.recent()
            )
            default = self.site.languages[0]
            yield Page(NEWS_SITEMAP, "newssitemap.xml", default, context={"urls": urls})
