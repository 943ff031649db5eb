"""Bars as SVG."""

import re

import pytest

from kazarchive.rules.charts import Drawing
from rules.drawings import LONG, drawn, texts


def bars(made: Drawing) -> list[tuple[float, float]]:
    return [
        (float(x), float(width))
        for x, width in re.findall(
            r'<rect class="c\d" x="([\d.]+)%"[^>]* width="([\d.]+)%"', made.svg
        )
    ]


def test_bars_are_as_long_as_their_numbers() -> None:
    made = drawn("bar", "|A", "x|10", "y|40", "z|0")
    (_, ten), (_, forty), (_, none) = bars(made)
    assert forty == pytest.approx(4 * ten, abs=0.05)
    assert none == 0
    assert texts(made) == ["x", "10", "y", "40", "z", "0"]


def test_negative_bars_begin_at_zero_and_lead_to_the_left() -> None:
    (x, width), (start, _) = bars(drawn("bar", "|A", "x|-10", "y|40"))
    assert x + width == pytest.approx(start, abs=0.02)
    assert x > 0


def test_long_numbers_on_both_sides_leave_room_for_bars() -> None:
    made = drawn("bar", "|A", "abcdefghij|-123456789012345", "y|123456789012345")
    assert [width for _, width in bars(made)] == [10, 10]


def test_stacked_bars_add_up_on_each_side_of_zero() -> None:
    made = drawn("stacked", "|A|B|C", "x|10|-5|30")
    (x, width), (below, share), (after, _) = bars(made)
    assert x + width == pytest.approx(after, abs=0.02)
    assert below + share == pytest.approx(x, abs=0.02)
    assert "35" in texts(made)


def test_long_labels_take_several_lines_that_a_telephone_has_room_for() -> None:
    made = drawn("bar", "|A", f"{LONG}|3", "x|4", lang="kk")
    assert [*texts(made)][:3] == [
        "Қазақстан Республикасының металл және",
        "металл бұйымдары, соның ішінде",
        "ферроқорытпалар экспорты",
    ]
