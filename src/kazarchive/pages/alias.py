"""A former address of an article or a page without a date → a page that leads to the current
address."""

from collections.abc import Iterator, Sequence

from kazarchive.answers import Page
from kazarchive.catalogue.queries import Catalogue
from kazarchive.changes import ArticleChange, Change, StandaloneChange
from kazarchive.pages.kind import Kind
from kazarchive.values import Address


class AliasPages(Kind):
    name = "alias"
    templates = ("alias.html",)

    def addresses(self, catalogue: Catalogue) -> Iterator[Address]:
        yield from catalogue.alias_addresses()

    def touched(self, change: Change, catalogue: Catalogue) -> Iterator[Address]:
        if isinstance(change, ArticleChange | StandaloneChange) and change.is_shown:
            for side in change.sides:
                yield from side.aliases

    def pages(self, addresses: Sequence[Address], catalogue: Catalogue) -> Iterator[Page]:
        targets = catalogue.aliases(addresses)
        for address in addresses:
            target = targets.get(address)
            if target and address in target.aliases:
                yield Page(
                    address=address,
                    template="alias.html",
                    lang=target.lang,
                    canonical=target.address,
                    indexed=False,
                    about=target.path,
                    context={"target": target},
                )
