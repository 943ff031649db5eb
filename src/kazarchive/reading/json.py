"""Front matter in JSON, one object as in Hugo → its values.

`json` reads the object, but knows no places; a second pass over the valid object finds them.
"""

import json
import re
from collections.abc import Mapping

from kazarchive.problems import Problem, ProblemsFound
from kazarchive.reading import trees
from kazarchive.reading.source import SourceText, Value
from kazarchive.reading.trees import Path, Span, Spans

_SPACE = re.compile(r"[ \t\n]*+")
_REST = re.compile(r"[ \t]*+\n?")
_STRING = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"')
_BARE = re.compile(r"[^\s,\]}]++")

_HINTS = (
    ("property name", "put the name in double quotes, and no comma after the last field"),
    ("',' delimiter", 'put a comma after each field but the last, and write `\\"` within a string'),
    ("':' delimiter", 'write `"title": "…"`'),
    ("Expecting value", "put a string in double quotes, and no comma after the last item"),
    ("control character", "write a string on one line, with `\\n` for a new line"),
    ("Unterminated", "close the quote on its line"),
    ("escape", "write `\\\\` for a backslash"),
)


def parsed(source: SourceText, problems: list[Problem]) -> tuple[Mapping[str, Value], int]:
    """The fields of the object that a file begins with, and the position of the text below it;
    fields given twice are added to `problems`. Raises ProblemsFound (K0110, K0113, K0114)."""
    data, after = _decoded(source)
    trees.check_size(len(source.text[:after].encode()), source)
    places = _Places(source, problems)
    places.value(())
    return trees.fields(data, places.spans, source), after


def _decoded(source: SourceText) -> tuple[Mapping[str, object], int]:
    try:
        data, after = json.JSONDecoder(object_pairs_hook=_first).raw_decode(source.text)
    except json.JSONDecodeError as error:
        raise ProblemsFound([_problem(error.msg, source, error.pos)]) from None
    except RecursionError:
        raise ProblemsFound([Problem("K0113", source.place(1, 1, 1))]) from None
    except ValueError:  # Python's limit of digits
        reason = "a number has too many digits"
        raise ProblemsFound([_problem(reason, source, 0)]) from None
    rest = _REST.match(source.text, after)
    return data, rest.end() if rest else after


def _first(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """A table; of a name that is given twice, the first value, as in the other formats."""
    table: dict[str, object] = {}
    for name, value in pairs:
        table.setdefault(name, value)
    return table


def _problem(reason: str, source: SourceText, at: int) -> Problem:
    hint = next((hint for sign, hint in _HINTS if sign in reason), "write the number as a string")
    values = {"format": "JSON", "reason": reason[:1].lower() + reason[1:], "hint": hint}
    return Problem("K0110", source.place_at(min(at, len(source.text) - 1)), values)


class _Places:
    """Walks through a valid object and notes where each value is."""

    def __init__(self, source: SourceText, problems: list[Problem]) -> None:
        self.source, self.text, self.at, self.problems = source, source.text, 0, problems
        self.spans: Spans = {}

    def sign(self) -> str:
        """The next character that means something."""
        self.passed(_SPACE)
        return self.text[self.at]

    def passed(self, expected: re.Pattern[str]) -> str:
        found = expected.match(self.text, self.at)
        assert found, "the object is valid"
        self.at = found.end()
        return found[0]

    def value(self, path: Path) -> None:
        trees.check_depth(path, self.source, self.at)
        sign = self.sign()
        if sign == "{":
            self.table(path)
        elif sign == "[":
            self.array(path)
        else:
            self.passed(_STRING if sign == '"' else _BARE)

    def table(self, path: Path) -> None:
        self.at += 1
        while self.sign() != "}":
            key = self.at
            name = json.loads(self.passed(_STRING))
            self.sign()
            self.at += 1
            self.sign()
            start = self.at
            inner = (*path, name)
            known = self.spans.get(inner)
            if known:
                self.twice(inner, key, known)
                inner = (*inner, "")
            self.value(inner)
            self.spans[inner] = Span(start, self.at, key + 1)
            self.comma()
        self.at += 1

    def twice(self, path: Path, key: int, known: Span) -> None:
        place = self.source.place_at(key + 1)
        first = self.source.line_at(known.key or 0)
        values = {"field": str(path[-1]), "first": f"{first}", "within": str(path[0])}
        self.problems.append(Problem("K0109", place, values))

    def array(self, path: Path) -> None:
        self.at += 1
        number = 0
        while self.sign() != "]":
            start = self.at
            self.value((*path, number))
            self.spans[(*path, number)] = Span(start, self.at)
            number += 1
            self.comma()
        self.at += 1

    def comma(self) -> None:
        if self.sign() == ",":
            self.at += 1
