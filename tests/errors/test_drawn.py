"""How a problem is written, whatever an author wrote into the values that it tells."""

import pytest

from kazarchive.cli import exits
from kazarchive.problems import Place, Problem, wording
from kazarchive.problems.drawing import drawn
from kazarchive.problems.visible import visible


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Astana", "Astana"),
        ("Нұр-Сұлтан", "Нұр-Сұлтан"),
        ("a\nb", "a\\nb"),
        ("a\r\nb", "a\\r\\nb"),
        ("a\tb", "a\\tb"),
        ("a\x0bb\x1b[31m", "a\\u000bb\\u001b[31m"),
        ("a\u2028b\x85c", "a\\u2028b\\u0085c"),
        ("a\u00adb\u200bc", "a\\u00adb\\u200bc"),
        ("a\U000e0041", "a\\U000e0041"),
        ("\ud83d", "\\ud83d"),
    ],
)
def test_what_nobody_sees_is_written_out(written: str, shown: str) -> None:
    assert visible(written) == shown


@pytest.mark.parametrize("end", ["\n", "\r\n", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"])
def test_a_message_is_one_line(end: str) -> None:
    values = {"slug": f"a{end}b", "reason": "it holds white space"}
    problem = Problem("K0202", Place("articles/a.md", 4, 7), values)
    assert len(drawn(problem).splitlines()) == 3


def test_the_exit_codes_of_errors_are_those_of_the_command_line() -> None:
    """Written down in both places, as `--version` need not load the wordings."""
    for name in ("CONTENT", "USAGE", "DISK", "LOCKED"):
        assert getattr(wording, name) == getattr(exits, name)
