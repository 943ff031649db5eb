"""Lines → the blocks of a text: paragraphs, headings, items of lists, rows of tables.

A line ends its paragraph if the first word of the next one would have had room in it, if the next
one is indented, farther away, or of another size.
"""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from statistics import median

from msgspec import Struct

from kazarchive.importing.pdf.hyphens import is_broken
from kazarchive.importing.pdf.lines import Line

BULLETS = "•·▪▫◦‣●○■□◆❖➢➤\uf0b7\uf0a7\uf0d8\uf076"
_BULLET = re.compile(rf"[{BULLETS}]")
_NUMBER = re.compile(r"(\d{1,3})[.)]")

_LARGER = 1.12
"""Times the size of the text, from which a line is a heading."""
_LONGEST_HEADING = 250
_SAME_SIZE = 0.06
_INDENT = 0.8
"""In sizes of the letters, as all of the following."""
_ROOM = 0.6
_FARTHER = 0.3
_USUAL = 1.25
"""The distance of two lines, if the text does not tell."""
_FEW = 4
"""Lines of a column, from which the longest may be an exception."""
_NEIGHBOURS = 12
"""Lines before and after a line that tell where its column ends."""
_END = re.compile(r"[.!?…:;]['\"»”’)\]]*\Z")


class Block(Struct):
    """Lines that belong together."""

    kind: str
    """`text`, `heading`, `bullet`, `number` or `rows`."""
    lines: list[Line]

    @property
    def size(self) -> float:
        return self.lines[0].size

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


def body_size(lines: Sequence[Line]) -> float:
    """The size of most letters."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def blocks(lines: Sequence[Line]) -> list[Block]:
    """The blocks of all pages, without headers and footers."""
    reader = _Reader(lines)
    found: list[Block] = []
    for number, line in enumerate(lines):
        if found and not reader.begins(number, found[-1]):
            found[-1].lines.append(line)
        else:
            found.append(Block(reader.kind(number), [line]))
    body = body_size(lines)
    for block in found:
        if block.kind == "text" and _is_heading(block, body):
            block.kind = "heading"
    return found


def _is_heading(block: Block, body: float) -> bool:
    if block.size < _LARGER * body or len(block.text) > _LONGEST_HEADING:
        return False
    return any(map(str.isalpha, block.text))


class _Reader:
    """What the lines around a line tell of it."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._rights = [self._right(number) for number in range(len(lines))]
        self._lefts = [self._left(number) for number in range(len(lines))]
        self._leading = _leading(lines)
        self._numbered = _numbered(lines)
        self._rows = _rows(lines)

    def kind(self, number: int) -> str:
        if number in self._rows:
            return "rows"
        words = self._lines[number].words
        if len(words) > 1 and _BULLET.fullmatch(words[0].text):
            return "bullet"
        return "number" if number in self._numbered else "text"

    def begins(self, number: int, block: Block) -> bool:
        """Whether a line begins another block than the one of the line before it."""
        before, line = self._lines[number - 1], self._lines[number]
        if self.kind(number) in ("bullet", "number"):
            return True
        if (number in self._rows) != (number - 1 in self._rows):
            return True
        if abs(before.size - line.size) > _SAME_SIZE * before.size:
            return True
        if line.page != before.page or line.y >= before.y:
            return not self._goes_on(number)
        if number in self._rows:
            return False
        return self._is_far(number) or (
            not _hangs(line, block) and not is_broken(before.text) and self._ends(number)
        )

    def _goes_on(self, number: int) -> bool:
        """Whether a line at the top of a page or column continues the paragraph before it."""
        before, line = self._lines[number - 1], self._lines[number]
        if is_broken(before.text):
            return True
        if number in self._rows or _END.search(before.text) or self._has_room(number):
            return False
        return line.text[:1].islower() or not line.text[:1].isalpha()

    def _is_far(self, number: int) -> bool:
        before, line = self._lines[number - 1], self._lines[number]
        is_beside = line.x0 > before.x1 or line.x1 < before.x0
        return is_beside or before.y - line.y > (self._leading + _FARTHER) * line.size

    def _ends(self, number: int) -> bool:
        """Whether the paragraph ends before a line."""
        return self._has_room(number) or self._is_indented(number)

    def _has_room(self, number: int) -> bool:
        """Whether the first word of a line would have had room in the line before."""
        before, word = self._lines[number - 1], self._lines[number].words[0]
        room = self._rights[number - 1] - before.x1
        return room > word.x1 - word.x0 + _ROOM * before.size

    def _is_indented(self, number: int) -> bool:
        """Whether it is the first line of a paragraph."""
        before, line = self._lines[number - 1], self._lines[number]
        indent = _INDENT * line.size
        if line.x0 - before.x0 < indent or line.x0 - self._lefts[number] < indent:
            return False
        following = self._lines[number + 1] if number + 1 < len(self._lines) else None
        returns = (
            following is not None
            and following.page == line.page
            and (following.y < line.y and following.x0 < line.x0 - indent / 2)
        )
        return returns or bool(_END.search(before.text))

    def _right(self, number: int) -> float:
        """Where the column of a line ends; one line may be longer than the others."""
        ends = sorted(each.x1 for each in self._column(number))
        return ends[-2] if len(ends) >= _FEW else ends[-1]

    def _left(self, number: int) -> float:
        return min(each.x0 for each in self._column(number))

    def _column(self, number: int) -> list[Line]:
        line = self._lines[number]
        around = self._lines[max(0, number - _NEIGHBOURS) : number + _NEIGHBOURS + 1]
        return [
            each
            for each in around
            if each.page == line.page
            and abs(each.size - line.size) <= _SAME_SIZE * line.size
            and min(each.x1, line.x1) - max(each.x0, line.x0) > 0
        ]


