"""The JSON-LD of a page (schema.org) → what it says of the article.

Many systems write it by templates, so it can be broken: in comments, with line ends in texts, with
a comma too many. What then is still readable is taken.
"""

import json
import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kazarchive.importing.pages.said import Said
from kazarchive.rules import text as texts

LONGEST, MOST_NODES = 1_000_000, 5_000
"""Characters of all scripts, and objects in them, that are read."""

_AROUND = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*.{0,80}?\*/)|(?:-->|//\s*\]\]>)\s*;?\s*$", re.DOTALL
)
_COMMA = re.compile(r",(?=\s*[}\]])")
_FIELD = re.compile(
    r'"(headline|datePublished|dateModified|inLanguage|articleSection)"\s*:\s*"((?:[^"\\]|\\.){1,500})"'
)
_NOT_ARTICLES = frozenset({"ClaimReview"})
_OTHER_ARTICLES = frozenset(
    "BlogPosting LiveBlogPosting Report SocialMediaPosting DiscussionForumPosting".split()
)

Node = Mapping[str, Any]


def said(scripts: Sequence[str], title: str) -> tuple[Said, ...]:
    """What the article says, then its page. `title`: by which one article of several is chosen."""
    nodes, rest, broken = list[Node](), LONGEST, list[str]()
    for script in scripts:
        rest -= len(script)
        if rest < 0:
            break
        value = _read(script)
        if value is None:
            broken.append(script)
        else:
            nodes += _nodes(value)
    by_id = {str(node["@id"]): node for node in nodes if "@id" in node and not _refers(node)}
    articles = [node for node in nodes if _is_article(node)]
    pages = [node for node in nodes if "WebPage" in _types(node)]
    chosen = [*_chosen(articles, title), *pages[:1]]
    read = [_said(node, by_id) for node in chosen]
    return (*read, *map(_of_broken, broken))


def is_article(scripts: Sequence[str]) -> bool:
    """Whether exactly one object is an article."""
    types = re.findall(r'"@type"\s*:\s*\[?\s*"(\w+)"', "".join(scripts)[:LONGEST])
    return sum(_is_article({"@type": each}) for each in types) == 1


def _read(script: str) -> Any:
    """None if it is no JSON."""
    written = _AROUND.sub("", script).strip().rstrip(";")
    for tried in (written, _COMMA.sub("", written)):
        try:
            return json.loads(tried, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: Any) -> Iterator[Node]:
    """All objects, the outer ones first."""
    waiting, count = deque([value]), 0
    while waiting and count < MOST_NODES:
        each = waiting.popleft()
        count += 1
        if isinstance(each, list):
            waiting.extend(each[:MOST_NODES])
        elif isinstance(each, dict):
            yield each
            waiting.extend(one for one in each.values() if isinstance(one, dict | list))


def _types(node: Node) -> tuple[str, ...]:
    types = _list(node.get("@type"))
    return tuple(each.rpartition("/")[2] for each in types if isinstance(each, str))


def _is_article(node: Node) -> bool:
    return any(
        (each.endswith("Article") and each not in _NOT_ARTICLES) or each in _OTHER_ARTICLES
        for each in _types(node)
    )


def _chosen(articles: Sequence[Node], title: str) -> Sequence[Node]:
    """The article of the page; the others are those to which it leads."""
    if len(articles) < 2:
        return articles
    alike = [
        each for each in articles if _text(each.get("headline")) in title and each.get("headline")
    ]
    return alike[:1] or articles[:1]


def _said(node: Node, by_id: Mapping[str, Node]) -> Said:
    image = _resolved(node.get("image") or node.get("thumbnailUrl"), by_id)
    publisher = _resolved(node.get("publisher"), by_id) or _resolved(node.get("isPartOf"), by_id)
    return Said(
        by="JSON-LD",
        title=_text(node.get("headline") or node.get("name")),
        published=_text(node.get("datePublished") or node.get("dateCreated")),
        updated=_text(node.get("dateModified")),
        authors=_names(node.get("author") or node.get("creator"), by_id),
        sections=_words(node.get("articleSection")),
        tags=_words(node.get("keywords")),
        lang=_text(node.get("inLanguage")),
        image=_address(image),
        caption=_text(image.get("caption")) if isinstance(image, Mapping) else "",
        credit=_text(image.get("creditText")) if isinstance(image, Mapping) else "",
        site=_text(publisher),
        summary=_text(node.get("description")),
        url=_address(node.get("mainEntityOfPage")) or _address(node.get("url")),
    )


def _of_broken(script: str) -> Said:
    """The plain fields of a script that is no JSON."""
    fields: dict[str, str] = {}
    for name, value in _FIELD.findall(script):
        fields.setdefault(name, _text(value.replace('\\"', '"').replace("\\/", "/")))
    return Said(
        by="broken JSON-LD",
        title=fields.get("headline", ""),
        published=fields.get("datePublished", ""),
        updated=fields.get("dateModified", ""),
        lang=fields.get("inLanguage", ""),
        sections=tuple(filter(None, (fields.get("articleSection"),))),
    )


# --- values -------------------------------------------------------------------------------------


def _list(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else () if value is None else (value,)


def _refers(node: Node) -> bool:
    """Whether an object only names another."""
    return node.keys() <= {"@id", "@type"}


def _resolved(value: Any, by_id: Mapping[str, Node]) -> Any:
    """The first of several; an object that only names another is that other."""
    each = next(iter(_list(value)), None)
    if isinstance(each, Mapping) and _refers(each):
        return by_id.get(str(each.get("@id")), each)
    return each


def _text(value: Any) -> str:
    """The text of a value, or the name of an object."""
    each = next(iter(_list(value)), None)
    if isinstance(each, Mapping):
        each = each.get("name") or each.get("@value") or each.get("alternateName")
    return texts.plain(each[:5_000]) if isinstance(each, str) else ""


def _names(value: Any, by_id: Mapping[str, Node]) -> tuple[str, ...]:
    """Names of persons; an organisation has its name too."""
    each = (_text(_resolved(one, by_id)) for one in _list(value))
    return tuple(dict.fromkeys(filter(None, each)))


def _words(value: Any) -> tuple[str, ...]:
    """Words of a list, or of a text that has commas."""
    words = [word for one in _list(value) for word in _text(one).split(",")]
    return tuple(dict.fromkeys(filter(None, map(str.strip, words))))


def _address(value: Any) -> str:
    each = next(iter(_list(value)), None)
    if isinstance(each, Mapping):
        each = each.get("url") or each.get("contentUrl") or each.get("@id")
        each = next(iter(_list(each)), None)
    return each.strip() if isinstance(each, str) else ""
