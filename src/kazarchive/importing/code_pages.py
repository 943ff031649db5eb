"""Bytes in an unknown code page → the code page whose letters make words.

Any bytes are some text in every code page, so the likelihood of neighbouring letters decides
(rules/letter_pairs.py). Libraries that detect encodings know neither KZ-1048 nor PT154, in which
Kazakh texts were written.
"""

import itertools
import string
from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from kazarchive.rules import misread
from kazarchive.rules.letter_pairs import Likelihood, gain, likelihood

CODE_PAGES: Mapping[str, str] = {
    "windows-1252": "cp1252",
    "windows-1251": "cp1251",
    "KZ-1048": "kz1048",
    "PT154": "ptcp154",
    "KOI8-R": "koi8-r",
    "KOI8-U": "koi8-u",
    "IBM866": "cp866",
    "x-mac-cyrillic": "mac-cyrillic",
    "ISO-8859-5": "iso8859-5",
}
"""Name (of IANA or the WHATWG) → Python's codec. Where several give the same text, the first is
named."""

SURE = 12.0
"""By how much a reading must be likelier than the next (natural logarithm) to be beyond doubt."""
CLOSE = 8.0
"""By how much another reading must be likelier than that in windows-1251, the usual one."""
MOSTLY = 4
"""So many Latin letters of ASCII for each byte above 127 make a text one in Latin letters."""
USUAL_MEAN = -3.7
"""A text with a smaller mean likelihood is doubtful. That of Kazakh, Russian and Ukrainian texts is
from -3.6 to -2.3."""
LEAST_MEAN = -4.5
"""With a smaller one, it is in none of these code pages."""
SIMILAR = 0.35
"""By how much the mean likelihood of a reading in the declared code page may be smaller."""
_EXAMINED = 200_000
"""Bytes, from the first one that is not ASCII."""
_ASCII = bytes(range(128))
_LATIN = string.ascii_letters.encode()
_KAZAKH = ("KZ-1048", "PT154")
"""Code pages that differ from windows-1251 in Kazakh letters."""


class Reading(Struct, frozen=True):
    """The same bytes as text in one code page."""

    name: str
    """A key of CODE_PAGES."""
    likelihood: Likelihood
    rival: str = ""
    """Another code page, with another text that is nearly as likely."""

    @property
    def is_usual(self) -> bool:
        """Whether its letters stand together as in Kazakh, Russian or a western language."""
        return self.likelihood.mean >= USUAL_MEAN


def recognised(raw: bytes) -> Reading | None:
    """The most likely reading of bytes that are not ASCII, or None if there is none."""
    sample = _sample(raw)
    readings = _readings(sample)
    best = _preferred(readings, sample)
    if best.likelihood.mean < LEAST_MEAN:
        return None
    total = best.likelihood.total
    rivals = (one.name for one in readings if 0 < abs(total - one.likelihood.total) < SURE)
    return replace(best, rival=next(rivals, ""))


def _preferred(readings: Sequence[Reading], sample: bytes) -> Reading:
    """The likeliest reading, if no other that is usual for such a text is nearly as likely."""
    best, named = readings[0], {reading.name: reading for reading in readings}
    western, usual = named["windows-1252"], named["windows-1251"]
    latin = len(sample) - len(sample.translate(None, _LATIN))
    high = len(sample.translate(None, _ASCII))
    if latin >= MOSTLY * high and western.likelihood.mean >= LEAST_MEAN:
        return western
    return usual if best.likelihood.total - usual.likelihood.total < CLOSE else best


def fits(raw: bytes, name: str) -> bool:
    """Whether the bytes are hardly less likely in a declared code page than in any other."""
    readings = _readings(_sample(raw))
    declared = [one.likelihood.mean for one in readings if one.name == name]
    return bool(declared) and readings[0].likelihood.mean - declared[0] < SIMILAR


def _readings(sample: bytes) -> Sequence[Reading]:
    """The readings of the bytes, the likeliest first; those in Kazakh code pages only if their
    letters are Kazakh."""
    counts = Counter(itertools.pairwise(sample))
    usual = _characters(counts, "cp1251")
    readings = [
        Reading(name, likelihood(_characters(counts, codec)))
        for name, codec in CODE_PAGES.items()
        if name not in _KAZAKH or _is_kazakh(usual, codec)
    ]
    return sorted(readings, key=lambda reading: -reading.likelihood.mean)


def _is_kazakh(counts: Mapping[tuple[str, str], int], codec: str) -> bool:
    """Whether text that was read as windows-1251 is likelier in another code page."""
    usual, special = (bytes(range(128, 256)).decode(page, "replace") for page in ("cp1251", codec))
    table = {one: other for one, other in zip(usual, special, strict=True) if one != other}
    found = gain(counts, table)
    return found.pairs > 0 and found.mean > misread.LEAST_GAIN


def _characters(counts: Mapping[tuple[int, int], int], codec: str) -> Mapping[tuple[str, str], int]:
    """Pairs of bytes as pairs of characters."""
    characters = bytes(range(256)).decode(codec, "replace")
    pairs: Counter[tuple[str, str]] = Counter()
    for (first, second), count in counts.items():
        pairs[characters[first], characters[second]] += count
    return pairs


def _sample(raw: bytes) -> bytes:
    """The part that is examined, from the character before the first that is not ASCII."""
    start = len(raw) - len(raw.lstrip(_ASCII))
    return raw[max(0, start - 1) : start + _EXAMINED]
