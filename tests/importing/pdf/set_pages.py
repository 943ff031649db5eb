"""Pages as the process hands them over, set from texts: each letter is half as wide as high."""

from kazarchive.importing.pdf.lines import Line, lines
from kazarchive.importing.pdf.pages import LINE_END, NOTHING, SPACE, Page, Word


def words(
    x: float, y: float, text: str, size: float = 10, style: int = 0, before: int = LINE_END
) -> list[Word]:
    """The words of a text that begins at a place."""
    found, start = [], x
    for number, part in enumerate(text.split(" ")):
        if part:
            end = start + len(part) * size / 2
            found.append(Word(part, start, end, y, size, style, SPACE if number else before))
        start += (len(part) + 1) * size / 2
    return found


def mark(word: Word, text: str) -> Word:
    """A raised number behind a word."""
    size = word.size * 0.6
    end = word.x1 + len(text) * size / 2
    return Word(text, word.x1, end, word.y + word.size * 0.4, size, 0, NOTHING)


def page(*parts: list[Word]) -> Page:
    text = "\r\n".join(" ".join(word.text for word in part) for part in parts)
    return Page(595, 842, text, [word for part in parts for word in part])


def set_lines(*parts: list[Word], number: int = 0) -> list[Line]:
    return lines(page(*parts), number)
