"""An error of the YAML parser → the line that the author has to fix, and how.

A parser reports an error where it cannot continue, which is often a line below the fault, and its
messages are for programmers.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from kazarchive.fields import FIELDS
from kazarchive.problems.visible import is_visible

QUOTES = (
    "put the value in quotes, as a string with `: ` or ` #`, or one that starts with a sign, needs"
)

# The name of a field at the beginning of a line, its colon, and the next character.
_NAME = r"[ \t]*(?:- +)?(?P<name>[^\W\d][\w .-]{0,40})"
_NO_SPACE = re.compile(rf"{_NAME}(?P<colon>:(?=[^\s/]|[^\S \t\n])|\uff1a)(?P<next>.?)")
_LIKE_AN_ITEM = re.compile(r"[ \t]*[-\u2010-\u2015•·*+][ \t\u00a0]*([^\s-].*)")
_FIELD = re.compile(rf"{_NAME}:(?:[ \t]|$)")


class YamlFault(NamedTuple):
    """The code and the values of a problem; lines and columns count from 0, as in PyYAML."""

    code: str
    line: int
    column: int
    values: dict[str, str]


class Noticed(NamedTuple):
    """Where the parser could not continue, why, and where the node began that it was reading."""

    reason: str
    line: int
    column: int
    begun: tuple[int, int]


def fault(noticed: Noticed, block: str) -> YamlFault:
    lines = [*block.split("\n"), ""]
    if missing := no_space(lines, range(noticed.line, max(-1, noticed.line - 3), -1)):
        return missing
    for sign, explained in REASONS:
        if sign in noticed.reason:
            line, column, reason, hint = explained(noticed, lines)
            values = {"format": "YAML", "reason": reason, "hint": hint}
            return YamlFault("K0110", line, column, values)
    values = {"format": "YAML", "reason": noticed.reason, "hint": QUOTES}
    return YamlFault("K0110", noticed.line, noticed.column, values)


def no_space(lines: list[str], among: range) -> YamlFault | None:
    """A name without a plain space after its colon, which is not a field in YAML. `among`: the
    numbers of the lines to examine."""
    for number in among:
        field = _NO_SPACE.match(lines[number]) if number < len(lines) else None
        if field:
            return YamlFault("K0136", number, field.start("colon"), _values(field))
    return None


def hidden_field(line: str) -> tuple[int, dict[str, str]] | None:
    """The column of the colon, and the values of the problem, for a line of a longer text that is
    meant as a field, but lacks the space after its colon."""
    field = _NO_SPACE.match(line)
    if not field or field["name"].strip().casefold() not in FLAGS:
        return None
    if is_visible(field["next"]) and line[field.end("colon") :].strip().casefold() not in SWITCHES:
        return None
    return field.start("colon"), _values(field)


SWITCHES = frozenset("true false yes no on off".split())
"""`draft:true` alone on a line is not a sentence."""


FLAGS = {*FIELDS, "published", "private"}
"""Names that a line of text is unlikely to begin with."""


def _values(field: re.Match[str]) -> dict[str, str]:
    name, after = field["name"].strip(), field["next"]
    fault = f"there is no space after `{name}:`"
    if field["colon"] != ":":
        fault = f"`{field['colon']}` is no colon to YAML"
    elif not is_visible(after):
        fault = f"there is `{after}` and not a plain space after `{name}:`"
    return {"field": name, "fault": fault}


# --- reasons ------------------------------------------------------------------------------------

Explained = tuple[int, int, str, str]
"""Line, column, reason, help."""


def _second_colon(noticed: Noticed, lines: list[str]) -> Explained:
    line, column = noticed.line, noticed.column
    name = _FIELD.match(lines[line])
    if name and name.end("name") == column and lines[line][:1] in " \t":
        reason = f"`{name['name']}` is indented, as if it went on with the line above"
        return line, name.start("name"), reason, "begin the line where the fields above begin"
    return line, column, "a string contains `: `", "put the whole value in quotes"


def _no_field(noticed: Noticed, lines: list[str]) -> Explained:
    """The parser reports it at the line below."""
    above = [n for n in range(min(noticed.line, len(lines)) - 1, -1, -1) if lines[n].strip()]
    hint = "write `field: value`, or indent the line if it goes on with the text above"
    line = lines[(above or [0])[0]]
    if item := _LIKE_AN_ITEM.match(line):
        hint = f"write `- {item[1][:40]}`, with a hyphen and a space, if it is one of a list"
    return (above or [0])[0], 0, "the line is no field", hint


def _open_quote(noticed: Noticed, lines: list[str]) -> Explained:
    return *noticed.begun, "the quote is not closed", "close it with the sign that begins it"


def _open_bracket(noticed: Noticed, lines: list[str]) -> Explained:
    line, column = noticed.begun
    sign = lines[line][column : column + 1]
    hint = (
        f"close it with `{']' if sign == '[' else '}'}`, or put a string that starts so in quotes"
    )
    return line, column, f"`{sign}` is not closed, or a comma is missing", hint


def _no_key(noticed: Noticed, lines: list[str]) -> Explained:
    before = lines[noticed.line][: noticed.column]
    if before.rstrip().endswith(("]", "}")):
        hint = "put the whole value in quotes"
        return noticed.line, noticed.column, "the text goes on after a list or a table", hint
    if before.strip(" -"):
        hint = "put the whole value in quotes of the other kind, or write each `'` in it twice"
        return noticed.line, noticed.column, "the text goes on after its closing quote", hint
    reason = "the line is indented unlike those it belongs to"
    hint = "let all fields, and all lines of one list or table, begin in one column"
    return noticed.line, noticed.column, reason, hint


def _first_sign(noticed: Noticed, lines: list[str]) -> Explained:
    return noticed.line, noticed.column, "no text may begin with this sign", "put it in quotes"


def _no_content(noticed: Noticed, lines: list[str]) -> Explained:
    """The parser reports it where a list continues; usually a `#` has made an item a comment."""
    for line in range(min(noticed.line, len(lines) - 1), -1, -1):
        if comment := re.search(r"[\[{,]\s*(#)", lines[line]):
            hint = 'put each text that begins with `#` in quotes, as in `["#one"]`'
            return line, comment.start(1), "`#` begins a comment", hint
    return noticed.line, noticed.column, noticed.reason, QUOTES


def _anchor(noticed: Noticed, lines: list[str]) -> Explained:
    line = lines[noticed.begun[0]]
    item = _LIKE_AN_ITEM.match(line)
    hint = f"write `- {item[1][:40]}`" if item else "put the text in quotes"
    return *noticed.begun, "no text may begin with this sign", hint


def _escape(noticed: Noticed, lines: list[str]) -> Explained:
    hint = "write `\\\\` for it, or put the text in single quotes"
    return noticed.line, noticed.column, "`\\` means something else in double quotes", hint


def _no_table(noticed: Noticed, lines: list[str]) -> Explained:
    hint = "write each field on a line of its own, such as `title: …`"
    return noticed.line, noticed.column, NO_TABLE, hint


NO_TABLE = "it is no table of `field: value` lines"

REASONS: tuple[tuple[str, Callable[[Noticed, list[str]], Explained]], ...] = (
    ("mapping values are not allowed", _second_colon),
    ("could not find expected ':'", _no_field),
    ("unexpected end of stream", _open_quote),
    ("did not find expected ',' or", _open_bracket),
    ("did not find expected key", _no_key),
    ("cannot start any token", _first_sign),
    ("unknown escape", _escape),
    ("did not find expected node content", _no_content),
    ("did not find expected alphabetic or numeric", _anchor),
    (NO_TABLE, _no_table),
)
"""Part of a message of libyaml → its explanation."""
