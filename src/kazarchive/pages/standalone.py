"""Standalone pages, such as a contact or a licence: the files of `pages/`.

One of them is the page about the archive. It exists in each language, with or without the text of
`pages/about.md`, and links to the others. All other pages of the site link only to it, so that an
edit of a standalone page does not reach the entire site.
"""

from collections.abc import Iterator, Sequence

from kazarchive.answers import Alternate, Page
from kazarchive.catalogue import standalone
from kazarchive.catalogue.queries import Catalogue
from kazarchive.changes import ArticleChange, Change, StandaloneChange
from kazarchive.config.options import Site
from kazarchive.pages.kind import Kind, Translations, layout_template, untranslated
from kazarchive.values import Address, Undated, UndatedLink


class StandalonePages(Kind):
    name = "undated"

    def __init__(self, site: Site, translations: Translations = untranslated) -> None:
        super().__init__(site, translations)
        self.templates = self.with_layouts("page.html")

    def addresses(self, catalogue: Catalogue) -> Iterator[Address]:
        about = [*self._about]
        yield from about
        apart = {*about, *self._home}
        yield from (page.address for page in catalogue.undated() if page.address not in apart)

    @property
    def _about(self) -> dict[Address, str]:
        """Address → language of the pages about the archive that exist even without a text."""
        languages = self.site.languages if self.has_about else ()
        return {self.at.about(lang): lang for lang in languages}

    @property
    def _home(self) -> set[Address]:
        """The front pages, which show the text of their pages themselves."""
        return {self.at.home(lang) for lang in self.site.languages}

    def touched(self, change: Change, catalogue: Catalogue) -> Iterator[Address]:
        """Pages that link to a moved page or article, the changed page itself, and the one about
        the archive; the translations of a page that comes, goes or moves."""
        reached = self._reached(change, catalogue)
        yield from (address for address in reached if address not in self._home)

    def _reached(self, change: Change, catalogue: Catalogue) -> Iterator[Address]:
        if not isinstance(change, ArticleChange | StandaloneChange):
            return
        if change.has_moved:
            yield from catalogue.undated_linking_to(change.path)
        if isinstance(change, StandaloneChange):
            for side in change.sides:
                yield side.address
                if change.is_shown and self.has_about:
                    yield self.at.about(side.lang)
            if change.has_moved:
                names = {side.name for side in change.sides}
                yield from (page.address for page in catalogue.undated() if page.name in names)

    def pages(self, addresses: Sequence[Address], catalogue: Catalogue) -> Iterator[Page]:
        every = catalogue.undated()
        by_address = {page.address: page for page in every}
        versions_of = standalone.versions(every)
        about, home = self._about, self._home
        for address in addresses:
            page = None if address in home else by_address.get(address)
            if address in about:
                others = self.other_pages(about[address], catalogue)
                versions = self.in_every_language(address)
                yield self._page(address, about[address], versions, page, catalogue, others)
            elif page:
                page_versions = {**versions_of[page.name], page.lang: page.address}
                yield self._page(
                    address, page.lang, self.alternates(page_versions), page, catalogue
                )

    def _page(
        self,
        address: Address,
        lang: str,
        versions: tuple[Alternate, ...],
        page: Undated | None,
        catalogue: Catalogue,
        others: tuple[UndatedLink, ...] = (),
    ) -> Page:
        return Page(
            address=address,
            template=layout_template(page.layout) if page and page.layout else "page.html",
            lang=lang,
            alternates=versions if len(versions) > 1 else (),
            indexed=page is None or page.indexed,
            about=page.path if page else None,
            context={
                "title": page.title if page else None,
                "body": catalogue.body_of(page) if page else None,
                "others": others,
            },
        )
