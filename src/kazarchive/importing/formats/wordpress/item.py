"""The tree of one `item` → its fields, by the local names of WXR 1.0 to 1.2."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from html import unescape

from lxml import etree
from msgspec import Struct

from kazarchive.importing.document import Comment

LONGEST_META = 1_000_000
"""Characters of a meta value; the values of page builders are longer, and not read."""


class Term(Struct, frozen=True):
    taxonomy: str
    slug: str
    name: str


class Item(Struct, frozen=True):
    """Texts are as in the export, those that it lacks empty."""

    fields: Mapping[str, str]
    """Local name → text, of every field that has no place below."""
    content: str
    excerpt: str
    terms: tuple[Term, ...]
    meta: Mapping[str, list[str]]
    """Values in the order of the export."""
    comments: tuple[Comment, ...]
    """Those that were published."""

    def __getitem__(self, name: str) -> str:
        return self.fields.get(name, "")

    @property
    def id(self) -> str:
        return self["post_id"]

    def value(self, name: str) -> str:
        """The last meta value of a name, or an empty text."""
        return self.meta[name][-1] if self.meta.get(name) else ""

    def of(self, taxonomy: str) -> Iterator[Term]:
        return (term for term in self.terms if term.taxonomy == taxonomy)


def item(tree: etree._Element) -> Item:
    fields: dict[str, str] = {}
    meta: dict[str, list[str]] = defaultdict(list)
    terms = dict[Term, None]()
    encoded = {"content": "", "excerpt": ""}
    comments = list[Comment]()
    for child in tree.iterchildren(tag=etree.Element):
        name, text = local(child), _text(child)
        if name == "postmeta":
            key, value = children(child).get("meta_key", ""), children(child).get("meta_value", "")
            if len(value) <= LONGEST_META:
                meta[key].append(value)
        elif name == "category":
            terms[_term(child, text)] = None
        elif name == "encoded":
            encoded["excerpt" if "excerpt" in str(child.tag) else "content"] = text
        elif name == "comment":
            comments += _comment(children(child))
        else:
            fields.setdefault(name, text.strip())
    content, excerpt = encoded["content"], encoded["excerpt"]
    return Item(fields, content, excerpt, tuple(terms), dict(meta), tuple(comments))


def _comment(parts: Mapping[str, str]) -> Iterator[Comment]:
    """A comment that was published; a note of another site about this one is none."""

    def part(name: str) -> str:
        return parts.get(f"comment_{name}", "").strip()

    if part("type") not in ("", "comment") or part("approved") != "1":
        return
    utc = part("date_gmt")
    date = part("date") if not utc or utc.startswith("0000") else f"{utc}Z"
    yield Comment(
        id=part("id"),
        author=part("author"),
        date=date.replace(" ", "T"),
        text=part("content"),
        answers="" if part("parent") == "0" else part("parent"),
        url=part("author_url"),
    )


def _text(element: etree._Element) -> str:
    """With comments as they are written: qTranslate marks languages by them."""
    if not len(element):
        return element.text or ""
    parts = [f"<!--{child.text}-->{child.tail or ''}" for child in element]
    return (element.text or "") + "".join(parts)


def _term(category: etree._Element, text: str) -> Term:
    """WXR 1.0 names no taxonomy of categories, and repeats those that have one."""
    taxonomy = category.get("domain") or "category"
    taxonomy = "post_tag" if taxonomy == "tag" else taxonomy
    name = unescape(text).strip()
    return Term(taxonomy, category.get("nicename") or name, name)


def local(element: etree._Element) -> str:
    """The name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def children(element: etree._Element) -> dict[str, str]:
    """Local name → text of the elements below."""
    return {local(child): child.text or "" for child in element.iterchildren(tag=etree.Element)}
