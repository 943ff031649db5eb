"""The headers of Pelican (`Title: …`) and Nikola (`.. title: …`) → their fields.

A header is recognised by its title, and ends with the first empty line or, in Nikola, with the
comment around it. Any other line in it means that the file has no header.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from kazarchive.problems import Problem
from kazarchive.reading import trees
from kazarchive.reading.source import SourceText, Value

_PELICAN = re.compile(
    r" {0,3}([A-Za-z][\w-]{0,60}):[ \t]*+((?![\[|>]|\{(?!static|attach|filename)).*)"
)
"""A value with a bracket is YAML, whose lines `---` the author has forgotten."""
_NIKOLA = re.compile(r"[ \t]*\.\. ([A-Za-z][\w-]{0,60}): ?[ \t]*(.*)")
_GOES_ON = re.compile(r"[ \t]+(\S.*)")
_COMMENT = re.compile(r"<!--[ \t]*\n")


class Header(NamedTuple):
    """The fields of a header, and the position of the text below it."""

    fields: Mapping[str, Value]
    end: int


def parsed(source: SourceText, problems: list[Problem]) -> Header | None:
    """None without a header. Fields that are given twice are added to `problems`. Raises
    ProblemsFound (K0114)."""
    opening = _COMMENT.match(source.text)
    at = opening.end() if opening else 0
    field = _NIKOLA if opening or source.text.startswith(".. ") else _PELICAN
    reader = _Reader(source, field, problems)
    number = source.line_at(at)
    while at < len(source.text):
        line = source.text[at : source.start(number + 1)].rstrip()
        after = source.start(number + 1)
        if not line or (opening and line.strip() == "-->"):
            return reader.header(after)
        if not reader.add(line, number):
            return None
        at, number = after, number + 1
    return reader.header(at)


class _Reader:
    """Collects the fields of one header."""

    def __init__(self, source: SourceText, field: re.Pattern[str], problems: list[Problem]) -> None:
        self.source, self.field, self.problems = source, field, problems
        self.fields: dict[str, Value] = {}
        self.twice: list[Problem] = []
        self.last = ""

    def header(self, end: int) -> Header | None:
        if "title" not in self.fields:
            return None
        trees.check_size(len(self.source.text[:end].encode()), self.source)
        self.problems += self.twice
        return Header(self.fields, end)

    def add(self, line: str, number: int) -> bool:
        """Whether a line belongs to a header."""
        if field := self.field.match(line):
            self.give(field, number)
            return True
        more = _GOES_ON.match(line) if self.field is _PELICAN and self.last else None
        if more is None:
            return False
        value = self.fields[self.last]
        text = f"{value.text} {more[1]}".strip()
        self.fields[self.last] = value._replace(text=text, width=1_000)
        return True

    def give(self, field: re.Match[str], number: int) -> None:
        name, text = field[1].lower(), field[2]
        column = field.start(1) + 1
        if name in self.fields:
            values = {"field": name, "first": f"{self.fields[name].key_line}", "within": name}
            place = self.source.place(number, column, len(name))
            self.twice.append(Problem("K0109", place, values))
            return
        value = Value(number, field.start(2) + 1, len(text), text, True)
        self.fields[name] = value._replace(key_line=number, key_column=column)
        self.last = name
