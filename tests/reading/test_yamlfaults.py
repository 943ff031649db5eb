"""The line of broken front matter that its author has to correct."""

from reading.blocks import front


def test_lines_that_the_text_above_swallows_are_told() -> None:
    (problem,) = front("authors:\n- Иван\n  - Пётр\ntags: [a]").problems
    assert (problem.code, problem.place.line, problem.place.column) == ("K0135", 4, 3)
    assert problem.values == {"text": "Иван - Пётр"}
    (problem,) = front("title: A\n  draft:\u00a0true").problems
    assert (problem.code, problem.place.line, problem.place.column) == ("K0136", 3, 8)
    assert not front("summary: A text\n  of two lines\n  Важно:\u00a0да\n").problems
