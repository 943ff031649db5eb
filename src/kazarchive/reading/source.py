"""The text of a source file and the values in it, with their places, so that an error can show its
line."""

import re
from bisect import bisect_right
from collections.abc import Mapping
from typing import NamedTuple

from msgspec import Struct, field

from kazarchive.problems import Place

SHOWN = 1_000
"""Characters of a long line in a problem: an article may have thousands of long lines and
problems."""


class SourceText(Struct, frozen=True):
    """A decoded file that gives the place of any of its parts."""

    path: str
    text: str
    _starts: list[int] = field(default_factory=list)
    """The position of every line; filled when it is first needed."""

    def place(self, line: int, column: int = 1, width: int = 1) -> Place:
        """The place of `width` characters; line and column count from 1."""
        if line < 1:  # a default of the configuration is not in the file
            return Place(self.path)
        start, end = self.start(line), self.start(line + 1)
        end -= self.text.endswith("\n", start, end)
        skipped = max(0, column - SHOWN // 2) if end - start > SHOWN else 0
        text = self.text[start + skipped : min(end, start + skipped + SHOWN)]
        width = max(1, min(width, end - start - column + 1))
        return Place(self.path, line, column, width, text, skipped)

    def place_at(self, index: int) -> Place:
        line = self.line_at(index)
        return self.place(line, index - self.starts()[line - 1] + 1)

    def line_at(self, index: int) -> int:
        return bisect_right(self.starts(), index)

    def start(self, line: int) -> int:
        """The position of a line; the end of the text for a line after the last."""
        return self.starts()[line - 1] if line <= len(self.starts()) else len(self.text)

    def starts(self) -> list[int]:
        if not self._starts:
            self._starts.append(0)
            self._starts.extend(line_end.end() for line_end in re.finditer("\n", self.text))
        return self._starts


BOOLEANS = {word: word[0] in "tT" for word in "true True TRUE false False FALSE".split()}
SWITCHES = {**dict.fromkeys(("yes", "on"), True), **dict.fromkeys(("no", "off"), False)}
"""The other words of YAML 1.1 for them, in any case."""
NULLS = "~ null Null NULL".split()
"""The forms of the core schema of YAML 1.2."""


LARGEST_BLOCK = 65_536
"""Bytes of front matter."""

DEEPEST = 32
"""Levels of tables and lists in front matter."""

LONGEST = 120
"""Characters of a value in a message."""


class Value(NamedTuple):
    """A node of the front matter; exactly one of `text`, `items` and `fields` is not None."""

    line: int
    column: int
    width: int
    text: str | None = None
    """As written; empty for null."""
    plain: bool = False
    """Whether the text has no quotes."""
    items: tuple["Value", ...] | None = None
    fields: Mapping[str, "Value"] | None = None
    key_line: int = 0
    """The line of the field's name, if it is the value of a field."""
    key_column: int = 0

    @property
    def is_empty(self) -> bool:
        """Null, `''`, `[]` and `{}`, which templates of other generators contain."""
        return self.text == "" or self.items == () or self.fields == {}

    @property
    def described(self) -> str:
        """The value for a message, `… is {described}`."""
        if self.items is not None:
            return "a list"
        if self.fields is not None:
            return "a table"
        if not self.text:
            return "empty"
        text = self.text if len(self.text) <= LONGEST else f"{self.text[:LONGEST]}…"
        return "`{}`".format(text.replace("\n", "\\n"))

    @property
    def flag(self) -> bool | None:
        """The value as a field that is `true` or `false`; None if it is something else."""
        if self.plain and (word := SWITCHES.get((self.text or "").lower())) is not None:
            return word
        return self.data if isinstance(self.data, bool) else None

    @property
    def data(self) -> object:
        """The value for templates: types of the core schema of YAML 1.2, dates as text."""
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
