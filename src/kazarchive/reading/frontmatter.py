"""A file's bytes → its front matter, as values that know their place, and its body.

The only importer of `yaml`. PyYAML composes nodes and nothing is constructed, so `NO` stays a
text, `12:30` is no number and `2024-13-45` no bare ValueError; each field reads its own node.
"""

import codecs
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import yaml
from msgspec import Struct, field

from kazarchive.problems import Place, Problem, ProblemsFound

LARGEST_FILE = 16_000_000
LARGEST_BLOCK = 65_536
LONGEST_LINE = 1_000_000
DEEPEST = 32

SHOWN = 1_000
"""Of a long line, so many characters go with a problem: an article may have thousands of both."""

_LINE_END = re.compile(rb"\r\n|\r|\n")
_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_COMMENT = re.compile(r" *+#")
_NESTING = re.compile(r"[\[{]|[-?][ \t]")

# Fields of which there can be no doubt: `name: text` and a name with a list of `- text` lines, the
# texts in letters, digits and common punctuation, beginning with none that YAML gives a
# meaning to.
_PLAIN = r"[\w«„“](?:[\w .,;!?()'\"/+=%@$*&«»„“”‘’–—…№-]++|:(?=\S))*(?<! )"
_SIMPLE = re.compile(rf"([a-z_]{{1,64}}):(?: ({_PLAIN})\n|\n(( *)- {_PLAIN}\n(?:\4- {_PLAIN}\n)*))")
_ALL_SIMPLE = 10_000
"""Letters of front matter that may be read so: a limit below those of YAML."""

# YAML 1.1 ends lines at these, which no editor counts as lines and YAML 1.2 does not either.
_BREAKS = re.compile("[\x85\u2028\u2029]")


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
    def described(self) -> str:
        """For `… is {described}`."""
        if self.items is not None:
            return "a list"
        if self.fields is not None:
            return "a table"
        return f"`{self.text}`" if self.text else "empty"

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


class FrontMatter(Struct, frozen=True):
    """An article file, taken apart."""

    source: SourceText
    fields: Mapping[str, Value]
    body: str
    body_line: int
    """The line of the file at which the body begins."""
    problems: tuple[Problem, ...] = ()
    comments: bool = False
    """Whether there may be any: ` #` stands in the front matter."""


def decode(raw: bytes, path: str) -> SourceText:
    """UTF-8 with or without a byte order mark, any line ends. Raises ProblemsFound."""
    _check_size(raw, path)
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ProblemsFound([_not_utf8(raw, path, error)]) from None
    source = SourceText(path, text.replace("\r\n", "\n").replace("\r", "\n"))
    if "\0" in text:
        raise ProblemsFound([Problem("K0121", source.place_at(source.text.index("\0")))])
    return source


def _check_size(raw: bytes, path: str) -> None:
    if not raw.strip(b"\xef\xbb\xbf \t\r\n"):
        raise ProblemsFound([Problem("K0123", Place(path, 1, 1))])
    if len(raw) > LARGEST_FILE:
        raise ProblemsFound([Problem("K0124", Place(path, 1, 1), {"size": f"{len(raw):,}"})])
    if len(raw) > LONGEST_LINE:
        for number, line in enumerate(_LINE_END.split(raw), 1):
            if len(line) > LONGEST_LINE:
                shown = line[:80].decode("utf-8", "replace") + " …"
                place = Place(path, number, 1, text=shown)
                raise ProblemsFound([Problem("K0122", place, {"size": f"{len(line):,}"})])


def _not_utf8(raw: bytes, path: str, error: UnicodeDecodeError) -> Problem:
    lines = _LINE_END.split(raw[: error.start])
    rest = _LINE_END.split(raw[error.start : error.start + SHOWN], maxsplit=1)[0]
    before = lines[-1].decode("utf-8", "replace")
    shown = before[-SHOWN:] + rest.decode("utf-8", "replace")
    place = Place(path, len(lines), len(before) + 1, 1, shown, len(before[:-SHOWN]))
    return Problem("K0120", place, {"byte": f"0x{error.object[error.start]:02X}"})


def parse(source: SourceText) -> FrontMatter:
    """Take a file apart. Raises ProblemsFound when there is no telling what is what."""
    opening = _FENCE.match(source.text)
    if opening is None:
        raise ProblemsFound([Problem("K0101", source.place(1, 1, 1_000))])
    closing = _FENCE.search(source.text, opening.end())
    if closing is None:
        raise ProblemsFound([Problem("K0102", source.place(1, 1, 3))])
    block = _BREAKS.sub(" ", source.text[opening.end() + 1 : closing.start()])
    problems: list[Problem] = []
    fields = _fields(block, source, problems)
    body_line = source.text.count("\n", 0, closing.end()) + 2
    body = source.text[closing.end() + 1 :]
    return FrontMatter(source, fields, body, body_line, tuple(problems), " #" in block)


def body(source: SourceText) -> str:
    """The body alone, of a file that has been parsed before."""
    opening = _FENCE.match(source.text)
    closing = _FENCE.search(source.text, opening.end()) if opening else None
    return source.text[closing.end() + 1 :] if closing else ""


def _fields(block: str, source: SourceText, problems: list[Problem]) -> Mapping[str, Value]:
    simple = _simple(block)
    return _composed(block, source, problems) if simple is None else simple


