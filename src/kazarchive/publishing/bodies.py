"""An article's body as a page shows it: from the spool if this build has read the article, else
from its source, which is read and rendered again."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from kazarchive.config import Site
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.publishing.spool import Kept
from kazarchive.reading import files, frontmatter, markup
from kazarchive.reading.markup import Remember
from kazarchive.rules import addresses
from kazarchive.rules import html as html_rules
from kazarchive.values import Address, Body, Picture


class Shown(NamedTuple):
    """An image of a body as its page shows it."""

    picture: Picture
    address: Address
    alt: str
    title: str
    others: Mapping[str, str]
    """The other attributes that the body gives it."""
    alone: bool
    """Whether it is a paragraph of its own, and may have its title below it."""
    first: bool
    """Whether no image of the article stands before it."""
    tail: str = ""
    """What follows the address: its query and its fragment."""


Draw = Callable[[Shown], str]
"""Writes an image."""


def html(body: Body, root: Path, site: Site, kept: Kept, remember: Remember, draw: Draw) -> str:
    """Raises ProblemsFound (K0304) when the source is not the one that was read."""
    before = site.base_url.rstrip("/") if body.absolute else site.base_path

    def resolve(written: str) -> str | None:
        if written not in body.links:
            return written
        target = body.links[written]
        if target is None:
            return None
        address, tail = target
        return before + addresses.url(address) + tail

    whole = kept.body(body.spooled) if body.spooled else _rendered(body, root, site, remember)
    pieces, done = [], 0
    for image, drawn in _drawn(whole, body, site, draw):
        pieces += [html_rules.rewrite_urls(whole[done : image.start], resolve), drawn]
        done = image.end
    return "".join([*pieces, html_rules.rewrite_urls(whole[done:], resolve)])


def _drawn(
    whole: str, body: Body, site: Site, draw: Draw
) -> Iterator[tuple[html_rules.ImageTag, str]]:
    """The images of which there are sizes. In feeds, which readers keep for years, an image has its
    own address alone; who is trusted to write `picture` needs no other around it."""
    if not body.pictures or body.absolute:
        return
    if site.markdown.html == "trust" and "<picture" in whole:
        return
    first = not body.led
    for image in html_rules.images(whole):
        written = image.attributes.get("src", "")
        picture, target = body.pictures.get(written), body.links.get(written)
        if picture and target:
            yield image, draw(_shown(image, picture, target, first))
        first = False


def _shown(
    image: html_rules.ImageTag, picture: Picture, target: tuple[Address, str], first: bool
) -> Shown:
    given = dict(image.attributes)
    for name in OURS:
        given.pop(name, None)
    alt, title = given.pop("alt", ""), given.pop("title", "")
    others = given if image.alone or not title else {**given, "title": title}
    return Shown(picture, target[0], alt, title, others, image.alone, first, target[1])


OURS = ("src", "loading", "decoding", "fetchpriority")
"""Attributes that the page decides on."""


def _rendered(body: Body, root: Path, site: Site, remember: Remember) -> str:
    raw = files.read(root / body.path, body.path)
    if hashlib.sha256(raw).hexdigest() != body.digest:
        raise ProblemsFound([Problem("K0304", Place(body.path))])
    source = frontmatter.decode(raw, body.path)
    text = frontmatter.body(source)
    line = source.line_at(len(source.text) - len(text))
    return markup.rendered(text, site.markdown, body.lang, body.path, line, remember)
