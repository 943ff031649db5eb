"""What a kind of page answers: the one thing that the modules of this package share."""

from collections.abc import Callable, Iterator, Sequence
from gettext import NullTranslations

from kazarchive.catalogue.queries import Catalogue
from kazarchive.changes import Change
from kazarchive.config.options import Site
from kazarchive.rules import addresses
from kazarchive.values import Address, Alternate, Answer, Facet, UndatedLink

Translations = Callable[[str], NullTranslations]
"""The messages of a language."""


def untranslated(lang: str) -> NullTranslations:
    return NullTranslations()


class Kind:
    """A kind of page.

    Two laws bind the answers: every address of `addresses` has a page, and every address whose
    bytes an edit changes was in `touched`, which may name more (they render the same bytes again)
    and names addresses that no longer have a page (these are removed).
    """

    name: str
    templates: tuple[str, ...] = ()
    """Those its pages name; what these include is found by reading them."""

    of_articles = False
    """Whether a site without articles has no such pages, even empty ones."""

    def __init__(self, site: Site, translations: Translations = untranslated) -> None:
        self.site, self.translations = site, translations
        self.at = site.addresses

    def addresses(self, catalogue: Catalogue) -> Iterator[Address]:
        """All that it answers."""
        raise NotImplementedError

    def touched(self, change: Change, catalogue: Catalogue) -> Iterator[Address]:
        """Where a change shows. The catalogue holds the state after it."""
        yield from ()

    def together(self, address: Address) -> str:
        """Addresses that follow each other are made in one go where this is the same text."""
        return ""

    def pages(self, addresses: Sequence[Address], catalogue: Catalogue) -> Iterator[Answer]:
        """What is there; nothing for an address that has no page any more."""
        raise NotImplementedError

    def full(self, address: Address) -> str:
        """The full URL of an address."""
        return self.site.base_url.rstrip("/") + addresses.url(address)

    def label(self, taxonomy: str, lang: str) -> str:
        """The heading of a taxonomy in a language."""
        return self.site.taxonomy(taxonomy).label(lang, self.translations(lang))

    def has_timeline(self, facet: Facet, articles: int) -> bool:
        """Whether a facet with so many articles has a timeline."""
        return facet.is_subject and 0 < self.site.listing.timeline <= articles

    def other_pages(self, lang: str, catalogue: Catalogue) -> tuple[UndatedLink, ...]:
        """The pages without a date of a language, all but the front page and the one about the
        archive, to which every page leads."""
        led_to = {self.at.home(lang)} | ({self.at.about(lang)} if self.has_about else set())
        every = catalogue.undated_links(lang)
        return tuple(page for page in every if page.address not in led_to)

    @property
    def has_about(self) -> bool:
        """Whether the page about the archive is there without a text of its own too."""
        return self.site.articles.enabled

    def in_every_language(self, address: Address) -> tuple[Alternate, ...]:
        """The versions of a page that every language has."""
        _, rest = self.at.split(address)
        found = (Alternate(lang, self.at.prefix(lang) + rest) for lang in self.site.languages)
        return tuple(found)
