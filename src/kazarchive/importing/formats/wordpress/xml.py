"""One element of an export → its tree, repaired where its author's system broke it.

libxml2's own recovery is not used: it drops what XML forbids without a word.
"""

import re
from collections import Counter
from collections.abc import Iterator
from html.entities import html5

from lxml import etree

from kazarchive.importing.document import Note

NAMESPACES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "wfw": "http://wellformedweb.org/CommentAPI/",
    "wp": "http://wordpress.org/export/1.2/",
}
"""Those of an export whose own declarations are lost."""

_ENCODING = re.compile(rb"""<\?xml[^>]*\bencoding\s*=\s*["']([A-Za-z][\w.:-]*)""")
_ROOT = re.compile(rb"<rss\b[^>]*>")
_NAMESPACE = re.compile(rb"""xmlns:([\w.-]+)\s*=\s*["']([^"'<&]*)["']""")
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_AMPERSAND = re.compile(r"&(?:#(\d+|x[0-9a-fA-F]+);|([A-Za-z]\w*;)?)")
_XML_ENTITIES = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})
_POSITION = re.compile(r"(?:,? line \d+(?:, column \d+)?)| line \d+(?= and)")


class NotWellFormed(ValueError):
    """The message says why, as the end of a sentence."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.line = line
        """In the element, counted from 0."""


class Dialect:
    """How the elements of one export are read: its encoding and its namespaces."""

    def __init__(self, head: bytes) -> None:
        """`head`: the first bytes of the export."""
        encoding = _ENCODING.search(head)
        self.encoding = encoding[1].decode() if encoding else "utf-8"
        root = _ROOT.search(head)
        declared = {name.decode(): uri for name, uri in _NAMESPACE.findall(root[0])} if root else {}
        names = {name: uri.encode() for name, uri in NAMESPACES.items()} | declared
        attributes = b"".join(b' xmlns:%s="%s"' % (n.encode(), uri) for n, uri in names.items())
        self._open = b'<?xml version="1.0" encoding="%s"?><rss%s>' % (
            self.encoding.encode(),
            attributes,
        )
        self._parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )

    def tree(self, raw: bytes) -> tuple[etree._Element, tuple[Note, ...]]:
        """The element, and what had to be changed. Raises NotWellFormed."""
        try:
            return self._parsed(raw), ()
        except etree.XMLSyntaxError as fault:
            repaired, notes = self._repaired(raw)
            try:
                return self._parsed(repaired), notes
            except etree.XMLSyntaxError:
                reason = _POSITION.sub("", fault.msg or "unknown fault").strip()
                line = max((fault.lineno or 1) - 1, 0)
                raise NotWellFormed(reason[:1].lower() + reason[1:], line) from None

    def _parsed(self, raw: bytes) -> etree._Element:
        return etree.fromstring(self._open + raw + b"</rss>", self._parser)[0]

    def _repaired(self, raw: bytes) -> tuple[bytes, tuple[Note, ...]]:
        try:
            text = raw.decode(self.encoding, "replace")
        except LookupError:
            return raw, ()
        counts = Counter(undecoded=text.count("\ufffd") - raw.count("\ufffd".encode()))
        text, counts["forbidden"] = _FORBIDDEN.subn("", text)
        pieces = [_with_references(each, counts) + cdata for each, cdata in _sections(text)]
        written = "".join(pieces).encode(self.encoding, "xmlcharrefreplace")
        return written, tuple(_notes(counts))


def _sections(text: str) -> Iterator[tuple[str, str]]:
    """(text, the section of CDATA after it); without an end, none begins."""
    at = 0
    while (begin := text.find("<![CDATA[", at)) >= 0:
        end = text.find("]]>", begin)
        if end < 0:
            break
        yield text[at:begin], text[begin : end + 3]
        at = end + 3
    yield text[at:], ""


def _with_references(text: str, counts: Counter[str]) -> str:
    """A text outside CDATA in which only such references are left as every parser knows."""

    def replaced(found: re.Match[str]) -> str:
        number, name = found.groups()
        if number:
            code = int(number[1:], 16) if number[0] == "x" else int(number[:8])
            good = code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code < 0x110000
            counts["forbidden"] += not good
            return found[0] if good else ""
        if name in _XML_ENTITIES:
            return found[0]
        counts["ampersands"] += 1
        return html5[name] if name in html5 and name != "lt;" else "&amp;" + found[0][1:]

    return _AMPERSAND.sub(replaced, text)


def _notes(counts: Counter[str]) -> list[Note]:
    texts = (
        ("forbidden", "lost", "characters that XML forbids are removed"),
        ("undecoded", "lost", "bytes that are no characters are replaced by U+FFFD"),
        ("ampersands", "changed", "`&` that begin no entity of XML are taken as text"),
    )
    return [Note(kind, f"{counts[key]} {text}") for key, kind, text in texts if counts[key]]  # type: ignore[arg-type]
