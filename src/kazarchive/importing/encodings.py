"""The bytes of a document → its text, its encoding, and what is doubtful.

In this order: a byte order mark, UTF-8, UTF-16 by its zero bytes, UTF-8 with a few stray bytes, the
declared encoding, the code page that fits the letters. Kazakh that was damaged before it became
UTF-8 is repaired.
"""

import codecs
import re
from collections import Counter
from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from kazarchive.importing.code_pages import CODE_PAGES, Reading, fits, recognised
from kazarchive.importing.encoding_names import CODECS, named
from kazarchive.problems import Place, Problem
from kazarchive.reading.source import SourceText
from kazarchive.rules import misread


class Note(Struct, frozen=True):
    """What an editor should know of a text: the code of a problem, its values and its place."""

    code: str
    values: Mapping[str, str]
    line: int = 0
    """Lines and columns count from 1; line 0 means the document."""
    column: int = 0


class Decoded(Struct, frozen=True):
    """The text of a document."""

    text: str
    encoding: str
    """The name of IANA or the WHATWG."""
    repaired: int = 0
    """Letters that were damaged, or written as numeric references."""
    notes: tuple[Note, ...] = ()

    @property
    def described(self) -> str:
        """The encoding and the repairs, for a report; empty for plain UTF-8."""
        letters = f"{self.repaired:,} letter{'' if self.repaired == 1 else 's'} repaired"
        if self.encoding == "UTF-8":
            return f"UTF-8, {letters}" if self.repaired else ""
        return f"{self.encoding}, {letters}" if self.repaired else self.encoding

    def problems(self, source: SourceText) -> Iterator[Problem]:
        """The notes, at their places in the source."""
        for note in self.notes:
            place = source.place(note.line, note.column) if note.line else Place(source.path)
            yield Problem(note.code, place, note.values)


class NotRecognised(ValueError):
    """The bytes are text in none of the known encodings; `position` is the first that shows it."""

    def __init__(self, position: int) -> None:
        super().__init__(f"the encoding is not recognised; see byte {position}")
        self.position = position


# --- decoding -----------------------------------------------------------------------------------

_BOMS = (
    (codecs.BOM_UTF8, "UTF-8"),
    (codecs.BOM_UTF32_LE, "UTF-32LE"),  # begins with that of UTF-16LE
    (codecs.BOM_UTF32_BE, "UTF-32BE"),
    (codecs.BOM_UTF16_LE, "UTF-16LE"),
    (codecs.BOM_UTF16_BE, "UTF-16BE"),
)
_ASCII = bytes(range(128))
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b"))


def decode(raw: bytes, declared: str | None = None) -> Decoded:
    """The text of a document, with `\n` as line end. `declared`: the label that the document or its
    sender gives, which may be wrong.

    Raises NotRecognised.
    """
    for bom, marked in _BOMS:
        if raw.startswith(bom):
            return _mended(_decoded(raw[len(bom) :], marked))
    if name := _utf16(raw) or _utf8(raw):
        return _mended(_decoded(raw, name))
    return _mended(_in_code_page(raw, named(declared or "")))


def decode_as(raw: bytes, name: str) -> Decoded:
    """The text in an encoding that the editor has named, a key of CODECS; nothing is repaired."""
    for bom, marked in _BOMS:
        if raw.startswith(bom) and marked[:6] == name[:6]:  # `UTF-16` of either byte order
            return _decoded(raw[len(bom) :], marked)
    return _decoded(raw, name)


