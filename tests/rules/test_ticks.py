"""The marks of an axis."""

from decimal import Decimal

import pytest

from kazarchive.rules.ticks import ticks


@pytest.mark.parametrize(
    ("low", "high", "marks"),
    [
        ("0", "46.9", "0 10 20 30 40 50"),
        ("-3.5", "12", "-5 0 5 10 15"),
        ("430.25", "459.99", "430 440 450 460"),
        ("0.001", "0.0042", "0.001 0.002 0.003 0.004 0.005"),
        ("7", "7", "0 2 4 6 8"),
        ("-7", "-7", "-8 -6 -4 -2 0"),
        ("0", "0", "0.0 0.2 0.4 0.6 0.8 1.0"),
    ],
)
def test_marks_are_multiples_of_one_two_or_five(low: str, high: str, marks: str) -> None:
    found = ticks(Decimal(low), Decimal(high))
    assert found == tuple(map(Decimal, marks.split()))


def test_marks_enclose_what_is_drawn_and_are_few() -> None:
    for power in range(-6, 15):
        for low, high in ((1, 3), (-7, 2), (99, 100), (-1, 999)):
            ends = Decimal(low).scaleb(power), Decimal(high).scaleb(power)
            found = ticks(*ends)
            assert found[0] <= ends[0] < ends[1] <= found[-1]
            assert 3 <= len(found) <= 7
