"""A site and a language → what is around the content of every page."""

from collections.abc import Callable, Iterator, Mapping
from gettext import NullTranslations
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct

from kazarchive import __version__
from kazarchive.config.content import ParamTable, Taxonomy, in_language
from kazarchive.config.options import MenuItem, Site
from kazarchive.rendering import sources
from kazarchive.rules import locales
from kazarchive.rules.addresses import COLOURS, Addresses
from kazarchive.rules.snippets import Script
from kazarchive.values import SECTION, Address, Cell, Facet, TaxonomyLink, UndatedLink


class LanguageLink(Struct, frozen=True):
    code: str
    name: str
    home: Address


class MenuLink(Struct, frozen=True):
    """A link at the top of each page."""

    label: str
    """Empty for the label of the theme, by `kind`."""
    kind: str
    """As in `[menu] items`."""
    address: Address | None
    """None for a URL of another site."""
    url: str = ""


class FooterLink(Struct, frozen=True):
    """A link to another site at the end of each page."""

    name: str
    url: str


class Newsletter(Struct, frozen=True):
    """A form that sends an address to another site."""

    action: str
    field: str
    label: str
    """Empty for that of the theme."""
    host: str


class FieldLabel(Struct, frozen=True):
    """A field of the site that the pages of articles show."""

    name: str
    label: str
    type: str
    """As in `[articles] fields`."""


class Params(Struct, frozen=True):
    """The values that the configuration gives to templates: `site.params.NAME`. It can be iterated:
    pairs of a name and a value."""

    _values: tuple[tuple[str, Any], ...]

    def __getattr__(self, name: str) -> Any:
        for known, value in self._values:
            if known == name:
                return value
        raise AttributeError(name)

    def __getitem__(self, name: str) -> Any:
        for known, value in self._values:
            if known == name:
                return value
        raise KeyError(name)

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


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
    rss_feed: Address | None
    """The feed in RSS, if the site has one."""
    search: Address | None
    """The search page, if the site has one."""
    archive: Address
    """The page of all years and months."""
    items: tuple[MenuLink, ...]
    """The links at the top of each page."""
    colours: Address | None
    """The stylesheet with the colours of the site, if it has its own."""
    logo: Address | None
    logo_dark: Address | None
    footer: str
    """A line at the end of each page; empty without one."""
    links: tuple[FooterLink, ...]
    """Links to other sites at the end of each page."""
    params: Params
    """The values of `[params]`, in this language."""
    fields: tuple[FieldLabel, ...]
    """The fields of the site that the page of an article shows."""
    feeds: Address
    about: Address
    """The page about the archive, which links to the other standalone pages."""
    manifest: Address
    players: bool
    """Whether cards can play what is on other sites."""
    scripts: tuple[Script, ...]
    """Of the services that count visits."""
    comments: Script | None
    """Of the service that shows comments, if a reader asks for them."""
    newsletter: Newsletter | None
    allowed: Mapping[str, str]
    """Directive of the policy → its sources on other hosts, each after a space."""
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
        return tuple(item.address for item in self.items if item.address)


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
        rss_feed=at.rss_feed(Facet(lang)) if at.rss else None,
        search=at.search(lang) if site.search.enabled else None,
        archive=at.archive(lang),
        items=tuple(_items(site, at, catalogue, lang)),
        colours=COLOURS if site.theme.accent else None,
        logo=f"/{site.theme.logo}" if site.theme.logo else None,
        logo_dark=f"/{site.theme.logo_dark}" if site.theme.logo_dark else None,
        footer=in_language(site.theme.footer, lang) or "",
        links=tuple(FooterLink(name, url) for name, url in site.theme.links),
        params=Params(tuple((name, _param(each, site, lang)) for name, each in site.params)),
        fields=tuple(
            FieldLabel(field.name, label, field.type)
            for field in site.articles.fields
            if (label := in_language(field.labels, lang))
        ),
        feeds=at.feed_list(lang),
        about=at.about(lang),
        manifest=at.manifest(lang),
        players=bool(site.embeds.play),
        scripts=sources.scripts(site),
        comments=next(iter(sources.scripts(site, comments=True)), None),
        newsletter=_newsletter(site, lang),
        allowed=sources.allowed(site),
        keys=site.theme.keys,
        contents=site.pages.contents,
        version=__version__,
        direction=locales.direction(lang),
    )


