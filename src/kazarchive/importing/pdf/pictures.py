"""The images of all pages → those that belong to the text, and their places in it."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kazarchive.importing.document import MediaFile, Note
from kazarchive.importing.pdf.blocks import Block
from kazarchive.importing.pdf.pages import Page, Picture

_WHOLE_PAGE = 0.7
"""The share of a page from which an image is the page itself."""
_RECURS = 3
"""Pages on which an image must be to be an ornament of the pages."""


class Placed(NamedTuple):
    """The images of a document."""

    after: Mapping[int, list[MediaFile]]
    """Number of a block → the images that follow it; -1: those before the first."""
    notes: tuple[Note, ...]

    @property
    def files(self) -> tuple[MediaFile, ...]:
        every = (file for files in self.after.values() for file in files)
        return tuple({file.address: file for file in every}.values())


def placed(pages: Sequence[Page], blocks: Sequence[Block]) -> Placed:
    """The images with their places among the blocks."""
    recurring = _recurring(pages)
    after: dict[int, list[MediaFile]] = {}
    notes: list[Note] = []
    names: dict[str, MediaFile] = {}
    ornaments = whole_pages = 0
    for number, page in enumerate(pages):
        for picture in page.pictures:
            if covers(picture, page):
                whole_pages += 1
            elif picture.fault:
                notes.append(Note("lost", f"an image on page {number + 1}: {picture.fault}"))
            elif (key := _key(picture)) in recurring:
                ornaments += 1
            else:
                name = f"image-{len(names) + 1}.{picture.ending}"
                file = names.setdefault(key, MediaFile(f"image:{name}", name, picture.content))
                after.setdefault(_place(picture, number, blocks), []).append(file)
    if whole_pages:
        notes.append(Note("left out", f"pictures of whole pages: {whole_pages:,}"))
    if ornaments:
        notes.append(Note("left out", f"images that recur on most pages: {ornaments:,}"))
    return Placed(after, tuple(notes))


def covers(picture: Picture, page: Page) -> bool:
    """Whether an image is that of a whole page."""
    area = (picture.x1 - picture.x0) * (picture.y1 - picture.y0)
    return area >= _WHOLE_PAGE * page.width * page.height > 0


def _key(picture: Picture) -> str:
    return hashlib.sha256(picture.content).hexdigest()


def _recurring(pages: Sequence[Page]) -> set[str]:
    found = Counter(key for page in pages for key in {_key(each) for each in page.pictures})
    least = max(_RECURS, len(pages) / 2)
    return {key for key, count in found.items() if count >= least}


def _place(picture: Picture, page: int, blocks: Sequence[Block]) -> int:
    """The number of the last block that begins above an image, or on an earlier page."""
    middle = (picture.y0 + picture.y1) / 2
    above = (
        number for number, block in enumerate(blocks) if _is_before(block, picture, page, middle)
    )
    return max(above, default=-1)


def _is_before(block: Block, picture: Picture, page: int, middle: float) -> bool:
    first = block.lines[0]
    if first.page != page:
        return first.page < page
    beside = first.x1 <= picture.x0 or first.x0 >= picture.x1
    return first.y > middle and not beside
