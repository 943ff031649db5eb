"""Recognises the English values of problems, which are composed far from where they are worded.

A value such as `it has 3 bytes; 2 are allowed` was made of a text with places,
`it has {size} bytes; {most} are allowed`. The text is found again, with what is at its places. The
alternative, translated values, was refused: they are stored, compared and printed as JSON.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

NUMBERS = ("count", "n")
"""The names of places at which only a number can be; it decides about the plural."""

ADDRESSES = ("alias", "url")
"""The names of places at which there is one word."""

ADVICE = "advice"
"""The name of a place whose value must be known, or quoted: a text that is half in English is worse
than one that is in English."""

_PLACE = re.compile(r"\{(\w+)\}")
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")


def number(text: str) -> int | None:
    """The number that a value is, with or without commas."""
    return int(text.replace(",", "")) if _NUMBER.fullmatch(text) else None


def verbatim(english: str) -> frozenset[str]:
    """The places in backticks, where what an author wrote is quoted: it is never translated."""
    return frozenset(
        place[1] for place in _PLACE.finditer(english) if english.count("`", 0, place.start()) % 2
    )


class Pattern(NamedTuple):
    """A text with places. Matching takes time in proportion to the value, whatever that is."""

    english: str
    places: tuple[str, ...]
    literals: tuple[str, ...]
    """What is before, between and after the places."""

    @classmethod
    def of(cls, english: str) -> "Pattern":
        """Doubled braces are single ones in values."""
        bare = english.replace("{{", "\0").replace("}}", "\1")
        parts = [part.replace("\0", "{").replace("\1", "}") for part in _PLACE.split(bare)]
        return cls(english, tuple(parts[1::2]), tuple(parts[::2]))

    @property
    def weight(self) -> int:
        """How much of a value it determines: of several that match, the heaviest is meant."""
        return sum(map(len, self.literals))

    def match(self, value: str) -> Mapping[str, str] | None:
        """What is at each place; None if the value was not made of this text."""
        first, *middle = self.literals
        if not middle:
            return {} if value == first else None
        if not value.startswith(first) or not value.endswith(self.literals[-1]):
            return None
        found: list[str] = []
        start, end = len(first), len(value) - len(self.literals[-1])
        for literal in middle[:-1]:
            at = value.find(literal, start, end)
            if at < 0:
                return None
            found.append(value[start:at])
            start = at + len(literal)
        if start > end:
            return None
        values = dict(zip(self.places, (*found, value[start:end]), strict=True))
        quoted = verbatim(self.english)
        fits = all(_fits(name, text, name in quoted) for name, text in values.items())
        return values if fits else None


def _fits(name: str, text: str, quoted: bool) -> bool:
    """Whether a text can be at a place."""
    if name in NUMBERS:
        return number(text) is not None
    if name in ADDRESSES:
        return bool(text) and " " not in text
    return bool(text) and not (quoted and "`" in text)


def has_prose(text: str) -> bool:
    """Whether there is a letter outside of backticks."""
    return any(part.isalpha() for piece in text.split("`")[::2] for part in piece)
