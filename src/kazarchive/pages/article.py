"""The page of one article."""

from collections.abc import Iterator, Sequence

from kazarchive.catalogue.queries import Catalogue
from kazarchive.pages.kind import Kind
from kazarchive.rules import addresses as rules
from kazarchive.values import (
    Address,
    Alternate,
    Article,
    Body,
    Cell,
    Change,
    Entry,
    Facet,
    Page,
    TermLink,
    Topics,
)


class ArticlePages(Kind):
    name = "article"
    templates = ("article.html",)

    def addresses(self, catalogue: Catalogue) -> Iterator[Address]:
        yield from catalogue.article_addresses()

    def touched(self, change: Change, catalogue: Catalogue) -> Iterator[Address]:
        """Its own page; where it is a neighbour or a translation; the articles that link to it."""
        before, after = change.before, change.after
        for side in filter(None, (before, after)):
            yield side.address
            if before != after:
                yield from self._around(side, catalogue)
        if (before and before.address) != (after and after.address):
            yield from (entry.address for entry in catalogue.linking_to(change.path))

    def _around(self, entry: Entry, catalogue: Catalogue) -> Iterator[Address]:
        near = (catalogue.earlier(entry), catalogue.later(entry), *catalogue.translations(entry))
        yield from (other.address for other in near if other)

    def pages(self, addresses: Sequence[Address], catalogue: Catalogue) -> Iterator[Page]:
        articles = catalogue.articles(addresses)
        bodies = catalogue.bodies(articles.values())
        translations = catalogue.translations_of(one.entry for one in articles.values())
        for address in addresses:
            if address in articles:
                article = articles[address]
                path = article.entry.path
                yield self._page(article, bodies[path], translations[path], catalogue)

    def _page(
        self,
        article: Article,
        body: Body,
        translations: Sequence[Entry],
        catalogue: Catalogue,
    ) -> Page:
        entry = article.entry
        month = Cell(Facet(entry.lang), entry.day.isoformat()[:7])
        return Page(
            address=entry.address,
            template="article.html",
            lang=entry.lang,
            alternates=self._alternates(entry, translations),
            about=entry.path,
            context={
                "article": article,
                "entry": entry,
                "body": body,
                "translations": tuple(one for one in translations if one.lang != entry.lang),
                "earlier": catalogue.earlier(entry),
                "later": catalogue.later(entry),
                "day_address": self.at.listing(month),
                "day_anchor": rules.day_anchor(entry.day),
                "topics": tuple(self._topics(entry)),
            },
        )

    def _alternates(self, entry: Entry, translations: Sequence[Entry]) -> tuple[Alternate, ...]:
        """One page a language, this one for its own; none where there is no translation."""
        others = {one.lang: one.address for one in reversed(translations)}
        versions = {**others, entry.lang: entry.address}
        if len(versions) == 1:
            return ()
        return tuple(
            Alternate(lang, versions[lang]) for lang in self.site.languages if lang in versions
        )

    def _topics(self, entry: Entry) -> Iterator[Topics]:
        for taxonomy in self.site.taxonomies:
            links = tuple(
                TermLink(
                    term.name, self.at.listing(Cell(Facet(entry.lang, term.taxonomy, term.slug)))
                )
                for term in entry.of(taxonomy.name)
            )
            if links:
                yield Topics(taxonomy.name, taxonomy.label(entry.lang), links)
