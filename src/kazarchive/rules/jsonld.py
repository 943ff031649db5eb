"""An article → its description for machines: JSON-LD with the vocabulary of schema.org."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct, json

from kazarchive.live_report import LiveEntry
from kazarchive.rules import captions
from kazarchive.rules.recordings import Recording
from kazarchive.values import Article, Entry, Origin

Linked = dict[str, Any]
"""A node of JSON-LD."""


class Surroundings(Struct, frozen=True):
    """The page of an article and the pages around it, as full URLs."""

    url: str
    image: str | None
    publication: str
    """The title of the archive."""
    home: str
    logo: str
    authors: tuple[tuple[str, str], ...]
    """(name, URL of the listing)."""
    versions: tuple[tuple[str, str], ...]
    """(language, URL) of this article and its translations, in the order of the site's languages;
    empty without translations."""
    crumbs: tuple[tuple[str, str], ...]
    """(name, URL) of the pages above."""
    recordings: tuple[tuple[Recording, str, str | None], ...] = ()
    """The videos and sounds of the article, each with its URL and that of its poster."""
    people: Mapping[str, Linked] = {}
    """URL of the listing of an author → what else is told of them (`person`)."""
    series: tuple[str, str, int | None] | None = None
    """The name and URL of its series, and its number in it."""


def graph(article: Article, around: Surroundings) -> Linked:
    nodes = [news_article(article, around), breadcrumbs(around.crumbs, article.entry.title)]
    return {"@context": "https://schema.org", "@graph": nodes}


def news_article(article: Article, around: Surroundings) -> Linked:
    entry = article.entry
    keywords = [term.name for term in entry.subjects]
    node = {
        "@type": _TYPES.get(entry.type, "NewsArticle"),
        "@id": around.url,
        "mainEntityOfPage": around.url,
        "headline": entry.title,
        "alternativeHeadline": article.subtitle,
        "genre": entry.type if entry.type in ("interview", "obituary") else None,
        "articleSection": entry.section.name if entry.section else None,
        "inLanguage": entry.lang,
        "datePublished": entry.published.isoformat(),
        "dateModified": entry.modified.isoformat(),
        "author": [
            {"@type": "Person", "name": name, "url": url, **around.people.get(url, {})}
            for name, url in around.authors
        ],
        "publisher": {
            "@type": "Organization",
            "name": around.publication,
            "url": around.home,
            "logo": around.logo,
        },
        "image": _image(article, around.image),
        "video": _recordings(entry, around, "video"),
        "audio": _recordings(entry, around, "audio"),
        "keywords": keywords,
        "isAccessibleForFree": True,
        **_versions(entry.lang, around.versions),
        "isBasedOn": _source(article.source),
        "license": _licence(article.license),
        **_part_of(around.series),
        **_coverage(article, around.url),
    }
    return _given(node)


def series(name: str, lang: str, url: str, parts: Sequence[tuple[int, Entry, str]]) -> Linked:
    """The description of a series. `parts`: (number, article, URL), in the order of reading."""
    return {
        "@context": "https://schema.org",
        "@type": "CreativeWorkSeries",
        "@id": url,
        "url": url,
        "name": name,
        "inLanguage": lang,
        "hasPart": [
            {
                "@type": _TYPES.get(entry.type, "NewsArticle"),
                "@id": url_of_part,
                "headline": entry.title,
                "position": number,
            }
            for number, entry, url_of_part in parts
        ],
    }


def person(role: str | None, image: str | None, same_as: Sequence[str]) -> Linked:
    """What is told of an author besides the name. `image`: a URL; `same_as`: URLs of pages about
    them."""
    return _given({"image": image, "jobTitle": role, "sameAs": [*same_as]})


def profile(
    name: str, url: str, lang: str, description: str, email: str | None, facts: Linked
) -> Linked:
    """The description of the page of an author. `facts`: of `person`."""
    about = {"@type": "Person", "@id": url, "name": name, "url": url, **facts}
    about |= _given({"description": description, "email": email})
    return {
        "@context": "https://schema.org",
        "@type": "ProfilePage",
        "url": url,
        "inLanguage": lang,
        "mainEntity": about,
    }


def _part_of(series: tuple[str, str, int | None] | None) -> Linked:
    if series is None:
        return {}
    name, url, number = series
    whole = {"@type": "CreativeWorkSeries", "@id": url, "url": url, "name": name}
    return {"isPartOf": whole, "position": number}


def _coverage(article: Article, url: str) -> Linked:
    """The entries of a live report; each entry's address is a fragment of the page."""
    report = article.live
    if not report:
        return {}
    ended = article.entry.live == "ended"
    return {
        "coverageStartTime": report.first.moment.isoformat(),
        "coverageEndTime": report.last.moment.isoformat() if ended else None,
        "liveBlogUpdate": [_update(each, url) for each in report.shown],
    }


