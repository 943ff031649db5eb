"""A site and a language → what is around the content of every page."""

from collections.abc import Callable
from gettext import NullTranslations

from msgspec import Struct

from kazarchive import __version__
from kazarchive.config.options import Site
from kazarchive.rules import locales
from kazarchive.rules.addresses import Addresses
from kazarchive.values import Address, Facet, TaxonomyLink, UndatedLink


class LanguageLink(Struct, frozen=True):
    code: str
    name: str
    home: Address


class Frame(Struct, frozen=True):
    """What every page of one language shows around its content."""

    title: str
    base_url: str
    home: Address
    languages: tuple[LanguageLink, ...]
    taxonomies: tuple[TaxonomyLink, ...]
    menu: tuple[UndatedLink, ...]
    """The standalone pages to which every page links, from the configuration."""
    articles: bool
    """Whether the site has articles; without articles, the feeds, `feeds` and `about` do not
    exist."""
    feed: Address
    json_feed: Address
    search: Address | None
    """The search page, if the site has one."""
    feeds: Address
    about: Address
    """The page about the archive, which links to the other standalone pages."""
    manifest: Address
    keys: bool
    """Whether single keys are shortcuts."""
    contents: int
    """How many sections a standalone page must have for a table of contents; 0: none has one."""
    version: str
    direction: str
    """`ltr` or `rtl`."""

    @property
    def sections(self) -> tuple[Address, ...]:
        """The pages that every page links to."""
        taxonomies = (taxonomy.address for taxonomy in self.taxonomies)
        menu = (link.address for link in self.menu)
        return (self.home, *taxonomies, *menu, *([self.search] if self.search else []))


def of_language(
    site: Site, at: Addresses, translations: Callable[[str], NullTranslations], lang: str
) -> Frame:
    catalogue = translations(lang)
    return Frame(
        title=site.title(lang),
        base_url=site.base_url,
        home=at.home(lang),
        languages=tuple(
            LanguageLink(code, locales.language_name(code, code), at.home(code))
            for code in site.languages
        ),
        taxonomies=tuple(
            TaxonomyLink(each.name, each.label(lang, catalogue), at.taxonomy(lang, each.name))
            for each in site.taxonomies
        ),
        menu=tuple(
            UndatedLink(label, at.page_named(lang, name), "") for name, label in site.menu(lang)
        ),
        articles=site.articles.enabled,
        feed=at.feed(Facet(lang)),
        json_feed=at.json_feed(lang),
        search=at.search(lang) if site.search.enabled else None,
        feeds=at.feed_list(lang),
        about=at.about(lang),
        manifest=at.manifest(lang),
        keys=site.theme.keys,
        contents=site.pages.contents,
        version=__version__,
        direction=locales.direction(lang),
    )
