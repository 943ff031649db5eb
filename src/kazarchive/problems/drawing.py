"""Draws a problem for its reader: the message, the place, the line with a mark, the help."""

import unicodedata

from kazarchive.messages.messages import IN_ENGLISH, Messages
from kazarchive.problems import Place, Problem
from kazarchive.problems.visible import visible


def drawn(problem: Problem, messages: Messages = IN_ENGLISH) -> str:
    """A problem as text of several lines."""
    gutter = " " * len(str(problem.place.line or ""))
    head = f"{label(problem, messages)}: {problem.message_in(messages)}"
    lines = [head, f"{gutter} --> {where(problem.place)}"]
    if excerpt := drawn_line(problem.place):
        lines += [f"{gutter}  |", *excerpt]
    return "\n".join([*lines, f"{gutter}  = {advice(problem, messages)}"])


def label(problem: Problem, messages: Messages = IN_ENGLISH) -> str:
    """The severity and the code, which is the same in all languages."""
    return f"{messages.text(problem.severity)}[{problem.code}]"


def advice(problem: Problem, messages: Messages = IN_ENGLISH) -> str:
    """The help, with a word before it that says so."""
    return messages.text("help: {help}", help=problem.help_in(messages))


def where(place: Place) -> str:
    """`path:line:column`, without those that are not known."""
    path = visible(place.path)
    return ":".join(str(part) for part in (path, place.line, place.column) if part)


def drawn_line(place: Place) -> tuple[str, ...]:
    """The line with its number, and the mark below it; empty if the place has no line."""
    if not place.text:
        return ()
    before, marked, text = _window(place)
    gutter = " " * len(str(place.line or ""))
    return f" {place.line} | {text}", f"{gutter}  | {before}{marked}"


WIDEST = 100
"""The most columns of a drawn line; a longer line is cut around its mark."""


def _window(place: Place) -> tuple[str, str, str]:
    """(space before the mark, the mark, the line), cut if the line is too wide."""
    column = place.column - 1 - place.skipped
    start = max(0, column - WIDEST // 2) if len(place.text) > WIDEST else 0
    text = "".join(c if c.isprintable() else " " for c in place.text[start : start + WIDEST])
    before = text[: column - start]
    width = max(1, min(place.width, WIDEST - len(before)))
    return "".join(" " * _columns(c) for c in before), "^" * width, text


def _columns(character: str) -> int:
    """The number of terminal columns of a character (UAX 11)."""
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
