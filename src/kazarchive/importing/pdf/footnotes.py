"""The lines of a page → its footnotes, if it is certain which they are.

They are the last lines of a page, smaller than the text; each begins with a number or a sign that
stands raised at one place in the text of the page. If one of them does not, all of that page stay
text.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from msgspec import Struct

from kazarchive.importing.pdf.blocks import body_size
from kazarchive.importing.pdf.lines import Line, is_raised
from kazarchive.importing.pdf.pages import Word

_SMALLER = 0.95
"""Times the size of the text, that a footnote has at most."""
_MARK = re.compile(r"\d{1,3}|[*†‡§]{1,4}")


class Footnote(Struct, frozen=True):
    """A note at the foot of a page."""

    name: str
    """Unique in the document, such as `3-1` for the first of page 3."""
    mark: str
    lines: tuple[Line, ...]
    """With the mark."""


class Footnotes(Struct, frozen=True):
    """Those of a document."""

    notes: tuple[Footnote, ...] = ()
    """In the order of their references."""
    references: Mapping[tuple[int, Word], Footnote] = {}
    """(page, raised word) → its note."""

    @property
    def lines(self) -> frozenset[Line]:
        return frozenset(line for note in self.notes for line in note.lines)


def footnotes(lines: Sequence[Line]) -> Footnotes:
    """`lines`: those of all pages, without headers and footers."""
    body = body_size(lines)
    notes: list[Footnote] = []
    references: dict[tuple[int, Word], Footnote] = {}
    for page, group in groupby(lines, key=lambda line: line.page):
        on_page = list(group)
        found = _notes(on_page, page, body)
        marks = _references(on_page, {line for note in found for line in note.lines})
        by_mark = {note.mark: note for note in found}
        if len(by_mark) == len(found) and all(len(marks.get(mark, ())) == 1 for mark in by_mark):
            in_order = [by_mark[mark] for mark in marks if mark in by_mark]
            notes += in_order
            references |= {(page, marks[note.mark][0]): note for note in in_order}
    return Footnotes(tuple(notes), references)


def _notes(lines: Sequence[Line], page: int, body: float) -> list[Footnote]:
    start = len(lines)
    while start and lines[start - 1].size <= _SMALLER * body:
        start -= 1
    foot = lines[start:]
    above = min((line.y for line in lines[:start]), default=0.0)
    if not foot or not start or foot[0].y >= above:
        return []
    starts: list[int] = []
    for number, line in enumerate(foot):
        if _is_start(line, foot[starts[-1]].words[0].text if starts else ""):
            starts.append(number)
    if starts[:1] != [0]:
        return []
    ends = [*starts[1:], len(foot)]
    return [
        Footnote(f"{page + 1}-{count}", foot[begin].words[0].text, tuple(foot[begin:end]))
        for count, (begin, end) in enumerate(zip(starts, ends, strict=True), 1)
    ]


def _is_start(line: Line, before: str) -> bool:
    """Whether a line begins with a mark and goes on. `before`: the mark of the note before it; a
    number that is not raised must be the next one."""
    first = line.words[0]
    if len(line.words) < 2 or not _MARK.fullmatch(first.text):
        return False
    if is_raised(first, line) or not (first.text.isdecimal() and before.isdecimal()):
        return True
    return int(first.text) == int(before) + 1


def _references(lines: Sequence[Line], foot: set[Line]) -> dict[str, list[Word]]:
    found: dict[str, list[Word]] = {}
    for line in lines:
        if line not in foot:
            for word in line.words[1:]:
                if _MARK.fullmatch(word.text) and is_raised(word, line):
                    found.setdefault(word.text, []).append(word)
    return found
