"""The files of `root/`, at the top of the site."""

from collections.abc import Iterator, Sequence

from kazarchive.answers import Copy
from kazarchive.catalogue.queries import Catalogue
from kazarchive.changes import Change, FileChange
from kazarchive.pages.kind import Kind
from kazarchive.rules import root_files
from kazarchive.values import Address


class RootFiles(Kind):
    name = "root"

    def addresses(self, catalogue: Catalogue) -> Iterator[Address]:
        yield from catalogue.root_files()

    def touched(self, change: Change, catalogue: Catalogue) -> Iterator[Address]:
        if isinstance(change, FileChange) and (address := root_files.address(change.path)):
            owner = self.at.kind(address) or catalogue.kind(address)
            if owner in (None, self.name):  # a page that has the address is planned by its own kind
                yield address

    def pages(self, addresses: Sequence[Address], catalogue: Catalogue) -> Iterator[Copy]:
        files = catalogue.root_files()
        for address in addresses:
            if address in files:
                yield Copy(address, *files[address])
