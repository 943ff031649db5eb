"""HTML of an engine → the same with stray tags as text, because readers would lose them or what
follows.

A parser takes everything after an unclosed `<script>`, `<textarea>` or `<!--` as part of it (HTML
standard, 13.2.5), and a sanitizer drops unknown elements. An author who writes such a tag in a
sentence means its characters. Therefore these are shown as written: elements that are not allowed
and not closed, unknown elements, and unclosed inline elements. An inline element with attributes is
intended: it ends with its block, since a parser would reopen it in each following block. Code spans
and code blocks of Markdown are escaped already.
"""

import html as entities
import re
from collections.abc import Iterator

from msgspec import Struct

RAW = frozenset("iframe noembed noframes noscript script style textarea title xmp".split())
"""Elements whose content is not HTML to a parser, up to their end tag."""

_FOREIGN = frozenset({"math", "svg"})
"""Elements that contain elements of other vocabularies, which are not stray tags."""

GREEDY = RAW | _FOREIGN | {"object", "plaintext", "pre", "select", "template"}
"""Elements that change the meaning of everything after them if they are not closed."""

_VOID = frozenset(
    "area base basefont bgsound br col embed frame hr image img input keygen link meta param source"
    " track wbr".split()
)
_OBSOLETE = frozenset(
    "acronym applet big blink center dir font frameset listing marquee nobr noembed noframes"
    " plaintext rb rtc strike tt xmp".split()
)
_MODERN = {"acronym": "abbr", "strike": "s", "tt": "code"}
"""Obsolete element → the element that replaces it (HTML standard, 16.2)."""

_LIVING = frozenset(
    "address article aside audio body button canvas datalist dialog fieldset footer form head"
    " header hgroup html iframe label legend main map math menu meter nav noscript object optgroup"
    " option output picture progress script search select slot style svg template textarea title"
    " video".split()
)
_INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em i ins kbd mark q s samp small span strong sub sup"
    " time u var".split()
)
_OPTIONAL = frozenset(
    "caption colgroup dd dt li optgroup option p rp rt tbody td tfoot th thead tr".split()
)
"""Elements whose end tag can be omitted (HTML standard, 13.1.2.4)."""

BLOCKS = GREEDY | _LIVING | _OBSOLETE
"""Elements after which an engine may treat everything as raw HTML if they are not closed."""

_BARE = frozenset("checked disabled hidden open reversed".split())
"""Boolean attributes, which have a meaning without a value."""

_SPACE = r"[\s/]*+"
_VALUE = r"""(?:"[^"]*+"|'[^']*+'|[^\s<>"'][^\s<>]*+)"""
_TAG = re.compile(
    rf"<(/?)([a-zA-Z][^\s<>/]*+){_SPACE}((?:[^\s<>/][^\s<>/=]*+(?:\s*+=\s*+{_VALUE})?{_SPACE})*)>"
)
_ATTRIBUTE = re.compile(rf"([^\s<>/][^\s<>/=]*+)(?:\s*+=\s*+({_VALUE}))?{_SPACE}")
_COMMENT_END = re.compile("--!?>")
DOCTYPE = re.compile(r"<!doctype\b[^<>]*+>", re.IGNORECASE)


class Tag(Struct):
    """A tag, at `start` to `end` of its text."""

    start: int
    end: int
    name: str
    closing: bool
    attributes: str
    stray: bool = False
    pair: "Tag | None" = None
    """The end tag of a start tag that is closed, and vice versa."""

    def values(self) -> dict[str, str | None]:
        """Attribute → value, None for an attribute without one."""
        values: dict[str, str | None] = {}
        for attribute in _ATTRIBUTE.finditer(self.attributes):
            written = attribute[2]
            value = None if written is None else entities.unescape(written.strip("\"'"))
            values.setdefault(attribute[1].lower(), value)
        return values


class Escaped(Struct, frozen=True):
    """HTML with its stray tags as text, and its other tags."""

    html: str
    tags: tuple[Tag, ...] = ()
    """In order, without those inside scripts, drawings and formulas."""


def escaped(html: str, allowed: frozenset[str], trusted: bool) -> Escaped:
    """HTML with its stray tags as text. `allowed`: the elements that the sanitizer keeps.
    `trusted`: only tags that would hide the text after them become text."""
    tags = list(_tags(html))
    pair(tags)
    kept = list(_outside(tags))
    for tag in kept:
        tag.stray = _is_stray(tag, html, allowed, trusted)
    edits = {tag.start: (tag.start + 1, "&lt;") for tag in kept if tag.stray}
    for tag, at in () if trusted else _ends_of_blocks(kept, len(html)):
        end, instead = edits.get(at, (at, ""))
        edits[at] = (end, f"</{tag.name}>{instead}")
    for tag in () if trusted else kept:
        if _is_anchor(tag):
            end, instead = edits.get(tag.end, (tag.end, ""))
            edits[tag.end] = (end, f"</a>{instead}")
        elif tag.name in _MODERN and not tag.stray:
            start = tag.start + 1 + tag.closing
            edits[start] = (start + len(tag.name), _MODERN[tag.name])
            tag.name = _MODERN[tag.name]
    return Escaped(edited(html, edits), tuple(tag for tag in kept if not tag.stray))


