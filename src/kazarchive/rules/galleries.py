"""Images that follow each other without text → one gallery."""

import re
from collections.abc import Iterator
from html import unescape
from itertools import groupby

from kazarchive.rules import media_names, urls
from kazarchive.rules.tags import NAME, VALUE, up_to

_ATTRIBUTES = rf"(?:\s++{NAME}(?:{VALUE})?)*"
_IMAGE = re.compile(
    rf"<a{_ATTRIBUTES}\s*+><img{_ATTRIBUTES}\s*+/?></a>|<img{_ATTRIBUTES}\s*+/?>|(\s++|<br\s*+/?>)"
)
_SOURCE = re.compile(rf'<img{up_to("src")}([^"]*+)"')

Run = tuple[int, int, list[str]]
"""The start and the end of paragraphs that are only images, and these images."""


def with_galleries(body: str) -> str:
    """The body with images that follow each other, in one paragraph or in several, as paragraphs
    of a `div` with the class `gallery`. Videos and sounds are paragraphs of their own."""
    if body.count("<img") < 2:
        return body
    pieces, done = [], 0
    for start, end, images in _runs(body):
        if len(images) > 1:
            pieces += [body[done:start], *_gallery(images)]
            done = end
    return "".join([*pieces, body[done:]])


def _runs(body: str) -> Iterator[Run]:
    """The runs of paragraphs that are only images."""
    run: Run | None = None
    at = body.find("<p>")
    while at >= 0:
        end = body.find("</p>", at)
        images = _only_images(body, at + 3, end) if end > 0 else []
        if run and images and not body[run[1] : at].strip():
            run = (run[0], end + 4, [*run[2], *images])
        else:
            if run:
                yield run
            run = (at, end + 4, images) if images else None
        at = body.find("<p>", at + 3)
    if run:
        yield run


def _only_images(body: str, start: int, end: int) -> list[str]:
    """The images between two positions, if there is nothing else."""
    images = []
    while start < end:
        match = _IMAGE.match(body, start, end)
        if match is None:
            return []
        if not match[1]:
            images.append(match[0])
        start = match.end()
    return images


def _gallery(images: list[str]) -> Iterator[str]:
    for number, (is_image, group) in enumerate(groupby(images, _is_image)):
        items = [f"<p>{image}</p>" for image in group]
        together = is_image and len(items) > 1
        lines = ['<div class="gallery">', *items, "</div>"] if together else items
        yield ("\n" if number else "") + "\n".join(lines)


def _is_image(image: str) -> bool:
    source = _SOURCE.search(image)
    return not (source and media_names.kind(urls.split(unescape(source[1])).path))
