"""A text whose fonts name other letters than they show → which letters are meant.

Old programs put the bytes of a code page into fonts that call them Latin: readers see Cyrillic, and
the text says `Ïðàâèòåëüñòâî`. Others did the same with Kazakh in KZ-1048 and fonts of windows-1251.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from kazarchive.importing import code_pages
from kazarchive.importing.pdf.pages import Page
from kazarchive.rules import misread

_SHARE = 0.6
"""Of the letters, that must be Latin with accents."""
_EXAMINED = 200_000


class Meant(NamedTuple):
    """The letters that are meant."""

    table: Mapping[int, str]
    """For `str.translate`."""
    what: str
    """As which text was read."""


def meant(text: str) -> Meant | None:
    """None if the letters are those that they seem to be."""
    examined = text[:_EXAMINED]
    letters = [letter for letter in examined if letter.isalpha()]
    accented = sum("\u0080" <= letter <= "\u00ff" for letter in letters)
    if letters and accented >= _SHARE * len(letters):
        raw = examined.encode("cp1252", "ignore")
        reading = code_pages.recognised(raw)
        if reading and reading.is_usual and reading.name != "windows-1252":
            return Meant(_table(code_pages.CODE_PAGES[reading.name]), reading.name)
    if misread.repaired(examined) is not None:
        pairs = zip(misread.DAMAGED, misread.MEANT, strict=True)
        return Meant({ord(seen): letter for seen, letter in pairs}, "KZ-1048")
    return None


def _table(codec: str) -> Mapping[int, str]:
    high = bytes(range(0x80, 0x100))
    letters = high.decode(codec, "replace")
    seen = (high.decode("latin-1"), high.decode("cp1252", "replace"))
    return {
        ord(latin): letter
        for each in seen
        for latin, letter in zip(each, letters, strict=True)
        if "\ufffd" not in (latin, letter)
    }


def corrected(pages: Sequence[Page], table: Mapping[int, str]) -> list[Page]:
    """The pages with the letters that are meant."""
    return [
        replace(
            page,
            text=page.text.translate(table),
            words=[replace(word, text=word.text.translate(table)) for word in page.words],
        )
        for page in pages
    ]
