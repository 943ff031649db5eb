"""Front matter in TOML, between `+++` lines as in Hugo and Zola → its values.

`tomllib` reads the block, but knows no places; a second pass over the valid block finds them.
"""

import re
import tomllib
from collections.abc import Mapping

from kazarchive.problems import Problem, ProblemsFound
from kazarchive.reading import trees
from kazarchive.reading.source import SourceText, Value
from kazarchive.reading.trees import Path, Span, Spans

_SPACE = re.compile(r"[ \t\n]*(?:#[^\n]*[ \t\n]*)*")
_QUOTED = r""""[^"\\\n]*(?:\\.[^"\\\n]*)*"|'[^'\n]*'"""
_STRING = re.compile(rf"\"\"\"(?:[^\\]|\\.)*?\"{{3,5}}|'''.*?'{{3,5}}|{_QUOTED}", re.DOTALL)
_PART = re.compile(rf"[ \t]*+([\w-]++|{_QUOTED})[ \t]*+(\.?)")
"""A name, and the dot if another one follows."""
_BARE = re.compile(r"\d{4}-\d\d-\d\d \d[^\s,\]}#]*+|[^\s,\]}#]++")
"""A number, a boolean, or a date, which can contain a space before the time."""

_WHERE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_HINTS = (
    ("Invalid value", 'put a string in quotes, `title = "…"`'),
    ("Cannot overwrite", "the field or table is given twice; keep one of the two"),
    ("Cannot declare", "the field or table is given twice; keep one of the two"),
    ("Expected newline", "put a string in quotes, and write a date as 2024-12-05, without quotes"),
    ('Expected "\'"', "close the quote on its line"),
    ("Illegal character", "close the quote on its line, or use three quotes for several lines"),
    ("Unescaped '\\'", "write `\\\\` for it, or put the string in single quotes"),
    ("Unclosed array", "close it with `]`, and put a comma between two items"),
)
_OTHER_HINT = 'write `title = "…"`: a field on each line, strings in quotes, dates without'


def parsed(source: SourceText, start: int, end: int) -> Mapping[str, Value]:
    """The fields of a block. Raises ProblemsFound (K0110, K0113, K0114)."""
    block = source.text[start:end]
    trees.check_size(len(block.encode()), source)
    try:
        data = tomllib.loads(block)
    except tomllib.TOMLDecodeError as error:
        raise ProblemsFound([_problem(str(error), source, start, end)]) from None
    except RecursionError:
        raise ProblemsFound([Problem("K0113", source.place(1, 1, 3))]) from None
    except ValueError:  # Python's limit of digits
        reason = "a number has too many digits"
        raise ProblemsFound([_problem(reason, source, start, start)]) from None
    return trees.fields(data, _Places(source, start, end).document(), source)


def _problem(message: str, source: SourceText, start: int, end: int) -> Problem:
    where = _WHERE.search(message)
    reason = message[: where.start()] if where else message
    hint = next((hint for sign, hint in _HINTS if sign in reason), _OTHER_HINT)
    if 'Expected "\'"' in reason:  # tomllib looks for the other quote up to the end
        lines = source.text[start:end].split("\n")
        odd = next(n for n, line in enumerate(lines) if line.count("'") % 2)
        end = start + sum(len(line) + 1 for line in lines[:odd]) + len(lines[odd]) + 1
    values = {"format": "TOML", "reason": reason[:1].lower() + reason[1:], "hint": hint}
    if where and where[1]:
        above = source.line_at(start) - 1
        return Problem("K0110", source.place(above + int(where[1]), int(where[2])), values)
    return Problem("K0110", source.place_at(max(start, end - 1)), values)


class _Places:
    """Walks through a valid block and notes where each value is."""

    def __init__(self, source: SourceText, start: int, end: int) -> None:
        self.source, self.text, self.at, self.end = source, source.text, start, end
        self.spans: Spans = {}
        self.tables: dict[Path, int] = {}
        """Path of an array of tables → the number of its tables so far."""

    def document(self) -> Spans:
        within: Path = ()
        while self.skip() < self.end:
            if self.text[self.at] == "[":
                within = self.header()
            else:
                self.field(within)
        return self.spans

    def skip(self) -> int:
        """Go on to the next character that means something."""
        self.at = self.passed(_SPACE).end()
        return self.at

    def passed(self, expected: re.Pattern[str]) -> re.Match[str]:
        found = expected.match(self.text, self.at, self.end)
        assert found, "the block is valid"
        self.at = found.end()
        return found

    def key(self) -> list[str]:
        """The names of a key, `a.b`."""
        names, dot = [], "."
        while dot:
            name, dot = self.passed(_PART).groups()
            names.append(tomllib.loads(f"x = {name}")["x"] if name[0] in "\"'" else name)
        return names

    def header(self) -> Path:
        """The path of the table that `[a.b]` or `[[a.b]]` begins."""
        start = self.at
        brackets = 2 if self.text.startswith("[[", start) else 1
        self.at += brackets
        names = self.key()
        self.at += brackets
        span, path = Span(start, self.at, start + brackets), Path()
        for number, name in enumerate(names, 1):
            path = (*path, name)
            self.spans.setdefault(path, span)
            if brackets == 2 and number == len(names):
                self.tables[path] = self.tables.get(path, 0) + 1
            if path in self.tables:
                path = (*path, self.tables[path] - 1)
                self.spans.setdefault(path, span)
        return path

    def field(self, within: Path) -> None:
        """A field `name = value` of the table `within`."""
        self.skip()
        start, path = self.at, within
        names = self.key()
        self.at += 1
        self.skip()
        for name in names:
            path = (*path, name)
            self.spans.setdefault(path, Span(self.at, self.at + 1, start))
        value = self.at
        self.value(path)
        self.spans[path] = Span(value, self.at, start)

    def value(self, path: Path) -> None:
        trees.check_depth(path, self.source, self.at)
        sign = self.text[self.at]
        if sign == "[":
            self.array(path)
        elif sign == "{":
            self.inline(path)
        else:
            self.passed(_STRING if sign in "\"'" else _BARE)

    def array(self, path: Path) -> None:
        self.at += 1
        number = 0
        while self.text[self.skip()] != "]":
            start = self.at
            self.value((*path, number))
            self.spans[(*path, number)] = Span(start, self.at)
            number += 1
            self.comma()
        self.at += 1

    def inline(self, path: Path) -> None:
        self.at += 1
        while self.text[self.skip()] != "}":
            self.field(path)
            self.comma()
        self.at += 1

    def comma(self) -> None:
        if self.text[self.skip()] == ",":
            self.at += 1