def _update(entry: LiveEntry, url: str) -> Linked:
    here = f"{url}#{entry.anchor}"
    node: Linked = {
        "@type": "BlogPosting",
        "@id": here,
        "url": here,
        "headline": entry.title or entry.text[:HEADLINE] or f"{entry.moment:%H:%M}",
        "datePublished": entry.moment.isoformat(),
        "articleBody": entry.text,
    }
    return _given(node)


HEADLINE = 110
"""Characters of a headline that is the beginning of a text; search engines cut longer ones."""


_TYPES = {
    "opinion": "OpinionNewsArticle",
    "analysis": "AnalysisNewsArticle",
    "live": "LiveBlogPosting",
    "advertisement": "AdvertiserContentArticle",
}
"""Kind of article → its type in schema.org; the others are a `NewsArticle`."""


def breadcrumbs(crumbs: Sequence[tuple[str, str]], title: str) -> Linked:
    """The path from the front page to a page, which is the last step and needs no URL."""
    steps: list[Linked] = [
        {"@type": "ListItem", "position": number, "name": name, "item": url}
        for number, (name, url) in enumerate(crumbs, 1)
    ]
    steps.append({"@type": "ListItem", "position": len(crumbs) + 1, "name": title})
    return {"@type": "BreadcrumbList", "itemListElement": steps}


def text(node: Linked) -> str:
    """JSON that can neither end the script element around it nor begin a comment in it."""
    return json.encode(node).decode().replace("<", "\\u003c")


def _image(article: Article, url: str | None) -> Linked | None:
    image = article.entry.image
    if not (image and url):
        return None
    node: Linked = {"@type": "ImageObject", "url": url}
    node["caption"] = captions.plain(image.caption) if image.caption else None
    node["creditText"] = captions.plain(image.credit) if image.credit else None
    return _given(node)


def _recordings(entry: Entry, around: Surroundings, kind: str) -> list[Linked]:
    nodes: list[Linked] = [
        {
            "@type": "VideoObject" if kind == "video" else "AudioObject",
            "name": entry.title,
            "contentUrl": url,
            "encodingFormat": recording.type,
            "uploadDate": entry.published.isoformat(),
            "thumbnailUrl": poster,
        }
        for recording, url, poster in around.recordings
        if recording.kind == kind
    ]
    return [_given(node) for node in nodes]


def _versions(lang: str, versions: Sequence[tuple[str, str]]) -> Linked:
    """The version in the first language of the site counts as the original, because articles do not
    say which one was written first."""
    if not versions:
        return {}
    works = [{"@type": "NewsArticle", "@id": url, "inLanguage": code} for code, url in versions]
    if versions[0][0] == lang:
        return {"workTranslation": works[1:]}
    return {"translationOfWork": works[0]}


def _source(source: Origin | None) -> Linked | None:
    if not (source and (source.name or source.url)):
        return None
    node: Linked = {
        "@type": "CreativeWork",
        "name": source.name,
        "url": source.url,
        "author": {"@type": "Person", "name": source.author} if source.author else None,
        "datePublished": source.published,
    }
    return _given(node)


def _given(node: Linked) -> Linked:
    """A node without the properties that have no value."""
    return {name: value for name, value in node.items() if value}


def _licence(licence: str | None) -> Linked | str | None:
    if not licence or licence.startswith(("https://", "http://")):
        return licence
    return {"@type": "CreativeWork", "name": licence}
