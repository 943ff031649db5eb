"""Pages without a date, such as a contact or a licence: the files of `pages/`.

The page about the archive is one of them. It is there in each language, with the text of
`pages/about.md` or without, and leads to the others. Every page of the site links to it alone: so
an edit of these pages does not reach all of the site.
"""

from collections.abc import Iterator, Mapping, Sequence

from kazarchive.catalogue import standalone
from kazarchive.catalogue.queries import Catalogue
from kazarchive.changes import ArticleChange, Change, StandaloneChange
from kazarchive.pages.kind import Kind
from kazarchive.values import Address, Alternate, Page, Undated, UndatedLink


class UndatedPages(Kind):
    name = "undated"
    templates = ("page.html",)

    def addresses(self, catalogue: Catalogue) -> Iterator[Address]:
        about = [*self._about]
        yield from about
        apart = {*about, *self._home}
        yield from (page.address for page in catalogue.undated() if page.address not in apart)

    @property
    def _about(self) -> dict[Address, str]:
        """The pages about the archive, which are there in any case, and their languages."""
        languages = self.site.languages if self.has_about else ()
        return {self.at.about(lang): lang for lang in languages}

    @property
    def _home(self) -> set[Address]:
        """The front pages, which show their page themselves."""
        return {self.at.home(lang) for lang in self.site.languages}

    def touched(self, change: Change, catalogue: Catalogue) -> Iterator[Address]:
        """Pages that link to what is now elsewhere; a page itself and the one about the archive; of
        one that comes, goes or moves also its translations."""
        found = self._reached(change, catalogue)
        yield from (address for address in found if address not in self._home)

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
        known, versions_of = {page.address: page for page in every}, standalone.versions(every)
        about, home = self._about, self._home
        for address in addresses:
            page = None if address in home else known.get(address)
            if address in about:
                others = self.other_pages(about[address], catalogue)
                versions = self.in_every_language(address)
                yield self._page(address, about[address], versions, page, catalogue, others)
            elif page:
                yield self._page(
                    address, page.lang, self._versions(page, versions_of), page, catalogue
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
            template="page.html",
            lang=lang,
            alternates=versions if len(versions) > 1 else (),
            about=page.path if page else None,
            context={
                "title": page.title if page else None,
                "body": catalogue.body_of(page) if page else None,
                "others": others,
            },
        )

    def _versions(
        self, page: Undated, versions_of: Mapping[str, Mapping[str, Address]]
    ) -> tuple[Alternate, ...]:
        versions = {**versions_of[page.name], page.lang: page.address}
        return tuple(
            Alternate(lang, versions[lang]) for lang in self.site.languages if lang in versions
        )
