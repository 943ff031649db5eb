"""Which HTML may stand in an article: only what is harmless.

The only importer of `nh3`.
"""

import re
from functools import lru_cache

import nh3

from kazarchive.rules.tags import ATTRIBUTE, NAME, VALUE, up_to

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

_ID = re.compile(rf'<[a-zA-Z][^\s"=<>/]*+{up_to("id")}([^"]*+)"')

_CELL = re.compile(rf"<(t[dh])((?:\s++{NAME}(?:{VALUE})?)*)\s*+>")

_ANCHOR = re.compile(rf"<a((?:\s++{NAME}(?:{VALUE})?)*)\s*+>")

_ALIGNED_STYLE = re.compile(
    r"(?:^|;)\s*text-align\s*:\s*(left|right|center)\s*(?:;|$)", re.IGNORECASE
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
    values = {one[1]: one[2] for one in ATTRIBUTE.finditer(cell[2])}
    rest = "".join(
        one[0] for one in ATTRIBUTE.finditer(cell[2]) if one[1] not in ("style", "align")
    )
    side = values.get("style") or values.get("align")
    if side and "class" not in values:
        rest += f' class="align-{side}"'
    return f"<{cell[1]}{rest}>"


def with_names_as_ids(body: str) -> str:
    """`<a name="list">`, as HTML 4 wrote it, with the id that it means, if nothing else has it."""
    taken = {*_ID.findall(body)}

    def with_id(anchor: re.Match[str]) -> str:
        found = list(ATTRIBUTE.finditer(anchor[1]))
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
