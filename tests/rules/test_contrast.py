"""The contrast of colours."""

import re

import pytest

from kazarchive.reading import theme_files
from kazarchive.rules import contrast


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#fff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),
        ("#005a78", "#ffffff", 7.68),
    ],
)
def test_the_ratio_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast.ratio(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast.ratio(other, one) == contrast.ratio(one, other)


@pytest.mark.parametrize("paper", [contrast.PAPER, contrast.DARK_PAPER])
@pytest.mark.parametrize("colour", ["#ffd34d", "#777777", "#ff0000", "#101010", "#005a78"])
def test_a_near_colour_can_be_read(colour: str, paper: str) -> None:
    near = contrast.readable(colour, paper)
    assert contrast.ratio(near, paper) >= contrast.LEAST
    if contrast.ratio(colour, paper) >= contrast.LEAST:
        assert near == colour


def test_the_papers_are_those_of_the_theme() -> None:
    style = (theme_files.bundled() / "static" / "style.css").read_text("utf-8")
    papers = re.findall(r"--paper: (#\w+);", style)
    assert [contrast.parsed(paper) for paper in dict.fromkeys(papers)] == [
        contrast.parsed(contrast.PAPER),
        contrast.parsed(contrast.DARK_PAPER),
    ]
