"""How likely two characters are to stand beside each other in Kazakh and Russian.

A text that was read in the wrong code page has pairs of letters that neither language has. The
table, `letter_pairs.txt`, is made from texts of this project by `benchmarks/letter_pairs.py`.
"""

import pkgutil
from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct

LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі"
"""Of the Kazakh alphabet, which contains the Russian one."""

SYMBOLS = LETTERS + " "
"""The rows and columns of the table. ` ` is anything between two words: spaces, digits, common
punctuation."""

STEP = 0.25
"""The table contains negative logarithms of probabilities in these steps, as digits of base 36."""

UNLIKELY = -8.0
"""The natural logarithm of the probability of a pair that is hardly found in any text: letters of
two scripts, a capital after a small letter, a letter and a rare symbol."""

FOREIGN = -5.5
"""That of a pair with a Cyrillic letter of another language."""

RARE = -6.0
"""That of a typographic sign where it hardly stands, see `_is_rare`."""

_SIGNS = frozenset("\u00a0\u00ad\u202f¡¿£§©«®°±·»–—―‘’‚“”„•…‹›№™")
_BEFORE_A_LETTER = frozenset("\u00a0\u00ad\u202f¡¿«„“‘’")
_AFTER_A_LETTER = frozenset("\u00a0\u00ad\u202f»“”‘’…®™")

# Pairs that the table does not contain, by `_kind`. A text in the right code page has few of them.
_OTHERS = {
    (" ", " "): -3.0,
    (" ", "a"): -3.0,
    ("a", " "): -3.0,
    ("a", "é"): -3.0,
    ("é", "a"): -2.5,
    ("é", "é"): -7.0,
    (" ", "é"): -4.5,
    ("é", " "): -3.0,
    ("│", "│"): -3.5,
    (" ", "│"): -3.5,
    ("│", " "): -3.5,
    (" ", "¤"): -5.0,
    ("¤", " "): -5.0,
}


class Likelihood(Struct, frozen=True):
    """How well a text fits; `mean` can be compared with that of another reading of the text."""

    total: float
    """The sum of the natural logarithms of the probabilities of its pairs."""
    pairs: int

    @property
    def mean(self) -> float:
        return self.total / self.pairs if self.pairs else 0.0


def likelihood(counts: Mapping[tuple[str, str], int]) -> Likelihood:
    """The likelihood of a text, given how often each pair of characters is in it. Pairs in ASCII
    are the same in every code page and do not count."""
    total, pairs = 0.0, 0
    for (first, second), count in counts.items():
        weight = _weight(first, second)
        if weight is not None:
            total += weight * count
            pairs += count
    return Likelihood(total, pairs)


def gain(counts: Mapping[tuple[str, str], int], table: Mapping[str, str]) -> Likelihood:
    """By how much a text becomes likelier if characters are replaced as in `table`; `mean` is the
    gain of a pair that changes."""
    before = {pair: count for pair, count in counts.items() if not table.keys().isdisjoint(pair)}
    after = {
        (table.get(first, first), table.get(second, second)): count
        for (first, second), count in before.items()
    }
    damaged, replaced = likelihood(before), likelihood(after)
    return Likelihood(replaced.total - damaged.total, replaced.pairs)


@lru_cache(maxsize=1 << 15)
def _weight(first: str, second: str) -> float | None:
    """The logarithm for one pair, or None if it does not count."""
    if first.isascii() and second.isascii():
        return None
    if first.islower() and second.isupper():
        return UNLIKELY
    if _is_rare(first, second):
        return RARE
    pair = _kind(first), _kind(second)
    if "є" in pair and set(pair) <= _CYRILLIC:
        return FOREIGN
    return _table().get(pair) or _OTHERS.get(pair, UNLIKELY)


def _is_rare(first: str, second: str) -> bool:
    """Whether these are two typographic signs, or one on the wrong side of a letter. The capital
    letters of some code pages are such signs in others."""
    if first in _SIGNS and second in _SIGNS:
        return True
    before = first in _SIGNS and second.isalpha() and first not in _BEFORE_A_LETTER
    after = second in _SIGNS and first.isalpha() and second not in _AFTER_A_LETTER
    return before or after


_CYRILLIC = frozenset(SYMBOLS + "є")


def _kind(character: str) -> str:
    """A symbol of SYMBOLS, or `a` for a Latin letter in ASCII, `é` for another Latin letter, `є`
    for another Cyrillic one, `│` for lines and boxes, `¤` for anything else."""
    small = character.lower()
    if small in LETTERS:
        return small
    if character.isascii():
        return "a" if character.isalpha() else " "
    if character in _SIGNS:
        return " "
    if "\u0400" <= character <= "\u052f":
        return "є"
    if "\u2500" <= character <= "\u259f":
        return "│"
    return "é" if character in _WESTERN_LETTERS else "¤"


_WESTERN_LETTERS = frozenset(map(chr, range(0xC0, 0x100))) - set("×÷ÐÝÞðýþ") | set("ŒœŠšŽžŸ")


@lru_cache(maxsize=1)
def _table() -> Mapping[tuple[str, str], float]:
    data = pkgutil.get_data(__package__, "letter_pairs.txt") or b""
    rows = [line for line in data.decode("ascii").splitlines() if not line.startswith("#")]
    return {
        (before, after): -STEP * int(digit, 36)
        for before, row in zip(SYMBOLS, rows, strict=True)
        for after, digit in zip(SYMBOLS, row, strict=True)
        if not before == after == " "
    }
