"""An article → its page."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from kazarchive.answers import Alternate, Page
from kazarchive.catalogue.cells import parent, periods
from kazarchive.catalogue.neighbours import Neighbours
from kazarchive.catalogue.queries import Catalogue
from kazarchive.catalogue.series import Around
from kazarchive.changes import ArticleChange, Change, StandaloneChange, TermsChange
from kazarchive.config.options import Site
from kazarchive.pages import people
from kazarchive.pages.kind import Kind, TermLink, Translations, layout_template, untranslated
from kazarchive.rules import addresses as rules
from kazarchive.rules import captions, dates, hosts, jsonld, text, urls
from kazarchive.rules.citations import Citations
from kazarchive.rules.jsonld import Linked, Surroundings
from kazarchive.rules.recordings import recordings
from kazarchive.values import BYLINE, Address, Article, Body, Cell, Entry, Facet, Period

if TYPE_CHECKING:
    from kazarchive.rules import citation

KEPT = 8_192
"""How many addresses of terms a process keeps."""

ICON = "/static/icon-512.png"
"""The icon of the archive, for machines that show one beside an article."""


class TopicNeighbours(Struct, frozen=True):
    """The articles before and after an article among those of a term."""

    name: str
    address: Address
    earlier: Entry | None
    later: Entry | None


class Topics(Struct, frozen=True):
    """An article's terms in one taxonomy, as its page shows them."""

    name: str
    label: str
    terms: tuple["TermLink", ...]


class SeriesPlace(Struct, frozen=True):
    """The place of an article in its series."""

    name: str
    address: Address
    number: int | None
    """`number` and `total` as in `catalogue/series.py`."""
    total: int | None
    earlier: Entry | None
    later: Entry | None


