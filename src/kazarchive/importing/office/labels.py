"""The number of a paragraph as it is written before it, `3.` or `•` → an item of a list."""

import re
from typing import NamedTuple

_BULLET = re.compile(r"[^\w\s]|[oØüv§_]")
"""One sign; the letters are signs in fonts of pictures, and `o` is the second bullet of Word."""
_NUMBER = re.compile(r"\(?(?:(\d{1,5})|([a-z]|[ivxlc]{1,7})|([A-Z]|[IVXLC]{1,7}))[.):]?\)?")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


class Label(NamedTuple):
    """As in office/lists.py."""

    kind: str
    number: int


def label(written: str, before: Label | None = None) -> Label | None:
    """The item that a label makes of a paragraph; None if lists of HTML have no such numbers.

    `before`: the item before it in its list. It decides whether `i` is a letter or a number.
    """
    written = written.strip()
    if not written:
        return None
    if _BULLET.fullmatch(written):
        return Label("-", 0)
    found = _NUMBER.fullmatch(written)
    if found is None:
        return None
    figures, small, large = found.groups()
    if figures:
        return Label("1", int(figures))
    letters = (small or large).lower()
    number = _roman(letters)
    as_roman = Label("i" if small else "I", number)
    if len(letters) > 1:
        return as_roman if number else None
    as_letter = Label("a" if small else "A", ord(letters) - ord("a") + 1)
    is_roman = number and not _follows(before, as_letter)
    is_roman = is_roman and (letters == "i" or _follows(before, as_roman))
    return as_roman if is_roman else as_letter


def _follows(before: Label | None, label: Label) -> bool:
    return before is not None and (before.kind, before.number + 1) == label


def _roman(letters: str) -> int:
    """The value of a roman number; 0 if it is none."""
    if not set(letters) <= _ROMAN.keys():
        return 0
    values = [_ROMAN[letter] for letter in letters]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)
