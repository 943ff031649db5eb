"""The parts of a message → the texts to show, in order, and its files.

Of alternatives the HTML is taken if it has the words of the plain text. Images that the HTML shows
and those beside it are files of the document; so are attachments, if a site can publish such files.
"""

import mimetypes
import re
from collections.abc import Iterator, Sequence
from email import message_from_bytes
from email._policybase import Compat32
from email.message import Message
from typing import NamedTuple

from msgspec import Struct, field

from kazarchive.importing import encodings
from kazarchive.importing.document import MediaFile, Note
from kazarchive.importing.encoding_names import named
from kazarchive.importing.encodings import Decoded
from kazarchive.importing.mail import structure
from kazarchive.importing.mail.headers import BASE64, Headers, base64
from kazarchive.importing.media import is_media
from kazarchive.rules import text as texts

_MISSING, _FEW = 0.2, 3
"""The share and the number of words of the plain text that HTML may lack to be taken instead."""

_LARGEST_TEXT = 4_000_000
"""Bytes."""

_NO_TEXT = frozenset(
    "message/delivery-status message/disposition-notification message/external-body"
    " message/partial text/rfc822-headers application/pgp-signature application/pkcs7-signature"
    " application/x-pkcs7-signature application/applefile text/x-amp-html text/calendar".split()
)
"""Parts that say something to programs."""

_ENVELOPES = {
    "multipart/encrypted": "a PGP envelope",
    "application/pgp-encrypted": "a PGP envelope",
    "application/pkcs7-mime": "an S/MIME envelope",
    "application/x-pkcs7-mime": "an S/MIME envelope",
}

_SEVEN_BIT = frozenset({"hz-gb-2312", "iso-2022-jp", "iso-2022-kr", "utf-7"})
"""Charsets whose bytes look like ASCII."""

