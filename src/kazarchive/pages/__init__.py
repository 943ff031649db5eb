"""The table of the kinds of page, in the order of publication.

Files that pages need come first, then articles, then pages that list them; new pages come before
changed ones, so that no published page ever links to a missing one. A new feature of the site is a
new kind in this table.
"""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import fields

from kazarchive.answers import Answer, Copy, Page, Resized
from kazarchive.config.options import Site
from kazarchive.pages.alias import AliasPages
from kazarchive.pages.archive import ArchivePages
from kazarchive.pages.article import ArticlePages
from kazarchive.pages.colours import ColourFile
from kazarchive.pages.feed import FeedPages
from kazarchive.pages.feedlist import FeedList
from kazarchive.pages.front import FrontPages
from kazarchive.pages.hosting import HostingFiles
from kazarchive.pages.kind import Kind, Translations, untranslated
from kazarchive.pages.listing import ListingPages
from kazarchive.pages.manifest import ManifestFiles
from kazarchive.pages.media import MediaFiles
from kazarchive.pages.news import NewsSitemap
from kazarchive.pages.notfound import NotFoundPage
from kazarchive.pages.onthisday import OnThisDayPages
from kazarchive.pages.robots import RobotsFile
from kazarchive.pages.root import RootFiles
from kazarchive.pages.search import SearchPages
from kazarchive.pages.series import SeriesPages
from kazarchive.pages.sitemap import SitemapPages
from kazarchive.pages.standalone import StandalonePages
from kazarchive.pages.static import StaticFiles
from kazarchive.pages.taxonomy import TaxonomyPages
from kazarchive.pages.timeline import TimelinePages
from kazarchive.values import Body, Entry, Picture

KINDS: tuple[type[Kind], ...] = (
    StaticFiles,
    RootFiles,
    ColourFile,
    ManifestFiles,
    StandalonePages,
    MediaFiles,
    ArticlePages,
    AliasPages,
    ListingPages,
    TaxonomyPages,
    TimelinePages,
    SeriesPages,
    OnThisDayPages,
    ArchivePages,
    SearchPages,
    FeedPages,
    FeedList,
    NewsSitemap,
    SitemapPages,
    RobotsFile,
    HostingFiles,
    NotFoundPage,
    FrontPages,
)

KIND_NAMES = tuple(kind.name for kind in KINDS)
"""In the order of publication."""


def kinds(site: Site, translations: Translations = untranslated) -> dict[str, Kind]:
    """Every kind of page of a site, by name, in the order of publication. A caller that asks for
    addresses only needs no translations."""
    every = site.articles.enabled
    return {kind.name: kind(site, translations) for kind in KINDS if every or not kind.of_articles}


def source_files(page: Answer) -> Iterator[str]:
    """The paths of the source files whose values a page shows, its own first."""
    if isinstance(page, Copy | Resized):
        yield page.source
    elif isinstance(page, Page):
        yield from [page.about] if page.about else []
        yield from _paths(page.context)


def _paths(value: Any) -> Iterator[str]:
    if isinstance(value, Entry):
        yield value.path
        yield from _paths(value.picture)
    elif isinstance(value, Body):
        yield value.path
        yield from _paths(value.pictures)
    elif isinstance(value, Picture):
        yield value.source
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _paths(inner)
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from _paths(inner)
    elif isinstance(value, Struct):
        for column in fields(value):
            yield from _paths(getattr(value, column.name))
