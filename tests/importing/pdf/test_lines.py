"""Words with places → lines."""

from collections.abc import Sequence

import pytest

from kazarchive.importing.pdf.lines import is_lowered, is_raised, lines
from kazarchive.importing.pdf.pages import LINE_END, NOTHING, Page, Word


def read(*words: Word) -> list[str]:
    return [line.text for line in lines(Page(595, 842, "", list(words)), 0)]


def word(text: str, x: float, y: float = 700, size: float = 10, before: int = 0) -> Word:
    return Word(text, x, x + len(text) * size / 2, y, size, 0, before)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([word("Алматы", 50), word("мен", 85)], ["Алматы мен"]),
        ([word("Алматы", 50), word("мен", 50, 688)], ["Алматы", "мен"]),
        ([word("Алматы", 50), word("мен", 40)], ["Алматы", "мен"]),
        ([word("CO", 50), word("2", 60, 698, 6, NOTHING)], ["CO2"]),
        ([word("dead", 50), word("1", 70, 704, 6, NOTHING), word(".", 73, 700, 10, LINE_END)],
         ["dead1."]),
        ([word("1", 50, 704, 6), word("A", 56)], ["1 A"]),
        ([word("a", 50), word("b", 56, 700, 10, LINE_END)], ["a", "b"][:0] or ["ab"]),
        ([word("a", 50), word("b", 60, 700, 10, LINE_END)], ["a b"]),
        ([], []),
    ],
)  # fmt: skip
def test_words_on_one_baseline_are_a_line(words: Sequence[Word], expected: list[str]) -> None:
    assert read(*words) == expected


def test_the_size_of_a_line_is_that_of_most_letters() -> None:
    (line,) = lines(Page(595, 842, "", [word("1", 50, 704, 6), word("Алматы", 56)]), 3)
    assert (line.size, line.y, line.x0, line.x1, line.page) == (10, 700, 50, 86, 3)
    assert is_raised(line.words[0], line)
    assert not is_raised(line.words[1], line)
    assert not is_lowered(line.words[0], line)
