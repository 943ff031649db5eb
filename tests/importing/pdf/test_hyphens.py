"""Words that are broken at the end of a line."""

import pytest

from kazarchive.importing.pdf.hyphens import Hyphens, is_broken
from kazarchive.importing.pdf.pages import BROKEN


@pytest.mark.parametrize(
    ("lines", "before", "after", "joint"),
    [
        (["x положение x"], "поло", "жение.", ""),
        ([], "поло", "жение", ""),
        ([], "гово", "рит", ""),
        (["x қауіп-қатер x"], "қауіп", "қатер", "-"),
        (["x қауіп қатер x"], "қауіп", "қатер", "-"),
        ([], "Қасым", "Жомарт", "-"),
        ([], "2021", "2022", "-"),
        (["long and term"], "long", "term", ""),
        (["x long x term x"], "long", "term", "-"),
        ([], "emer", "gency", ""),
        ([], "өъ", "ъф", "-"),
        ([], "", "x", "-"),
        ([], "x", "(y", "-"),
    ],
)
def test_a_word_is_joined_where_that_is_certain_enough(
    lines: list[str], before: str, after: str, joint: str
) -> None:
    hyphens = Hyphens(lines)
    assert hyphens.joint(before, after) == joint
    assert (hyphens.joined, hyphens.kept)[bool(joint)] == (1 if before and after[0] != "(" else 0)


@pytest.mark.parametrize("sign", ["-", "\u00ad", "\u2010", BROKEN])
def test_a_line_may_end_in_a_word(sign: str) -> None:
    assert is_broken(f"үкі{sign}")
    assert not is_broken(f"үкі {sign}")
    assert not is_broken(f"5{sign}")
    assert not is_broken("үкі")


def test_halves_of_words_are_no_words() -> None:
    hyphens = Hyphens(["x поло-", "жение x", "x қауіп-", "қатер x"])
    assert hyphens.joint("поло", "жение") == ""
    assert hyphens.joint("қауіп", "қатер") == ""
