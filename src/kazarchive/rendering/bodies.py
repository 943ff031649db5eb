"""An article's body as a page shows it: from the spool if this build has read the article, else
from its source, which is read and rendered again."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from kazarchive.config.options import Site
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.reading import files, frontmatter, markup
from kazarchive.reading.markup import Remember
from kazarchive.rules import addresses, embedded, hosts
from kazarchive.rules import html as html_rules
from kazarchive.state.spool import SpooledBodies
from kazarchive.values import Address, Body, Picture


class Shown(NamedTuple):
    """An image of a body as its page shows it."""

    picture: Picture | None
    """What is known of its file."""
    sized: bool
    """Whether it is shown in its sizes; else at its own address alone."""
    address: Address | None
    """Where it stands, if it is one of this site's media."""
    src: str | None
    """Its URL; none of an image that is not published."""
    alt: str
    title: str
    others: Mapping[str, str]
    """The other attributes that the body gives it."""
    alone: bool
    """Whether it is all of a paragraph or an item of a list, and may have its title below it."""
    paragraph: str | None
    """The attributes of a paragraph that it is all of, as HTML."""
    link: str
    """The opening tag of the link around one that stands alone, as HTML."""
    first: bool
    """Whether no image of the article stands before it."""


Draw = Callable[[Shown], str]
"""Writes an image."""


def html(
    body: Body, root: Path, site: Site, spooled: SpooledBodies, remember: Remember, draw: Draw
) -> str:
    """Raises ProblemsFound (K0304) when the source is not the one that was read."""
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

    whole = spooled.body(body.spooled) if body.spooled else _rendered(body, root, site, remember)
    pieces, done = [], 0
    for image, drawn in _drawn(whole, body, site, draw, resolve):
        pieces += [resolved(whole[done : image.start]), drawn]
        done = image.end
    return "".join([*pieces, resolved(whole[done:])])


def _elsewhere(written: str, scheme: str) -> str:
    """A URL that names nothing of ours, with its host as programs need it. One without a scheme
    gets the site's in feeds, whose readers may have opened them by another."""
    url = f"{scheme}:{written}" if scheme and written.startswith("//") else written
    return hosts.with_ascii_host(url)


def _drawn(
    whole: str, body: Body, site: Site, draw: Draw, resolve: Callable[[str], str | None]
) -> Iterator[tuple[html_rules.ImageTag, str]]:
    """The images of which there are sizes, and those that have a caption. In feeds, which readers
    keep for years, an image has its own address alone; who is trusted to write `picture` needs no
    other around it."""
    own = site.markdown.html == "trust" and "<picture" in whole
    first = not body.led
    for image in html_rules.images(whole):
        written = image.attributes.get("src", "")
        picture, target = body.pictures.get(written), body.links.get(written)
        sized = bool(picture and target) and not body.absolute
        if "srcset" in image.attributes:
            pass  # its author has made the sizes
        elif (sized and not own) or (image.alone and _has_caption(image, picture)):
            address = target[0] if target else None
            yield image, draw(_shown(image, picture, sized, address, resolve, first))
        first = False


def _has_caption(image: html_rules.ImageTag, picture: Picture | None) -> bool:
    said = bool(picture and (picture.caption or picture.credit))
    return said or bool(image.attributes.get("title", "").strip())


def _shown(
    image: html_rules.ImageTag,
    picture: Picture | None,
    sized: bool,
    address: Address | None,
    resolve: Callable[[str], str | None],
    first: bool,
) -> Shown:
    given = dict(image.attributes)
    written = given.get("src")
    src = resolve(written) if written is not None else None
    for name in OURS:
        given.pop(name, None)
    alt, title = given.pop("alt", ""), given.pop("title", "").strip()
    others = given if image.alone or not title else {**given, "title": title}
    link = html_rules.rewrite_urls(image.link, resolve)
    return Shown(
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
"""Attributes that the page decides on."""


def _rendered(body: Body, root: Path, site: Site, remember: Remember) -> str:
    raw = files.read(root / body.path, body.path)
    if hashlib.sha256(raw).hexdigest() != body.digest:
        raise ProblemsFound([Problem("K0304", Place(body.path))])
    source = frontmatter.decode(raw, body.path)
    text = frontmatter.body(source)
    line = source.line_at(len(source.text) - len(text))
    return markup.rendering(text, site.markdown, body.lang, body.path, line, remember).html
