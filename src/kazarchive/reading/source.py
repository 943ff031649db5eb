"""The text of a source file, and the values in it: both know their place, so that an error can draw
the line that it is about."""

import re
from bisect import bisect_right
from collections.abc import Mapping
from typing import NamedTuple

from msgspec import Struct, field

from kazarchive.problems import Place

SHOWN = 1_000
"""Of a long line, so many characters go with a problem: an article may have thousands of both."""


class SourceText(Struct, frozen=True):
    """A decoded file that can draw any of its lines."""

    path: str
    text: str
    _starts: list[int] = field(default_factory=list)
    """Of every line; filled when one is first asked for."""

    def place(self, line: int, column: int = 1, width: int = 1) -> Place:
        if line < 1:  # a default of the configuration stands nowhere in the file
            return Place(self.path)
        start, end = self.start(line), self.start(line + 1)
        end -= self.text.endswith("\n", start, end)
        skipped = max(0, column - SHOWN // 2) if end - start > SHOWN else 0
        shown = self.text[start + skipped : min(end, start + skipped + SHOWN)]
        width = max(1, min(width, end - start - column + 1))
        return Place(self.path, line, column, width, shown, skipped)

    def place_at(self, index: int) -> Place:
        line = self.line_at(index)
        return self.place(line, index - self.starts()[line - 1] + 1)

    def line_at(self, index: int) -> int:
        return bisect_right(self.starts(), index)

    def start(self, line: int) -> int:
        """Where a line begins; the text's end for one below the last."""
        return self.starts()[line - 1] if line <= len(self.starts()) else len(self.text)

    def starts(self) -> list[int]:
        if not self._starts:
            self._starts.append(0)
            self._starts.extend(found.end() for found in re.finditer("\n", self.text))
        return self._starts


BOOLEANS = {word: word[0] in "tT" for word in "true True TRUE false False FALSE".split()}
NULLS = "~ null Null NULL".split()
"""As YAML 1.2's core schema writes them."""


LONGEST = 120
"""Of a text, what a message shows."""


class Value(NamedTuple):
    """A node of the front matter: exactly one of `text`, `items` and `fields` is there."""

    line: int
    column: int
    width: int
    text: str | None = None
    """As written; empty where YAML writes null."""
    plain: bool = False
    """Whether the text stands without quotes."""
    items: tuple["Value", ...] | None = None
    fields: Mapping[str, "Value"] | None = None
    key_line: int = 0
    """Where the name of the field stands, if the value is a field's."""
    key_column: int = 0

    @property
    def is_empty(self) -> bool:
        """Null, `''`, `[]` and `{}`, as skeletons of other generators write what is not filled."""
        return self.text == "" or self.items == () or self.fields == {}

    @property
    def described(self) -> str:
        """For `… is {described}`."""
        if self.items is not None:
            return "a list"
        if self.fields is not None:
            return "a table"
        if not self.text:
            return "empty"
        shown = self.text if len(self.text) <= LONGEST else f"{self.text[:LONGEST]}…"
        return "`{}`".format(shown.replace("\n", "\\n"))

    @property
    def data(self) -> object:
        """As templates see it: YAML 1.2's core types, dates left as text."""
        if self.items is not None:
            return [item.data for item in self.items]
        if self.fields is not None:
            return {name: value.data for name, value in self.fields.items()}
        text = self.text or ""
        if not self.plain:
            return text
        if text == "":
            return None
        if text in BOOLEANS:
            return BOOLEANS[text]
        return int(text) if re.fullmatch(r"-?(0|[1-9]\d{0,17})", text) else text