def _utf8(raw: bytes) -> str | None:
    """UTF-8 if at least two thirds of the bytes above 127 are valid. In texts of code pages, hardly
    any are."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("utf-8", "surrogateescape")
        stray = sum(map(len, _STRAY.findall(text)))
        high = len(raw.translate(None, _ASCII))
        return "UTF-8" if 3 * stray <= high else None
    return "UTF-8"


def _utf16(raw: bytes) -> str | None:
    """UTF-16 without a byte order mark: the higher bytes of Latin and Cyrillic letters, spaces and
    punctuation are 00, 04 and 20."""
    for name, first in (("UTF-16LE", 1), ("UTF-16BE", 0)):
        higher = raw[first : 2 * _EXAMINED : 2]
        usual = sum(map(higher.count, b"\x00\x04\x20"))
        if higher.count(0) and usual >= 0.95 * len(higher) and raw[1 - first :: 2].strip(b"\0"):
            return name
    return None


_EXAMINED = 100_000


def _in_code_page(raw: bytes, declared: str | None) -> Decoded:
    if declared and _holds(raw, declared):
        return _decoded(raw, declared)
    reading = recognised(raw)
    binary = len(raw) - len(raw.translate(None, _CONTROLS)) > len(raw) / 100
    if reading is None or binary:
        raise NotRecognised(len(raw) - len(raw.lstrip(_ASCII)))
    decoded = _decoded(raw, reading.name)
    return replace(decoded, notes=(*_doubt(reading, declared), *decoded.notes))


def _doubt(reading: Reading, declared: str | None) -> Iterator[Note]:
    """Why a code page is uncertain."""
    if reading.rival:
        reason = f"`{reading.rival}` is about as likely as `{reading.name}`"
    elif not reading.is_usual:
        reason = f"the letters are unusual for `{reading.name}`"
    elif declared:
        reason = f"it says `{declared}`, but its letters are those of `{reading.name}`"
    else:
        return
    yield Note("K0820", {"reason": reason})


def _holds(raw: bytes, declared: str) -> bool:
    """Whether bytes that are not UTF-8 can be in the encoding that was declared."""
    if declared in CODE_PAGES:
        return fits(raw, declared)
    try:
        raw.decode(CODECS[declared])
    except UnicodeDecodeError:
        return False
    return True


# --- bytes that are not text --------------------------------------------------------------------

_STRAY = re.compile("[\udc80-\udcff]+")
"""How Python represents bytes that cannot be decoded (PEP 383)."""
_CHANCE = "\u0800-\u1dff\u2300-\ud7ff\ue000-\uf8ff\U00010000-\U0010ffff"
"""Three or four bytes of a code page can be a character of another writing, by chance."""
_FOREIGN = re.compile(
    f"[{_CHANCE}]{{0,4}}[\udc80-\udcff](?:[ -@\udc80-\udcff{_CHANCE}]*[\udc80-\udcff{_CHANCE}])?"
)
"""A part with bytes that cannot be decoded, with the spaces, digits and punctuation in it."""
_PIECE = 4
"""Stray bytes of a part that was pasted in another encoding; fewer are what is left of one
character."""
_FEWEST_FOREIGN = 20
MOST = 10
"""Notes of one kind for a document, at most."""


def _decoded(raw: bytes, name: str) -> Decoded:
    """The text in an encoding. Parts in another code page are read as such; other bytes that cannot
    be decoded become U+FFFD, and a note says where."""
    single = name in CODE_PAGES or name == "UTF-8"
    text = raw.decode(CODECS[name], "surrogateescape" if single else "replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not _STRAY.search(text):
        return Decoded(text, name, notes=() if single else _unreadable(text, name))
    page, notes = _pasted(text), _Notes(text)

    def readable(part: re.Match[str]) -> str:
        stray = _stray_bytes(part[0])
        if page and len(stray) >= _PIECE:
            notes.add("K0822", part.start(), {"encoding": name, "other": page})
            return _bytes(part[0]).decode(CODE_PAGES[page], "replace")
        written = " ".join(f"0x{byte:02X}" for byte in stray[:MOST])
        notes.add("K0821", part.start(), {"encoding": name, "bytes": f" ({written})"})
        return _STRAY.sub(lambda unknown: "\ufffd" * len(unknown[0]), part[0])

    text = _FOREIGN.sub(readable, text)
    return Decoded(text, name, notes=notes.all())


def _unreadable(text: str, name: str) -> tuple[Note, ...]:
    """The places of U+FFFD in text that was in units of several bytes."""
    notes = _Notes(text)
    for unknown in re.finditer("\ufffd", text):
        notes.add("K0821", unknown.start(), {"encoding": name, "bytes": ""})
    return notes.all()


def _bytes(part: str) -> bytes:
    return part.encode("utf-8", "surrogateescape")


def _stray_bytes(part: str) -> bytes:
    return _bytes("".join(_STRAY.findall(part)))


def _pasted(text: str) -> str | None:
    """The code page of the parts of a text that were pasted in another encoding."""
    parts = [part for part in _FOREIGN.findall(text) if len(_stray_bytes(part)) >= _PIECE]
    raw = _bytes(" ".join(parts))
    if len(raw.translate(None, _ASCII)) < _FEWEST_FOREIGN:
        return None
    reading = recognised(raw)
    return reading.name if reading else None


class _Notes:
    """The notes on a text; of each code, the last says how many more places there are."""

    def __init__(self, text: str) -> None:
        self._text, self._notes, self._counts = text, list[Note](), Counter[str]()

    def add(self, code: str, start: int, values: Mapping[str, str]) -> None:
        self._counts[code] += 1
        if self._counts[code] <= MOST:
            line = self._text.count("\n", 0, start) + 1
            column = start - self._text.rfind("\n", 0, start)
            self._notes.append(Note(code, values, line, column))

    def all(self) -> tuple[Note, ...]:
        lasts = {note.code: note for note in self._notes}
        return tuple(
            replace(note, values={**note.values, "more": self._more(note.code)})
            if note is lasts[note.code]
            else note
            for note in self._notes
        )

    def _more(self, code: str) -> str:
        more = self._counts[code] - MOST
        return f", here and in {more:,} more place{'' if more == 1 else 's'}" if more > 0 else ""


# --- damaged letters ----------------------------------------------------------------------------

_REFERRED = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"
"""The letters of Kazakh that are not Russian: code pages of Russian lack most of them."""
_REFERENCES = {
    reference: letter
    for letter in _REFERRED
    for reference in (f"&#{ord(letter)};", f"&#x{ord(letter):x};")
}
_REFERENCE = re.compile("|".join(_REFERENCES), re.IGNORECASE)


def _mended(decoded: Decoded) -> Decoded:
    """With the Kazakh letters that numeric references stand for, and those that were lost when
    KZ-1048 was taken for windows-1251."""
    text, count = decoded.text, 0
    if "&#" in text:
        text, count = _REFERENCE.subn(lambda found: _REFERENCES[found[0].lower()], text)
    repaired = misread.repaired(text)
    if repaired is None:
        return replace(decoded, text=text, repaired=count)
    count += sum(map(text.count, misread.DAMAGED))
    return replace(decoded, text=repaired, repaired=count)