def unclosed(source: str) -> Iterator[Tag]:
    """The start tags of a text that need an end tag and have none."""
    tags = [tag for tag in _tags(source) if tag.name not in _VOID]
    pair(tags)
    return (tag for tag in tags if tag.name and tag.pair is None and not tag.closing)


def unknown(source: str, allowed: frozenset[str]) -> Iterator[Tag]:
    """The start tags of a text that have an end tag, but are not HTML elements."""
    tags = [tag for tag in _tags(source) if tag.name not in allowed | BLOCKS | _VOID]
    pair(tags)
    return (tag for tag in tags if tag.name and tag.pair is not None and not tag.closing)


def _tags(html: str) -> Iterator[Tag]:
    """All tags. One without a name is a `<` that begins neither a tag nor a closed comment."""
    last = max(html.rfind("-->"), html.rfind("--!>"))
    at = html.find("<")
    while at >= 0:
        end = at + 1
        if tag := _TAG.match(html, at):
            if "</" not in tag[3]:  # otherwise a quotation mark is missing
                end = tag.end()
                yield Tag(at, end, tag[2].lower(), bool(tag[1]), tag[3])
            else:
                yield Tag(at, end, "", False, "")
        elif html.startswith("<!--", at) and at + 2 <= last:
            end = _COMMENT_END.search(html, at + 2).end()  # type: ignore[union-attr]
        elif doctype := DOCTYPE.match(html, at):
            end = doctype.end()
        else:
            yield Tag(at, end, "", False, "")
        at = html.find("<", end)


def pair(tags: list[Tag]) -> None:
    """Pair each end tag with the nearest unpaired start tag of its name before it."""
    waiting: dict[str, list[Tag]] = {}
    for tag in tags:
        if not tag.closing:
            waiting.setdefault(tag.name, []).append(tag)
        elif before := waiting.get(tag.name):
            tag.pair = before.pop()
            tag.pair.pair = tag


def _outside(tags: list[Tag]) -> Iterator[Tag]:
    """The tags outside elements whose content is not HTML."""
    after = 0
    for tag in tags:
        if tag.start < after:
            continue
        yield tag
        if tag.name in RAW | _FOREIGN and tag.pair and not tag.closing:
            after = tag.pair.start


OURS = frozenset("kaz-block kaz-title kaz-entry kaz-headline".split())
"""Elements that stand for blocks (rules/blocks.py) and entries of live reports (rules/live.py)."""


def _is_stray(tag: Tag, html: str, allowed: frozenset[str], trusted: bool) -> bool:
    if not tag.name:
        return not trusted or html.startswith("<!--", tag.start)
    if trusted:
        return tag.name in OURS or (tag.name in GREEDY and tag.pair is None and not tag.closing)
    if tag.name in allowed:
        return tag.name in _INLINE and tag.pair is None and not tag.closing and _says_nothing(tag)
    if tag.name in _VOID:
        return not tag.attributes
    return tag.pair is None or tag.name not in _LIVING | _OBSOLETE


def is_open(tag: Tag) -> bool:
    """Whether a tag begins an element that needs an end tag and has none."""
    if tag.closing or tag.pair is not None or _is_anchor(tag):
        return False
    return tag.name not in _VOID | _OPTIONAL


def is_inline(tag: Tag) -> bool:
    return tag.name in _INLINE


def _ends_of_blocks(tags: list[Tag], end: int) -> Iterator[tuple[Tag, int]]:
    """Each unclosed inline element, and the end of the block in which it begins."""
    waiting: list[Tag] = []
    for tag in tags:
        if is_inline(tag) and not tag.stray and is_open(tag):
            waiting.append(tag)
        elif waiting and tag.name and not (is_inline(tag) or tag.name in _VOID | _MODERN.keys()):
            yield from ((inline, tag.start) for inline in waiting)
            waiting = []
    yield from ((inline, end) for inline in waiting)


def _says_nothing(tag: Tag) -> bool:
    """Whether all attributes of a tag are just words: `a <b and c> d`."""
    return all(value is None and name not in _BARE for name, value in tag.values().items())


def _is_anchor(tag: Tag) -> bool:
    """An unclosed target of links, `<a name="list">`, which would continue in each paragraph
    below."""
    if tag.name != "a" or tag.closing or tag.pair is not None or tag.stray:
        return False
    values = tag.values()
    return "href" not in values and bool({"id", "name"} & values.keys())


def edited(text: str, edits: dict[int, tuple[int, str]]) -> str:
    """A text with parts replaced. `edits`: start → end, and the replacement. Of two that overlap,
    the first counts."""
    pieces, done = [], 0
    for start, (end, instead) in sorted(edits.items()):
        if start >= done:
            pieces += [text[done:start], instead]
            done = end
    return "".join([*pieces, text[done:]])
