"""The words of a page → its lines, in the order of the file."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from kazarchive.importing.pdf.pages import LINE_END, NOTHING, Page, Word

_SAME = 0.35
"""How far the baselines of one line may be apart, in sizes of its letters."""
_RAISED, _LOWERED = 0.7, 0.35
"""How far smaller letters may be above or below the line."""
_SMALLER = 0.9
_OFFSET = 0.08
"""How far such letters are above or below at least."""
_BACK = 0.5
"""How far a word may begin before the end of the one before it."""
_SPACE = 0.15
"""The least width of a space."""


class Line(Struct, frozen=True):
    """Words on one baseline."""

    words: tuple[Word, ...]
    page: int
    """From 0."""
    y: float
    size: float
    """Of most of its letters."""

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return self.words[-1].x1

    @property
    def text(self) -> str:
        return "".join(written(self.words))


def lines(page: Page, number: int) -> list[Line]:
    """The lines of a page."""
    found: list[Line] = []
    row: list[Word] = []
    for word in page.words:
        if row and not _continues(row, word):
            found.append(_line(row, number))
            row = []
        row.append(word)
    return [*found, _line(row, number)] if row else found


def written(words: Iterable[Word]) -> Iterator[str]:
    """The words of a line with the spaces between them."""
    before: Word | None = None
    for word in words:
        if before is not None and is_apart(before, word):
            yield " "
        yield word.text
        before = word


def is_apart(before: Word, word: Word) -> bool:
    """Whether a space is between two words of a line."""
    if word.before == NOTHING:
        return False
    wide = word.x0 - before.x1 > _SPACE * max(before.size, word.size)
    return wide or word.before != LINE_END


def is_raised(word: Word, line: Line) -> bool:
    """Whether a word is smaller than its line, and above it."""
    return word.size < _SMALLER * line.size and word.y - line.y > _OFFSET * line.size


def is_lowered(word: Word, line: Line) -> bool:
    return word.size < _SMALLER * line.size and line.y - word.y > _OFFSET * line.size


def _continues(row: list[Word], word: Word) -> bool:
    main, last = max(row, key=lambda each: each.size), row[-1]
    size = max(main.size, word.size)
    if word.x0 < last.x1 - _BACK * size:
        return False
    offset = word.y - main.y
    if abs(offset) <= _SAME * min(main.size, word.size):
        return True
    if word.size < _SMALLER * main.size:
        return -_LOWERED * size <= offset <= _RAISED * size
    # A raised number that begins the line.
    return main.size < _SMALLER * word.size and -_RAISED * size <= offset <= _LOWERED * size


def _line(words: list[Word], page: int) -> Line:
    sizes: dict[float, int] = {}
    for word in words:
        sizes[word.size] = sizes.get(word.size, 0) + len(word.text)
    size = max(sizes, key=lambda each: (sizes[each], each))
    y = next(word.y for word in words if word.size == size)
    return Line(tuple(words), page, y, size)
