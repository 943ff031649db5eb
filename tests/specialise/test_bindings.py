"""What generated code needs from outside, resolved from plain tuples."""

from collections.abc import Callable
from datetime import date, datetime

import jinja2
import pytest
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from kazarchive.specialise import bindings
from kazarchive.specialise.bindings import Surroundings
from kazarchive.specialise.scopes import Unspecialised
from kazarchive.values import Term

TERM = Term("tags", "fuel", "Fuel")


def surroundings(**filters: Callable[..., object]) -> Surroundings:
    environment = SandboxedEnvironment()
    environment.filters.update(filters)
    return Surroundings(
        environment=environment,
        constants={"site": {"terms": [TERM]}},
        attributes={},
        pure=frozenset(),
        trusted={Term: frozenset({"name"}), date: frozenset({"year"})},
        escaped=str,
        memoised=dict.fromkeys(filters, 2),
        context=environment.from_string("").new_context({}),
    )


def test_a_constant_is_found_by_its_path() -> None:
    path = ("constant", "site", "terms", 0, ".name")
    assert bindings.resolve(surroundings(), ("constant", "site")) == {"terms": [TERM]}
    assert bindings.resolve(surroundings(), (*path[:2], ".terms", *path[3:])) == "Fuel"


def test_a_filter_is_given_what_jinja_gives_it() -> None:
    @jinja2.pass_environment
    def wants(environment: jinja2.Environment, value: str) -> str:
        return f"{type(environment).__name__} {value}"

    assert bindings.pass_argument(wants) == "environment"
    assert bindings.resolve(surroundings(f=wants), ("filter", "f"))("x") == "SandboxedEnvironment x"


def test_results_are_kept_for_values_that_are_shown_alike_when_equal() -> None:
    asked: list[object] = []

    def noted(value: object) -> str:
        asked.append(value)
        return f"{value}"

    memoised = bindings.resolve(surroundings(f=noted), ("memoised", "f"))
    for value in ("a", "a", Markup("a"), datetime(2022, 1, 5), datetime(2022, 1, 5)):
        memoised(value)
    assert len(asked) == 4
    for value in ("b", "c", "a"):
        memoised(value)
    assert asked[-1] == "a", "no more than the limit are kept"


def test_classes_whose_attribute_is_trusted_are_named() -> None:
    assert bindings.resolve(surroundings(), ("trusted", "name")) == {Term}


def test_a_function_that_needs_the_context_is_left_to_jinja() -> None:
    checked = bindings.resolve(surroundings(), ("callable",))
    assert checked(str) is str
    with pytest.raises(Unspecialised):
        checked(jinja2.pass_context(lambda context: ""))
