"""What may stand in an article's HTML, and how its links, headings and footnotes are written.

The only importer of `nh3`. Tags are matched with regular expressions: after `sanitize` the HTML is
canonical (small letters, every attribute as `name="value"`, `"` escaped in values), so no tag can
hide from them. With `html = "trust"` the HTML is as the author wrote it: what is written otherwise,
such as `<a href='…'>`, is neither checked nor changed. The patterns never give back what they have
matched and never run across the beginning of another tag, so that this too takes linear time.
"""

import html as entities
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

import nh3
from msgspec import Struct, field

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
    "col": {"span"},
    "colgroup": {"span"},
    "data": {"value"},
    "del": {"datetime"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height"},
    "input": {"checked", "disabled"},
    "ins": {"datetime"},
    "li": {"value"},
    "ol": {"start", "reversed"},
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

OWN_ATTRIBUTES: dict[str, set[str]] = {
    "a": {"name", "rel"},
    "blockquote": {"cite"},
    "del": {"cite"},
    "ins": {"cite"},
    "ol": {"type"},
    "q": {"cite"},
    "td": {"align", "style"},
    "th": {"abbr", "align", "style"},
}
"""What else an author may write, of which `value_kept` decides."""

_OWN_ATTRIBUTE = re.compile(
    rf"\b(?:{'|'.join(sorted(set().union(*OWN_ATTRIBUTES.values())))})\s*=", re.IGNORECASE
)
"""Hardly any article has one, and deciding on values takes longer than all else."""

RELATIONS = frozenset("external nofollow noopener noreferrer sponsored ugc".split())
"""Of a link: what search engines ask for. Others, such as `me`, would speak for the site."""

NUMBERINGS = frozenset("1aAiI")
"""Of a list."""

CHECKBOX = {"input": {"type": "checkbox", "disabled": ""}}
"""Of task lists: any other input would ask readers for something."""

SCHEMES = {"http", "https", "mailto", "tel", "geo", "doi"}

_NAME = r'[^\s"=<>]++'
_VALUE = r'=(?:"[^"]*+"|[^\s"<>]++)'


def _up_to(names: str) -> str:
    """The attributes before the first of these names and its opening quotation mark."""
    return rf'(?:\s++(?!(?:{names})="){_NAME}(?:{_VALUE})?)*\s++(?:{names})="'


_ATTRIBUTE = re.compile(rf'\s++({_NAME})(?:="([^"]*+)"|{_VALUE})?')
_HEADING = re.compile(rf"<(/?)h([1-6])((?:\s++{_NAME}(?:{_VALUE})?)*)\s*+>")
_TABLE = re.compile(rf"<(/?)table(?:\s++{_NAME}(?:{_VALUE})?)*\s*+>")
_URL = re.compile(rf'(<(?:a|img){_up_to("href|src")})([^"]*+)(")')
_ID = re.compile(rf'<[a-zA-Z][^\s"=<>/]*+{_up_to("id")}([^"]*+)"')
_NAMED = re.compile(rf'<a{_up_to("name")}([^"]*+)"')
_OTHER_ID = re.compile(rf'<(?!h[1-6]\s)[a-zA-Z][^\s"=<>/]*+{_up_to("id")}([^"]*+)"')
_IMAGE = re.compile(rf"<img((?:\s++{_NAME}(?:{_VALUE})?)*)")

_CELL = re.compile(rf"<(t[dh])((?:\s++{_NAME}(?:{_VALUE})?)*)\s*+>")
_ANCHOR = re.compile(rf"<a((?:\s++{_NAME}(?:{_VALUE})?)*)\s*+>")
_ALIGNED_STYLE = re.compile(
    r"(?:^|;)\s*text-align\s*:\s*(left|right|center)\s*(?:;|$)", re.IGNORECASE
)

_ATTRIBUTES = rf"(?:\s++{_NAME}(?:{_VALUE})?)*"
_SHOWN_IMAGE = re.compile(
    rf"(?:<(?P<around>p|li)(?P<given>{_ATTRIBUTES})\s*+>\s*+)?(?P<link><a{_ATTRIBUTES}\s*+>)?"
    rf"(?P<image><img(?P<attributes>{_ATTRIBUTES})\s*+/?>)"
    r"(?P<linked></a>)?(?:\s*+</(?P<closed>p|li)>)?"
)


@lru_cache(maxsize=1)
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(TAGS),
        attributes=ATTRIBUTES,
        allowed_classes=CLASSES,
        set_tag_attribute_values=CHECKBOX,
        url_schemes=SCHEMES,
        link_rel=None,
    )


