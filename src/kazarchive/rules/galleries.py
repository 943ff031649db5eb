"""Images that follow each other without text → one gallery."""

import re
from collections.abc import Iterator
from html import unescape
from itertools import groupby
from typing import NamedTuple

from kazarchive.rules import media_names, urls
from kazarchive.rules.tags import NAME, VALUE, up_to

_ATTRIBUTES = rf"(?:\s++{NAME}(?:{VALUE})?)*"
_IMAGE = re.compile(
    rf"<a{_ATTRIBUTES}\s*+><img{_ATTRIBUTES}\s*+/?></a>|<img{_ATTRIBUTES}\s*+/?>|(\s++|<br\s*+/?>)"
)
_SOURCE = re.compile(rf'<img{up_to("src")}([^"]*+)"')

_PARAGRAPH = re.compile("<(/?)p>")


class Run(NamedTuple):
    """Paragraphs that are only images."""

    start: int
    end: int
    images: list[str]


def with_galleries(body: str) -> str:
    """The body with images that follow each other, in one paragraph or in several, as paragraphs
    of a `div` with the class `gallery`. Videos and sounds are paragraphs of their own."""
    if body.count("<img") < 2:
        return body
    pieces, done = [], 0
    for run in _runs(body):
        if len(run.images) > 1:
            pieces += [body[done : run.start], *_gallery(run.images)]
            done = run.end
    return "".join([*pieces, body[done:]])


def _runs(body: str) -> Iterator[Run]:
    """The runs of paragraphs that are only images."""
    start, run = -1, Run(0, 0, [])
    for tag in _PARAGRAPH.finditer(body):
        if not tag[1]:
            start = tag.start()
        elif start >= 0:
            images = _only_images(body, start + len("<p>"), tag.start())
            if images and run.images and not body[run.end : start].strip():
                run.images.extend(images)
                run = run._replace(end=tag.end())
            else:
                yield run
                run = Run(start, tag.end(), images)
            start = -1
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
