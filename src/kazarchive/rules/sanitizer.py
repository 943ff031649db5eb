"""HTML of an article → the harmless part of it. Only this module imports `nh3`."""

import re
from functools import lru_cache

import nh3

from kazarchive.rules.tags import ATTRIBUTE, NAME, VALUE, up_to
from kazarchive.rules.urls import SCHEMES, is_safe

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
"""The classes of the bundled style; others could make a text look like part of the site itself."""

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
"""Other attributes that an author may write; `value_kept` decides on their values."""

_OWN_ATTRIBUTE = re.compile(
    rf"\b(?:{'|'.join(sorted(set().union(*OWN_ATTRIBUTES.values())))})\s*=", re.IGNORECASE
)
"""Few articles have one, and deciding on values takes longer than everything else."""

RELATIONS = frozenset("external nofollow noopener noreferrer sponsored ugc".split())
"""Values of `rel` for search engines. Others, such as `me`, would speak for the site."""

NUMBERINGS = frozenset("1aAiI")
"""Values of `type` of a list."""

CHECKBOX = {"input": {"type": "checkbox", "disabled": ""}}
"""Inputs of task lists; any other input would ask readers for data."""


_LABEL = "[a-z0-9]++(?:-++[a-z0-9]++)*"
_OTHER_TAG = re.compile(
    r"<(?!/?(?:p|em|strong|li|ul|ol|h[1-6]|blockquote|code|del|table|thead|tbody|tr|th|td)>"
    r'|pre><code>|/pre>|t[hd] class="align-(?:left|right|center)">|/a>'
    r'|a href="(?:[^"<>\s&:]++'
    rf'|https?://(?!xn--)(?:{_LABEL}\.(?!xn--))+[a-z]{{2,}}(?:[/?#][^"<>\s&]*+)?)">)'
)
_OTHER_ENTITY = re.compile("&(?!(?:amp|lt|gt|quot);)")

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
    """The cleaner for HTML of an author: some attributes are kept for some values only, which costs
    a call for each attribute."""
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
    """The part of an attribute's value that is kept; None if the attribute is removed."""
    if tag in CHECKBOX:
        return value
    if attribute == "rel":
        return " ".join(name for name in value.lower().split() if name in RELATIONS) or None
    if attribute == "cite":
        return value if is_safe(value) else None
    if attribute == "type":
        return value if value in NUMBERINGS else None
    if attribute == "style":
        alignment = _ALIGNED_STYLE.search(value)
        return alignment[1].lower() if alignment else None
    if attribute == "align":
        return value.lower() if value.lower() in ("left", "right", "center") else None
    if attribute == "name":
        return value.strip() or None
    return value


def keeps(tag: str, attribute: str, value: str) -> bool:
    """Whether an attribute is kept with its complete value."""
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


def sanitize(body: str, own: bool = True) -> str:
    """The body without scripts, handlers, styles, frames and other schemes. `own`: whether it may
    contain HTML of an author, and not only that of an engine."""
    if not own and _is_canonical(body):
        return body.replace("&quot;", '"')
    if not (own and _OWN_ATTRIBUTE.search(body)):
        return _cleaner().clean(body)
    cleaned = _careful_cleaner().clean(body)
    if ' style="' in cleaned or ' align="' in cleaned:
        cleaned = _CELL.sub(_with_alignment, cleaned)
    return with_names_as_ids(cleaned) if ' name="' in cleaned else cleaned


def _is_canonical(body: str) -> bool:
    """Whether the sanitizer would return the HTML of an engine as it is, but for `&quot;`: it has
    only elements that stay, attributes of which there is no doubt, and nothing that is written in
    another way."""
    return (
        "\xa0" not in body
        and "\r" not in body
        and body.count("<") == body.count(">")
        and not _OTHER_TAG.search(body)
        and not ("&" in body and _OTHER_ENTITY.search(body))
    )


def _with_alignment(cell: re.Match[str]) -> str:
    """A cell with its alignment as a class; a style has precedence over the older attribute."""
    attributes = list(ATTRIBUTE.finditer(cell[2]))
    values = {attribute[1]: attribute[2] for attribute in attributes}
    rest = "".join(
        attribute[0] for attribute in attributes if attribute[1] not in ("style", "align")
    )
    side = values.get("style") or values.get("align")
    if side and "class" not in values:
        rest += f' class="align-{side}"'
    return f"<{cell[1]}{rest}>"


def with_names_as_ids(body: str) -> str:
    """The body with an id in place of each name of HTML 4, `<a name="list">`, unless it is used."""
    used = {*_ID.findall(body)}

    def with_id(anchor: re.Match[str]) -> str:
        attributes = list(ATTRIBUTE.finditer(anchor[1]))
        name = next((attribute[2] for attribute in attributes if attribute[1] == "name"), None)
        rest = "".join(attribute[0] for attribute in attributes if attribute[1] != "name")
        if name and name not in used and not any(each[1] == "id" for each in attributes):
            used.add(name)
            rest += f' id="{name}"'
        return f"<a{rest}>"

    return _ANCHOR.sub(with_id, body)


def aligned(body: str) -> str:
    """The body with the alignment of cells as a class; both engines write it as a style, which
    `sanitize` would remove."""
    if "<t" not in body:
        return body
    return re.sub(
        r'<(t[hd]) style="text-align: ?(left|right|center);?">', r'<\1 class="align-\2">', body
    )
