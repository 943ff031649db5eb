"""Values as messages show them."""

import pytest

from kazarchive.problems.visible import is_visible, visible


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Қала 7", "Қала 7"),
        ("a\nb\tc\r", "a\\nb\\tc\\r"),
        ("dr\u00adaft", "dr\\u00adaft"),
        ("a\u3164b", "a\\u3164b"),
        ("a\U000e0001", "a\\U000e0001"),
        ("", ""),
    ],
)
def test_what_nobody_sees_is_written_out(written: str, shown: str) -> None:
    assert visible(written) == shown


def test_a_plain_space_is_visible_and_one_that_does_not_break_is_not() -> None:
    assert is_visible(" ")
    assert not is_visible("\u00a0")
    assert not is_visible("\u2800")
