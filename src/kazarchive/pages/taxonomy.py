"""The index of a taxonomy: its terms by number of articles, and by the alphabet of each
language."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from kazarchive.answers import Page
from kazarchive.catalogue.queries import Catalogue
from kazarchive.changes import ArticleChange, Change
from kazarchive.pages.kind import Kind, TermCount
from kazarchive.rules import languages
from kazarchive.values import Address, Cell, Facet

MOST_USED = 20
"""How many terms are listed before the alphabet, at most, and never more than half of all."""

SHORT = 15
"""An index of at most this number of terms needs no second list of the most used ones."""


class TaxonomyPages(Kind):
    name = "taxonomy"
    templates = ("taxonomy.html",)

    def addresses(self, catalogue: Catalogue) -> Iterator[Address]:
        for lang in self.site.languages:
            yield from (self.at.taxonomy(lang, name) for name in self.site.taxonomy_names)

    def touched(self, change: Change, catalogue: Catalogue) -> Iterator[Address]:
        """The index of each taxonomy in which the count or the spelling of a term may have
        changed."""
        if not isinstance(change, ArticleChange):
            return
        before, after = change.before, change.after
        moved = (before and before.lang) != (after and after.lang)
        for side in change.sides:
            for name in self.site.taxonomy_names:
                same = before and after and before.of(name) == after.of(name)
                if moved or not same:
                    yield self.at.taxonomy(side.lang, name)

    def pages(self, addresses: Sequence[Address], catalogue: Catalogue) -> Iterator[Page]:
        for lang in self.site.languages:
            for name in self.site.taxonomy_names:
                if self.at.taxonomy(lang, name) in addresses:
                    yield self._page(lang, name, catalogue)

    def _page(self, lang: str, name: str, catalogue: Catalogue) -> Page:
        address = self.at.taxonomy(lang, name)
        terms = [
            TermCount(term, self.at.listing(Cell(facet)), n)
            for facet, term, n in catalogue.facets(lang, name)
        ]
        ordered = self._ordered(lang, name, terms)
        listed = {term.address for term in ordered}
        terms = [term for term in terms if term.address not in listed]
        terms.sort(key=lambda term: (languages.collation_key(term.name, lang), term.address))
        most_used = min(MOST_USED, len(terms) // 2) if len(terms) > SHORT else 0
        weighty = sorted(terms, key=lambda term: -term.n)
        letters = groupby(terms, lambda term: languages.initial(term.name, lang))
        return Page(
            address=address,
            template="taxonomy.html",
            lang=lang,
            alternates=self.in_every_language(address),
            context={
                "taxonomy": self.taxonomy_link(name, lang),
                "ordered": ordered,
                "most_used": tuple(weighty[:most_used]),
                "groups": tuple((initial, tuple(group)) for initial, group in letters),
            },
        )

    def _ordered(self, lang: str, name: str, terms: Sequence[TermCount]) -> tuple[TermCount, ...]:
        """The terms of the configuration in their order, those without articles too."""
        taxonomy, counted = self.site.taxonomy(name), {term.address: term.n for term in terms}
        facets = ((slug, Facet(lang, name, slug)) for slug in taxonomy.slugs_in_order)
        named = ((taxonomy.term(slug, lang), self.at.listing(Cell(it))) for slug, it in facets)
        return tuple(TermCount(term, each, counted.get(each, 0)) for term, each in named)
