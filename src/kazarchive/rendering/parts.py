"""The parts of a body that templates write: images, videos, cards, the sizes of files."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote

from kazarchive.config.options import Site
from kazarchive.rules import captions, cards, hosts, media_names, players, recordings, urls
from kazarchive.rules import html as html_rules
from kazarchive.rules.blocks import Block
from kazarchive.rules.embeds import Embed
from kazarchive.rules.live import ShownEntry
from kazarchive.rules.players import Player
from kazarchive.rules.tags import up_to
from kazarchive.values import Address, Body, Picture

Resolve = Callable[[str], str | None]
"""A URL as written → the URL on the page; None if there is no such file or page."""


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
    """Safe HTML, if the image is alone."""
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


class Subtitles(NamedTuple):
    """Subtitles of a video."""

    src: str
    lang: str
    """Of the page, if the name of the file says none."""


class ShownFile(NamedTuple):
    """A video, a sound or a document of a body that is written as an image."""

    kind: str
    """`video`, `audio` or `document`."""
    src: str | None
    """Its URL; None if the file is not published."""
    type: str
    """The media type."""
    form: str
    """As readers know it: `MP4`."""
    size: int | None
    """Bytes, if it is a file of this site."""
    name: str
    """Of the file."""
    caption: str
    """Plain text."""
    caption_html: str
    alone: bool
    """Whether it is the only content of its paragraph or list item; otherwise it is a link."""
    poster: str | None
    """The URL of the image that is shown before a video plays."""
    width: int | None
    """Pixels of that image, as `height`."""
    height: int | None
    subtitles: tuple[Subtitles, ...]


class ShownCard(NamedTuple):
    """A link to another site that is shown as a card."""

    url: str
    where: str
    """The URL for readers: without its scheme and its encoding."""
    title: str
    embed: Embed
    picture: Picture | None
    """An image beside the article that stands for it."""
    address: Address | None
    src: str | None
    player: Player | None
    """What plays it here, if the site allows that."""


class ShownSize(NamedTuple):
    """What follows a link to a file of this site."""

    form: str
    size: int


Shown = ShownImage | ShownFile | ShownCard | ShownSize | Block | ShownEntry
Draw = Callable[[Shown], str]
"""Writes the HTML of a part of a body."""


TEMPLATES: dict[type, str] = {
    ShownImage: "picture.html",
    ShownFile: "mediafile.html",
    ShownCard: "card.html",
    ShownSize: "filesize.html",
    ShownEntry: "liveentry.html",
}
"""The templates whose macro `piece` writes them; a block has one of its own."""


def template_of(part: Shown) -> str:
    return _of_block(part.name) if isinstance(part, Block) else TEMPLATES[type(part)]


def templates(blocks: Iterable[str]) -> tuple[str, ...]:
    """All templates that can write a part of a body. `blocks`: the names of the site's blocks."""
    return (*TEMPLATES.values(), *map(_of_block, blocks))


def _of_block(name: str) -> str:
    return f"blocks/{name}.html"


def parts(source: str, body: Body, site: Site, resolve: Resolve) -> list[tuple[int, int, Shown]]:
    """What is drawn, in order, with its start and its end. Of parts inside each other, such as the
    size of a file behind a link around an image, only the outer one is drawn."""
    found = [*_images(source, body, site, resolve), *_sizes(source, body)]
    if not body.absolute:
        found += _cards(source, body, site, resolve)
    parts, done = list[tuple[int, int, Shown]](), 0
    for start, end, part in sorted(found, key=lambda each: each[:2]):
        if start >= done:
            parts.append((start, end, part))
            done = end
    return parts


