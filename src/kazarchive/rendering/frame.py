"""What every page of a language has around it."""

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
    """What every page of one language shows around its own content."""

    title: str
    base_url: str
    home: Address
    languages: tuple[LanguageLink, ...]
    taxonomies: tuple[TaxonomyLink, ...]
    menu: tuple[UndatedLink, ...]
    """The pages without a date to which the configuration has every page lead."""
    articles: bool
    """Whether the site has articles; else it has none of the feeds, of `feeds` and `about`."""
    feed: Address
    json_feed: Address
    search: Address | None
    """The search page, where the site has one."""
    feeds: Address
    about: Address
    """The page about the archive, which leads to the others without a date."""
    manifest: Address
    keys: bool
    """Whether single keys do something."""
    contents: int
    """How many sections a page without a date must have for a table of contents; 0: none has."""
    version: str
    direction: str
    """`ltr` or `rtl`."""

    @property
    def sections(self) -> tuple[Address, ...]:
        """The pages that every page leads to."""
        found = (self.home, *(taxonomy.address for taxonomy in self.taxonomies))
        found = (*found, *(link.address for link in self.menu))
        return (*found, self.search) if self.search else found


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
            TaxonomyLink(one.name, one.label(lang, catalogue), at.taxonomy(lang, one.name))
            for one in site.taxonomies
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
