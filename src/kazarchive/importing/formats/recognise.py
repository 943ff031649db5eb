"""The first bytes of a file → whether it has a format.

No parser is needed for this, so that a file of any format is recognised without the packages that
would read it.
"""

import re
import zlib
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


def _in_utf8(head: bytes) -> bytes:
    if codec := _UTF_16.get(head[:2]):
        head = head.decode(codec, "replace").removeprefix("\ufeff").encode()
    return head.removeprefix(b"\xef\xbb\xbf")


def feed(head: bytes, _: PurePath) -> bool:
    """The root element of RSS, RSS 1.0 or Atom, or the version of a JSON Feed."""
    head = _in_utf8(head)
    return bool(_XML_FEED.match(head) or _JSON_FEED.match(head)) and not wordpress(head, _)


_MHTML = re.compile(
    rb"\s*(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?"
    rb"(?:Snapshot-Content-Location:|From:[^\n]*\bSaved by |X-MimeOLE: Produced By Microsoft)",
    re.IGNORECASE,
)
_MIME = re.compile(rb"^MIME-Version:", re.IGNORECASE | re.MULTILINE)
_SAVED_AS_MHTML = frozenset({".mht", ".mhtml"})


def mhtml(head: bytes, path: PurePath) -> bool:
    """What browsers write before a saved page, or by its name a MIME message."""
    if _MHTML.match(head):
        return True
    return path.suffix.lower() in _SAVED_AS_MHTML and _MIME.search(head) is not None


_HTML = re.compile(_BEFORE_ROOT + rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_TAG = re.compile(rb"<(?:[a-z][a-z0-9]*[\s/>]|!--)", re.IGNORECASE)
_PAGES = frozenset({".htm", ".html", ".shtml", ".xhtml"})


def html(head: bytes, path: PurePath) -> bool:
    """A page, or by its name a file with a tag."""
    head = _in_utf8(head)
    if _HTML.match(head):
        return True
    return path.suffix.lower() in _PAGES and not head.startswith(b"---") and bool(_TAG.search(head))


_RECORD = re.compile(rb"WARC/\d\.\d+\r*\n|filedesc:\S+ \S+ \d{12,20} |https?:\S+ [\d.]+ \d{14} ")


def warc(head: bytes, _: PurePath) -> bool:
    """The first line of a record of WARC or ARC, compressed or not."""
    if head.startswith(b"\x1f\x8b"):
        try:
            head = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, 1_000)
        except zlib.error:
            return False
    return _RECORD.match(head) is not None


_WACZ = re.compile(
    rb"PK\x03\x04.{26}(?:archive/.+?\.w?arc\b|datapackage(?:-digest)?\.json|indexes/|pages/.+?\.jsonl)",
    re.DOTALL,
)


def wacz(head: bytes, path: PurePath) -> bool:
    """A zip file that begins with one of the files of a web archive (WACZ 1.1.1, 4)."""
    is_named_so = path.suffix.lower() == ".wacz" and head.startswith(b"PK\x03\x04")
    return is_named_so or _WACZ.match(head) is not None


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


def epub(head: bytes, _: PurePath) -> bool:
    """A zip file whose first member tells the type (OCF 3.3, 4.3), or with the container."""
    if not head.startswith(b"PK\x03\x04"):
        return False
    return b"application/epub+zip" in head[:200] or b"META-INF/container.xml" in head


def pdf(head: bytes, _: PurePath) -> bool:
    """`%PDF-`, which viewers accept within the first 1,024 bytes."""
    return b"%PDF-" in head[:1_024]


_ZIP = b"PK\x03\x04"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
"""The beginning of a compound file [MS-CFB]."""
_OLD_WORD = tuple(
    name.encode("utf-16-le") for name in ("WordDocument", "EncryptedPackage", "EncryptionInfo")
)
"""Streams of documents of Word before 2007, and of encrypted ones."""
_WORD_ENDINGS = (".doc", ".docm", ".docx", ".dot", ".dotm", ".dotx")
_WORD_PART = re.compile(rb"PK\x03\x04.{26}word/", re.DOTALL)
_OTHER_PART = re.compile(rb"PK\x03\x04.{26}(?:xl|ppt|META-INF|mimetype)", re.DOTALL)


def docx(head: bytes, path: PurePath) -> bool:
    """A zip file with the folder `word`, or an old document, which its reader refuses."""
    named = path.suffix.lower() in _WORD_ENDINGS
    if head.startswith(_OLE):
        return named or any(name in head for name in _OLD_WORD)
    if not head.startswith(_ZIP):
        return named and not head
    return bool(_WORD_PART.search(head)) or (named and not _OTHER_PART.search(head))


_ODT = b"application/vnd.oasis.opendocument.text"
_FLAT = re.compile(
    _BEFORE_ROOT + rb"<office:document\b[^>]*office:mimetype\s*=\s*[\"']" + re.escape(_ODT)
)


def odt(head: bytes, path: PurePath) -> bool:
    """A zip file whose first member is its type, or the same as one XML file."""
    if head.startswith(_ZIP):
        of_other_type = head[30:].startswith(b"mimetypeapplication/")
        named = path.suffix.lower() in (".odt", ".ott") and not of_other_type
        return head[30:].startswith(b"mimetype" + _ODT) or named
    return _FLAT.match(head.removeprefix(b"\xef\xbb\xbf")) is not None


def rtf(head: bytes, _: PurePath) -> bool:
    return head.lstrip(b"\xef\xbb\xbf \t\r\n\0").startswith(b"{\\rtf")


def text(_: bytes, path: PurePath) -> bool:
    """Any bytes may be text in some encoding, so the name decides."""
    return path.suffix.lower() == ".txt"


def no_file(_: bytes, __: PurePath) -> bool:
    """For sources that are folders."""
    return False