@lru_cache(maxsize=1)
def _careful_cleaner() -> nh3.Cleaner:
    """The same for HTML that an author wrote: some attributes stay for some values, which costs a
    call for each attribute."""
    return nh3.Cleaner(
        tags=set(TAGS),
        attributes={
            tag: ATTRIBUTES.get(tag, set()) | OWN_ATTRIBUTES.get(tag, set())
            for tag in ATTRIBUTES.keys() | OWN_ATTRIBUTES.keys()
        },
        attribute_filter=value_kept,
        allowed_classes=CLASSES,
        set_tag_attribute_values=CHECKBOX,
        url_schemes=SCHEMES,
        link_rel=None,
    )


def value_kept(tag: str, attribute: str, value: str) -> str | None:
    """What stays of the value of an attribute; None if the attribute goes."""
    if tag in CHECKBOX:
        return value
    if attribute == "rel":
        return " ".join(one for one in value.lower().split() if one in RELATIONS) or None
    if attribute == "cite":
        return value if _scheme(value) in SCHEMES | {""} else None
    if attribute == "type":
        return value if value in NUMBERINGS else None
    if attribute == "style":
        found = _ALIGNED_STYLE.search(value)
        return found[1].lower() if found else None
    if attribute == "align":
        return value.lower() if value.lower() in ("left", "right", "center") else None
    if attribute == "name":
        return value.strip() or None
    return value


def keeps(tag: str, attribute: str, value: str) -> bool:
    """Whether nothing is lost of an attribute that an author wrote."""
    if attribute == "class":
        return {*value.split()} <= CLASSES.get(tag, set())
    if attribute in CHECKBOX.get(tag, {}):
        return value.lower() == CHECKBOX[tag][attribute] or attribute == "disabled"
    if attribute in ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set()):
        return True
    if attribute not in OWN_ATTRIBUTES.get(tag, set()):
        return False
    kept = value_kept(tag, attribute, value)
    if attribute == "rel":
        return (kept or "").split() == value.lower().split()
    if attribute == "style":
        return kept is not None and not _ALIGNED_STYLE.sub("", value).strip(" ;")
    return kept is not None


def _scheme(url: str) -> str:
    """As browsers find it (WHATWG): neither control characters nor spaces around it count."""
    found = re.match(r"([a-z][a-z0-9+.-]*):", re.sub(r"[\0-\x20]", "", url).lower())
    return found[1] if found else ""


def sanitize(body: str, own: bool = True) -> str:
    """Only harmless HTML: no scripts, handlers, styles, frames or foreign schemes. `own`: whether
    there may be HTML of an author in it, not an engine's alone."""
    if not (own and _OWN_ATTRIBUTE.search(body)):
        return _cleaner().clean(body)
    whole = _careful_cleaner().clean(body)
    if ' style="' in whole or ' align="' in whole:
        whole = _CELL.sub(_with_alignment, whole)
    return with_names_as_ids(whole) if ' name="' in whole else whole


def _with_alignment(cell: re.Match[str]) -> str:
    """The alignment of a cell as a class; a style goes before the older attribute."""
    values = {one[1]: one[2] for one in _ATTRIBUTE.finditer(cell[2])}
    rest = "".join(
        one[0] for one in _ATTRIBUTE.finditer(cell[2]) if one[1] not in ("style", "align")
    )
    side = values.get("style") or values.get("align")
    if side and "class" not in values:
        rest += f' class="align-{side}"'
    return f"<{cell[1]}{rest}>"


def with_names_as_ids(body: str) -> str:
    """`<a name="list">`, as HTML 4 wrote it, with the id that it means, if nothing else has it."""
    taken = {*_ID.findall(body)}

    def with_id(anchor: re.Match[str]) -> str:
        found = list(_ATTRIBUTE.finditer(anchor[1]))
        name = next((one[2] for one in found if one[1] == "name"), None)
        rest = "".join(one[0] for one in found if one[1] != "name")
        if name and name not in taken and not any(one[1] == "id" for one in found):
            taken.add(name)
            rest += f' id="{name}"'
        return f"<a{rest}>"

    return _ANCHOR.sub(with_id, body)


