"""Blocks in the Markdown of an article: lines `:::name Title {option=value}` and `:::`.

Each such line becomes a paragraph that only this module can have written, so that both engines
convert what is between them as usual; afterwards these paragraphs become the tags of the blocks.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kazarchive.problems import Place, Problem, ProblemsFound, suggestion
from kazarchive.reading.files import Beside
from kazarchive.rules import blocks
from kazarchive.rules.tags import NAME, VALUE

_LINE = re.compile(r" {0,3}:::++[ \t]*+(?:([A-Za-z][\w-]*+)[ \t]*+(.*))?")
_ESCAPED = re.compile(r" {0,3}\\:::")
_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_OPTIONS = re.compile(r"\{([^{}]*)\}$")
_OPTION = re.compile(r"""\s*([a-z][\w-]*)(?:=(?:"([^"]*)"|'([^']*)'|([^\s"'=]+)))?(?=\s|$)""")
_ELEMENT = re.compile(rf"<(/?)([a-z][^\s<>/]*+)(?:\s++{NAME}(?:{VALUE})?)*\s*+(/?)>")
_EMPTY = frozenset("br col hr img input wbr".split())

_MARK = "\ufffe"
"""A noncharacter, which no source contains."""


class Mark(NamedTuple):
    """A line that begins or ends a block."""

    line: int
    """Counted from 0 in the body."""
    text: str
    name: str
    """In lower case; empty at the end of a block."""
    rest: str
    """What follows the name."""


class Marked(NamedTuple):
    """A body with paragraphs in place of the lines of its blocks."""

    body: str
    marks: tuple[Mark, ...]
    key: str
    """What these paragraphs have besides their number, so that nobody can write one."""
    lines: tuple[str, ...] = ()
    """The lines of the body before that; none if it has no blocks."""


def marked(body: str) -> Marked:
    """A printable body, prepared for an engine."""
    if ":::" not in body:
        return Marked(body, (), "")
    key = hashlib.blake2b(body.encode(), digest_size=6).hexdigest()
    marks, lines, fence = list[Mark](), list[str](), ""
    for number, line in enumerate(body.split("\n")):
        if not fence and _ESCAPED.match(line):
            line = line.replace("\\:", "&#58;", 1)  # Python-Markdown would keep the backslash
        match = None if fence else _LINE.fullmatch(line)
        if match:
            name, rest = match[1] or "", (match[2] or "").rstrip(" \t")
            marks.append(Mark(number, line, name.lower(), rest))
            title = _OPTIONS.sub("", rest).strip()
            lines += ["", f"{_MARK}{len(marks) - 1}.{key}{_MARK}{title}", ""]
            continue
        if found := _FENCE.match(line):
            if not fence:
                fence = found[1]
            elif line.strip().startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
        lines.append(line)
    return Marked("\n".join(lines), tuple(marks), key, tuple(body.split("\n")))


def nested(
    html: str,
    source: Marked,
    known: tuple[str, ...],
    place: Place,
    lang: str,
    beside: Beside | None,
) -> tuple[str, tuple[Problem, ...]]:
    """The safe HTML with the tags of its blocks, and what is wrong with them (K0441 to K0452).
    `known`: the names of blocks. `place`: the first line of the body. `beside`: the files of
    charts."""
    if not source.marks:
        return html, ()
    reader = _Reader(source, known, place, lang, beside)
    return reader.read(html), tuple(reader.problems)


class _Open(NamedTuple):
    """A block that has not ended yet."""

    mark: Mark
    at: int
    """The position of its start tag among the pieces."""
    own: list[str]
    """Its content without the blocks in it, whose elements all end in them."""


