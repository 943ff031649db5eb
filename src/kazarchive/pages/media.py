"""The media files of articles, each published beside every article that uses it."""

from collections.abc import Iterator, Sequence

from kazarchive.catalogue.queries import Catalogue
from kazarchive.pages.kind import Kind
from kazarchive.values import Address, Change, Copy


class MediaFiles(Kind):
    name = "media"

    def addresses(self, catalogue: Catalogue) -> Iterator[Address]:
        yield from catalogue.media_addresses()

    def touched(self, change: Change, catalogue: Catalogue) -> Iterator[Address]:
        if change.before != change.after:
            for side in filter(None, (change.before, change.after)):
                yield from (address for address, _ in side.media)

    def touched_by_file(self, path: str, catalogue: Catalogue) -> Iterator[Address]:
        yield from catalogue.addresses_of_media(path)

    def pages(self, addresses: Sequence[Address], catalogue: Catalogue) -> Iterator[Copy]:
        files = catalogue.media(addresses)
        for address in addresses:
            if address in files:
                yield Copy(address, *files[address])
