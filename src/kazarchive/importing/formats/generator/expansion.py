"""A text with marks of templates → the text that readers see, in the form of the text."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from html import escape
from typing import NamedTuple

from kazarchive.importing import fragments, markdown
from kazarchive.importing.formats.generator.marks import Mark, arguments
from kazarchive.importing.shortcodes import Call

LITERAL = frozenset({"highlight", "code", "codeblock", "sourcecode"})
"""Shortcodes whose inside is code."""

_DEEPEST = 40
_TOKEN = re.compile(r"[\w./:?=&%+~#-]+")
_PLACE = re.compile("\ue000(\\d+)\ue001")


class Html(NamedTuple):
    """What a mark shows, as HTML."""

    text: str


class Written(NamedTuple):
    """What a mark shows, in the form of the text."""

    text: str


Shown = Html | Written | None
"""None: the mark is not known and stays as text."""

Shows = Callable[[Mark, Call], Shown]


class Expanded(NamedTuple):
    text: str
    known: Counter[str]
    """Names of marks that were replaced."""
    unknown: Counter[str]
    """Names of marks that stay as text."""
    left_out: Counter[str]


def expanded(text: str, marks: Sequence[Mark], shows: Shows, *, in_markdown: bool) -> Expanded:
    """The text with its marks replaced by what `shows` says."""
    page = _Page(text, marks, shows, in_markdown)
    shown = page.shown(0, len(marks), 0, len(text), 0)
    return Expanded(shown, page.known, page.unknown, page.left_out)


class _Page:
    def __init__(self, text: str, marks: Sequence[Mark], shows: Shows, in_markdown: bool) -> None:
        self._text, self._marks, self._shows = text, marks, shows
        self._in_markdown = in_markdown
        self._ends = _ends(marks)
        self._done = dict[int, tuple[str, int]]()
        """Index of a mark → what it shows, and where the text goes on; each is asked for once."""
        self.known, self.unknown = Counter[str](), Counter[str]()
        self.left_out = Counter[str]()

    def shown(self, first: int, last: int, start: int, stop: int, depth: int) -> str:
        """The text between two offsets, with the marks from `first` to before `last` in it."""
        written, n = list[str](), first
        while n < last:
            mark, end = self._marks[n], self._ends.get(n, n)
            written.append(self._text[start : mark.start])
            if n not in self._done:
                self._done[n] = self._mark(n, end, depth)
            shown, start = self._done[n]
            written.append(shown)
            n = end + 1 if start == self._marks[end].stop else n + 1
        return "".join(written) + self._text[start:stop]

    def _mark(self, n: int, end: int, depth: int) -> tuple[str, int]:
        """What the mark shows, and where the text goes on."""
        mark = self._marks[n]
        whole = self._text[mark.start : mark.stop]
        if mark.role == "example":
            return mark.said, mark.stop
        if mark.role == "left out":
            self.left_out[mark.name] += 1
            return "", mark.stop
        if mark.role == "end" or depth > _DEEPEST:
            return whole, mark.stop
        inner = self._inner(n, end, depth)
        named, positional = arguments(mark.said)
        literal = escape(inner, quote=False) if self._is_literal(mark, inner) else "\ue0000\ue001"
        call = Call(mark.name.lower(), named, positional, literal if end > n else "")
        shown = self._shows(mark, call)
        if shown is None:
            self.unknown[mark.name or "{{ … }}"] += 1
            return whole, mark.stop
        if mark.name:
            self.known[mark.name] += 1
        return self._placed(shown, inner, mark.start, self._marks[end].stop), self._marks[end].stop

    def _inner(self, n: int, end: int, depth: int) -> str:
        if end == n:
            return ""
        start, stop = self._marks[n].stop, self._marks[end].start
        if self._marks[n].name.lower() in LITERAL:
            return self._text[start:stop].strip("\n")
        return self.shown(n + 1, end, start, stop, depth + 1)

    def _is_literal(self, mark: Mark, inner: str) -> bool:
        """Whether the inside is not in the form of the text: code, or an address or an id."""
        return mark.name.lower() in LITERAL or bool(_TOKEN.fullmatch(inner.strip()))

    def _placed(self, shown: Html | Written, inner: str, start: int, stop: int) -> str:
        """What a mark shows, where it stands: with empty lines around it if it is a block."""
        if isinstance(shown, Written) or not self._in_markdown:
            return _filled(shown.text, inner)
        text = markdown.body(fragments.parsed(shown.text)[0]).strip("\n")
        above, before = _lines_before(self._text[:start])
        rest, below = _lines_after(self._text[stop:])
        if before.strip() or rest.strip():
            return _filled(" ".join(text.split("\n\n")), inner)
        filled = _filled(text, inner).replace("\n", f"\n{before}")
        return (
            "\n" * bool(above.strip())
            + before * bool(above.strip())
            + filled
            + "\n" * bool(below.strip())
        )


def _lines_before(text: str) -> tuple[str, str]:
    """The line above, and the beginning of the line."""
    head, _, line = text[-2_000:].rpartition("\n")
    return head.rpartition("\n")[2], line


def _lines_after(text: str) -> tuple[str, str]:
    """The rest of the line, and the line below."""
    line, _, tail = text[:2_000].partition("\n")
    return line, tail.partition("\n")[0]


def _filled(text: str, inner: str) -> str:
    """The text with the inside in its place; each line of it begins as the line of its place."""

    def put(place: re.Match[str]) -> str:
        line = text.rfind("\n", 0, place.start()) + 1
        prefix = text[line : place.start()]
        if prefix.strip(" >"):
            return inner.strip()
        lines = inner.strip("\n").split("\n")
        return "\n".join([lines[0], *(f"{prefix}{line}".rstrip() for line in lines[1:])])

    return _PLACE.sub(put, text) if "\ue000" in text else text


def _ends(marks: Sequence[Mark]) -> dict[int, int]:
    """Index of a mark that begins → index of the one that ends it. An end without a name is that of
    the innermost."""
    ends, opened, names = dict[int, int](), list[int](), Counter[str]()
    for n, mark in enumerate(marks):
        if mark.role == "begin":
            opened.append(n)
            names[mark.name] += 1
        elif mark.role == "end" and (names[mark.name] or (not mark.name and opened)):
            while opened:
                begin = opened.pop()
                names[marks[begin].name] -= 1
                if mark.name in ("", marks[begin].name):
                    ends[begin] = n
                    break
    return ends