_DELIMITER = re.compile(rb"^--([\w'()+,./:=?-]{1,70})[ \t]*\r?\n(?=content-|\r?\n)", re.M | re.I)
_META = re.compile(r"<meta\b[^>]*\bcharset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_PGP = re.compile(r"^-----BEGIN PGP MESSAGE-----\n.*?(?:-----END PGP MESSAGE-----|\Z)", re.M | re.S)
_QUOTED_PRINTABLE = re.compile(rb"=[0-9A-F]{2}(?:=[0-9A-F]{2}){3}")
_WORD = re.compile(r"\w{4,}")


class Text(NamedTuple):
    """One text of a message."""

    content: str
    is_html: bool
    flowed: bool = False
    delsp: bool = False


class Title(NamedTuple):
    """The subject of a message that is contained in another."""

    content: str


class File(NamedTuple):
    """A part that is no text."""

    address: str
    """In the document, such as `part:3`."""
    name: str
    content: bytes
    is_image: bool
    names: tuple[str, ...] = ()
    """How HTML in the message may call it."""


Piece = Text | Title | File


class Content(Struct):
    """What a message contains."""

    pieces: list[Piece] = field(default_factory=list)
    """In the order in which they are shown."""
    beside: list[File] = field(default_factory=list)
    """What HTML may show."""
    left_out: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    decoded: list[Decoded] = field(default_factory=list)
    """The texts with what is doubtful about their encoding."""
    envelope: str = ""
    """What a text is in that only its receiver can open."""


def content(message: Message, files: Sequence[bytes], encoding: str | None) -> Content:
    """`files`: those that structure.bare has taken out. `encoding`: of texts that name none, if the
    editor has given one."""
    reader = _Reader(files, encoding)
    reader.found.pieces = reader.pieces(message, is_root=True)
    return reader.found


class _Policy(Compat32):
    """Leaves the bytes of headers as they are."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        return value


def parsed(raw: bytes) -> Message:
    """The tree of a message, which structure.fault has allowed."""
    return message_from_bytes(raw, policy=_Policy())


def media(file: File) -> MediaFile:
    return MediaFile(file.address, file.name, file.content)


class _Reader:
    def __init__(self, files: Sequence[bytes], encoding: str | None) -> None:
        self.found = Content()
        self._files, self._encoding = files, encoding
        self._number = 0

    def pieces(self, part: Message, *, is_root: bool = False) -> list[Piece]:
        kind = part.get_content_type()
        self._number += 1
        if kind in _ENVELOPES:
            self._enclosed(_ENVELOPES[kind])
            return []
        if kind in _NO_TEXT:
            self.found.left_out.append(f"the part {kind}")
            return []
        if part.is_multipart():
            return self._multipart(part, kind)
        if kind.startswith(("multipart/", "message/")):
            return self._undivided(part)
        if kind == "application/ms-tnef" or self._name(part).lower() == "winmail.dat":
            what = "winmail.dat: Outlook has put files or formatting into it"
            self.found.notes.append(Note("lost", what))
            return []
        if kind in ("text/plain", "text/html") and (is_root or _is_shown(part)):
            return self._text(part, kind)
        return self._file(part, kind)

    def _enclosed(self, envelope: str) -> None:
        self.found.envelope = envelope
        self.found.notes.append(Note("lost", f"a text is in {envelope}"))

    # --- several parts --------------------------------------------------------------------------

    def _multipart(self, part: Message, kind: str) -> list[Piece]:
        children = [child for child in part.get_payload() if isinstance(child, Message)]
        if kind == "multipart/alternative":
            return self._alternative(children)
        if kind == "multipart/related":
            return self._related(part, children)
        if kind.startswith("message/"):
            return [piece for child in children for piece in self._message(child)]
        return [piece for child in children for piece in self.pieces(child)]

    def _message(self, message: Message) -> Iterator[Piece]:
        if title := Headers(message).text("subject"):
            yield Title(title)
        yield from self.pieces(message, is_root=True)

    def _alternative(self, children: list[Message]) -> list[Piece]:
        """The last one whose text has the words of the plain one."""
        read = [pieces for child in children if (pieces := self.pieces(child))]
        plain = next((each for each in read if any(_is_plain(piece) for piece in each)), [])
        for pieces in reversed([each for each in read if each is not plain]):
            if _has_words(pieces, plain):
                return pieces
            if any(isinstance(piece, Text) and piece.is_html for piece in pieces):
                what = "the text is that of the plain part: the HTML part lacks words of it"
                self.found.notes.append(Note("guessed", what))
        return plain

    def _related(self, part: Message, children: list[Message]) -> list[Piece]:
        """The root (RFC 2387), and what it shows."""
        start = _parameter(part, "start")
        root = next((c for c in children if start and c.get("content-id") == start), None)
        root = root if root is not None else children[0] if children else None
        pieces: list[Piece] = []
        for child in children:
            found = self.pieces(child)
            if child is root or not all(isinstance(piece, File) for piece in found):
                pieces += found
            else:
                self.found.beside += [piece for piece in found if isinstance(piece, File)]
        return pieces

    def _undivided(self, part: Message) -> list[Piece]:
        """A multipart whose boundary is not the one that it declares."""
        raw = self._bytes(part)
        boundary = _DELIMITER.search(raw)
        if boundary is None:
            return self._text(part, "text/plain")
        head = b'Content-Type: multipart/mixed; boundary="' + boundary[1] + b'"\n\n'
        if structure.fault(head + raw):
            return self._text(part, "text/plain")
        self.found.notes.append(Note("changed", "the parts are not divided as the message says"))
        return self.pieces(parsed(head + raw))

    # --- one part -------------------------------------------------------------------------------

    def _text(self, part: Message, kind: str) -> list[Piece]:
        raw = self._bytes(part)
        if len(raw) > _LARGEST_TEXT:
            self.found.notes.append(Note("lost", f"a text of {len(raw):,} bytes"))
            return []
        if _QUOTED_PRINTABLE.search(raw) and not _encoding(part) and raw.isascii():
            raw = _unquoted(raw)
            what = "the text is quoted-printable, though the message does not say so"
            self.found.notes.append(Note("changed", what))
        charset = _parameter(part, "charset")
        if kind == "text/html" and not charset:
            meta = _META.search(raw[:4_096].decode("latin-1"))
            charset = meta[1] if meta else ""
        content = self._decoded(raw, charset).replace("\0", "")
        if kind == "text/plain" and _PGP.search(content):
            self._enclosed("a PGP envelope")
            content = _PGP.sub("", content)
        flowed = _parameter(part, "format").lower() == "flowed"
        delsp = _parameter(part, "delsp").lower() == "yes"
        return [Text(content, kind == "text/html", flowed, delsp)]

    def _decoded(self, raw: bytes, charset: str) -> str:
        if charset.lower() in _SEVEN_BIT:
            codec = "hz" if charset.lower()[:2] == "hz" else charset
            return raw.decode(codec, "replace").replace("\r\n", "\n")
        chosen = named(self._encoding or "") if not charset else None
        try:
            decoded = encodings.decode_as(raw, chosen) if chosen else encodings.decode(raw, charset)
        except encodings.NotRecognised:
            self.found.notes.append(Note("lost", "the encoding of the text is not recognised"))
            decoded = encodings.decode_as(raw, "UTF-8" if not charset else "windows-1252")
        self.found.decoded.append(decoded)
        return decoded.text

    def _file(self, part: Message, kind: str) -> list[Piece]:
        raw = self._bytes(part)
        is_image = kind.startswith("image/")
        given = self._name(part)
        name = given or f"file{mimetypes.guess_extension(kind) or ''}"
        location, id_ = part.get("content-location"), str(part.get("content-id") or "")
        names = [str(location).strip()] if location else []
        names += [f"cid:{id_.strip().strip('<>')}"] if id_ else []
        if not raw:
            return []
        if not is_media(name):
            self.found.left_out.append(f"the file {given or kind} ({len(raw):,} bytes)")
            return []
        return [File(f"part:{self._number}", name, raw, is_image, tuple(names))]

    def _bytes(self, part: Message) -> bytes:
        """The content of a part, also of one whose Base64 or quoted-printable is broken."""
        encoding = _encoding(part)
        if encoding in ("base64", "quoted-printable"):
            del part["content-transfer-encoding"]
        raw = part.get_payload(decode=True)
        if not isinstance(raw, bytes):
            return b""
        if encoding == "quoted-printable":
            return _unquoted(raw)
        taken_out = (file for n, file in enumerate(self._files) if structure.name(n) == raw.strip())
        raw = next(taken_out, raw) if encoding == "base64" else raw
        return base64(raw) if encoding == "base64" and _is_base64(raw) else raw

    def _name(self, part: Message) -> str:
        """The name of a file, without a path and without what no file name has."""
        written = part.get_filename() or ""
        name = texts.clean(Headers(part).decoded(str(written)[:1_000]))
        return re.split(r"[/\\]", name)[-1].strip(". ")


def _is_shown(part: Message) -> bool:
    """Whether a text belongs to the message and is not a file."""
    disposition = str(part.get("content-disposition") or "").partition(";")[0].strip().lower()
    return disposition == "inline" or (disposition != "attachment" and not part.get_filename())


def _is_plain(piece: Piece) -> bool:
    return isinstance(piece, Text) and not piece.is_html


def _has_words(pieces: list[Piece], plain: list[Piece]) -> bool:
    """Whether a text has the words of the plain one, or that is only a remark about the HTML."""
    if not any(isinstance(piece, Text) for piece in pieces):
        return False
    wanted, there = _words(plain), _words(pieces)
    if wanted and not there:
        return False
    return len(wanted - there) <= max(_FEW, _MISSING * len(wanted)) or 2 * len(wanted) < len(there)


def _words(pieces: list[Piece]) -> set[str]:
    found: set[str] = set()
    for piece in pieces:
        if isinstance(piece, Text):
            written = texts.plain(piece.content) if piece.is_html else piece.content
            found.update(_WORD.findall(re.sub(r"https?://\S+", "", written)))
    return found


def _parameter(part: Message, name: str) -> str:
    """A parameter of Content-Type (RFC 2045, 2231); empty if it is missing."""
    found = part.get_param(name, "")
    return str(found[2] if isinstance(found, tuple) else found or "").strip()


def _encoding(part: Message) -> str:
    written = str(part.get("content-transfer-encoding") or "").strip().lower()
    return "" if written in ("7bit", "8bit", "binary") else written


def _is_base64(raw: bytes) -> bool:
    """Whether hardly any bytes are none of Base64."""
    other = raw.translate(None, BASE64 + b"=\r\n")
    return len(other) * 100 <= len(raw)


_SOFT = re.compile(rb"=[ \t]*\r?\n")
_QUOTED = re.compile(rb"=([0-9A-Fa-f]{2})")


def _unquoted(raw: bytes) -> bytes:
    """Quoted-printable (RFC 2045, 6.7); `=` before anything else is an equals sign."""
    whole = _SOFT.sub(b"", re.sub(rb"(?<![ \t])[ \t]++(?=\r?\n)", b"", raw))
    return _QUOTED.sub(lambda found: bytes([int(found[1], 16)]), whole)