def aligned(body: str) -> str:
    """Cell alignment, which both engines write as a style, as a class, which survives."""
    return re.sub(
        r'<(t[hd]) style="text-align: ?(left|right|center);?">', r'<\1 class="align-\2">', body
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
    found = list(_ATTRIBUTE.finditer(attributes))
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
            for one in _ATTRIBUTE.finditer(found["attributes"])
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
        attributes = dict(_ATTRIBUTE.findall(found))
        if "src" in attributes and not entities.unescape(attributes.get("alt", "")).strip():
            silent.append(entities.unescape(attributes["src"]))
    return silent


def footnotes(body: str) -> str:
    """pulldown-cmark's footnotes in the form of Python-Markdown's: one list at the end, each note
    with a way back, ids that cannot be taken for a heading's. What is cited nowhere comes last."""
    notes: list[str] = []
    labels: dict[str, int] = {}
    body = _without_definitions(body, notes, labels)
    if not notes:
        return body
    references = _References(labels, _numbers(body, notes, labels))
    body = _REFERENCE.sub(references.replace, body)
    ordered = [
        (number, _REFERENCE.sub(references.replace, notes[note]).strip())
        for note, number in references.numbers.items()
    ]
    items = "".join(
        f'<li id="fn-{number}">'
        f"{_with_way_back(note, number) if number in references.seen else note}</li>\n"
        for number, note in ordered
    )
    return f'{body}<div class="footnotes">\n<ol>\n{items}</ol>\n</div>\n'


_DEFINITION = re.compile(
    r'<div class="footnote-definition" id="([^"]*)"><sup class="footnote-definition-label">'
    r"\d+</sup>\n?"
)
_DIV = re.compile(r"<(/?)div\b", re.IGNORECASE)
_REFERENCE = re.compile(r'<sup class="footnote-reference"><a href="#([^"]*)">\d+</a></sup>')


def _without_definitions(body: str, notes: list[str], labels: dict[str, int]) -> str:
    """The body with its definitions taken out, into `notes`, and their `labels`, whose case does
    not count."""
    found = list(_DEFINITION.finditer(body))
    starts = [*(one.start() for one in found), len(body)]
    pieces, done = [], 0
    for one, following in zip(found, starts[1:], strict=True):
        end, after = _end_of_note(body, one.end(), following)
        labels.setdefault(one[1].casefold(), len(notes))
        notes.append(body[one.end() : end])
        pieces.append(body[done : one.start()])
        done = after
    return "".join([*pieces, body[done:]])


def _end_of_note(body: str, start: int, limit: int) -> tuple[int, int]:
    """Where a note ends, and what follows it begins: at the end of its own `div`, of which raw
    HTML may have others inside; where these do not add up, at the first end at all."""
    depth = 1
    for tag in _DIV.finditer(body, start, limit):
        depth += -1 if tag[1] else 1
        if depth == 0 and body.startswith("</div>\n", tag.start()):
            return tag.start(), tag.start() + len("</div>\n")
    first = body.find("</div>\n", start, limit)
    return (limit, limit) if first < 0 else (first, first + len("</div>\n"))


def _numbers(body: str, notes: list[str], labels: dict[str, int]) -> dict[int, int]:
    """The notes in the order in which a reader meets them who goes on from note to note."""
    numbers: dict[int, int] = {}
    waiting = [body]
    for piece in waiting:  # which grows meanwhile
        for label in _REFERENCE.findall(piece):
            note = labels.get(label.casefold())
            if note is not None and note not in numbers:
                numbers[note] = len(numbers) + 1
                waiting.append(notes[note])
    for note in range(len(notes)):
        numbers.setdefault(note, len(numbers) + 1)
    return numbers


class _References(Struct):
    """Writes the references, of which the first to each note is where its way back leads."""

    labels: dict[str, int]
    numbers: dict[int, int]
    seen: set[int] = field(default_factory=set)

    def replace(self, found: re.Match[str]) -> str:
        note = self.labels.get(found[1].casefold())
        if note is None:
            return found[0]
        number = self.numbers[note]
        mark = "" if number in self.seen else f' id="fnref-{number}"'
        self.seen.add(number)
        return f'<sup class="footnote-ref"{mark}><a href="#fn-{number}">{number}</a></sup>'


def _with_way_back(note: str, number: int) -> str:
    back = f' <a class="footnote-backref" href="#fnref-{number}">↩</a>'
    return note.removesuffix("</p>") + back + "</p>" if note.endswith("</p>") else note + back