def _newsletter(site: Site, lang: str) -> Newsletter | None:
    options = site.newsletter
    if not options.action:
        return None
    label, host = in_language(options.label, lang) or "", urlsplit(options.action).netloc
    return Newsletter(options.action, options.field, label, host)


def _param(value: Any, site: Site, lang: str) -> Any:
    """A value of `[params]` in a language. A table whose names are languages of the site, and whose
    values are texts, is one text."""
    if isinstance(value, tuple):
        return tuple(_param(each, site, lang) for each in value)
    if not isinstance(value, ParamTable):
        return value
    names = {name for name, _ in value.pairs}
    if names and names <= {*site.languages} and all(isinstance(one, str) for _, one in value.pairs):
        return in_language(value.pairs, lang) or value.pairs[0][1]
    return Params(tuple((name, _param(each, site, lang)) for name, each in value.pairs))


def _items(
    site: Site, at: Addresses, translations: NullTranslations, lang: str
) -> Iterator[MenuLink]:
    for item in site.menu_items.items or _default_items(site):
        label = item.label(lang)
        if label is None:
            continue
        if item.kind == "url":
            yield MenuLink(label, item.kind, None, item.target)
        elif item.kind == "taxonomy":
            label = site.taxonomy(item.target).label(lang, translations)
            yield MenuLink(label, item.kind, at.taxonomy(lang, item.target))
        elif item.kind == "terms":
            yield from _terms(site.taxonomy(item.target), at, lang)
        elif address := _address(item, site, at, lang):
            yield MenuLink(label or item.target, item.kind, address)


def _terms(taxonomy: Taxonomy, at: Addresses, lang: str) -> Iterator[MenuLink]:
    for slug in taxonomy.slugs_in_order:
        address = at.listing(Cell(Facet(lang, taxonomy.name, slug)))
        yield MenuLink(taxonomy.term(slug, lang), "term", address)


def _default_items(site: Site) -> Iterator[MenuItem]:
    """Sections stand before the subjects of articles, if they are in the configuration."""
    yield MenuItem("front")
    sections = [each for each in site.taxonomies if each.name == SECTION and each.terms]
    yield from (MenuItem("terms", taxonomy.name) for taxonomy in sections)
    others = (taxonomy for taxonomy in site.taxonomies if taxonomy not in sections)
    yield from (MenuItem("taxonomy", taxonomy.name) for taxonomy in others)
    yield from (MenuItem("page", name, labels) for name, labels in site.pages.menu)
    if site.articles.enabled:
        yield MenuItem("archive")
    if site.search.enabled:
        yield MenuItem("search")


def _address(item: MenuItem, site: Site, at: Addresses, lang: str) -> Address | None:
    """None for a page that this site does not have."""
    taxonomy, _, slug = item.target.partition("/")
    addresses: dict[str, Callable[[], Address]] = {
        "front": lambda: at.home(lang),
        "page": lambda: at.page_named(lang, item.target),
        "term": lambda: at.listing(Cell(Facet(lang, taxonomy, slug))),
        "year": lambda: at.listing(Cell(Facet(lang), item.target)),
    }
    if site.articles.enabled:
        addresses |= {
            "about": lambda: at.about(lang),
            "archive": lambda: at.archive(lang),
            "feeds": lambda: at.feed_list(lang),
        }
    if site.listing.on_this_day:
        addresses["on-this-day"] = lambda: at.on_this_day(lang)
    if site.search.enabled:
        addresses["search"] = lambda: at.search(lang)
    return addresses[item.kind]() if item.kind in addresses else None
