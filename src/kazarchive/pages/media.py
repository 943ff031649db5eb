"""The media files of articles, each published beside every article that uses it, and the sizes of
images."""

from collections.abc import Iterator, Sequence

from kazarchive.answers import Copy, Resized
from kazarchive.catalogue.queries import Catalogue
from kazarchive.changes import ArticleChange, Change, FileChange, PersonChange
from kazarchive.images import sizes
from kazarchive.pages.kind import Kind
from kazarchive.rules import addresses as rules
from kazarchive.rules import image_names
from kazarchive.values import Address, Picture


class MediaFiles(Kind):
    name = "media"

    def addresses(self, catalogue: Catalogue) -> Iterator[Address]:
        for address, picture in catalogue.every_medium():
            yield address
            yield from _of(address, picture)

    def touched(self, change: Change, catalogue: Catalogue) -> Iterator[Address]:
        if isinstance(change, FileChange):
            for address in catalogue.addresses_of_media(change.path):
                yield from self._possible(address)
        elif isinstance(change, PersonChange) or (
            isinstance(change, ArticleChange) and change.is_shown
        ):
            for side in change.sides:
                for address, _ in side.media:
                    yield from self._possible(address)

    def _possible(self, address: Address) -> Iterator[Address]:
        """A media file and every size that it may have or have had. They are eight at most, so that
        nothing has to be known about a deleted image."""
        yield address
        if self.site.images.enabled and image_names.is_image(address):
            for format in self.site.images.formats:
                yield from (rules.size(address, step, format) for step in self.site.images.widths)

    def pages(self, addresses: Sequence[Address], catalogue: Catalogue) -> Iterator[Copy | Resized]:
        sized = {address: part for address in addresses if (part := rules.original(address))}
        files = catalogue.media({*addresses, *(original for original, _, _ in sized.values())})
        for address in addresses:
            if address in files:
                yield _largest(address, *files[address])
            elif address in sized and sized[address][0] in files:
                original, step, format = sized[address]
                source, digest, picture = files[original]
                if picture and address in _of(original, picture):
                    yield Resized(address, source, digest, picture, sizes.name(step, format))


def _largest(address: Address, source: str, digest: str, picture: Picture | None) -> Copy | Resized:
    if picture:
        return Resized(address, source, digest, picture, sizes.LARGEST)
    return Copy(address, source, digest)


def _of(address: Address, picture: Picture | None) -> list[Address]:
    """The addresses of the sizes of an image."""
    if picture is None:
        return []
    return [
        rules.size(address, step, format) for format in picture.formats for step, _ in picture.sizes
    ]