class ArticlePages(Kind):
    name = "article"

    def __init__(self, site: Site, translations: Translations = untranslated) -> None:
        super().__init__(site, translations)
        self.templates = self.with_layouts("article.html")
        self._above = cache(self._periods_above)
        self._words = cache(self._citation_words)
        self._listing = lru_cache(KEPT)(self._listing_of)

    def addresses(self, catalogue: Catalogue) -> Iterator[Address]:
        yield from catalogue.article_addresses()

    def touched(self, change: Change, catalogue: Catalogue) -> Iterator[Address]:
        yield from (entry.address for entry in people.articles(change, catalogue))
        if isinstance(change, ArticleChange):
            yield from self._touched_by_article(change, catalogue)
        elif isinstance(change, StandaloneChange) and change.has_moved:
            yield from (entry.address for entry in catalogue.linking_to(change.path))
        elif isinstance(change, TermsChange):
            # All articles of a term that has become rare or is rare no longer. If a single edit
            # causes it, they are as many as a rare term may have.
            for facet in catalogue.crossed():
                yield from (entry.address for entry in catalogue.listed(Cell(facet)))

    def _touched_by_article(self, change: ArticleChange, catalogue: Catalogue) -> Iterator[Address]:
        """Its own page, its translations, the articles that link to it, those it links to, and its
        neighbours: at most two in the archive and six for each of its terms
        (`catalogue/neighbours.py`), and those in its series (`catalogue/series.py`)."""
        for side in change.sides:
            yield side.address
            if change.is_shown:
                yield from catalogue.reached(side)
                yield from (other.address for other in catalogue.naming(side))
        if change.is_shown:
            parts = catalogue.reached_in_series(change.before, change.after)
            yield from (part.address for part in parts)
        if change.has_moved:
            yield from (entry.address for entry in catalogue.linking_to(change.path))
        links, links_before = change.linked_after, change.linked_before
        yield from catalogue.linked(
            links | links_before if change.is_shown else links ^ links_before
        )

    def pages(self, addresses: Sequence[Address], catalogue: Catalogue) -> Iterator[Page]:
        articles = catalogue.articles(addresses)
        bodies = catalogue.bodies(articles.values())
        entries = [article.entry for article in articles.values()]
        translations = catalogue.translations_of(entries)
        near = catalogue.neighbours(entries)
        for address in addresses:
            if address in articles:
                article = articles[address]
                path = article.entry.path
                series = catalogue.around_in_series(article.entry)
                known = self._people(article.entry, catalogue) if catalogue.people else {}
                yield self._page(
                    article, bodies[path], translations[path], near[path], series, known
                )

    def _page(
        self,
        article: Article,
        body: Body,
        translations: Sequence[Entry],
        near: Neighbours,
        around: Around | None,
        known: Mapping[str, Linked],
    ) -> Page:
        entry = article.entry
        month = Cell(Facet(entry.lang), entry.day.isoformat()[:7])
        versions = {each.lang: each.address for each in (entry, *translations)}
        alternates = self.alternates(versions)
        topics = tuple(self._topics(entry))
        series = self._series(around) if around else None
        return Page(
            address=entry.address,
            template=layout_template(article.layout) if article.layout else "article.html",
            lang=entry.lang,
            alternates=alternates,
            indexed=entry.indexed,
            about=entry.path,
            context={
                "article": article,
                "entry": entry,
                "body": body,
                "translations": tuple(translations),
                "standfirst": entry.summary if article.standfirst else None,
                "minutes": text.reading_minutes(article.words, entry.lang),
                "earlier": near.earlier,
                "later": near.later,
                "in_topics": tuple(self._in_topics(entry.lang, near)),
                "related": near.related,
                "linking": near.linking,
                "series": series,
                "day_address": self.at.listing(month),
                "day_anchor": rules.day_anchor(entry.day),
                "topics": topics,
                "image": self._image(entry),
                "lead_caption": self._caption(entry.image.caption if entry.image else None, body),
                "lead_credit": self._caption(entry.image.credit if entry.image else None, body),
                "citations": self._citations(article),
                "linked": self._linked(article, body, alternates, topics, series, known),
            },
        )

    def _caption(self, caption: str | None, body: Body) -> str:
        """A caption or credit of the lead image as safe HTML; empty without one."""

        def resolve(written: str) -> str | None:
            if written not in body.links:
                return hosts.with_ascii_host(written)
            target = body.links[written]
            return self.site.base_path + rules.url(target[0]) + target[1] if target else None

        return captions.as_html(caption, resolve) if caption else ""

    def _topics(self, entry: Entry) -> Iterator[Topics]:
        for taxonomy in self.site.taxonomies:
            links = tuple(
                TermLink(term.name, self._listing(entry.lang, term.taxonomy, term.slug))
                for term in entry.of(taxonomy.name)
            )
            if links:
                yield Topics(taxonomy.name, self.label(taxonomy.name, entry.lang), links)

    def _in_topics(self, lang: str, near: Neighbours) -> Iterator[TopicNeighbours]:
        """Its neighbours in each of its terms that has other articles."""
        for term, earlier, later in near.topics:
            if earlier or later:
                address = self._listing(lang, term.taxonomy, term.slug)
                yield TopicNeighbours(term.name, address, earlier, later)

    def _people(self, entry: Entry, catalogue: Catalogue) -> dict[str, Linked]:
        """URL of the listing of an author → what is told of them besides the name."""
        terms = [(term, catalogue.person(entry.lang, term.slug)) for term in entry.of(BYLINE)]
        return {
            self.full(self._listing(entry.lang, BYLINE, term.slug)): people.facts(
                person, catalogue, self.full
            )
            for term, person in terms
            if person
        }

    def _series(self, around: Around) -> SeriesPlace:
        address = self.at.series(around.facet)
        return SeriesPlace(
            around.name, address, around.number, around.total, around.earlier, around.later
        )

    def _listing_of(self, lang: str, taxonomy: str, slug: str) -> Address:
        return self.at.listing(Cell(Facet(lang, taxonomy, slug)))

    def _citations(self, article: Article) -> Citations:
        from kazarchive.rules.citation import Work, citations  # loads Babel, which takes long

        entry = article.entry
        work = Work(
            address=entry.address,
            url=self.full(entry.address),
            title=entry.title,
            authors=tuple(term.name for term in entry.of(BYLINE)),
            publication=self.site.title(entry.lang),
            published=entry.day,
            updated=entry.updated.date() if entry.updated else None,
            lang=entry.lang,
            source=article.source,
            words=self._words(entry.lang.partition("-")[0]),
        )
        return citations(work)

    def _citation_words(self, lang: str) -> "citation.Words":
        """`lang`: a base language; a regional one cites like it."""
        from kazarchive.rules import citation

        return citation.words(self.translations(lang))

    def _linked(
        self,
        article: Article,
        body: Body,
        alternates: Sequence[Alternate],
        topics: Sequence[Topics],
        series: SeriesPlace | None,
        known: Mapping[str, Linked],
    ) -> Linked:
        entry, lang = article.entry, article.entry.lang
        authors = [term for topic in topics if topic.name == BYLINE for term in topic.terms]
        title, home = self.site.title(lang), self.full(self.at.home(lang))
        around = Surroundings(
            url=self.full(entry.address),
            image=self._image(entry),
            publication=title,
            home=home,
            logo=self.full(ICON),
            authors=tuple((term.name, self.full(term.address)) for term in authors),
            versions=tuple((each.lang, self.full(each.address)) for each in alternates),
            crumbs=((title, home), *self._crumbs(entry)),
            recordings=tuple(
                (each, self.full(each.address), self.full(each.poster) if each.poster else None)
                for each in recordings(body)
            ),
            people=known,
            series=(series.name, self.full(series.address), series.number) if series else None,
        )
        return jsonld.graph(article, around)

    def _crumbs(self, entry: Entry) -> tuple[tuple[str, str], ...]:
        """(name, URL) of what is above an article: its section, or its year and month."""
        section = entry.section
        if section is None:
            return self._above(entry.lang, periods(entry)[2])
        address = self._listing(entry.lang, section.taxonomy, section.slug)
        return ((section.name, self.full(address)),)

    def _image(self, entry: Entry) -> str | None:
        if entry.image and entry.image_address:
            return self.full(entry.image_address) + urls.tail(entry.image.src)
        return entry.image.src if entry.image and entry.pictured else None

    def _periods_above(self, lang: str, month: Period) -> tuple[tuple[str, str], ...]:
        """(name, URL) of the year and the month of an article."""
        from kazarchive.rules import locales

        year, name = parent(month) or "", locales.month_title(dates.day_of(month), lang)
        named = ((year, year), (name, month))
        return tuple(
            (title, self.full(self.at.listing(Cell(Facet(lang), period))))
            for title, period in named
        )
