"""The interface of a kind of page, which is all that the modules of this package share."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from gettext import NullTranslations

from msgspec import Struct

from kazarchive.answers import Alternate, Answer
from kazarchive.catalogue.queries import Catalogue
from kazarchive.changes import Change
from kazarchive.config.options import Site
from kazarchive.rules import addresses
from kazarchive.values import Address, Facet, TaxonomyLink, UndatedLink

Translations = Callable[[str], NullTranslations]
"""The messages of a language."""


def untranslated(lang: str) -> NullTranslations:
    return NullTranslations()


class TermLink(Struct, frozen=True):
    """A link to the page of a term."""

    name: str
    address: Address


class TermCount(Struct, frozen=True):
    """A link to the page of a term, with its most common spelling and the number of its
    articles."""

    name: str
    address: Address
    n: int


def layout_template(layout: str) -> str:
    """The template of a layout (`Article.layout`)."""
    return f"layouts/{layout}.html"


class Kind:
    """A kind of page.

    Two laws bind it. Every address of `addresses` has a page. Every address whose bytes an edit
    changes is in `touched`, which may name more addresses (they render to the same bytes) and also
    names addresses that no longer have a page (they are removed).
    """

    name: str
    templates: tuple[str, ...] = ()
    """The templates that its pages name; templates that these include are found by reading them."""

    of_articles = False
    """Whether a site without articles has no such pages, even empty ones."""

    def __init__(self, site: Site, translations: Translations = untranslated) -> None:
        self.site, self.translations = site, translations
        self.at = site.addresses

    def with_layouts(self, template: str) -> tuple[str, ...]:
        """A template, and those that a source file can name in its place."""
        return (template, *map(layout_template, self.site.articles.layouts))

    def addresses(self, catalogue: Catalogue) -> Iterator[Address]:
        """The addresses of all its pages."""
        raise NotImplementedError

    def touched(self, change: Change, catalogue: Catalogue) -> Iterator[Address]:
        """The addresses of pages that show a change. The catalogue holds the state after it."""
        yield from ()

    def together(self, address: Address) -> str:
        """Consecutive addresses with the same text here are rendered in one task."""
        return ""

    def pages(self, addresses: Sequence[Address], catalogue: Catalogue) -> Iterator[Answer]:
        """The pages at some addresses; nothing for an address without a page."""
        raise NotImplementedError

    def full(self, address: Address) -> str:
        """The full URL of an address."""
        return self.site.base_url.rstrip("/") + addresses.url(address)

    def label(self, taxonomy: str, lang: str) -> str:
        """The heading of a taxonomy in a language."""
        return self.site.taxonomy(taxonomy).label(lang, self.translations(lang))

    def taxonomy_link(self, taxonomy: str, lang: str) -> TaxonomyLink:
        """A taxonomy as pages of a language link to it."""
        return TaxonomyLink(taxonomy, self.label(taxonomy, lang), self.at.taxonomy(lang, taxonomy))

    def has_timeline(self, facet: Facet, articles: int) -> bool:
        """Whether a facet with this number of articles has a timeline."""
        return facet.is_subject and 0 < self.site.listing.timeline <= articles

    def other_pages(self, lang: str, catalogue: Catalogue) -> tuple[UndatedLink, ...]:
        """The standalone pages of a language, without the front page and the one about the archive,
        to which every page links."""
        linked = {self.at.home(lang)} | ({self.at.about(lang)} if self.has_about else set())
        every = catalogue.undated_links(lang)
        return tuple(page for page in every if page.address not in linked)

    @property
    def has_about(self) -> bool:
        """Whether the page about the archive exists even without a text."""
        return self.site.articles.enabled

    def in_every_language(self, address: Address) -> tuple[Alternate, ...]:
        """The versions of a page that exists in every language."""
        _, rest = self.at.split(address)
        return tuple(Alternate(lang, self.at.prefix(lang) + rest) for lang in self.site.languages)

    def versions(self, facet: Facet) -> list[Facet]:
        """The term of the same taxonomy and slug in every language, whether it has articles or
        not."""
        return [Facet(lang, facet.taxonomy, facet.slug) for lang in self.site.languages]

    def alternates(self, versions: Mapping[str, Address]) -> tuple[Alternate, ...]:
        """Language → address, in the order of the site's languages; empty for a single version."""
        if len(versions) < 2:
            return ()
        return tuple(
            Alternate(lang, versions[lang]) for lang in self.site.languages if lang in versions
        )
