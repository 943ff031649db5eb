"""What may stand in an article's HTML, and how its links, headings and footnotes are written.

The only importer of `nh3`. Attributes are matched with regular expressions: after nh3 the HTML is
canonical (double quotes, escaped values), so a tag cannot hide from them.
"""

import html as entities
import re
from collections.abc import Callable
from functools import lru_cache

import nh3

from kazarchive.rules import slugs, text

TAGS = frozenset(
    "a abbr b bdi bdo blockquote br caption cite code col colgroup data dd del details dfn div dl"
    " dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img input ins kbd li mark ol p pre q rp rt"
    " ruby s samp section small span strong sub summary sup table tbody td tfoot th thead time tr"
    " u ul var wbr".split()
)

ATTRIBUTES: dict[str, set[str]] = {
    "*": {"id", "lang", "dir", "title"},
    "a": {"href", "hreflang"},
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "data": {"value"},
    "del": {"cite", "datetime"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height"},
    "input": {"checked", "disabled"},
    "ins": {"cite", "datetime"},
    "li": {"value"},
    "ol": {"start", "reversed"},
    "q": {"cite"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "headers", "scope"},
    "time": {"datetime"},
}

CLASSES: dict[str, set[str]] = {
    "a": {"footnote-ref", "footnote-backref"},
    "blockquote": {"pullquote"},
    "div": {"footnotes", "note"},
    "p": {"note"},
    "section": {"footnotes", "note"},
    "sup": {"footnote-ref"},
    "td": {"align-left", "align-center", "align-right"},
    "th": {"align-left", "align-center", "align-right"},
}
"""The classes that the bundled style knows; any other could dress a text up as the site's own."""

SCHEMES = {"http", "https", "mailto", "tel", "geo", "doi"}

_HEADING = re.compile(r"<h([1-6])((?:\s[^>]*)?)>(.*?)</h\1>", re.DOTALL)
_URL = re.compile(r'(<(?:a|img)\b[^>]*?\s(?:href|src)=")([^"]*)(")')
_ID = re.compile(r'<[^>]*?\sid="([^"]*)"')
_IMAGE = re.compile(r"<img\b[^>]*>")


@lru_cache(maxsize=1)
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(TAGS),
        attributes=ATTRIBUTES,
        allowed_classes=CLASSES,
        set_tag_attribute_values={"input": {"type": "checkbox", "disabled": ""}},
        url_schemes=SCHEMES,
        link_rel=None,
    )


def sanitize(body: str) -> str:
    """Only harmless HTML: no scripts, handlers, styles, frames or foreign schemes."""
    return _cleaner().clean(body)


def aligned(body: str) -> str:
    """Cell alignment, which both engines write as a style, as a class, which survives."""
    return re.sub(
        r'<(t[hd]) style="text-align: ?(left|right|center);?">', r'<\1 class="align-\2">', body
    )


def with_heading_ids(body: str, lang: str) -> str:
    """Headings with ids made from their text, and below the page's own `h1`."""
    taken: dict[str, int] = {}
    shift = 1 if "<h1" in body else 0

    def heading(found: re.Match[str]) -> str:
        level, attributes, inner = found.groups()
        given = re.search(r'\sid="([^"]+)"', attributes)
        name = given[1] if given else slugs.slug(text.plain(inner), lang)
        unique = name
        while unique in taken:
            taken[name] += 1
            unique = f"{name}-{taken[name]}"
        taken[unique] = 1
        rest = attributes.replace(given[0], "") if given else attributes
        level = min(6, int(level) + shift)
        return f'<h{level} id="{unique}"{rest}>{inner}</h{level}>'

    return _HEADING.sub(heading, body)


def urls(body: str) -> list[tuple[str, bool]]:
    """Every (URL, whether it is an image's) of the body, as written."""
    return [
        (entities.unescape(found[2]), found[1].startswith("<img")) for found in _URL.finditer(body)
    ]


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
    """Everything in the body that a fragment may name."""
    return tuple(dict.fromkeys(entities.unescape(found) for found in _ID.findall(body)))


def images_without_alt(body: str) -> list[str]:
    """The URLs of the images that say nothing to who cannot see them."""
    silent = []
    for tag in _IMAGE.findall(body):
        source = re.search(r'\ssrc="([^"]*)"', tag)
        if source and not re.search(r'\salt="[^"]*\S[^"]*"', tag):
            silent.append(entities.unescape(source[1]))
    return silent


def footnotes(body: str) -> str:
    """pulldown-cmark's footnotes in the form of Python-Markdown's: one list at the end, each note
    with a way back, ids that cannot be taken for a heading's."""
    notes: list[tuple[str, str]] = []

    def definition(found: re.Match[str]) -> str:
        notes.append((found[1], found[2]))
        return ""

    body = _DEFINITION.sub(definition, body)
    order = list(dict.fromkeys(_REFERENCE.findall(body)))
    body = _REFERENCE.sub(_reference(order), body)
    numbered = {label: note for label, note in notes if label in order}
    if not numbered:
        return body
    items = "".join(
        f'<li id="fn-{number}">{_with_way_back(numbered[label], number)}</li>\n'
        for number, label in enumerate(order, 1)
        if label in numbered
    )
    return f'{body}<div class="footnotes">\n<ol>\n{items}</ol>\n</div>\n'


_DEFINITION = re.compile(
    r'<div class="footnote-definition" id="([^"]*)"><sup class="footnote-definition-label">'
    r"\d+</sup>\n?(.*?)</div>\n",
    re.DOTALL,
)
_REFERENCE = re.compile(r'<sup class="footnote-reference"><a href="#([^"]*)">\d+</a></sup>')


def _reference(order: list[str]) -> Callable[[re.Match[str]], str]:
    seen: set[str] = set()

    def replace(found: re.Match[str]) -> str:
        number = order.index(found[1]) + 1
        mark = "" if found[1] in seen else f' id="fnref-{number}"'
        seen.add(found[1])
        return f'<sup class="footnote-ref"{mark}><a href="#fn-{number}">{number}</a></sup>'

    return replace


def _with_way_back(note: str, number: int) -> str:
    back = f' <a class="footnote-backref" href="#fnref-{number}">↩</a>'
    note = note.strip()
    return note.removesuffix("</p>") + back + "</p>" if note.endswith("</p>") else note + back
