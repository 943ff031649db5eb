"""Figures as SVG."""

import re

import pytest

from kazarchive.rules.charts import KINDS, MOST
from rules.drawings import LONG, drawn, texts


def test_numbers_and_months_are_written_as_in_the_language() -> None:
    lines = ("|A", "2022-01|1234,50", "2022-02|-5")
    assert texts(drawn("bar", *lines, lang="en")) == [
        "January 2022",
        "1,234.50",
        "February 2022",
        "−5",
    ]
    assert "1\u00a0234,50" in texts(drawn("bar", *lines, lang="ru"))
    made = drawn("line", *lines, lang="kk")
    assert made.highest == ("Қаңтар 2022", "", "1\u00a0234,50")
    assert made.lowest == ("Ақпан 2022", "", "−5")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "lines",
    [
        ("|A", "x|7"),
        ("|A", "x|0"),
        ("|A", "x|-7"),
        ("|A|B", "x||3", "y||"),
        ("|A", "|5"),
        ('|<b>|"&', "<i>&\"'|5|6", "2|3"),
        ("|A|B|C|D|E|F", *(f"{LONG}{n}|1|2|3|4|5|6" for n in range(30))),
        ("|A", "x|999999999999999", "y|0.000001"),
        ("|A", "2022-01-01|5", "2022-01-01|6"),
    ],
)
def test_any_figures_can_be_drawn(kind: str, lines: tuple[str, ...]) -> None:
    made = drawn(kind, *lines, lang="kk")
    assert made.height > 0
    shares = [float(each) for each in re.findall(r'="(-?[\d.]+)%"', made.svg)]
    assert all(0 <= share <= 100 for share in shares)
    assert "NaN" not in made.svg


def test_a_large_chart_keeps_a_page_light() -> None:
    lines = [f"Region number {n}|1|2|3|4|5|6" for n in range(MOST["bar"])]
    assert len(drawn("bar", "|A|B|C|D|E|F", *lines).svg) < 45_000
    points = [f"{1600 + n}|{n}|{n * 2}" for n in range(MOST["line"])]
    assert len(drawn("line", "|A|B", *points).svg) < 12_000
