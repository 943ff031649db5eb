"""The bytes of a file → its front matter, as values with their places, and its body."""

import codecs
import re
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.reading import delimiters
from kazarchive.reading.source import NULLS, SHOWN, SourceText, Value

LARGEST_FILE = 16_000_000
LONGEST_LINE = 1_000_000

_LINE_END = re.compile(rb"\r\n|\r|\n")
_OPENING = re.compile(r"^---[ \t]*$", re.MULTILINE)
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
"""`...` ends a YAML document, and front matter in Jekyll."""
_COMMENT = re.compile(r" *+#")
_OPENING_TOML = re.compile(r"\+\+\+[ \t]*$", re.MULTILINE)
_CLOSING_TOML = re.compile(r"^\+\+\+[ \t]*$", re.MULTILINE)
_OPENING_JSON = re.compile(r"\{\s*+[\"}]")
_HEADING = re.compile(r"\s*^ {0,3}#[ \t]+(\S[^\n]*)", re.MULTILINE)
"""A heading of the first level (CommonMark 0.31.2, 4.2) at the beginning of a text."""

# Fields with only one possible meaning: `name: text`, and a name with a list, as lines of `- text`
# or as `[text, text]`. A text consists of letters, digits and common punctuation. It is either in
# quotes, without the same quotes or a `\` inside, or it begins with a character that has no meaning
# in YAML; between brackets, some others end it.
_USUAL = r"-\w .;!()/+=%@$*&«»„“”‘’–—…№"
_QUOTED = rf"\"[{_USUAL},?:#'\[\]{{}}|]*\"|'[{_USUAL},?:#\"\[\]{{}}|]*'"
_TEXT = rf"(?:[\w«„“](?:[{_USUAL},?'\"]++|:(?=\S))*(?<! )|{_QUOTED})"
_ITEM = rf"(?:[\w«„“][{_USUAL}'\"]*(?<! )|{_QUOTED})"
_SIMPLE = re.compile(
    rf"([a-z_]{{1,64}}):(?: (?:({_TEXT})|\[((?:{_ITEM}(?:, *{_ITEM})*)?)\])\n"
    rf"|\n(( *)- {_TEXT}\n(?:\5- {_TEXT}\n)*))"
)
_EACH_ITEM = re.compile(_ITEM)
_ALL_SIMPLE = 10_000
"""Characters of front matter that may be read this way: a limit below those of YAML."""

# YAML 1.1 ends lines at these characters; editors and YAML 1.2 do not.
_BREAKS = re.compile("[\x85\u2028\u2029]")


class FrontMatter(Struct, frozen=True):
    """The parts of an article file."""

    source: SourceText
    fields: Mapping[str, Value]
    body: str
    body_line: int
    """The line of the file at which the body begins, from 1."""
    problems: tuple[Problem, ...] = ()
    comments: bool = False
    """Whether the front matter contains ` #`, so that it may have comments."""


def decode(raw: bytes, path: str) -> SourceText:
    """The text of a file in UTF-8, with or without a byte order mark, with any line ends. Raises
    ProblemsFound (K0120 to K0124)."""
    _check_size(raw, path)
    text = utf8(raw, path)
    source = SourceText(path, text.replace("\r\n", "\n").replace("\r", "\n"))
    if "\0" in text:
        raise ProblemsFound([Problem("K0121", source.place_at(source.text.index("\0")))])
    return source


def utf8(raw: bytes, path: str) -> str:
    """The text of a file, without a byte order mark. Raises ProblemsFound (K0120)."""
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ProblemsFound([_not_utf8(raw, path, error)]) from None


def _check_size(raw: bytes, path: str) -> None:
    if not raw.strip(b"\xef\xbb\xbf \t\r\n"):
        raise ProblemsFound([Problem("K0123", Place(path, 1, 1))])
    if len(raw) > LARGEST_FILE:
        raise ProblemsFound([Problem("K0124", Place(path, 1, 1), {"size": f"{len(raw):,}"})])
    if len(raw) > LONGEST_LINE:
        for number, line in enumerate(_LINE_END.split(raw), 1):
            if len(line) > LONGEST_LINE:
                beginning = line[:80].decode("utf-8", "replace") + " …"
                place = Place(path, number, 1, text=beginning)
                raise ProblemsFound([Problem("K0122", place, {"size": f"{len(line):,}"})])


def _not_utf8(raw: bytes, path: str, error: UnicodeDecodeError) -> Problem:
    lines = _LINE_END.split(raw[: error.start])
    rest = _LINE_END.split(raw[error.start : error.start + SHOWN], maxsplit=1)[0]
    before = lines[-1].decode("utf-8", "replace")
    line = before[-SHOWN:] + rest.decode("utf-8", "replace")
    place = Place(path, len(lines), len(before) + 1, 1, line, len(before[:-SHOWN]))
    return Problem("K0120", place, {"byte": f"0x{error.object[error.start]:02X}"})


def parse(source: SourceText) -> FrontMatter:
    """Split a file into front matter and body. Raises ProblemsFound if the front matter cannot be
    read."""
    opening = _OPENING.match(source.text)
    if opening is None:
        return _parse_other(source)
    closing = _CLOSING.search(source.text, opening.end())
    if closing is None:
        raise ProblemsFound([delimiters.not_ended(source)])
    block = _BREAKS.sub(" ", source.text[opening.end() + 1 : closing.start()])
    problems: list[Problem] = []
    fields = _fields(block, source, problems)
    body_line = source.text.count("\n", 0, closing.end()) + 2
    body = source.text[closing.end() + 1 :]
    return FrontMatter(source, fields, body, body_line, tuple(problems), " #" in block)


