"""The marks in a page's tree → what they say: microdata, and `meta` in its vocabularies."""

import re
from collections.abc import Iterator, Mapping, Sequence

from lxml.html import HtmlElement

from kazarchive.importing.pages.letters import plain
from kazarchive.importing.pages.said import Said
from kazarchive.rules import text as texts

_LONGEST = 2_000
Metas = Mapping[str, Sequence[str]]
"""Name in small letters → contents."""


def metas(tree: HtmlElement) -> Metas:
    """The `meta` elements, by `name`, `property` or `http-equiv`."""
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = " ".join((element.get("content") or "").split())[:_LONGEST]
        for attribute in ("name", "property", "http-equiv"):
            name = (element.get(attribute) or "").strip().lower()
            if name and content:
                found.setdefault(name, []).append(content)
    return found


def microdata(tree: HtmlElement) -> Said:
    """The first article of schema.org in attributes."""
    scopes = (e for e in tree.iter() if _ARTICLE.search(e.get("itemtype") or ""))
    scope = next(scopes, None)
    if scope is None:
        return Said()
    properties = _properties(scope)

    def one(name: str) -> str:
        return next(iter(properties.get(name, ())), "")

    return Said(
        by="microdata",
        title=one("headline") or one("name"),
        published=one("datePublished") or one("dateCreated"),
        updated=one("dateModified"),
        authors=tuple(dict.fromkeys(properties.get("author", ()))),
        sections=tuple(properties.get("articleSection", ())),
        tags=_words(properties.get("keywords", ())),
        lang=one("inLanguage"),
        image=one("image"),
        site=one("publisher"),
        summary=one("description"),
    )


_ARTICLE = re.compile(r"schema\.org/\w*(?:Article|BlogPosting)$")
_NAMES = (
    "headline name datePublished dateCreated dateModified author articleSection keywords"
    " inLanguage image publisher description".split()
)


def _properties(scope: HtmlElement) -> Mapping[str, Sequence[str]]:
    """The properties of the object itself; of an object in it, its name or address."""
    found: dict[str, list[str]] = {}
    for element in scope.iterdescendants():
        names = (element.get("itemprop") or "").split()
        if not names:
            continue
        inner = next((e for e in element.iterancestors() if e.get("itemscope") is not None), None)
        if inner is not scope and inner is not None:
            continue
        value = _value(element)
        for name in names:
            if name in _NAMES and value:
                found.setdefault(name, []).append(value)
    return found


def _value(element: HtmlElement) -> str:
    if element.get("itemscope") is not None:
        wanted = element.xpath(
            ".//*[@itemprop='name' or @itemprop='url' or @itemprop='contentUrl']"
        )
        return next(filter(None, map(_value, wanted[:3])), "")
    attribute = next((n for n in ("content", "datetime", "src") if element.get(n)), None)
    if attribute is None and element.tag == "a" and not plain(element):
        attribute = "href"
    written = element.get(attribute) if attribute else plain(element)
    return " ".join((written or "").split())[:_LONGEST]


# --- meta ---------------------------------------------------------------------------------------


def of_metas(metas: Metas) -> Iterator[Said]:
    """Open Graph, Highwire Press (`citation_…`), Dublin Core and Parsely, then plain names."""

    def one(*names: str) -> str:
        return next((metas[name][0] for name in names if metas.get(name)), "")

    def all_(*names: str) -> tuple[str, ...]:
        return next((tuple(metas[name]) for name in names if metas.get(name)), ())

    yield Said(
        by="Open Graph",
        title=one("og:title"),
        published=one("article:published_time", "og:article:published_time", "og:published_time"),
        updated=one("article:modified_time", "og:article:modified_time", "og:updated_time"),
        authors=_persons(all_("article:author", "og:article:author")),
        sections=all_("article:section", "og:article:section"),
        tags=_words(all_("article:tag", "og:article:tag")),
        lang=one("og:locale"),
        image=one("og:image:secure_url", "og:image", "og:image:url"),
        caption=one("og:image:alt"),
        site=one("og:site_name"),
        summary=one("og:description"),
        url=one("og:url"),
    )
    yield Said(
        by="citation_…",
        title=one("citation_title"),
        published=one("citation_publication_date", "citation_date", "citation_online_date"),
        authors=_persons(all_("citation_author", "citation_authors")),
        lang=one("citation_language"),
        site=one("citation_journal_title"),
    )
    yield Said(
        by="Dublin Core",
        title=one("dc.title", "dcterms.title"),
        published=one(
            "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.created", "dcterms.date"
        ),
        updated=one("dcterms.modified", "dc.date.modified"),
        authors=_persons(all_("dc.creator", "dcterms.creator")),
        lang=one("dc.language", "dcterms.language"),
    )
    yield Said(
        by="meta",
        title=one("twitter:title", "parsely-title", "sailthru.title"),
        published=one(
            "parsely-pub-date",
            "sailthru.date",
            "pubdate",
            "publish-date",
            "publishdate",
            "publish_date",
            "publication_date",
            "datepublished",
            "date",
        ),
        updated=one("last-modified", "lastmod"),
        authors=_persons(all_("author", "parsely-author", "sailthru.author")),
        sections=all_("parsely-section", "section"),
        tags=_words(all_("news_keywords", "keywords")),
        lang=one("content-language", "language"),
        image=one("twitter:image", "twitter:image:src"),
        site=one("application-name"),
        summary=one("description", "twitter:description"),
    )


def _persons(written: Sequence[str]) -> tuple[str, ...]:
    """Names; the address of an author's page is none."""
    names = (
        texts.plain(name) for name in written if "://" not in name and not name.startswith("@")
    )
    return tuple(dict.fromkeys(filter(None, names)))


def _words(written: Sequence[str]) -> tuple[str, ...]:
    words = (texts.plain(word) for each in written for word in each.split(","))
    return tuple(dict.fromkeys(filter(None, words)))
