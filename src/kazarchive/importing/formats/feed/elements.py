"""The tree of an `item` or `entry` → an Entry.

RSS 0.9 to 2.0, RSS 1.0 and Atom 0.3 and 1.0 are read alike, since feeds mix their elements.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from copy import deepcopy

from lxml import etree

from kazarchive.importing.document import Note
from kazarchive.importing.formats.feed import enclosures
from kazarchive.importing.formats.feed.entry import Entry, Feed, Form, Text
from kazarchive.importing.formats.feed.names import children, joined, name, text

TEXTS = (
    ("turbo:content", True),
    ("content:encoded", True),
    ("atom:content", True),
    ("content", True),
    ("xhtml:body", True),
    ("xhtml:div", True),
    ("yandex:full-text", True),
    ("description", False),
    ("atom:summary", False),
    ("summary", False),
    ("dc:description", False),
    ("itunes:summary", False),
)
"""The elements that hold a text, the best first, and whether they are meant for all of it. Those of
`media:` are captions."""

_TITLES = ("title", "atom:title", "dc:title")
_IDS = ("guid", "atom:id", "id", "dc:identifier")
_PUBLISHED = (
    "pubDate atom:published published atom:issued issued dcterms:issued dc:date atom:created"
    " dcterms:created pubdate"
).split()
_UPDATED = "atom:updated updated atom:modified modified dcterms:modified".split()
_LINKS = ("atom:link", "link")
_AUTHORS = ("dc:creator", "atom:author", "author", "itunes:author")
_TAGS = ("category", "atom:category", "dc:subject")
_LANG, _BASE = (f"{{http://www.w3.org/XML/1998/namespace}}{each}" for each in ("lang", "base"))
_KIND = "http://schemas.google.com/g/2005#kind"
_MAIL = re.compile(r"[^\s@<>()]+@[^\s@<>()]+")
_INLINE = frozenset({"xhtml", "application/xhtml+xml", "application/xml", "text/xml"})
_HTML = frozenset({"html", "text/html"})
_PLAIN = frozenset({"text", "text/plain"})

Fields = dict[str, list[etree._Element]]


def fields(element: etree._Element) -> Fields:
    """Name → elements below with that name."""
    found: Fields = defaultdict(list)
    for each, child in children(element):
        found[each].append(child)
    return found


def kind(found: Fields) -> str:
    """What an entry of Blogger is: `post`, `page`, `comment`, `settings` or `template`; empty for
    one of another system."""
    for category in found["atom:category"]:
        if category.get("scheme") == _KIND:
            return (category.get("term") or "").rpartition("#")[2]
    return _first(found, ["blogger:type"]).lower()


def entry(found: Fields, element: etree._Element, line: int, original: bytes, base: str) -> Entry:
    """An entry without the notes of its parser. `base`: the `xml:base` of the feed."""
    base = joined(base, element.get(_BASE, "")) or base
    read = list(_texts(found, base))
    source = next((fields(each) for each in (*found["atom:source"], *found["source"])), Fields())
    named = next((text(each) for each in found["source"]), "")
    return Entry(
        line=line,
        original=original,
        title=next((_title(each) for label in _TITLES for each in found[label] if text(each)), _NO),
        texts=tuple(each for each in read if isinstance(each, Text)),
        link=link(found, base),
        id=_first(found, _IDS)
        or element.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about", ""),
        published=_first(found, _PUBLISHED) or _first(found, ["blogger:created"]),
        updated=_first(found, _UPDATED),
        authors=authors(found) or (authors(source) if source else ()),
        tags=tuple(dict.fromkeys(_tags(found))),
        lang=_language(found, element),
        publication=_first(source, _TITLES) if source else named.strip(),
        enclosures=tuple(enclosures.enclosures(found, base)),
        draft=_is_draft(found),
        page=kind(found) == "page",
        notes=tuple(each for each in read if isinstance(each, Note)),
    )


_NO = Text("title", "")


def feed(root: etree._Element) -> Feed:
    """What the head of a file says."""
    channel = next((child for each, child in children(root) if each == "channel"), root)
    found = fields(channel)
    lang = _language(found, channel) or root.get(_LANG, "")
    return Feed(
        title=_first(found, _TITLES),
        home=link(found, base(root)),
        lang=lang,
        authors=authors({"atom:author": found["atom:author"]}),
        updated=_first(found, ["lastBuildDate", *_UPDATED, "pubDate", "dc:date"]),
    )


def base(root: etree._Element) -> str:
    """The `xml:base` of a file."""
    channel = next((child for each, child in children(root) if each == "channel"), root)
    outer = root.get(_BASE, "")
    return joined(outer, channel.get(_BASE, "")) or outer


def link(found: Fields, base: str) -> str:
    """The address of the page, or an empty text."""
    original = _first(found, ["feedburner:origLink"])
    plain = (text(each).strip() for each in found["link"] if not each.get("href"))
    alternate = (
        each.get("href", "").strip()
        for label in _LINKS
        for each in found[label]
        if each.get("rel", "alternate") == "alternate"
    )
    permanent = (text(each).strip() for each in found["guid"] if each.get("isPermaLink") != "false")
    web = (each for each in permanent if each.startswith(("http://", "https://")))
    first = next(filter(None, (original, *plain, *alternate, *web)), "")
    return joined(base, first)


def authors(found: Fields) -> tuple[str, ...]:
    """Names, never addresses of mail."""
    return tuple(
        dict.fromkeys(
            named for label in _AUTHORS for each in found.get(label, ()) if (named := _author(each))
        )
    )


def _author(element: etree._Element) -> str:
    below = [text(child) for each, child in children(element) if each in ("atom:name", "name")]
    written = below[0] if below else "" if len(element) else text(element)
    without = _MAIL.sub("", written).strip(" \t\r\n<>,;")
    inside = re.fullmatch(r"\((.*)\)", without, re.DOTALL)
    return " ".join((inside[1] if inside else without).split())


def _first(found: Fields, labels: Sequence[str]) -> str:
    """The first text that is not empty."""
    texts = (text(each).strip() for label in labels for each in found.get(label, ()))
    return next(filter(None, texts), "")


def _tags(found: Fields) -> Iterator[str]:
    for label in _TAGS:
        for each in found[label]:
            if each.get("scheme") != _KIND:
                written = each.get("label") or each.get("term") or text(each)
                if written.strip():
                    yield " ".join(written.split())


def _language(found: Fields, element: etree._Element) -> str:
    labels = ("atom:content", "content", "atom:title", "title")
    inside = (each.get(_LANG, "") for label in labels for each in found[label])
    said = (element.get(_LANG, ""), _first(found, ["dc:language", "language"]), *inside)
    return next(filter(None, said), "").strip()


def _is_draft(found: Fields) -> bool:
    controls = (fields(each) for each in found["app:control"])
    draft = any(_first(each, ["app:draft"]) == "yes" for each in controls)
    return draft or _first(found, ["blogger:status"]) in ("DRAFT", "SOFT_TRASHED")


# --- texts --------------------------------------------------------------------------------------


def _title(element: etree._Element) -> Text:
    kind = element.get("type", "").lower()
    if kind in _INLINE or len(element):
        return Text(name(element), _inside(element), "html")
    return Text(name(element), text(element), _form(element))


def _texts(found: Fields, base: str) -> Iterator[Text | Note]:
    for label, whole in TEXTS:
        for element in found[label]:
            kind = element.get("type", "").lower().partition(";")[0].strip()
            inside = joined(base, element.get(_BASE, "")) or base
            if where := element.get("src"):
                yield Note("lost", f"the text is not in the feed but at {joined(base, where)}")
            elif element.get("mode") == "base64" or ("/" in kind and not _is_readable(kind)):
                what = element.get("mode", "") or kind
                yield Note("lost", f"`{label}` of the type `{what}` is not text")
            elif kind in _INLINE or len(element) or label.startswith("xhtml:"):
                yield Text(label, _inside(element), "html", whole, inside)
            elif text(element).strip():
                form: Form = "lines" if label == "yandex:full-text" else _form(element)
                yield Text(label, text(element), form, whole, inside)


def _is_readable(kind: str) -> bool:
    return kind in _INLINE or kind.startswith("text/")


def _form(element: etree._Element) -> Form:
    """Atom says it; without a word, Atom's texts are plain (RFC 4287, 3.1.1), if they look so."""
    kind = element.get("type", "").lower().partition(";")[0].strip()
    if kind in _HTML:
        return "html"
    if kind in _PLAIN and element.get("mode") != "escaped":
        return "text"
    return "lines" if name(element).startswith("atom:") else "wrapped"


def _inside(element: etree._Element) -> str:
    """The content of an element as HTML, without the `div` that Atom requires (RFC 4287,
    3.1.1.3)."""
    whole = deepcopy(element)
    whole.tail = None
    for each in whole.iter(etree.Element):
        each.tag = str(each.tag).rpartition("}")[2]
    etree.cleanup_namespaces(whole)
    below = list(whole.iterchildren(tag=etree.Element))
    alone = len(below) == 1 and not (whole.text or "").strip() and not (below[0].tail or "").strip()
    if alone and below[0].tag == "div":
        whole = below[0]
        whole.tail = None
    written = etree.tostring(whole, method="html", encoding="unicode")
    return written[written.find(">") + 1 : written.rfind("</")].strip()
