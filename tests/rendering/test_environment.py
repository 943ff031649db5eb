"""Jinja's sandbox, with a short way for what pages are made of."""

from pathlib import Path

import jinja2
import pytest
from jinja2.exceptions import SecurityError
from markupsafe import Markup

from kazarchive.problems import ProblemsFound
from kazarchive.rendering.environment import Environment, Loader
from kazarchive.values import Term

TERM = Term("tags", "fuel", "Fuel")


def rendered(template: str, **values: object) -> str:
    environment = Environment(autoescape=True)
    environment.contexts = []
    return environment.from_string(template).render(**values)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("plain Қала", "plain Қала"),
        ("<a & 'b'>", "&lt;a &amp; &#39;b&#39;&gt;"),
        (Markup("<b>"), "<b>"),
        (7, "7"),
    ],
)
def test_values_are_escaped_as_jinja_escapes_them(value: object, shown: str) -> None:
    assert rendered("{{ value }}", value=value) == shown
    assert jinja2.Environment(autoescape=True).from_string("{{ v }}").render(v=value) == shown


def test_templates_see_the_fields_of_our_values() -> None:
    assert rendered("{{ term.name }}", term=TERM) == "Fuel"


@pytest.mark.parametrize(
    "template",
    ["{{ term.__class__.__mro__ }}", "{{ term.__struct_fields__[0] }}", "{{ ''.__class__() }}"],
)
def test_nothing_leads_out_of_the_sandbox(template: str) -> None:
    with pytest.raises(SecurityError):
        rendered(template, term=TERM)


def test_templates_are_read_from_the_first_layer_that_has_them(tmp_path: Path) -> None:
    layers = [tmp_path / name / "templates" for name in ("own", "bundled")]
    for layer in layers:
        layer.mkdir(parents=True)
        (layer / "b.html").write_text(layer.parent.name)
    (layers[1] / "a.html").write_text("bundled")
    environment = Environment(loader=Loader(layers, {}))
    environment.contexts = []
    assert environment.get_template("a.html").render() == "bundled"
    assert environment.get_template("b.html").render() == "own"
    with pytest.raises(jinja2.TemplateNotFound):
        environment.get_template("c.html")


def test_a_template_that_changed_while_the_site_is_built_is_refused(tmp_path: Path) -> None:
    layer = tmp_path / "templates"
    layer.mkdir()
    (layer / "a.html").write_text("new")
    loader = Loader([layer], {layer / "a.html": "the digest of the old one"})
    with pytest.raises(ProblemsFound, match="K0304"):
        loader.get_source(Environment(), "a.html")