def _simple(block: str) -> dict[str, Value] | None:
    """What composing gives, without PyYAML, which takes four times as long: all of the block's
    fields if they are simple ones; None where any needs a closer look."""
    fields: dict[str, Value] = {}
    line, end = 2, 0
    while end < len(block) < _ALL_SIMPLE:
        found = _SIMPLE.match(block, end)
        if found is None or found[1] in fields:
            return None
        name, text, items, indent = found.groups()
        if text is not None:
            fields[name] = _plain(text, line, len(name) + 3, (line, 1))
            line += 1
        else:
            start = len(indent) + 2
            texts = [item[start:] for item in items.split("\n")[:-1]]
            values = tuple(_plain(one, n, start + 1) for n, one in enumerate(texts, line + 1))
            fields[name] = Value(
                line + 1, start - 1, 1_000, items=values, key_line=line, key_column=1
            )
            line += 1 + len(texts)
        end = found.end()
    return fields if end == len(block) else None


def _plain(text: str, line: int, column: int, key: tuple[int, int] = (0, 0)) -> Value:
    whole = "" if text in NULLS else text
    return Value(line, column, len(text), whole, True, None, None, *key)


def _composed(block: str, source: SourceText, problems: list[Problem]) -> Mapping[str, Value]:
    _check_block(block, source)
    try:
        node = yaml.compose(block, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise ProblemsFound([_yaml_problem(error, block, source)]) from None
    if node is None:
        return {}
    if not isinstance(node, yaml.MappingNode):
        values = {"reason": "it is no table of `field: value` lines"}
        raise ProblemsFound([Problem("K0110", source.place(2, 1, 1_000), values)])
    return _value(node, source, problems, 1).fields or {}


def _check_block(block: str, source: SourceText) -> None:
    """What PyYAML must not be given: libyaml's composer recurses in C without a limit."""
    size = len(block.encode("utf-8", "surrogatepass"))
    if size > LARGEST_BLOCK:
        raise ProblemsFound([Problem("K0114", source.place(1, 1, 3), {"size": f"{size:,}"})])
    if "&" not in block and "*" not in block and len(_NESTING.findall(block)) <= DEEPEST:
        return
    try:
        for problem in _event_problems(block, source):
            raise ProblemsFound([problem])
    except yaml.YAMLError as error:
        raise ProblemsFound([_yaml_problem(error, block, source)]) from None


def _event_problems(block: str, source: SourceText) -> Iterator[Problem]:
    depth = 0
    for event in yaml.parse(block, Loader=yaml.CSafeLoader):
        mark, anchor = event.start_mark, getattr(event, "anchor", None)
        line, column = (mark.line + 2, mark.column + 1) if mark else (1, 1)
        if anchor is not None:
            sign = ("*" if isinstance(event, yaml.AliasEvent) else "&") + anchor
            yield Problem("K0112", source.place(line, column, len(sign)), {"sign": sign})
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            yield Problem("K0113", source.place(line, column))


def _yaml_problem(error: yaml.YAMLError, block: str, source: SourceText) -> Problem:
    if isinstance(error, yaml.reader.ReaderError):
        index = len(block.encode()[: error.position].decode("utf-8", "ignore"))
        line, column = block.count("\n", 0, index) + 2, index - block.rfind("\n", 0, index)
        return Problem("K0110", source.place(line, column), {"reason": error.reason})
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line + 2, mark.column + 1) if mark else (1, 1)
    reason = getattr(error, "problem", None) or "it cannot be read"
    place = source.place(line, column)
    if "tab" in reason or source.text[source.start(line) + column - 1 :][:1] == "\t":
        return Problem("K0111", place)
    return Problem("K0110", place, {"reason": reason})


def _value(
    node: yaml.Node,
    source: SourceText,
    problems: list[Problem],
    depth: int,
    key: tuple[int, int] = (0, 0),
) -> Value:
    line, column = node.start_mark.line + 2, node.start_mark.column + 1
    if depth > DEEPEST:
        raise ProblemsFound([Problem("K0113", source.place(line, column))])
    same_line = node.end_mark.line == node.start_mark.line
    width = node.end_mark.column - node.start_mark.column if same_line else 1_000
    if isinstance(node, yaml.ScalarNode):
        plain = node.style in (None, "")
        text = "" if plain and node.value in NULLS else node.value
        return Value(line, column, width, text, plain, None, None, *key)
    if isinstance(node, yaml.SequenceNode):
        items = tuple(_value(item, source, problems, depth + 1) for item in node.value)
        return Value(line, column, width, None, False, items, None, *key)
    assert isinstance(node, yaml.MappingNode)
    table = _table(node, source, problems, depth)
    return Value(line, column, width, None, False, None, table, *key)


def _table(
    node: yaml.MappingNode, source: SourceText, problems: list[Problem], depth: int
) -> dict[str, Value]:
    table: dict[str, Value] = {}
    for key, value in node.value:
        line, column = key.start_mark.line + 2, key.start_mark.column + 1
        if not isinstance(key, yaml.ScalarNode):
            values = {"reason": "a field's name is a text"}
            problems.append(Problem("K0110", source.place(line, column), values))
        elif key.value in table:
            values = {"field": key.value, "first": str(table[key.value].line)}
            problems.append(Problem("K0109", source.place(line, column, len(key.value)), values))
        else:
            table[key.value] = _value(value, source, problems, depth + 1, (line, column))
    return table


def comment_cuts(value: Value, front: FrontMatter) -> bool:
    """Whether YAML takes the rest of a plain text's line for a comment."""
    starts = front.source.starts() if front.comments and value.plain and value.text else []
    if not 0 < value.line <= len(starts):
        return False
    end = starts[value.line - 1] + value.column - 1 + value.width
    line_end = starts[value.line] if value.line < len(starts) else len(front.source.text)
    return _COMMENT.match(front.source.text, end, line_end) is not None
