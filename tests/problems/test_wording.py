"""The form of a wording, and that every one has it."""

import pytest

from kazarchive.problems import WORDINGS
from kazarchive.problems.wording import CONTENT, LOCKED, error, warning


def test_an_error_is_told_each_time_and_a_warning_as_it_says() -> None:
    assert error("a", "b", LOCKED) == ("error", "a", "b", "each", LOCKED, False)
    assert warning("a", "b", "check") == ("warning", "a", "b", "check", CONTENT, False)


@pytest.mark.parametrize("code", WORDINGS)
def test_a_message_begins_in_lower_case_and_ends_without_a_full_stop(code: str) -> None:
    wording = WORDINGS[code]
    assert wording.severity in ("error", "warning")
    assert wording.told in ("each", "counted", "gathered", "later", "repeated", "check")
    assert not wording.message.endswith(".")
    assert wording.message[0] in "`{'" or not wording.message.split()[0].istitle()
    assert wording.help
