"""What every page of a language has around it."""

from msgspec import Struct

from kazarchive import __version__
from kazarchive.config.options import Site
from kazarchive.rules import locales
from kazarchive.rules.addresses import Addresses
from kazarchive.values import Address, Facet, TaxonomyLink


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
    version: str
    direction: str
    """`ltr` or `rtl`."""

    @property
    def sections(self) -> tuple[Address, ...]:
        """The pages that every page leads to."""
        found = (self.home, *(taxonomy.address for taxonomy in self.taxonomies))
        return (*found, self.search) if self.search else found


def of_language(site: Site, at: Addresses, lang: str) -> Frame:
    return Frame(
        title=site.title(lang),
        base_url=site.base_url,
        home=at.home(lang),
        languages=tuple(
            LanguageLink(code, locales.language_name(code, code), at.home(code))
            for code in site.languages
        ),
        taxonomies=tuple(
            TaxonomyLink(one.name, one.label(lang), at.taxonomy(lang, one.name))
            for one in site.taxonomies
        ),
        feed=at.feed(Facet(lang)),
        json_feed=at.json_feed(lang),
        search=at.search(lang) if site.search.enabled else None,
        feeds=at.feed_list(lang),
        about=at.about(lang),
        manifest=at.manifest(lang),
        keys=site.theme.keys,
        version=__version__,
        direction=locales.direction(lang),
    )