def _hangs(line: Line, block: Block) -> bool:
    """Whether a line begins below the text of an item, beside its mark."""
    if block.kind not in ("bullet", "number"):
        return False
    return abs(line.x0 - block.lines[0].words[1].x0) < _INDENT * line.size


def _leading(lines: Sequence[Line]) -> float:
    """The distance of most lines, in sizes of their letters."""
    distances = [
        (before.y - line.y) / line.size
        for before, line in itertools.pairwise(lines)
        if line.page == before.page and line.size > 0 and abs(line.size - before.size) < 0.1
    ]
    usual = [each for each in distances if 0.8 < each < 2.2]
    return median(usual) if usual else _USUAL


def _numbered(lines: Sequence[Line]) -> set[int]:
    """The lines that begin the items of a numbered list: two or more numbers after each other at
    one place."""
    found: set[int] = set()
    last: tuple[int, int, Line] | None = None
    for at, line in enumerate(lines):
        number = _NUMBER.fullmatch(line.words[0].text)
        if number is None or len(line.words) < 2:
            continue
        value = int(number[1])
        if last and value == last[0] + 1 and abs(last[2].x0 - line.x0) < _INDENT * line.size:
            found |= {last[1], at}
        last = value, at, line
    return found


_GAP = 1.0
"""Between two cells of a table, in sizes of the letters."""
_ALIGNED = 2.0
"""Points."""


def _rows(lines: Sequence[Line]) -> set[int]:
    """The lines of tables: three or more after each other whose cells begin at the same places."""
    cells = [_cells(line) for line in lines]
    found: set[int] = set()
    for at in range(len(lines) - 2):
        three = cells[at : at + 3]
        if all(three) and all(
            any(abs(x - y) <= _ALIGNED for y in other) for x in three[0][:1] for other in three[1:]
        ):
            found |= {at, at + 1, at + 2}
    return found


def _cells(line: Line) -> list[float]:
    """Where the second cell of a line and those after it begin."""
    return [
        word.x0
        for before, word in zip(line.words, line.words[1:], strict=False)
        if word.x0 - before.x1 > _GAP * line.size
    ]
