"""RSS 0.9 to 2.0, RSS 1.0, Atom, JSON Feed and the Atom exports of Blogger → documents.

The entries of an XML feed are cut out by their tags and parsed one by one (`importing/xml/`), and
not by a parser of feeds: an entry then has its line and its bytes, a fault stays in its entry, and
a file may be larger than memory.
"""

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from typing import BinaryIO

from msgspec.structs import replace

from kazarchive.importing.document import Document, Note
from kazarchive.importing.formats.feed import document as documents_of
from kazarchive.importing.formats.feed import elements, encoding, json_feed
from kazarchive.importing.formats.feed.entry import Entry, Feed
from kazarchive.importing.formats.feed.names import NAMESPACES
from kazarchive.importing.formats.source import Source, whole
from kazarchive.importing.xml import trees
from kazarchive.importing.xml.elements import LARGEST, Part, parts
from kazarchive.problems import Problem, ProblemsFound
from kazarchive.reading import files, frontmatter

_HEAD = 65_536
_NAMES = ("item", "entry")
_END = re.compile(rb"</(?:[\w.-]+:)?(?:rss|RDF|feed|channel|entry)\s*>", re.IGNORECASE)
_NEXT = re.compile(
    r"""<(?:[\w.-]+:)?link\b(?=[^<>]*\brel\s*=\s*["'](?:next|prev-archive)["'])"""
    r"""[^<>]*\bhref\s*=\s*["']([^"']+)["']""",
)


def documents(source: Source) -> Iterator[Document | Problem]:
    """The entries of a feed. Raises ProblemsFound (K0124 and K0120 for JSON, K0301, K0303, K0304;
    K0843 without an entry)."""
    found = False
    with files.opened(source.path, source.display_path) as file:
        head = file.read(_HEAD)
        file.seek(0)
        is_json = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"
        for each in _of_json(source) if is_json else _of_xml(file, head, source):
            found = True
            yield each
    if not found:
        raise ProblemsFound([Problem("K0843", source.place())])


# --- JSON ---------------------------------------------------------------------------------------


def _of_json(source: Source) -> Iterator[Document | Problem]:
    text = frontmatter.utf8(source.read(), source.display_path)
    read = json_feed.read(text)
    feed = json_feed.feed(read.members)
    line, counted = 1, 0
    for item in read.items:
        line, counted = line + text.count("\n", counted, item.start), item.start
        if not isinstance(item.value, dict):
            values = {"reason": "it is not an object"}
            yield Problem("K0840", source.place(line), values)
            continue
        original = text[item.start : item.end].encode()
        yield documents_of.document(json_feed.entry(item.value, line, original), feed, source)
    if read.fault:
        at = text.count("\n", 0, read.position) + 1
        yield Problem("K0841", source.place(at), {"reason": read.fault})
    if feed.next:
        yield Problem("K0842", source.place(), {"url": feed.next})


# --- XML ----------------------------------------------------------------------------------------


def _of_xml(file: BinaryIO, head: bytes, source: Source) -> Iterator[Document | Problem]:
    found = encoding.encoding(file, head)
    stream, codec = encoding.as_ascii_superset(file, found.codec)
    reader = _Reader(source, codec, found.notes)
    for part in parts(stream, _NAMES):
        if part.kind == "head":
            reader.begin(part)
        elif part.kind == "element":
            yield from reader.element(part)
        else:
            yield from reader.end(part)


class _Reader:
    """Reads the parts of one file in their order."""

    def __init__(self, source: Source, codec: str, notes: tuple[Note, ...]) -> None:
        self._source, self._codec, self._notes = source, codec, notes
        self._feed, self._base = Feed(), ""
        self._next: Problem | None = None
        self._parser = trees.Parser(codec, NAMESPACES)
        self._entries = 0
        self._others: Counter[str] = Counter()
        """Kind → number of the entries of Blogger that are no articles."""

    def begin(self, part: Part) -> None:
        text = part.raw.decode(self._codec, "replace")
        self._next = _next(text, part.line, self._source)
        root = trees.head(text)
        if root is None:
            return
        self._feed, self._base = elements.feed(root), elements.base(root)
        declared = {prefix or "": uri for each in root.iter() for prefix, uri in each.nsmap.items()}
        self._parser = trees.Parser(self._codec, NAMESPACES | declared)

    def element(self, part: Part) -> Iterator[Document | Problem]:
        self._entries += 1
        if part.fault == "cut":
            yield self._problem("K0840", part.line, "the file ends within it")
        elif part.fault == "large":
            yield self._problem("K0840", part.line, f"it has more than {LARGEST:,} bytes")
        else:
            yield from self._entry(part)

    def _entry(self, part: Part) -> Iterator[Document | Problem]:
        try:
            tree, notes = self._parser.element(_closed(part))
        except trees.NotWellFormed as error:
            yield self._problem("K0840", part.line + error.line, str(error))
            return
        found = elements.fields(tree)
        kind = elements.kind(found)
        if kind not in ("", "post", "page"):
            self._others[kind] += 1
            return
        if part.fault == "open":
            notes += (Note("changed", "the entry is not closed in the feed"),)
        entry = elements.entry(found, tree, part.line, part.raw, self._base)
        entry = replace(entry, notes=(*self._notes, *notes, *entry.notes))
        yield from whole(self._document(entry), self._source.place(part.line))

    def _document(self, entry: Entry) -> Iterator[Document | Problem]:
        yield documents_of.document(entry, self._feed, self._source)

    def end(self, part: Part) -> Iterator[Problem]:
        if not _END.search(part.raw):
            yield self._problem("K0841", part.line, "it ends without the end of the feed")
        for kind, count in sorted(self._others.items()):
            values = {"count": f"{count:,}", "kind": kind}
            yield Problem("K0844", self._source.place(), values)
        tail = part.raw.decode(self._codec, "replace")
        if following := self._next or _next(tail, part.line, self._source):
            yield following

    def _problem(self, code: str, line: int, reason: str) -> Problem:
        return Problem(code, self._source.place(line), {"reason": reason})


def _closed(part: Part) -> bytes:
    """An entry that the next one interrupts, with its end."""
    if part.fault != "open":
        return part.raw
    name = re.match(rb"<([\w:.-]+)", part.raw)
    return part.raw + b"</" + (name[1] if name else b"") + b">"


def _next(text: str, line: int, source: Source) -> Problem | None:
    """The part of the feed that follows it (RFC 5005). `line`: where the text begins."""
    found = _NEXT.search(text)
    if found is None:
        return None
    at = line + text.count("\n", 0, found.start())
    return Problem("K0842", source.place(at), {"url": unescape(found[1])})
