"""Links, images, headings and tables in the HTML of an article.

Tags are matched with regular expressions. After `sanitize` the HTML is canonical (lower case, every
attribute as `name="value"`, `"` escaped in values), so that no tag escapes them. With
`html = "trust"` the HTML is as the author wrote it, and a tag in another form, such as
`<a href='…'>`, is neither checked nor changed. The patterns do not backtrack and do not cross the
beginning of another tag, so that they take linear time there too.
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
_OPENED = re.compile(rf"(<[a-zA-Z][^\s\"=<>/]*+)({_ATTRIBUTES})(\s*+/?>)")
_GIVEN = re.compile(rf"\s++{NAME}(?:{VALUE})?")
_SHOWN_IMAGE = re.compile(
    rf"(?:<(?P<around>p|li)(?P<given>{_ATTRIBUTES})\s*+>\s*+)?(?P<link><a{_ATTRIBUTES}\s*+>)?"
    rf"(?P<image><img(?P<attributes>{_ATTRIBUTES})\s*+/?>)"
    r"(?P<linked></a>)?(?:\s*+</(?P<closed>p|li)>)?"
)


def with_heading_ids(body: str, lang: str) -> str:
    """The body with an id for each heading, made from its text and different from all other ids.
    Headings are moved below the `h1` of the page."""
    used = dict.fromkeys(_other_ids(body), 1)
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
        title = body[done:end]
        if written := _written_id(title):
            given, title = given or written, title[: title.rindex("{#")].rstrip()
        name = unique(given or slugs.slug(text.plain(title), lang), used)
        pieces += [f'<h{level} id="{name}"{rest}>', title]
        done = end
    return "".join([*pieces, body[done:]])


def _written_id(title: str) -> str:
    """The id that an author gives a heading: `## Title {#id}`; empty without one."""
    before, mark, name = title.rstrip().rpartition("{#")
    return name[:-1] if mark and before.strip() and _NAME.fullmatch(name) else ""


_NAME = re.compile(r"[^\W\d][\w.:-]*\}")


class Section(Struct, frozen=True):
    """A part of a body, for a table of contents."""

    id: str
    title: str


def sections(body: str) -> Iterator[Section]:
    """The sections of the highest level. `body`: HTML whose headings have ids."""
    tags = list(_HEADING.finditer(body))
    highest = min((tag[2] for tag in tags), default="")
    for tag, end in pairwise(tags):
        if not tag[1] and tag[2] == highest and end[1]:
            attributes = {each[1]: each[2] or "" for each in ATTRIBUTE.finditer(tag[3])}
            title = text.plain(body[tag.end() : end.start()])
            if title and attributes.get("id"):
                yield Section(entities.unescape(attributes["id"]), title)


def with_scrolling_tables(body: str) -> str:
    """The body with each table in a box that scrolls, by keyboard too, if the table is too wide."""
    if "<table" not in body:
        return body
    return _TABLE.sub(
        lambda tag: f"{tag[0]}</div>" if tag[1] else f'<div class="scroll" tabindex="0">{tag[0]}',
        body,
    )


def _other_ids(body: str) -> list[str]:
    """The ids of all tags but headings."""
    return _OTHER_ID.findall(body) if ' id="' in body else []


def _without_id(attributes: str) -> tuple[str, str]:
    """The id among the attributes of a tag, and the other attributes."""
    matches = list(ATTRIBUTE.finditer(attributes))
    given = next((match[2] for match in matches if match[1] == "id"), None)
    return given or "", "".join(match[0] for match in matches if match[1] != "id")


def unique(name: str, used: dict[str, int]) -> str:
    """A name that is not in `used`, with a number if it must; adds it there. `used`: each name, and
    how often it was wanted."""
    unique = name
    while unique in used:
        used[name] += 1
        unique = f"{name}-{used[name]}"
    used[unique] = 1
    return unique


def urls(body: str) -> list[tuple[str, bool]]:
    """Every URL of the body, as written, and whether it is that of an image."""
    return [(entities.unescape(tag[2]), tag[1].startswith("<img")) for tag in _URL.finditer(body)]


class ImageTag(Struct, frozen=True):
    """An image in a body."""

    start: int
    end: int
    attributes: Mapping[str, str]
    """Without entities."""
    alone: bool
    """Whether it is the only content of its paragraph or list item. The tags of the paragraph are
    then between `start` and `end`."""
    paragraph: str | None = None
    """The attributes of the paragraph, as written."""
    link: str = ""
    """The opening tag of the link around an image that is alone."""


def images(body: str) -> Iterator[ImageTag]:
    """Every image of the body, in order."""
    for match in _SHOWN_IMAGE.finditer(body) if "<img" in body else ():
        attributes = {
            attribute[1]: entities.unescape(attribute[2] or "")
            for attribute in ATTRIBUTE.finditer(match["attributes"])
        }
        around = match["around"]
        if not around or around != match["closed"] or bool(match["link"]) != bool(match["linked"]):
            yield ImageTag(*match.span("image"), attributes, False)
        elif around == "p":
            yield ImageTag(*match.span(), attributes, True, match["given"], match["link"] or "")
        else:
            first, last = ("link", "linked") if match["link"] else ("image", "image")
            start, end = match.start(first), match.end(last)
            yield ImageTag(start, end, attributes, True, None, match["link"] or "")


def rewrite_urls(body: str, resolve: Callable[[str], str | None]) -> str:
    """The body with every URL replaced; if `resolve` returns None, the attribute is removed."""

    def replace(tag: re.Match[str]) -> str:
        before, written, after = tag.groups()
        url = resolve(entities.unescape(written))
        if url is None:
            return re.sub(r'\s(?:href|src)="$', "", before)
        return before + entities.escape(url) + after

    return _URL.sub(replace, body)


def ids(body: str) -> tuple[str, ...]:
    """Everything in the body that a fragment can name, including `name` in trusted HTML."""
    anchors = _ID.findall(body)
    if ' name="' in body:
        anchors += _NAMED.findall(body)
    return tuple(dict.fromkeys(map(entities.unescape, anchors)))


def without_ids(body: str) -> str:
    """The body with no id, for a page that shows several bodies."""
    return _OPENED.sub(_anonymous, body) if ' id="' in body else body


def _anonymous(tag: re.Match[str]) -> str:
    given = (attribute[0] for attribute in _GIVEN.finditer(tag[2]))
    return tag[1] + "".join(each for each in given if not each.lstrip().startswith('id="')) + tag[3]


def images_without_alt(body: str) -> list[str]:
    """The URLs of images without a text alternative."""
    if "<img" not in body:
        return []
    silent = []
    for written in _IMAGE.findall(body):
        attributes = dict(ATTRIBUTE.findall(written))
        if "src" in attributes and not entities.unescape(attributes.get("alt", "")).strip():
            silent.append(entities.unescape(attributes["src"]))
    return silent