def _images(
    source: str, body: Body, site: Site, resolve: Resolve
) -> Iterator[tuple[int, int, Shown]]:
    """The images to be drawn: those with several sizes and those with a caption; and files that are
    written as images.

    Feeds name only an image's own address, since readers keep them for years. An author who is
    trusted to write `picture` gets no second one around it.
    """
    own = site.markdown.html == "trust" and "<picture" in source
    first = not body.led
    for image in html_rules.images(source):
        written = image.attributes.get("src", "")
        picture, target = body.pictures.get(written), body.links.get(written)
        sized = bool(picture and target) and not body.absolute
        if kind := media_names.kind(urls.split(written).path):
            yield image.start, image.end, _file(kind, image, body, resolve)
        elif "srcset" in image.attributes:
            pass  # the author has provided the sizes
        elif (
            (sized and not own)
            or (image.alone and _has_caption(image, picture))
            or "](" in image.attributes.get("title", "")
        ):
            address = target[0] if target else None
            shown = _shown(image, picture, sized, address, resolve, first)
            yield image.start, image.end, shown
        first = False


def _file(kind: str, image: html_rules.ImageTag, body: Body, resolve: Resolve) -> ShownFile:
    written = image.attributes["src"]
    path = urls.split(written).path
    stem = path[: path.rfind(".")]
    poster = recordings.poster_of(path, body)
    picture = body.pictures[poster] if poster else None
    beside = (each for each in body.sizes if media_names.is_subtitle(each))
    subtitles = (each for each in beside if each.startswith(stem + "."))
    caption = image.attributes.get("title", "").strip() or image.attributes.get("alt", "").strip()
    return ShownFile(
        kind if written in body.links else "document",  # nothing is loaded from another host
        resolve(written),
        media_names.type_of(path),
        media_names.form(path),
        body.sizes.get(written),
        unquote(path).rpartition("/")[2],
        captions.plain(caption),
        captions.as_html(caption, resolve),
        image.alone,
        resolve(poster) if poster else None,
        picture.width if picture else None,
        picture.height if picture else None,
        tuple(
            Subtitles(resolve(each) or "", each[len(stem) + 1 : -4] or body.lang)
            for each in sorted(subtitles)
        ),
    )


def _sizes(source: str, body: Body) -> Iterator[tuple[int, int, Shown]]:
    """The forms and sizes of the files to which there are links, after the links."""
    for link in _LINK.finditer(source) if body.sizes else ():
        written = unescape(link[1])
        end = source.find("</a>", link.end()) + len("</a>")
        if written in body.sizes and end > link.end():
            form = media_names.form(urls.split(written).path)
            yield end, end, ShownSize(form, body.sizes[written])


_LINK = re.compile(rf'<a{up_to("href")}([^"]*+)"')


def _cards(
    source: str, body: Body, site: Site, resolve: Resolve
) -> Iterator[tuple[int, int, Shown]]:
    plays = site.embeds.play
    for card in cards.cards(source):
        name = next((name for name in cards.names(card) if name in body.pictures), None)
        target = body.links.get(name) if name else None
        shown = ShownCard(
            hosts.with_ascii_host(card.url),
            unquote(card.url.partition("://")[2].removeprefix("www.").rstrip("/")),
            card.title,
            card.embed,
            body.pictures[name] if name else None,
            target[0] if target else None,
            resolve(name) if name else None,
            players.player(card.url, card.embed) if card.embed.provider in plays else None,
        )
        yield card.start, card.end, shown


def _has_caption(image: html_rules.ImageTag, picture: Picture | None) -> bool:
    embedded = bool(picture and (picture.caption or picture.credit))
    return embedded or bool(image.attributes.get("title", "").strip())


def _shown(
    image: html_rules.ImageTag,
    picture: Picture | None,
    sized: bool,
    address: Address | None,
    resolve: Resolve,
    first: bool,
) -> ShownImage:
    given = dict(image.attributes)
    written = given.get("src")
    src = resolve(written) if written is not None else None
    for name in OURS:
        given.pop(name, None)
    alt, title = given.pop("alt", ""), given.pop("title", "").strip()
    others = given if image.alone or not title else {**given, "title": captions.plain(title)}
    link = html_rules.rewrite_urls(image.link, resolve)
    return ShownImage(
        picture,
        sized,
        address,
        src,
        alt,
        captions.as_html(title, resolve),
        others,
        image.alone,
        image.paragraph,
        link,
        first,
    )


OURS = ("src", "loading", "decoding", "fetchpriority")
"""Attributes that the page sets itself."""
