"""Paragraphs that are only a link to another site → cards."""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from kazarchive.rules import embeds, media_names, text
from kazarchive.rules.embeds import Embed
from kazarchive.rules.tags import NAME, VALUE, up_to

_ATTRIBUTES = rf"(?:\s++{NAME}(?:{VALUE})?)*"
_ALONE = re.compile(
    rf'<p>\s*+<a(?={up_to("href")}(?P<url>https?://[^"]++)"){_ATTRIBUTES}\s*+>'
    r"(?P<label>[^<]++)</a>\s*+</p>"
)
_PICTURED = ("youtube", "vimeo", "rutube", "vk", "tiktok")
"""Providers whose ids can be the name of a picture."""


class Card(NamedTuple):
    """A link that is the only content of its paragraph."""

    start: int
    end: int
    url: str
    title: str
    """As the author wrote it, or as the URL says; empty if neither says one."""
    embed: Embed


def cards(body: str) -> Iterator[Card]:
    """The links that are shown as cards: addresses that stand alone, and links to a video, a post
    or a map that stand alone."""
    if "http" not in body:
        return
    for match in _ALONE.finditer(body):
        url, label = unescape(match["url"]), text.plain(match["label"]).strip()
        embed = embeds.embed(url)
        bare = label == url or label == url.partition("://")[2]
        if embed and label and (bare or embed.provider):
            yield Card(*match.span(), url, embed.title if bare else label, embed)


def pictures(body: str) -> Iterator[str]:
    """The names of the images that can stand for the videos of cards: `dQw4w9WgXcQ.jpg`."""
    for card in cards(body):
        yield from names(card)


def names(card: Card) -> Iterator[str]:
    """The names of the images that can stand for a card."""
    if card.embed.provider in _PICTURED and card.embed.id:
        yield from (card.embed.id + ending for ending in media_names.POSTERS)
