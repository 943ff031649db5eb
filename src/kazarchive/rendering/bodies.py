"""An article's body → its HTML on a page.

It comes from the spool if this build has read the article; otherwise its source is read and
rendered again.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from kazarchive.config.options import Site
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.reading import files, frontmatter, link_tags, markup
from kazarchive.reading.markup import Remember
from kazarchive.rules import addresses, embedded, hosts
from kazarchive.rules import html as html_rules
from kazarchive.state.spool import SpooledBodies
from kazarchive.values import Address, Body, Picture


class ShownImage(NamedTuple):
    """An image of a body as its page shows it."""

    picture: Picture | None
    """What is known of its file."""
    sized: bool
    """Whether it is shown in several sizes; otherwise at its own address only."""
    address: Address | None
    """Its address, if it is a media file of this site."""
    src: str | None
    """Its URL; None if the image is not published."""
    alt: str
    title: str
    others: Mapping[str, str]
    """Its other attributes in the body."""
    alone: bool
    """Whether it is the only content of its paragraph or list item, so that its title can become a
    caption."""
    paragraph: str | None
    """If it is the only content of a paragraph, the attributes of that paragraph as HTML."""
    link: str
    """The opening tag of the link around an image that is alone, as HTML."""
    first: bool
    """Whether it is the first image of the article."""


Draw = Callable[[ShownImage], str]
"""Writes the HTML of an image."""


def html(
    body: Body, root: Path, site: Site, spooled: SpooledBodies, remember: Remember, draw: Draw
) -> str:
    """The body with URLs resolved and images drawn. Raises ProblemsFound (K0304) if the source has
    changed since it was read."""
    before = site.base_url.rstrip("/") if body.absolute else site.base_path
    scheme = urlsplit(site.base_url).scheme if body.absolute else ""

    def resolve(written: str) -> str | None:
        if written not in body.links:
            return _elsewhere(written, scheme)
        target = body.links[written]
        if target is None:
            return None
        address, tail = target
        return before + addresses.url(address) + tail

    def resolved(piece: str) -> str:
        if site.markdown.html == "trust":
            piece = embedded.rewrite(piece, resolve)
        return html_rules.rewrite_urls(piece, resolve)

    source = spooled.body(body.spooled) if body.spooled else _rendered(body, root, site, remember)
    pieces, done = [], 0
    for image, drawn in _drawn(source, body, site, draw, resolve):
        pieces += [resolved(source[done : image.start]), drawn]
        done = image.end
    return "".join([*pieces, resolved(source[done:])])


def _elsewhere(written: str, scheme: str) -> str:
    """A URL outside this site, with its host in ASCII. In feeds a URL without a scheme gets the
    site's scheme, because a feed reader may have fetched the feed by another one."""
    url = f"{scheme}:{written}" if scheme and written.startswith("//") else written
    return hosts.with_ascii_host(url)


def _drawn(
    source: str, body: Body, site: Site, draw: Draw, resolve: Callable[[str], str | None]
) -> Iterator[tuple[html_rules.ImageTag, str]]:
    """The images to be drawn, with their HTML: those with several sizes and those with a caption.

    Feeds name only an image's own address, since readers keep them for years. An author who is
    trusted to write `picture` gets no second one around it.
    """
    own = site.markdown.html == "trust" and "<picture" in source
    first = not body.led
    for image in html_rules.images(source):
        written = image.attributes.get("src", "")
        picture, target = body.pictures.get(written), body.links.get(written)
        sized = bool(picture and target) and not body.absolute
        if "srcset" in image.attributes:
            pass  # the author has provided the sizes
        elif (sized and not own) or (image.alone and _has_caption(image, picture)):
            address = target[0] if target else None
            yield image, draw(_shown(image, picture, sized, address, resolve, first))
        first = False


def _has_caption(image: html_rules.ImageTag, picture: Picture | None) -> bool:
    embedded = bool(picture and (picture.caption or picture.credit))
    return embedded or bool(image.attributes.get("title", "").strip())


def _shown(
    image: html_rules.ImageTag,
    picture: Picture | None,
    sized: bool,
    address: Address | None,
    resolve: Callable[[str], str | None],
    first: bool,
) -> ShownImage:
    given = dict(image.attributes)
    written = given.get("src")
    src = resolve(written) if written is not None else None
    for name in OURS:
        given.pop(name, None)
    alt, title = given.pop("alt", ""), given.pop("title", "").strip()
    others = given if image.alone or not title else {**given, "title": title}
    link = html_rules.rewrite_urls(image.link, resolve)
    return ShownImage(
        picture,
        sized,
        address,
        src,
        alt,
        title,
        others,
        image.alone,
        image.paragraph,
        link,
        first,
    )


OURS = ("src", "loading", "decoding", "fetchpriority")
"""Attributes that the page sets itself."""


def _rendered(body: Body, root: Path, site: Site, remember: Remember) -> str:
    raw = files.read(root / body.path, body.path)
    if hashlib.sha256(raw).hexdigest() != body.digest:
        raise ProblemsFound([Problem("K0304", Place(body.path))])
    source = link_tags.rewritten(frontmatter.decode(raw, body.path), site)
    text = frontmatter.body(source)
    line = source.line_at(len(source.text) - len(text))
    return markup.rendering(text, site.markdown, body.lang, body.path, line, remember).html
