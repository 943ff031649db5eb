"""Problems as values: their order, what a build gathers, and near misses."""

import pytest

from kazarchive import problems
from kazarchive.problems import WORDINGS, Place, Problem, ProblemsFound


def gathered_code() -> str:
    """The first code of which a build tells one for all."""
    return min(code for code, wording in WORDINGS.items() if wording.told == "gathered")


def test_problems_are_in_the_order_of_files_lines_and_columns() -> None:
    places = [Place("b.md", 1), Place("a.md", 7, 1), Place("a.md", 2, 9), Place("a.md", 2, 3)]
    found = problems.in_order(Problem("K0702", place) for place in places)
    assert [one.place for one in found] == [places[3], places[2], places[1], places[0]]


def test_of_problems_that_are_alike_the_first_counts_the_others() -> None:
    code = gathered_code()
    alike = [Problem(code, Place(path), {"field": "x"}) for path in ("a.md", "a.md", "b.md")]
    other = Problem(code, Place("c.md"), {"field": "y"})
    first, second = problems.gathered([*alike, other])
    assert first.place == Place("a.md")
    assert first.values["more"] == ", here and in 2 more places of 1 other file"
    assert second == other


def test_problems_that_are_told_each_time_are_not_gathered() -> None:
    alike = [Problem("K0702", Place("a.md"), {"reason": "full"})] * 2
    assert problems.gathered(alike) == alike


@pytest.mark.parametrize(
    ("more", "whole", "said"),
    [
        (0, True, ""),
        (1, True, " and 1 more page"),
        (2_000, True, " and 2,000 more pages"),
        (3, False, " and at least 3 more pages"),
    ],
)
def test_a_problem_counts_the_other_pages_that_have_it(more: int, whole: bool, said: str) -> None:
    counted = problems.on_more_pages(Problem("K0502", Place("a.html")), more, whole)
    assert counted.values["more"] == said


def test_a_problem_without_a_value_equals_another_that_differs_in_it() -> None:
    one, two = (Problem("K0702", Place("a"), {"reason": "x", "about": n}) for n in "12")
    assert one != two
    assert one.without("about") == two.without("about")


def test_the_error_that_carries_problems_names_each_in_order() -> None:
    found = [Problem("K0702", Place(path), {"reason": "full"}) for path in ("b", "a")]
    error = ProblemsFound(found, {"found": 2})
    assert [one.place.path for one in error.problems] == ["a", "b"]
    assert error.counts == {"found": 2}
    assert str(error).startswith("K0702 a: ")


@pytest.mark.parametrize(
    ("name", "end"),
    [
        ("titel", "; did you mean `title`?"),
        ("TITLE", "; did you mean `title`?"),
        ("weather", ""),
    ],
)
def test_a_near_miss_is_suggested_and_nothing_far(name: str, end: str) -> None:
    assert problems.suggestion(name, ["title", "date"]) == end


def test_problems_of_one_kind_stand_together() -> None:
    order = [Problem(code, Place(path)) for path in "ab" for code in ("K0107", "K0134")]
    assert problems.by_kind(order) == [order[0], order[2], order[1], order[3]]
