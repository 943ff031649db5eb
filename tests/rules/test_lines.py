"""Lines as SVG."""

import re

from rules.drawings import drawn, texts


def test_a_gap_breaks_the_line_and_a_number_alone_is_a_point() -> None:
    made = drawn("line", "|A", "2020|1", "2021|2", "2022|", "2023|3")
    (path,) = re.findall(r' d="([^"]*)"', made.svg)
    assert path.count("M") == 2
    assert made.svg.count("<circle") == 3


def test_points_in_time_are_at_their_distances_and_in_order() -> None:
    made = drawn("line", "|A", "2022|1", "2010|2", "2012|3")
    (path,) = re.findall(r' d="([^"]*)"', made.svg)
    assert re.findall(r"[ML](\d+)", path) == ["0", "167", "1000"]


def test_few_labels_are_written_below_many_points() -> None:
    lines = [f"2022-{month:02}-{day:02}|{day}" for month in (1, 2, 3) for day in range(1, 29)]
    made = drawn("line", "|A", *lines)
    assert texts(made)[-2:] == ["1 January 2022", "28 March 2022"]
    assert made.svg.count("<circle") == 2
