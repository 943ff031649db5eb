"""How the links, images, headings and tables of an article's HTML are written.

Tags are matched with regular expressions: after `sanitize` the HTML is
canonical (small letters, every attribute as `name="value"`, `"` escaped in values), so no tag can
hide from them. With `html = "trust"` the HTML is as the author wrote it: what is written otherwise,
such as `<a href='…'>`, is neither checked nor changed. The patterns never give back what they have
matched and never run across the beginning of another tag, so that this too takes linear time.
"""

import html as entities
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

from msgspec import Struct

from kazarchive.rules import slugs, text
from kazarchive.rules.tags import ATTRIBUTE, NAME, VALUE, up_to

_HEADING = re.compile(rf"<(/?)h([1-6])((?:\s++{NAME}(?:{VALUE})?)*)\s*+>")
_TABLE = re.compile(rf"<(/?)table(?:\s++{NAME}(?:{VALUE})?)*\s*+>")
_URL = re.compile(rf'(<(?:a|img){up_to("href|src")})([^"]*+)(")')
_ID = re.compile(rf'<[a-zA-Z][^\s"=<>/]*+{up_to("id")}([^"]*+)"')
_NAMED = re.compile(rf'<a{up_to("name")}([^"]*+)"')
_OTHER_ID = re.compile(rf'<(?!h[1-6]\s)[a-zA-Z][^\s"=<>/]*+{up_to("id")}([^"]*+)"')
_IMAGE = re.compile(rf"<img((?:\s++{NAME}(?:{VALUE})?)*)")


_ATTRIBUTES = rf"(?:\s++{NAME}(?:{VALUE})?)*"
_SHOWN_IMAGE = re.compile(
    rf"(?:<(?P<around>p|li)(?P<given>{_ATTRIBUTES})\s*+>\s*+)?(?P<link><a{_ATTRIBUTES}\s*+>)?"
    rf"(?P<image><img(?P<attributes>{_ATTRIBUTES})\s*+/?>)"
    r"(?P<linked></a>)?(?:\s*+</(?P<closed>p|li)>)?"
)


def with_heading_ids(body: str, lang: str) -> str:
    """Headings with ids made from their text, other than those of notes and other tags, and below
    the page's own `h1`."""
    taken = dict.fromkeys(_other_ids(body), 1)
    tags = list(_HEADING.finditer(body))
    ends = [*(tag.start() for tag in tags), len(body)]
    shift = 1 if any(tag[2] == "1" for tag in tags) else 0
    pieces, done = [], 0
    for tag, end in zip(tags, ends[1:], strict=True):
        level = min(6, int(tag[2]) + shift)
        pieces.append(body[done : tag.start()])
        done = tag.end()
        if tag[1]:
            pieces.append(f"</h{level}>")
            continue
        given, rest = _without_id(tag[3])
        name = _unique(given or slugs.slug(text.plain(body[done:end]), lang), taken)
        pieces.append(f'<h{level} id="{name}"{rest}>')
    return "".join([*pieces, body[done:]])


class Section(Struct, frozen=True):
    """A part of a body, for a table of contents."""

    id: str
    title: str


def sections(body: str) -> Iterator[Section]:
    """Those of the highest level, of a body whose headings have ids."""
    tags = list(_HEADING.finditer(body))
    highest = min((tag[2] for tag in tags), default="")
    for tag, end in pairwise(tags):
        if not tag[1] and tag[2] == highest and end[1]:
            attributes = {one[1]: one[2] or "" for one in ATTRIBUTE.finditer(tag[3])}
            title = text.plain(body[tag.end() : end.start()])
            if title and attributes.get("id"):
                yield Section(entities.unescape(attributes["id"]), title)


def with_scrolling_tables(body: str) -> str:
    """Each table in a box that scrolls where the table is too wide, by keyboard too."""
    if "<table" not in body:
        return body
    return _TABLE.sub(
        lambda tag: f"{tag[0]}</div>" if tag[1] else f'<div class="scroll" tabindex="0">{tag[0]}',
        body,
    )


def _other_ids(body: str) -> list[str]:
    """The ids that tags other than headings have."""
    return _OTHER_ID.findall(body) if ' id="' in body else []


def _without_id(attributes: str) -> tuple[str, str]:
    """The id among a tag's attributes, and the others."""
    found = list(ATTRIBUTE.finditer(attributes))
    given = next((one[2] for one in found if one[1] == "id"), None)
    return given or "", "".join(one[0] for one in found if one[1] != "id")


def _unique(name: str, taken: dict[str, int]) -> str:
    unique = name
    while unique in taken:
        taken[name] += 1
        unique = f"{name}-{taken[name]}"
    taken[unique] = 1
    return unique


def urls(body: str) -> list[tuple[str, bool]]:
    """Every (URL, whether it is an image's) of the body, as written."""
    return [
        (entities.unescape(found[2]), found[1].startswith("<img")) for found in _URL.finditer(body)
    ]


class ImageTag(Struct, frozen=True):
    """An image in a body."""

    start: int
    end: int
    attributes: Mapping[str, str]
    """As they are meant: without entities."""
    alone: bool
    """Whether it is all of a paragraph or of an item of a list; the tags of a paragraph are then
    between `start` and `end`."""
    paragraph: str | None = None
    """The attributes of the paragraph, as they are written."""
    link: str = ""
    """The opening tag of the link around an image that stands alone."""


def images(body: str) -> Iterator[ImageTag]:
    """Every image of the body, in order."""
    for found in _SHOWN_IMAGE.finditer(body) if "<img" in body else ():
        attributes = {
            one[1]: entities.unescape(one[2] or "")
            for one in ATTRIBUTE.finditer(found["attributes"])
        }
        around = found["around"]
        if not around or around != found["closed"] or bool(found["link"]) != bool(found["linked"]):
            yield ImageTag(*found.span("image"), attributes, False)
        elif around == "p":
            yield ImageTag(*found.span(), attributes, True, found["given"], found["link"] or "")
        else:
            first, last = ("link", "linked") if found["link"] else ("image", "image")
            start, end = found.start(first), found.end(last)
            yield ImageTag(start, end, attributes, True, None, found["link"] or "")


def rewrite_urls(body: str, resolve: Callable[[str], str | None]) -> str:
    """The body with every URL replaced; where `resolve` gives None, the link loses its address."""

    def replace(found: re.Match[str]) -> str:
        before, written, after = found.groups()
        url = resolve(entities.unescape(written))
        if url is None:
            return re.sub(r'\s(?:href|src)="$', "", before)
        return before + entities.escape(url) + after

    return _URL.sub(replace, body)


def ids(body: str) -> tuple[str, ...]:
    """Everything in the body that a fragment may name; `name` is left where HTML is trusted."""
    found = _ID.findall(body)
    if ' name="' in body:
        found += _NAMED.findall(body)
    return tuple(dict.fromkeys(map(entities.unescape, found)))


def images_without_alt(body: str) -> list[str]:
    """The URLs of the images that say nothing to readers who cannot see them."""
    if "<img" not in body:
        return []
    silent = []
    for found in _IMAGE.findall(body):
        attributes = dict(ATTRIBUTE.findall(found))
        if "src" in attributes and not entities.unescape(attributes.get("alt", "")).strip():
            silent.append(entities.unescape(attributes["src"]))
    return silent
