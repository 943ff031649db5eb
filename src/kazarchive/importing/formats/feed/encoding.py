"""The bytes of an XML feed → their encoding, by their values before what the file declares."""

import codecs
import io
import re
from typing import Any, BinaryIO, NamedTuple

from kazarchive.importing import encodings
from kazarchive.importing.document import Note
from kazarchive.importing.encoding_names import CODECS, named


class Encoding(NamedTuple):
    codec: str
    """Python's name. The bytes below 128 are those of ASCII, except in UTF-16 and UTF-32."""
    notes: tuple[Note, ...] = ()


_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0?\0", "utf-16-le"),
    (b"\0<\0?", "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""(?:\xef\xbb\xbf)?\s*<\?xml[^<>]*\bencoding\s*=\s*["']([A-Za-z][\w.:-]*)"""
)
_MARKUP = re.compile(rb"<[^<>]*>")
_BLOCK = 1 << 20


def encoding(file: BinaryIO, head: bytes) -> Encoding:
    """The encoding of a file, whose position is then its beginning."""
    for beginning, codec in _BOMS:
        if head.startswith(beginning):
            return Encoding(codec)
    found = _DECLARED.match(head)
    label = found[1].decode() if found else "UTF-8"
    declared = named(label)
    high, utf8 = _examined(file)
    if not high:
        return Encoding(CODECS[declared] if declared else "utf-8")
    if utf8:
        note = Note("recognised", f"the encoding is UTF-8, although the file says `{label}`")
        return Encoding("utf-8", () if declared == "UTF-8" else (note,))
    if declared in (None, "UTF-8") or declared.startswith("UTF-"):
        return _by_letters(file, label)
    return Encoding(CODECS[declared])


def as_ascii_superset(file: BinaryIO, codec: str) -> tuple[BinaryIO, str]:
    """The file, and its codec, so that tags can be found by their bytes."""
    if not codec.startswith(("utf-16", "utf-32")):
        return file, codec
    return io.BufferedReader(_InUtf8(file, codec), _BLOCK), "utf-8"


def _examined(file: BinaryIO) -> tuple[bool, bool]:
    """Whether there are bytes above 127, and whether all is UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    high = False
    try:
        while block := file.read(_BLOCK):
            high = high or not block.isascii()
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return True, False
    finally:
        file.seek(0)
    return high, True


def _by_letters(file: BinaryIO, label: str) -> Encoding:
    """UTF-8 with stray bytes, as after a cut or a pasted line, or the code page in which the
    letters make words."""
    sample = _MARKUP.sub(b" ", file.read(_BLOCK))
    file.seek(0)
    try:
        name = encodings.decode(sample).encoding
    except encodings.NotRecognised:
        return Encoding("utf-8")
    if name == "UTF-8":
        return Encoding("utf-8")
    why = f"the encoding is taken for {name}: the file says `{label}`, which it is not"
    return Encoding(CODECS[name], (Note("guessed", why),))


class _InUtf8(io.RawIOBase):
    """A file in another encoding, as UTF-8."""

    def __init__(self, file: BinaryIO, codec: str) -> None:
        self._file = file
        self._decoder = codecs.getincrementaldecoder(codec)("replace")
        self._waiting = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._waiting:
            block = self._file.read(_BLOCK)
            self._waiting = self._decoder.decode(block, final=not block).encode()
            if not block:
                break
        size = min(len(buffer), len(self._waiting))
        buffer[:size] = self._waiting[:size]
        self._waiting = self._waiting[size:]
        return size
