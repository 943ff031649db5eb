"""Documents of several files that are versions of one document → the newest of each.

A folder of daily copies of a feed is one history: an entry is imported once, with its newest text.
Of copies with the same text the first is taken, since its article may be there from an earlier
import, and later ones often differ in what is no text, such as the number of comments.

A page that a copy of a site has under several names is one too, by the address that it calls its
canonical one, or by its title, words and date.
"""

import re
from collections.abc import Iterable
from hashlib import blake2b

from msgspec import Struct, msgpack
from msgspec.structs import replace

from kazarchive.importing.analyse import Examined
from kazarchive.importing.document import Document
from kazarchive.importing.naming import key
from kazarchive.rules import urls

_MOBILE = re.compile(r"^(?:www|m|amp|mobile)\.")
SHORTEST = 200
"""Characters of a text that identify a page."""


class Newest(Struct, frozen=True):
    """The document that takes the place of its other versions."""

    number: int
    """Its place among the documents of the import, from 0."""
    sha256: str
    rank: tuple[bool, tuple[str, ...], int, int]
    """A whole text before a part of one, then by its date, its file and its place in the file."""
    content: bytes
    """What identifies its text."""


class Versions:
    """Which documents of an import have a newer version in it."""

    def __init__(self, documents: Iterable[Examined]) -> None:
        """`documents` is read twice."""
        self._newest: dict[bytes, Newest] = {}
        self._keys: dict[int, bytes] = {}
        self._texts: dict[bytes, bytes] = {}
        """What identifies a page by its text → what identifies the first page with that text."""
        self._urls: dict[bytes, tuple[str, ...]] = {}
        """The addresses of documents that have several."""
        ambiguous = _ambiguous(documents)
        for number, each in enumerate(documents):
            document = each.document
            if document is None or not document.version:
                continue
            if identity := _identity(document, ambiguous):
                if text := _text(document):
                    identity = self._texts.setdefault(text, identity)
                self._add(number, each.candidate, document, identity)

    def _add(self, number: int, file: int, document: Document, identity: bytes) -> None:
        self._keys[number] = identity
        rank = (not document.incomplete, document.version, file, -number)
        newest = Newest(number, document.sha256, rank, content(document))
        known = self._newest.get(identity)
        if known is None or (known.rank < rank and known.content != newest.content):
            self._newest[identity] = newest
        elif known.rank < rank:
            self._newest[identity] = replace(known, rank=rank)
        own = (document.origin.url, *document.addresses)
        if addresses := tuple(filter(None, own)):
            earlier = self._urls.get(identity, ())
            self._urls[identity] = tuple(dict.fromkeys((*earlier, *addresses)))

    def newer(self, number: int) -> Newest | None:
        """The newest version of a document that is not the newest itself."""
        newest = self._newest.get(self._keys.get(number, b""))
        return newest if newest and newest.number != number else None

    def with_addresses(self, number: int, examined: Examined) -> Examined:
        """The newest version with the addresses of the others as its former ones."""
        document = examined.document
        urls = self._urls.get(self._keys.get(number, b""), ())
        former = tuple(url for url in reversed(urls) if document and url != document.origin.url)
        if document is None or not former:
            return examined
        addresses = tuple(dict.fromkeys((*document.addresses, *former)))
        return replace(examined, document=replace(document, addresses=addresses))


def content(document: Document) -> bytes:
    """What identifies all that an article is made of."""
    origin = replace(document.origin, retrieved=None)
    bare = replace(
        document,
        sha256="",
        original=None,
        line=0,
        part="",
        origin=origin,
        version=(),
        comments=(),
        notes=(),
    )
    return _short(msgpack.encode(bare))


def _ambiguous(documents: Iterable[Examined]) -> frozenset[bytes]:
    """Ids that documents of one file share although their addresses differ: they identify none."""
    last: dict[bytes, tuple[int, str]] = {}
    found = set[bytes]()
    for each in documents:
        document = each.document
        if document and document.version and document.origin.id:
            identity, url = _digest(document, document.origin.id), key(document.origin.url or "")
            file, other = last.get(identity, (each.candidate, url))
            if file == each.candidate and other != url:
                found.add(identity)
            last[identity] = each.candidate, url
    return frozenset(found)


def _identity(document: Document, ambiguous: frozenset[bytes]) -> bytes | None:
    """By the id, or else by the address."""
    if document.origin.id:
        identity = _digest(document, document.origin.id)
        if identity not in ambiguous:
            return identity
    return _digest(document, key(document.origin.url)) if document.origin.url else None


def _text(document: Document) -> bytes | None:
    """What identifies a page by its text; None if that is short, or was no page."""
    is_page = document.extracted and document.origin.url
    if not is_page or len(document.source_text) < SHORTEST:
        return None
    host = _MOBILE.sub("", urls.split(is_page).netloc)
    parts = (host, document.title, document.date or "", document.source_text)
    return _short(msgpack.encode(parts))


def _digest(document: Document, name: str) -> bytes:
    return _short(f"{document.origin.kind}\n{name}".encode())


def _short(name: bytes) -> bytes:
    return blake2b(name, digest_size=16).digest()
