"""Texts with places are found again in what was made of them."""

import time

import pytest

from kazarchive.messages.patterns import Pattern, number, verbatim


@pytest.mark.parametrize(
    ("english", "value", "found"),
    [
        ("a {x} of {y}", "a b of c", {"x": "b", "y": "c"}),
        ("a {x} of {y}", "a  of c", None),
        ("a {x} of {y}", "a b c", None),
        ("{x}; save it", "it is bad; save it", {"x": "it is bad"}),
        ("{n} pages", "1,234 pages", {"n": "1,234"}),
        ("{n} pages", "few pages", None),
        ("write {{ {x} }}", "write { a }", {"x": "a"}),
        ("write `{{}}`", "write `{}`", {}),
        ("no {x} no", "no no", None),
        ("write `{x}`", "write `a` or `b`", None),
        ("the file {url} is lost", "the file of a book is lost", None),
    ],
)
def test_a_value_matches_its_text(english: str, value: str, found: dict[str, str] | None) -> None:
    assert Pattern.of(english).match(value) == found


def test_what_is_in_backticks_is_quoted() -> None:
    assert verbatim("write `{a}: …` or {b}, not `x` {c}") == {"a"}


@pytest.mark.parametrize(("text", "n"), [("12", 12), ("1,234", 1234), ("1,2", None), ("", None)])
def test_numbers_have_commas(text: str, n: int | None) -> None:
    assert number(text) == n


def test_a_long_value_is_compared_in_time() -> None:
    pattern, began = Pattern.of("a {x}, {y}, {z}, {w}!"), time.process_time()
    assert pattern.match("a " + ", " * 500_000) is None
    assert time.process_time() - began < 1
