"""Pages without a date, such as the one about the site: the files of `pages/`.

Every page of the site links to those of its language, so one that comes, goes or gets another title
is an edit of the site's furniture, as that of a template is: it reaches every page. An edit of its
text reaches the page alone.
"""

from collections.abc import Iterator, Sequence

from kazarchive.catalogue.queries import Catalogue
from kazarchive.pages.kind import Kind
from kazarchive.values import Address, Alternate, Change, Page, Undated


class UndatedPages(Kind):
    name = "undated"
    templates = ("page.html",)

    def addresses(self, catalogue: Catalogue) -> Iterator[Address]:
        yield from (page.address for page in catalogue.undated())

    def touched(self, change: Change, catalogue: Catalogue) -> Iterator[Address]:
        """The pages that link to an article which is now elsewhere."""
        before, after = change.before, change.after
        if (before and before.address) != (after and after.address):
            yield from catalogue.undated_linking_to(change.path)

    def touched_by_file(self, path: str, catalogue: Catalogue) -> Iterator[Address]:
        yield from (page.address for page in catalogue.undated() if page.path == path)

    def pages(self, addresses: Sequence[Address], catalogue: Catalogue) -> Iterator[Page]:
        every = catalogue.undated()
        known = {page.address: page for page in every}
        for address in addresses:
            if address in known:
                yield self._page(known[address], every, catalogue)

    def _page(self, page: Undated, every: Sequence[Undated], catalogue: Catalogue) -> Page:
        versions = {one.lang: one.address for one in reversed(every) if one.name == page.name}
        versions[page.lang] = page.address
        alternates = tuple(
            Alternate(lang, versions[lang]) for lang in self.site.languages if lang in versions
        )
        return Page(
            address=page.address,
            template="page.html",
            lang=page.lang,
            alternates=alternates if len(alternates) > 1 else (),
            about=page.path,
            context={"title": page.title, "body": catalogue.body_of(page)},
        )
