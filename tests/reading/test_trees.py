"""Data without places and the spans of its parts → values with their places."""

import pytest

from kazarchive.problems import ProblemsFound
from kazarchive.reading.source import SourceText
from kazarchive.reading.trees import Span, Spans, check_depth, check_size, fields

SOURCE = SourceText("a.md", "x: one\ny: 0x10\n")


def test_a_value_has_the_place_of_its_span() -> None:
    spans: Spans = {("x",): Span(3, 6, 0), ("y",): Span(10, 14, 7)}
    values = fields({"x": "one", "y": 16}, spans, SOURCE)
    assert values["x"][:5] == (1, 4, 3, "one", False)
    assert values["y"][:5] == (2, 4, 4, "16", True)
    assert (values["y"].key_line, values["y"].key_column) == (2, 1)


def test_a_value_of_several_lines_is_as_wide_as_its_first_line() -> None:
    assert fields({"x": "a"}, {("x",): Span(3, 10)}, SOURCE)["x"].width == 1_000


def test_limits_are_those_of_all_front_matter() -> None:
    check_size(65_536, SOURCE)
    check_depth(("x",) * 32, SOURCE, 7)
    with pytest.raises(ProblemsFound, match="K0114"):
        check_size(65_537, SOURCE)
    with pytest.raises(ProblemsFound, match="K0113") as found:
        check_depth(("x",) * 33, SOURCE, 7)
    assert found.value.problems[0].place.line == 2
