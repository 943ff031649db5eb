"""What a name means at a place of a template."""

import jinja2
import pytest
from jinja2 import nodes

from kazarchive.specialise import scopes
from kazarchive.specialise.scopes import Constant, Scope, Unspecialised


def body(template: str) -> list[nodes.Node]:
    return jinja2.Environment().parse(template).body


def test_a_name_is_looked_for_outwards() -> None:
    outer = Scope(is_top_level=True)
    inner = Scope(Scope(outer))
    outer.names["a"] = known = Constant(1)
    assert inner.binding("a") is known
    assert inner.binding("b") is None
    assert inner.top_level is outer


def test_what_stands_in_an_imported_template_sees_no_context() -> None:
    imported = Scope(is_isolated=True)
    assert not Scope(imported).sees_context
    assert Scope().sees_context


def test_names_that_are_set_in_an_if_belong_to_the_scope_and_those_of_a_loop_do_not() -> None:
    template = "{% if x %}{% set a = 1 %}{% else %}{% set b, c = 1, 2 %}{% endif %}"
    assert list(scopes.assigned(body(template))) == ["a", "b", "c"]
    assert not list(scopes.assigned(body("{% for i in x %}{% set a = 1 %}{% endfor %}")))


@pytest.mark.parametrize("template", ["{% set loop = 1 %}", "{% set ns.a = 1 %}"])
def test_what_only_jinja_can_set_is_left_to_it(template: str) -> None:
    with pytest.raises(Unspecialised):
        list(scopes.assigned(body(template)))


@pytest.mark.parametrize(
    ("template", "first"),
    [
        ("{% set a = 1 %}{{ a }}", True),
        ("{{ a }}{% set a = 1 %}", False),
        ("{% set a = a %}", False),
        ("{% if a %}{% endif %}{% set a = 1 %}", False),
        ("{% if x %}{% set a = 1 %}{% endif %}{{ a }}", False),
        ("{% include 'x' %}{% set a = 1 %}", False),
        ("{% macro m() %}{{ a }}{% endmacro %}{% set a = 1 %}", True),
    ],
)
def test_a_name_is_set_before_it_is_read_or_not(template: str, first: bool) -> None:
    assert scopes.is_set_first("a", body(template)) is first


def test_a_loop_that_reads_a_name_before_it_is_set_is_left_to_jinja() -> None:
    with pytest.raises(Unspecialised, match="before it sets it"):
        scopes.is_set_first("a", body("{% for i in x %}{{ a }}{% endfor %}{% set a = 1 %}"))
    own = "{% for a in x %}{{ a }}{% endfor %}{% set a = 1 %}"
    assert scopes.is_set_first("a", body(own)), "its own variable is another"


def test_templates_that_are_shown_see_all_variables() -> None:
    assert scopes.hands_on(body("{% if x %}{% include 'y' %}{% endif %}"))
    assert not scopes.hands_on(body("{% if x %}{{ y }}{% endif %}"))
    assert scopes.mentions(body("{{ f(a.b) }}"), "a")
    assert not scopes.mentions(body("{{ f(a.b) }}"), "b")
