"""An element of a feed → its name with a usual prefix, whichever the feed uses."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from lxml import etree

NAMESPACES = {
    "app": "http://www.w3.org/2007/app",
    "atom": "http://www.w3.org/2005/Atom",
    "blogger": "http://schemas.google.com/blogger/2018",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "slash": "http://purl.org/rss/1.0/modules/slash/",
    "thr": "http://purl.org/syndication/thread/1.0",
    "turbo": "http://turbo.yandex.ru",
    "wfw": "http://wellformedweb.org/CommentAPI/",
    "xhtml": "http://www.w3.org/1999/xhtml",
    "yandex": "http://news.yandex.ru",
}
"""Prefix → URI, also of prefixes that feeds often use without a declaration."""

_OTHERS = {
    "http://purl.org/atom/ns": "atom",
    "http://purl.org/atom/app": "app",
    "http://www.w3.org/2005/atom": "atom",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://search.yahoo.com/mrss": "media",
    "http://purl.org/rss/1.0": "",
    "http://purl.org/rss/1.0/modules/rss091": "",
    "http://purl.org/net/rss1.1": "",
    "http://my.netscape.com/rdf/simple/0.9": "",
    "http://channel.netscape.com/rdf/simple/0.9": "",
    "http://backend.userland.com/rss": "",
    "http://backend.userland.com/rss2": "",
    "http://backend.userland.com/rss091": "",
    "http://blogs.law.harvard.edu/tech/rss": "",
}


def _bare(uri: str) -> str:
    return uri.strip().lower().rstrip("/#")


_PREFIXES = {_bare(uri): prefix for prefix, uri in NAMESPACES.items()} | _OTHERS


def name(element: etree._Element) -> str:
    """Such as `title`, `atom:title`, `content:encoded`; a namespace that is not known has the
    prefix of the feed."""
    tag = str(element.tag)
    if not tag.startswith("{"):
        return tag
    uri, _, local = tag[1:].rpartition("}")
    prefix = _PREFIXES.get(_bare(uri), element.prefix or "")
    return f"{prefix}:{local}" if prefix else local


def children(element: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """The elements below, with their names."""
    for child in element.iterchildren(tag=etree.Element):
        yield name(child), child


def text(element: etree._Element) -> str:
    """The whole text, without comments. What cannot be meant by a reference such as `&#146;` is
    read as browsers do: as a character of windows-1252."""
    whole = str(element.xpath("string()"))
    return _C1.sub(lambda sign: sign[0].encode("latin-1").decode("cp1252", "ignore"), whole)


_C1 = re.compile("[\x80-\x9f]")


def joined(base: str, address: str) -> str:
    """An address relative to a base. Either may be empty: no address stays none."""
    try:
        return urljoin(base, address) if base and address else address
    except ValueError:
        return address
