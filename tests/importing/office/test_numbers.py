"""Numbers in the formats of lists."""

import pytest

from kazarchive.importing.office.numbers import shown


@pytest.mark.parametrize(
    ("number", "format", "expected"),
    [
        (3, "1", "3"),
        (3, "01", "03"),
        (3, "a", "c"),
        (28, "A", "BB"),
        (1994, "I", "MCMXCIV"),
        (4, "i", "iv"),
        (10, "а", "к"),
        (29, "А", "Я"),
        (30, "а", "аа"),
        (0, "a", "0"),
        (5000, "i", "5000"),
        (7, "chicago", "7"),
    ],
)
def test_a_number_is_shown_in_its_format(number: int, format: str, expected: str) -> None:
    assert shown(number, format) == expected
