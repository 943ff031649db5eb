"""What a written date means."""

import pytest

from kazarchive.rules import dates


@pytest.mark.parametrize(
    ("written", "odd"),
    [
        ("2022-01-05 18:30 +15:00", "+15:00"),
        ("2022-01-05T18:30:00.5+1430", "+1430"),
        ("2022-01-05 18:30-12:30", "-12:30"),
        ("2022-01-05 18:30 +23", "+23"),
        ("2022-01-05 18:30 +14:00", None),
        ("2022-01-05 18:30 -12", None),
        ("2022-01-05 18:30+1345", None),
        ("2022-01-15", None),
        ("2022-01-15 18:30", None),
        ("2022-01-05 18:30Z", None),
    ],
)
def test_an_offset_that_no_place_has_is_reckoned_with_and_known(
    written: str, odd: str | None
) -> None:
    assert dates.odd_offset(written) == odd
    assert dates.parse(written, "UTC")
