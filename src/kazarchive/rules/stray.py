"""Tags in an engine's HTML that are no HTML: they become text, as readers would else lose what
follows or the tag itself.

A parser takes everything after an unclosed `<script>`, `<textarea>` or `<!--` for a part of it
(HTML standard, 13.2.5), and a sanitizer drops an element that it does not know. An author who
writes such a tag in a sentence means the letters. So an element that may not stand and is never
closed, an unknown one, and an inline one that is opened and never closed are shown as they are
written. One with attributes is meant: it ends with its block, since a parser would open it again in
each one below. A code span or block of Markdown is escaped already, so nothing here has to know
of it.
"""

import html as entities
import re
from collections.abc import Iterator

from msgspec import Struct

RAW = frozenset("iframe noembed noframes noscript script style textarea title xmp".split())
"""Elements whose content is no HTML to a parser, up to their end tag."""

_FOREIGN = frozenset({"math", "svg"})
"""Elements with elements of their own inside, which are no stray tags."""

GREEDY = RAW | _FOREIGN | {"object", "plaintext", "pre", "select", "template"}
"""Elements that change what becomes of the text behind them, if they are not closed."""

_VOID = frozenset(
    "area base basefont bgsound br col embed frame hr image img input keygen link meta param source"
    " track wbr".split()
)
_OBSOLETE = frozenset(
    "acronym applet big blink center dir font frameset listing marquee nobr noembed noframes"
    " plaintext rb rtc strike tt xmp".split()
)
_MODERN = {"acronym": "abbr", "strike": "s", "tt": "code"}
"""Obsolete elements, and what the HTML standard (16.2) has in their place that means the same."""

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
"""Elements whose end tag may be left out (HTML standard, 13.1.2.4)."""

BLOCKS = GREEDY | _LIVING | _OBSOLETE
"""Elements of which an engine may take all that follows for raw HTML, if they are not closed."""

_BARE = frozenset("checked disabled hidden open reversed".split())
"""Attributes that mean something without a value."""

_SPACE = r"[\s/]*+"
_VALUE = r"""(?:"[^"]*+"|'[^']*+'|[^\s<>"'][^\s<>]*+)"""
_TAG = re.compile(
    rf"<(/?)([a-zA-Z][^\s<>/]*+){_SPACE}((?:[^\s<>/][^\s<>/=]*+(?:\s*+=\s*+{_VALUE})?{_SPACE})*)>"
)
_ATTRIBUTE = re.compile(rf"([^\s<>/][^\s<>/=]*+)(?:\s*+=\s*+({_VALUE}))?{_SPACE}")
_COMMENT_END = re.compile("--!?>")
DOCTYPE = re.compile(r"<!doctype\b[^<>]*+>", re.IGNORECASE)


class Tag(Struct):
    """A tag of some HTML."""

    start: int
    end: int
    name: str
    closing: bool
    attributes: str
    stray: bool = False
    pair: "Tag | None" = None
    """The end tag of a start tag that is closed, and the other way round."""

    def values(self) -> dict[str, str | None]:
        """The attributes; None for one without a value."""
        found: dict[str, str | None] = {}
        for one in _ATTRIBUTE.finditer(self.attributes):
            value = None if one[2] is None else entities.unescape(one[2].strip("\"'"))
            found.setdefault(one[1].lower(), value)
        return found


class Mended(Struct, frozen=True):
    """Some HTML whose stray tags are text, and its other tags."""

    html: str
    tags: tuple[Tag, ...] = ()
    """In order; none of those inside scripts, drawings and formulas."""


def mended(html: str, allowed: frozenset[str], trusted: bool) -> Mended:
    """`trusted`: only what would swallow the text behind it becomes text."""
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
    return Mended(edited(html, edits), tuple(tag for tag in kept if not tag.stray))


def unclosed(source: str) -> Iterator[Tag]:
    """The start tags in some text that need an end tag and have none."""
    found = [tag for tag in _tags(source) if tag.name not in _VOID]
    pair(found)
    return (tag for tag in found if tag.name and tag.pair is None and not tag.closing)


def unknown(source: str, allowed: frozenset[str]) -> Iterator[Tag]:
    """The start tags in some text that are closed and are no HTML."""
    found = [tag for tag in _tags(source) if tag.name not in allowed | BLOCKS | _VOID]
    pair(found)
    return (tag for tag in found if tag.name and tag.pair is not None and not tag.closing)


def _tags(html: str) -> Iterator[Tag]:
    """All tags; one without a name is a `<` that begins neither a tag nor a comment that ends."""
    last = max(html.rfind("-->"), html.rfind("--!>"))
    at = html.find("<")
    while at >= 0:
        end = at + 1
        if found := _TAG.match(html, at):
            if "</" not in found[3]:  # else a quotation mark is missing
                end = found.end()
                yield Tag(at, end, found[2].lower(), bool(found[1]), found[3])
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
    """Each end tag with the nearest start tag of its name before it that has none."""
    waiting: dict[str, list[Tag]] = {}
    for tag in tags:
        if not tag.closing:
            waiting.setdefault(tag.name, []).append(tag)
        elif before := waiting.get(tag.name):
            tag.pair = before.pop()
            tag.pair.pair = tag


def _outside(tags: list[Tag]) -> Iterator[Tag]:
    """The tags that do not stand in an element whose content is no HTML."""
    after = 0
    for tag in tags:
        if tag.start < after:
            continue
        yield tag
        if tag.name in RAW | _FOREIGN and tag.pair and not tag.closing:
            after = tag.pair.start


def _is_stray(tag: Tag, html: str, allowed: frozenset[str], trusted: bool) -> bool:
    if not tag.name:
        return not trusted or html.startswith("<!--", tag.start)
    if trusted:
        return tag.name in GREEDY and tag.pair is None and not tag.closing
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
    """The open inline elements, and where the block ends in which each begins."""
    waiting: list[Tag] = []
    for tag in tags:
        if is_inline(tag) and not tag.stray and is_open(tag):
            waiting.append(tag)
        elif waiting and tag.name and not (is_inline(tag) or tag.name in _VOID | _MODERN.keys()):
            yield from ((one, tag.start) for one in waiting)
            waiting = []
    yield from ((one, end) for one in waiting)


def _says_nothing(tag: Tag) -> bool:
    """Whether a tag has no attribute but words: `a <b and c> d`."""
    return all(value is None and name not in _BARE for name, value in tag.values().items())


def _is_anchor(tag: Tag) -> bool:
    """A place to link to that nobody closed, `<a name="list">`: it would go on in each paragraph
    below."""
    if tag.name != "a" or tag.closing or tag.pair is not None or tag.stray:
        return False
    values = tag.values()
    return "href" not in values and bool({"id", "name"} & values.keys())


def edited(text: str, edits: dict[int, tuple[int, str]]) -> str:
    """`edits`: start → end, and what stands there then. Of two that overlap the first counts."""
    pieces, done = [], 0
    for start, (end, instead) in sorted(edits.items()):
        if start >= done:
            pieces += [text[done:start], instead]
            done = end
    return "".join([*pieces, text[done:]])
