"""The videos and sounds of an article, for machines."""

from collections.abc import Iterator
from typing import NamedTuple

from kazarchive.rules import media_names, urls
from kazarchive.values import Address, Body


class Recording(NamedTuple):
    """A video or a sound that is published beside an article."""

    kind: str
    """`video` or `audio`."""
    address: Address
    type: str
    """The media type."""
    size: int
    """Bytes."""
    poster: Address | None
    """The address of the image that stands for it."""


def recordings(body: Body) -> Iterator[Recording]:
    """Those that the article shows or links to and that exist, each once, in its order."""
    seen = set()
    for written, size in body.sizes.items():
        path = urls.split(written).path
        kind, target = media_names.kind(path), body.links.get(written)
        if kind in ("video", "audio") and target and target[0] not in seen:
            seen.add(target[0])
            poster = body.links[name] if (name := poster_of(path, body)) else None
            type = media_names.type_of(path)
            yield Recording(kind, target[0], type, size, poster[0] if poster else None)


def poster_of(path: str, body: Body) -> str | None:
    """The image, as its URL is written, that stands for a video."""
    stem = path[: path.rfind(".")]
    names = (stem + ending for ending in media_names.POSTERS)
    return next((name for name in names if name in body.pictures), None)
