"""The headers of a message → text, names and words.

Headers may be encoded words (RFC 2047), also wrongly split ones, or raw bytes of a code page. They
are read here and not by the classes of the standard library, which raise at many broken ones.
"""

import binascii
import codecs
import re
from collections.abc import Iterable, Iterator
from email.message import Message
from typing import NamedTuple

from kazarchive.importing import encodings
from kazarchive.importing.encoding_names import CODECS, named
from kazarchive.rules import text

_LONGEST = 20_000
"""Characters of a header that are read."""

_FOLD = re.compile(r"\r?\n(?=[ \t])|[\r\n]+")
_WORD = re.compile(r"=\?([^?\s*]{1,40})(?:\*[^?\s]*)?\?([bBqQ])\?([^?]*)\?=")
_RAW = re.compile("[\udc80-\udcff]")


class Headers:
    """Those of one message."""

    def __init__(self, message: Message) -> None:
        self._values: dict[str, list[str]] = {}
        for name, value in message.raw_items():
            written = _FOLD.sub("", str(value)[:_LONGEST])
            self._values.setdefault(name.lower(), []).append(written)
        self._codec = _codec(self._values, message)

    def text(self, name: str) -> str:
        """The first header of a name on one line, decoded; empty if there is none."""
        return next(iter(self.texts(name)), "")

    def texts(self, name: str) -> Iterator[str]:
        for value in self._values.get(name.lower(), ()):
            yield text.clean_prose(self.decoded(value))

    def has(self, *names: str) -> bool:
        return any(name.lower() in self._values for name in names)

    def people(self, name: str) -> Iterator[str]:
        """The names of people in a header. Their addresses are personal data and are not read."""
        for value in self._values.get(name.lower(), ()):
            for mailbox in _MAILBOX.findall(value):
                person = text.clean_prose(self.decoded(_name(mailbox))).strip("\"'‘’“” ")
                if person and "@" not in person and "=?" not in person:
                    yield person

    def decoded(self, value: str) -> str:
        """A value with its encoded words, and raw bytes, as text."""
        raw = _RAW.search(value)
        whole = (
            value.encode("utf-8", "surrogateescape").decode(self._codec, "replace")
            if raw
            else value
        )
        return "".join(_decoded(_pieces(whole)))


def _codec(values: dict[str, list[str]], message: Message) -> str:
    """Python's name of the code page of raw bytes in headers: a few words tell more than one."""
    raw = "\n".join(v for each in values.values() for v in each if _RAW.search(v))
    if not raw:
        return "utf-8"
    declared = message.get_param("charset")
    try:
        found = encodings.decode(
            raw.encode("utf-8", "surrogateescape"), declared if isinstance(declared, str) else None
        )
    except encodings.NotRecognised:
        return "cp1252"
    return CODECS[found.encoding]


# --- names --------------------------------------------------------------------------------------

_MAILBOX = re.compile(r'(?:"(?:[^"\\]|\\.)*"|\([^()]*\)|<[^<>]*>|[^",;<(])+')
_COMMENT = re.compile(r"\(([^()]*)\)\s*\Z")
_ESCAPED = re.compile(r"\\(.)")


def _name(mailbox: str) -> str:
    """The name in `"Name" <address>`, `Name <address>` or `address (Name)`, not decoded."""
    before, angle, _ = mailbox.partition("<")
    if not angle:
        comment = _COMMENT.search(mailbox)
        return comment[1] if comment else ""
    return _ESCAPED.sub(r"\1", before.strip())


# --- encoded words ------------------------------------------------------------------------------


class _Piece(NamedTuple):
    charset: str
    """Empty for text that is not encoded."""
    content: bytes
    text: str = ""


def _pieces(value: str) -> Iterable[_Piece]:
    """Encoded words that stand beside each other with one charset are one: some programs split
    between two bytes of a letter."""
    pieces: list[_Piece] = []
    end = 0
    for word in _WORD.finditer(value):
        between = value[end : word.start()]
        if between.strip() or not pieces:
            pieces.append(_Piece("", b"", between))
        charset, content = word[1].lower(), _content(word[2], word[3])
        if pieces[-1].charset == charset:
            content = pieces.pop().content + content
        pieces.append(_Piece(charset, content))
        end = word.end()
    return (*pieces, _Piece("", b"", value[end:]))


def _content(form: str, written: str) -> bytes:
    raw = written.encode("utf-8", "replace")
    if form in "qQ":
        return binascii.a2b_qp(raw, header=True)
    return base64(raw)


BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_NOT_BASE64 = bytes(set(range(256)) - set(BASE64))


def base64(raw: bytes) -> bytes:
    """Bytes in Base64, also if signs or the end are missing."""
    kept = raw.translate(None, _NOT_BASE64)
    kept = kept[: len(kept) - (len(kept) % 4 == 1)]
    return binascii.a2b_base64(kept + b"=" * (-len(kept) % 4))


def _decoded(pieces: Iterable[_Piece]) -> Iterator[str]:
    for piece in pieces:
        yield in_charset(piece.content, piece.charset) if piece.charset else piece.text


def in_charset(raw: bytes, charset: str) -> str:
    """A few words in a charset; in the likeliest one if this is none, or if they are not in it."""
    name = named(charset)
    try:
        return raw.decode(CODECS[name] if name else codecs.lookup(charset).name)
    except (LookupError, UnicodeError):
        pass
    try:
        return encodings.decode(raw, charset).text
    except encodings.NotRecognised:
        return raw.decode("utf-8", "replace")