class _Reader:
    def __init__(
        self,
        source: Marked,
        known: tuple[str, ...],
        place: Place,
        lang: str,
        beside: Beside | None,
    ) -> None:
        self.source, self.known, self.place = source, known, place
        self.lang, self.beside = lang, beside
        self.problems: list[Problem] = []

    def read(self, html: str) -> str:
        pattern = re.compile(rf"<p>{_MARK}(\d+)\.{self.source.key}{_MARK}(.*?)</p>\n?", re.DOTALL)
        pieces: list[str] = []
        open_blocks: list[_Open] = []
        done = faulty = 0
        for found in pattern.finditer(html):
            pieces.append(html[done : found.start()])
            if open_blocks:
                open_blocks[-1].own.append(pieces[-1])
            done = found.end()
            mark = self.source.marks[int(found[1])]
            if mark.name:
                open_blocks.append(_Open(mark, len(pieces), []))
                pieces.append(self.opening(mark, found[2].strip()))
            elif not open_blocks:
                self.problem("K0443", mark)
            else:
                first, at, own = open_blocks.pop()
                if len(open_blocks) < faulty:
                    faulty = len(open_blocks)
                elif not _is_balanced("".join(own)):
                    self.problem("K0444", first, reason="it ends in another element than it begins")
                    faulty = len(open_blocks)  # of those around it, this says enough
                if first.name in blocks.DRAWN:
                    pieces[at], more = self.chart(first, mark, pieces[at])
                    pieces.append(more)
                pieces.append(blocks.CLOSING + "\n")
        for mark, *_ in open_blocks:
            self.problem("K0442", mark, name=mark.name)
        return self.restored("".join([*pieces, html[done:]]))

    def opening(self, mark: Mark, title: str) -> str:
        if mark.name not in self.known:
            near = suggestion(mark.name, self.known)
            self.problem("K0441", mark, name=mark.name, suggestion=near)
            return blocks.opening(mark.name, {}, title)
        return blocks.opening(mark.name, self.options(mark), title)

    def chart(self, first: Mark, last: Mark, opening: str) -> tuple[str, str]:
        """The start tag of a chart with its figures, and what its file adds to its content."""
        faults, options = len(self.problems), self.options(first)
        if len(self.problems) > faults:
            del self.problems[faults:]  # they have been told
            return opening, ""
        from kazarchive.reading import charts  # with Babel and csv: few articles have charts

        lines = self.source.lines[first.line + 1 : last.line]
        place = self.place_of(first)
        source = charts.Source(first.name, options, lines, place, self.lang, self.beside)
        try:
            filled = charts.filled(source)
        except ProblemsFound as found:
            self.problems += found.problems
            return opening, ""
        title = opening.partition("<kaz-title>")[2].partition("</kaz-title>")[0]
        return blocks.opening(first.name, filled.options, title), filled.html

    def options(self, mark: Mark) -> Mapping[str, str]:
        written = _OPTIONS.search(mark.rest)
        if not written:
            return {}
        options, done, text = dict[str, str](), 0, written[1].rstrip()
        while done < len(text):
            option = _OPTION.match(text, done)
            if option is None:
                self.problem("K0444", mark, reason=f"`{text[done:].strip()}` is no option")
                break
            options[option[1]] = option[2] or option[3] or option[4] or ""
            done = option.end()
        allowed = blocks.BUNDLED.get(mark.name)
        for name in options if allowed is not None else ():
            if name not in (allowed or ()):
                self.problem("K0444", mark, reason=f"`{mark.name}` has no option `{name}`")
        return options

    def restored(self, html: str) -> str:
        """The HTML with the lines that an engine has taken as text, such as those in `pre`."""
        pattern = re.compile(rf"\n?{_MARK}(\d+)\.{self.source.key}{_MARK}[^\n<]*+\n?")
        return pattern.sub(lambda found: self.source.marks[int(found[1])].text, html)

    def problem(self, code: str, mark: Mark, **values: str) -> None:
        self.problems.append(Problem(code, self.place_of(mark), values))

    def place_of(self, mark: Mark) -> Place:
        column = len(mark.text) - len(mark.text.lstrip()) + 1
        line = self.place.line + mark.line
        return Place(self.place.path, line, column, len(mark.text.strip()), mark.text)


def _is_balanced(html: str) -> bool:
    """Whether every element ends where it begins."""
    above: list[str] = []
    for tag in _tags(html):
        if not tag[1]:
            above.append(tag[2])
        elif not above or above.pop() != tag[2]:
            return False
    return not above


def _tags(html: str) -> Iterator[re.Match[str]]:
    return (tag for tag in _ELEMENT.finditer(html) if tag[2] not in _EMPTY and not tag[3])
