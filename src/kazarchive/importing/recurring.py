"""What many pages of one host share is no part of their articles: sentences such as an appeal to
report errors, the name of the site in titles, a logo in the place of a main image.

A page does not tell these from its text; its neighbours do.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import blake2b

from msgspec.structs import replace

from kazarchive.importing import fragments
from kazarchive.importing.analyse import Examined
from kazarchive.importing.document import Document, Note
from kazarchive.importing.naming import host
from kazarchive.importing.pages import headline, sentences
from kazarchive.importing.pages.letters import letters
from kazarchive.rules import urls

FEWEST, SHARE = 5, 0.1
"""So many pages of a host, and more than this share of them, have what recurs."""
ENDING = 0.5
"""Share of the pages whose titles end in the name of the site."""
SHORTEST = 12
"""Letters of a sentence that recurs; headings such as `Context` are shorter."""
MOST_PAGES = 1_000
"""Pages of a host that are examined, in equal distances."""


class _Host:
    """The pages of one host."""

    def __init__(self, pages: int) -> None:
        self._every = -(-pages // MOST_PAGES)
        self._number, self.pages = 0, 0
        self._counts = Counter[bytes]()

    def add(self, document: Document) -> None:
        self._number += 1
        if self._number % self._every == 0:
            self.pages += 1
            self._counts.update(set(_all(document)))

    def close(self) -> None:
        """Forget what does not recur."""
        least = max(FEWEST, int(SHARE * self.pages) + 1)
        self._counts = Counter({one: n for one, n in self._counts.items() if n >= least})

    def has(self, kind: str, text: str, share: float = SHARE) -> bool:
        return self._counts.get(_digest(kind, text), 0) > share * self.pages


class Recurring:
    """What recurs in the pages of an import. `documents` is read twice."""

    def __init__(self, documents: Iterable[Examined]) -> None:
        counts = Counter(_host(each.document) for each in documents if each.document)
        self._hosts = {name: _Host(n) for name, n in counts.items() if name and n >= FEWEST}
        if self._hosts:
            for each in documents:
                if each.document and (of := self._hosts.get(_host(each.document))):
                    of.add(each.document)
        for of in self._hosts.values():
            of.close()

    def without(self, examined: Examined) -> Examined:
        """A page without what recurs."""
        document = examined.document
        of = self._hosts.get(_host(document)) if document else None
        if document is None or of is None:
            return examined
        document = _without_sentences(document, of)
        title = next(
            (t for t, end in _endings(document.title) if of.has("title", end, ENDING)), None
        )
        picture = document.picture
        if picture and of.has("picture", picture.address):
            document = replace(document, picture=None)
        return replace(examined, document=replace(document, title=title or document.title))


def _host(document: Document) -> str:
    """The host of a page; empty for other documents."""
    url = document.origin.url if document.extracted else None
    return host(urls.split(url)) if url else ""


def _all(document: Document) -> Iterator[bytes]:
    for line in document.source_text.split("\n"):
        if len(bare := letters(line)) >= SHORTEST:
            yield _digest("sentence", bare)
    for _, ending in _endings(document.title):
        yield _digest("title", ending)
    if document.picture:
        yield _digest("picture", document.picture.address)


def _endings(title: str) -> Iterator[tuple[str, str]]:
    """(the rest of a title, what may be the name of the site)"""
    for divider in headline.DIVIDERS:
        before, found, after = title.rpartition(divider)
        if found and before.strip():
            yield before.strip(), f"{divider}{after}"


def _digest(kind: str, text: str) -> bytes:
    return blake2b(f"{kind}\n{text}".encode(), digest_size=8).digest()


# --- sentences ----------------------------------------------------------------------------------


def _without_sentences(document: Document, of: _Host) -> Document:
    lines = document.source_text.split("\n")
    wanted = {bare for line in lines if (bare := _recurs(line, of))}
    if not wanted:
        return document
    tree, _ = fragments.parsed(document.html)
    gone = set(sentences.taken_out(tree, wanted))
    if not gone or len(gone) == len(lines):
        return document
    kept = [line for line in lines if letters(line) not in gone]
    left_out = (Note("left out", line) for line in lines if letters(line) in gone)
    return replace(
        document,
        html=fragments.inside(tree),
        source_text="\n".join(kept),
        notes=(*document.notes, *left_out),
    )


def _recurs(line: str, of: _Host) -> str:
    """The letters of a line, if it recurs."""
    bare = letters(line)
    return bare if len(bare) >= SHORTEST and of.has("sentence", bare) else ""
