"""Translates what the program says: its own sentences, and the problems that it reports.

The message is the English text, so English needs no catalogue. Values of problems have a context
of their own in a catalogue, one of VALUES; `messages/patterns.py` recognises them.
"""

from collections.abc import Mapping
from functools import cached_property
from gettext import GNUTranslations
from typing import Any

from kazarchive.messages.languages import ENGLISH
from kazarchive.messages.patterns import ADVICE, NUMBERS, Pattern, has_prose, number, verbatim

LIBRARY = "library"
VALUES = ("value", LIBRARY)
"""The contexts of values: composed here, or by a library or the system."""

_END = "\x04"
"""What is between context and message in a compiled catalogue."""

DEEPEST = 4
"""How many values can be inside each other."""

NO_BREAK = "\u00a0"


class Catalogue(GNUTranslations):
    """A gettext catalogue that can say what it has."""

    def values(self) -> dict[str, str]:
        """The texts of values, each with its context and what ends it."""
        known: Mapping[Any, str] = vars(self)["_catalog"]
        texts = (key[0] if isinstance(key, tuple) else key for key in known)
        parts = (text.partition(_END) for text in texts)
        return {text: context + end for context, end, text in parts if context in VALUES}


class Messages:
    """The texts of one language; without a catalogue, English."""

    def __init__(self, lang: str = ENGLISH, catalogue: Catalogue | None = None) -> None:
        self.lang, self._catalogue = lang, catalogue

    def text(self, english: str, **values: object) -> str:
        """A sentence with its values, which are not translated."""
        return self.plain(english).format_map(values)

    def plain(self, english: str) -> str:
        """A text that has no values: braces are braces."""
        return self._catalogue.gettext(english) if self._catalogue else english

    def count(self, one: str, many: str, n: int, **values: object) -> str:
        """A sentence with a number, written `{n}` in it."""
        if self._catalogue:
            found = self._catalogue.ngettext(one, many, n)
        else:
            found = one if n == 1 else many
        return found.format_map({**values, "n": self.number(n)})

    def number(self, n: int) -> str:
        """A number with its thousands apart."""
        return f"{n:,}".replace(",", NO_BREAK) if self._catalogue else f"{n:,}"

    def decimal(self, number: float, digits: int) -> str:
        """A number with a fraction."""
        written = f"{number:.{digits}f}"
        return written.replace(".", ",") if self._catalogue else written

    def sentence(self, english: str, values: Mapping[str, str]) -> str:
        """The message or help of a problem. Its values are translated unless they are quoted."""
        if self._catalogue is None:
            return english.format_map(values)
        return self._filled(english, values, "", 0)

    def value(self, english: str) -> str:
        """A value of a problem, as it is if it is not known: a name, or somebody's text."""
        return self._value(english, 0) if self._catalogue else english

    def _value(self, english: str, depth: int) -> str:
        if english in self._known and "{" not in english:
            return self._filled(english, {}, self._known[english], depth)
        if depth < DEEPEST:
            for pattern in self._patterns:
                values = pattern.match(english)
                if values is not None and self._is_known(values.get(ADVICE), depth + 1):
                    context = self._known[pattern.english]
                    return self._filled(pattern.english, values, context, depth + 1)
        n = number(english)
        return english if n is None or "," not in english else self.number(n)

    def _is_known(self, advice: str | None, depth: int) -> bool:
        return not advice or not has_prose(advice) or self._value(advice, depth) != advice

    def _filled(self, english: str, values: Mapping[str, str], context: str, depth: int) -> str:
        quoted = verbatim(english)
        shown = {
            name: value if name in quoted else self._value(value, depth)
            for name, value in values.items()
        }
        numbers = (number(values[name]) for name in NUMBERS if name in values)
        n = next(numbers, None)
        return self._found(english, context, n).format_map(shown)

    def _found(self, english: str, context: str, n: int | None) -> str:
        assert self._catalogue is not None
        key = context + english
        found = key if n is None else self._catalogue.ngettext(key, key, n)
        found = self._catalogue.gettext(key) if found == key else found
        return english if found == key else found

    @cached_property
    def _known(self) -> dict[str, str]:
        return self._catalogue.values() if self._catalogue else {}

    @cached_property
    def _patterns(self) -> tuple[Pattern, ...]:
        found = [Pattern.of(text) for text in self._known if "{" in text]
        found.sort(key=lambda pattern: (-pattern.weight, pattern.english))
        return tuple(found)


IN_ENGLISH = Messages()
