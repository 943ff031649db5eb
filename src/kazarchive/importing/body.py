"""The HTML of a document → Markdown in which links lead to articles and images stand beside it."""

import posixpath
from collections.abc import Iterator
from typing import NamedTuple

from lxml.html import HtmlElement

from kazarchive.importing import fragments, markdown, markdown_links
from kazarchive.importing.document import Document, MediaFile, Note
from kazarchive.importing.media import MediaFiles, is_media
from kazarchive.importing.naming import Names
from kazarchive.rules import urls
from kazarchive.values import OUTSIDE


class Converted(NamedTuple):
    """The text of an article, and what became of its links and media."""

    markdown: str
    notes: tuple[Note, ...]
    linked: frozenset[str]
    """The paths of the articles to which it links."""


LINKING = {"a": "href", "img": "src", "audio": "src", "video": "src", "source": "src"}
"""Element → the attribute with the address of a page or a file."""


def tree(document: Document) -> HtmlElement:
    """The body of a document, below one `div`."""
    return fragments.parsed(document.html)[0]


def converted(document: Document, path: str, names: Names, media: MediaFiles) -> Converted:
    """The Markdown of a document whose article will be at `path`. Writes its media files.

    Raises ProblemsFound (K0302, K0702).
    """
    links = _Links(document, path, names, media)
    if document.markdown:
        text = markdown_links.rewritten(document.markdown, links.target)
        return Converted(text, tuple(links.notes), frozenset(links.articles))
    body = tree(document)
    for element in body.iter(*LINKING):
        attribute = LINKING[element.tag]
        if address := element.get(attribute):
            element.set(attribute, links.target(address, element.tag != "a"))
    return Converted(markdown.body(body), tuple(links.notes), frozenset(links.articles))


def named(document: Document) -> Iterator[tuple[MediaFile, str]]:
    """The files that a document shows or links to, each with its address on the web."""
    files = {file.address: file for file in document.media}
    addresses = [document.picture.address] if document.picture else []
    for element in tree(document).iter(*LINKING):
        address = element.get(LINKING[element.tag]) or ""
        if element.tag != "a" or address in files or is_media(address):
            addresses.append(address)
    for address in dict.fromkeys(filter(None, addresses)):
        url = urls.joined(document.origin.url or "", address).partition("#")[0]
        if url.startswith(OUTSIDE):
            yield files.get(address) or MediaFile(url, _name(url)), url


class _Links:
    """Rewrites the addresses of one document."""

    def __init__(self, document: Document, path: str, names: Names, media: MediaFiles) -> None:
        self._base = "" if document.markdown else document.origin.url or ""
        """Markdown keeps the links that lead nowhere as they are."""
        self._files = {file.address: file for file in document.media}
        self._path, self._names, self._media = path, names, media
        self.notes: list[Note] = []
        self.articles: set[str] = set()

    def target(self, address: str, image: bool) -> str:
        """An address as the article has it."""
        if address.startswith("#"):
            return address
        whole = urls.joined(self._base, address)
        plain, _, fragment = whole.partition("#")
        if not image and (article := self._names.at(plain)):
            self.articles.add(article)
            target = _relative(article, self._path)
            return urls.encoded(target) + (f"#{fragment}" if fragment else "")
        if image or address in self._files or is_media(plain):
            file = self._files.get(address) or MediaFile(whole, _name(plain))
            if beside := self._media.beside(file, self._path, plain):
                return urls.encoded(beside)
            self.notes += self._media.missing(plain, shown=image)
        return whole


def _name(url: str) -> str:
    return posixpath.basename(urls.split(url).path)


def _relative(target: str, path: str) -> str:
    return posixpath.relpath(target, posixpath.dirname(path))