def _parse_other(source: SourceText) -> FrontMatter:
    """As `parse`, for front matter in TOML or JSON, and for the headers of Pelican and Nikola."""
    problems: list[Problem] = []
    if opening := _OPENING_TOML.match(source.text):
        from kazarchive.reading import toml  # ordinary articles need none of them

        closing = _closing_toml(source, opening)
        fields = toml.parsed(source, opening.end() + 1, closing.start())
        end = closing.end() + 1
    elif _OPENING_JSON.match(source.text):
        from kazarchive.reading import json

        fields, end = json.parsed(source, problems)
    else:
        from kazarchive.reading import headers

        header = headers.parsed(source, problems)
        if header is None:
            raise ProblemsFound([delimiters.not_begun(source)])
        fields, end = header
    body_line = source.text.count("\n", 0, end) + 1
    return FrontMatter(source, fields, source.text[end:], body_line, tuple(problems))


def _closing_toml(source: SourceText, opening: re.Match[str]) -> re.Match[str]:
    closing = _CLOSING_TOML.search(source.text, opening.end())
    if closing is None:
        raise ProblemsFound([delimiters.not_ended(source, "+++")])
    return closing


def parse_page(source: SourceText) -> tuple[FrontMatter, Value | None]:
    """Split the file of a standalone page. If its title is a heading at the beginning of the text,
    it is returned too, and is not part of the body. Raises like `parse`."""
    if heading := _HEADING.match(source.text):
        front = FrontMatter(source, {}, "", 0)
    else:
        front = parse(source)
        start = len(source.text) - len(front.body)
        heading = None if "title" in front.fields else _HEADING.match(source.text, start)
        if heading is None:
            return front, None
    place = source.place_at(heading.start(1))
    written = heading[1].rstrip()
    bare = written.rstrip("#")
    written = bare.rstrip() if bare[-1:].isspace() else written
    title = Value(place.line, place.column, len(written), written)
    line = place.line + 1
    return replace(front, body=source.text[source.start(line) :], body_line=line), title


def body(source: SourceText) -> str:
    """The body of a file that has been parsed before."""
    opening = _OPENING.match(source.text)
    closing = _CLOSING.search(source.text, opening.end()) if opening else None
    start = closing.end() + 1 if closing else 0
    if _HEADING.match(source.text, start):  # perhaps the title of a page
        return parse_page(source)[0].body
    return source.text[start:] if closing else parse_page(source)[0].body


def _fields(block: str, source: SourceText, problems: list[Problem]) -> Mapping[str, Value]:
    simple = simple_fields(block)
    if simple is not None:
        return simple
    if hidden := delimiters.hidden_end(source, block):
        raise ProblemsFound([hidden])
    from kazarchive.reading.yaml import composed  # simple fields need no PyYAML

    return composed(block, source, problems)


def simple_fields(block: str) -> dict[str, Value] | None:
    """The result of `yaml.composed` in a quarter of its time, if all fields are simple; otherwise
    None."""
    fields: dict[str, Value] = {}
    line, end = 2, 0
    while end < len(block) < _ALL_SIMPLE:
        field = _SIMPLE.match(block, end)
        if field is None or field[1] in fields:
            return None
        name, text, listed, items, indent = field.groups()
        if text is not None:
            fields[name] = _scalar(text, line, len(name) + 3, (line, 1))
            line += 1
        elif listed is not None:
            column = len(name) + 3
            values = tuple(
                _scalar(item[0], line, column + 1 + item.start())
                for item in _EACH_ITEM.finditer(listed)
            )
            fields[name] = Value(
                line, column, len(listed) + 2, items=values, key_line=line, key_column=1
            )
            line += 1
        else:
            start = len(indent) + 2
            texts = [item[start:] for item in items.split("\n")[:-1]]
            values = tuple(_scalar(item, n, start + 1) for n, item in enumerate(texts, line + 1))
            fields[name] = Value(
                line + 1, start - 1, 1_000, items=values, key_line=line, key_column=1
            )
            line += 1 + len(texts)
        end = field.end()
    return fields if end == len(block) else None


def _scalar(text: str, line: int, column: int, key: tuple[int, int] = (0, 0)) -> Value:
    if text[0] in "'\"":
        return Value(line, column, len(text), text[1:-1], False, None, None, *key)
    value = "" if text in NULLS else text
    return Value(line, column, len(text), value, True, None, None, *key)


def comment_cuts(value: Value, front: FrontMatter) -> bool:
    """Whether YAML takes the rest of the line of a plain text as a comment."""
    return bool(value.text) and comment_follows(value, front)


def comment_follows(value: Value, front: FrontMatter) -> bool:
    """Like `comment_cuts`, for a value that may be empty."""
    starts = front.source.starts() if front.comments and value.plain else []
    if not 0 < value.line <= len(starts):
        return False
    end = starts[value.line - 1] + value.column - 1 + value.width
    line_end = starts[value.line] if value.line < len(starts) else len(front.source.text)
    return _COMMENT.match(front.source.text, end, line_end) is not None
