"""The first bytes of a file → whether it has a format.

No parser is needed for this, so that a file of any format is recognised without the packages that
would read it.
"""

import re
from pathlib import PurePath

_WXR = re.compile(rb"<rss\b[^<>]*\bxmlns:wp\s*=|https?://wordpress\.org/export/\d")


def wordpress(head: bytes, _: PurePath) -> bool:
    """An RSS file with the namespace that every WordPress export declares."""
    return _WXR.search(head) is not None


_BEFORE_ROOT = (
    rb"(?:\s|<\?[^>]*>|<!--(?:(?!-->).)*-->|<!DOCTYPE[^\[>]*(?:\[(?:(?!\]\s*>).)*\]\s*)?>)*"
)
_XML_FEED = re.compile(
    _BEFORE_ROOT
    + rb"<(?:(?:[\w.-]+:)?(?:feed|entry)\b[^>]*(?:w3\.org/2005/atom|purl\.org/atom/ns)"
    + rb"|(?:[\w.-]+:)?RDF\b[^>]*(?:purl\.org/(?:rss/1\.0|net/rss1\.1)|netscape\.com/rdf/simple)"
    + rb"|(?:rss\b[^>]*>.*?<)?channel\b)",
    re.DOTALL | re.IGNORECASE,
)
_JSON_FEED = re.compile(
    rb"""\s*\{.*?"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version\\?/""",
    re.DOTALL,
)
_UTF_16 = {
    b"\xff\xfe": "utf-16-le",
    b"\xfe\xff": "utf-16-be",
    b"<\0": "utf-16-le",
    b"\0<": "utf-16-be",
}


def feed(head: bytes, _: PurePath) -> bool:
    """The root element of RSS, RSS 1.0 or Atom, or the version of a JSON Feed."""
    if codec := _UTF_16.get(head[:2]):
        head = head.decode(codec, "replace").removeprefix("\ufeff").encode()
    head = head.removeprefix(b"\xef\xbb\xbf")
    return bool(_XML_FEED.match(head) or _JSON_FEED.match(head)) and not wordpress(head, _)


_FIELDS = re.compile(rb"(?:\xef\xbb\xbf|\s)*((?:[!-9;-~]+[ \t]*:[^\n]*\n(?:[ \t][^\n]*\n)*)+)")
_FIELD = re.compile(
    rb"^(from|to|date|subject|received|return-path|delivered-to|message-id|mime-version)\s*:",
    re.IGNORECASE | re.MULTILINE,
)
_FEWEST_FIELDS = 3
_SAVED_PAGE = re.compile(rb"^Snapshot-Content-Location:|^From:\s*[\"<]?Saved by", re.M | re.I)
_SEPARATOR = re.compile(rb"\s*From [^\n]*(?:@|\d\d:\d\d)[^\n]*\n(?:>From |[!-9;-~]+:)")


def eml(head: bytes, _: PurePath) -> bool:
    """The headers of a message (RFC 5322), but not those of a saved page (MHTML)."""
    fields = _FIELDS.match(head)
    if fields is None or _SAVED_PAGE.search(fields[1]):
        return False
    return len({name.lower() for name in _FIELD.findall(fields[1])}) >= _FEWEST_FIELDS


def mbox(head: bytes, _: PurePath) -> bool:
    """A line `From …` with an address or a time, before the headers of a message."""
    return _SEPARATOR.match(head) is not None


def pdf(head: bytes, _: PurePath) -> bool:
    """`%PDF-`, which viewers accept within the first 1,024 bytes."""
    return b"%PDF-" in head[:1_024]


def text(_: bytes, path: PurePath) -> bool:
    """Any bytes may be text in some encoding, so the name decides."""
    return path.suffix.lower() == ".txt"
