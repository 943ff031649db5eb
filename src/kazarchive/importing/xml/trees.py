"""One element of an XML file → its tree, repaired where its author's system broke it.

libxml2's own recovery is not used for elements: it drops what XML forbids without a word, and
nests what follows an unclosed tag. No entity is expanded and nothing is fetched: each element is
parsed without the DOCTYPE of its file.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from html import escape
from html.entities import html5

from lxml import etree

from kazarchive.importing.document import Note

_DECLARATION = re.compile(r"\ufeff?\s*<\?xml\b.*?\?>", re.DOTALL)
_CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.DOTALL)
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_AMPERSAND = re.compile(r"&(?:#(\d+|x[0-9a-fA-F]+);|([A-Za-z]\w*;)?)")
_XML_ENTITIES = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})
_PREFIX = re.compile(r"</?([A-Za-z_][\w.-]*):|\s([A-Za-z_][\w.-]*):[\w.-]+\s*=")
_OPENING = re.compile(r"<([A-Za-z_][\w:.-]*)(?:\s[^<>]*)?(?<!/)>")
_CLOSING = re.compile(r"</([A-Za-z_][\w:.-]*)\s*>")
_POSITION = re.compile(r",? line \d+(?:, column \d+)?| line \d+(?= and)")


class NotWellFormed(ValueError):
    """The message says why, as the end of a sentence."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.line = line
        """In the element, counted from 0."""


class Parser:
    """Parses the elements of one file, whose encoding and namespaces they need."""

    def __init__(self, codec: str, namespaces: Mapping[str, str]) -> None:
        """`codec`: Python's name of the encoding. `namespaces`: prefix → URI, of the file and of
        prefixes that files often forget to declare."""
        self._codec = codec
        self._namespaces = dict(namespaces)
        self._parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )

    def element(self, raw: bytes) -> tuple[etree._Element, tuple[Note, ...]]:
        """The element, and what had to be changed. Raises NotWellFormed."""
        text, counts = raw.decode(self._codec, "replace"), Counter[str]()
        counts["undecoded"] = text.count("\ufffd") - raw.count("\ufffd".encode())
        namespaces: Mapping[str, str] = self._namespaces
        for repair in (_as_it_is, _characters, _fields):
            text = repair(text, counts)
            try:
                return self._parsed(text, namespaces), tuple(_notes(counts))
            except etree.XMLSyntaxError as error:
                fault, namespaces = error, self._with_undeclared(text)
        reason = _POSITION.sub("", fault.msg or "unknown fault").strip()
        raise NotWellFormed(reason[:1].lower() + reason[1:], max((fault.lineno or 1) - 1, 0))

    def _parsed(self, text: str, namespaces: Mapping[str, str]) -> etree._Element:
        declared = "".join(
            f' xmlns{name and ":"}{name}="{escape(uri)}"' for name, uri in namespaces.items()
        )
        return etree.fromstring(f"<document{declared}>{text}</document>", self._parser)[0]

    def _with_undeclared(self, text: str) -> Mapping[str, str]:
        used = {name for pair in _PREFIX.findall(text) for name in pair if name} - {"xml", "xmlns"}
        return {name: f"urn:undeclared:{name}" for name in sorted(used)} | self._namespaces


def head(text: str) -> etree._Element | None:
    """The beginning of a file, whose open elements are closed. Broken parts of it are lost; None if
    there is no element."""
    declaration = _DECLARATION.match(text)
    text = _characters(text[declaration.end() if declaration else 0 :], Counter())
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    return etree.fromstring(text.encode(), parser) if text.strip() else None


# --- repairs ------------------------------------------------------------------------------------


def _as_it_is(text: str, _: Counter[str]) -> str:
    return text


def _characters(text: str, counts: Counter[str]) -> str:
    """Without characters that XML forbids, and with such references only as every parser knows."""
    text, counts["forbidden"] = _FORBIDDEN.subn("", text)
    pieces = _CDATA.split(text)
    pieces[::2] = [_with_references(piece, counts) for piece in pieces[::2]]
    return "".join(pieces)


def _with_references(text: str, counts: Counter[str]) -> str:
    def replaced(found: re.Match[str]) -> str:
        number, name = found.groups()
        if number:
            code = int(number[1:9], 16) if number[0] == "x" else int(number[:8])
            good = code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code < 0x110000
            good = good and code not in (0xFFFE, 0xFFFF)
            counts["forbidden"] += not good
            return found[0] if good else ""
        if name in _XML_ENTITIES:
            return found[0]
        counts["ampersands"] += 1
        return escape(html5[name]) if name in html5 else "&amp;" + found[0][1:]

    return _AMPERSAND.sub(replaced, text)


def _fields(text: str, counts: Counter[str]) -> str:
    """With the content of each field that is not well-formed taken as text, as if it had been
    escaped: usually it is HTML."""
    ends: dict[str, list[int]] = {}
    for closing in _CLOSING.finditer(text):
        ends.setdefault(closing[1], []).append(closing.start())
    begin = text.find(">") + 1
    pieces = [text[:begin]]
    while opening := _OPENING.search(text, begin):
        known = ends.get(opening[1], [])
        after = bisect_left(known, opening.end())
        pieces.append(text[begin : opening.end()])
        begin = opening.end()
        if after < len(known):
            content = text[begin : known[after]]
            good = _is_well_formed(content)
            counts["fields"] += not good
            pieces.append(content if good else _as_text(content))
            begin = known[after]
    return "".join((*pieces, text[begin:]))


def _as_text(content: str) -> str:
    pieces = _CDATA.split(content)
    pieces[::2] = [piece.replace("<", "&lt;").replace(">", "&gt;") for piece in pieces[::2]]
    return "".join(pieces)


def _is_well_formed(content: str) -> bool:
    """Whether a content can stand in an element; its prefixes are declared where it is parsed."""
    try:
        etree.fromstring(f"<x>{_PREFIX_SIGN.sub('', content)}</x>", _CAREFUL)
    except etree.XMLSyntaxError:
        return False
    return True


_PREFIX_SIGN = re.compile(r"(?<=[<\s/])[A-Za-z_][\w.-]*:(?=[\w.-]+[\s=/>])")
_CAREFUL = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def _notes(counts: Counter[str]) -> Iterator[Note]:
    if counts["forbidden"]:
        yield Note("lost", f"{counts['forbidden']} characters that XML forbids are removed")
    if counts["undecoded"] > 0:
        yield Note("lost", f"{counts['undecoded']} bytes that are no characters are replaced by �")
    if counts["ampersands"]:
        yield Note("changed", f"{counts['ampersands']} `&` that begin no entity of XML are text")
    if counts["fields"]:
        yield Note("changed", f"{counts['fields']} fields that are not well-formed are text")
