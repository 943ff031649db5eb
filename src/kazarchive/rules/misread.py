"""Kazakh text in KZ-1048 that was read as windows-1251, `Ќазаќстан` → `Қазақстан`.

The two code pages differ in sixteen bytes, all of them Kazakh letters (STRK 1048:2002), so that the
text can be repaired letter by letter. Ukrainian, Belarusian, Serbian and Macedonian have some of
the same letters; there, the repair would not make words more likely, and nothing is changed.
"""

import itertools
import re
from collections import Counter

from kazarchive.rules import letter_pairs

DAMAGED = "ЌЋќћЎўЈјҐґЄєЇїЅѕ"
MEANT = "ҚҺқһҰұӘәӨөҒғҮүҢң"
"""What the letters of DAMAGED were, in the same order."""

_REPAIR = dict(zip(DAMAGED, MEANT, strict=True))
_SIGNS = "ќјїєґѕў"
"""The small letters; a text without any of them is not examined."""
_INTACT = re.compile("[ӘәҒғҚқҢңӨөҰұҮү]")
_WORD = re.compile(rf"[^\W\d_]{{0,30}}[{DAMAGED}][^\W\d_]{{0,30}}")

LEAST_GAIN = 1.2
"""By how much each changed pair of letters must become likelier (natural logarithm). Kazakh texts
gain 1.7 at least, those of other languages lose or gain up to 0.9."""
LEAST_TOTAL = 15.0
"""By how much all of them together; less may be a coincidence."""
_EXAMINED = 200_000
"""Characters of a text."""


def repaired(text: str) -> str | None:
    """The repaired text, or None if it is not damaged."""
    if not any(sign in text for sign in _SIGNS):
        return None
    examined = text[:_EXAMINED]
    gain = letter_pairs.gain(Counter(itertools.pairwise(examined)), _REPAIR)
    if gain.mean < LEAST_GAIN or gain.total < LEAST_TOTAL:
        return None
    if len(_INTACT.findall(examined)) > gain.pairs / 10:
        return None
    return text.translate(str.maketrans(DAMAGED, MEANT))


def first_word(text: str) -> tuple[int, int]:
    """Where the first word with a damaged letter begins and ends. Raises ValueError if there is
    none."""
    found = _WORD.search(text)
    if found is None:
        raise ValueError("no letter is damaged")
    return found.span()
