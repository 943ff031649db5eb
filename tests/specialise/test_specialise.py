"""The law of the package: what is specialised gives the text that Jinja gives, and fails where
Jinja fails."""

from collections import Counter
from collections.abc import Mapping
from random import Random
from typing import Any

import jinja2
import pytest
from markupsafe import Markup, escape

from kazarchive.rendering.environment import Environment
from kazarchive.specialise import Specialiser, Surroundings, Unspecialised
from specialise.generated import CONSTANTS, Thing, Writer, context


def environment(files: Mapping[str, str]) -> Environment:
    made = Environment(
        loader=jinja2.DictLoader(dict(files)),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        optimized=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.contexts = []
    made.filters["shout"] = lambda text: text + "!"
    return made


def surroundings(made: jinja2.Environment) -> Surroundings:
    return Surroundings(
        environment=made,
        constants=CONSTANTS,
        attributes={("page", "lang"): "kk"},
        pure=frozenset({"_"}),
        trusted={Thing: frozenset({"title", "day", "parts", "twice"})},
        escaped=lambda value: str(escape(value)),
        memoised={"shout": 2},
        context=made.from_string("").new_context(dict(CONSTANTS)),
    )


def plain(made: jinja2.Environment, given: Mapping[str, Any]) -> str | None:
    """What Jinja renders; None if it fails."""
    try:
        return made.get_template("page.html").render(given, **CONSTANTS)
    except Exception:
        return None


def specialised(made: jinja2.Environment, given: Mapping[str, Any]) -> str | None:
    """The same by the specialised template. Raises Unspecialised."""
    write = Specialiser(surroundings(made)).page("page.html")
    assert write is not None
    try:
        return write(given)
    except Exception:
        return None


def test_a_specialised_template_shows_what_jinja_shows(long: bool) -> None:
    counts: Counter[str] = Counter()
    for seed in range(20_000 if long else 500):
        files = Writer(Random(seed)).site()
        made, given = environment(files), context(Random(seed))
        expected = plain(made, given)
        try:
            text = specialised(made, given)
        except Unspecialised:
            counts["left to Jinja"] += 1
            continue
        assert text is None or text == expected, (seed, files, given)
        counts["same" if text is not None else "fails" if expected is None else "given up"] += 1
    assert counts["same"] > 0.3 * sum(counts.values())
    assert counts["given up"] < 0.01 * sum(counts.values())


CASES = {
    "an import under a condition": {
        "page.html": "{% if safe == 1 %}{% from 'macros.html' import m %}{% endif %}{{ m(1) }}",
        "macros.html": "{% macro m(a) %}{{ a }}{% endmacro %}",
    },
    "equal texts, one of them safe": {"page.html": "{{ text | shout }}{{ safe | shout }}"},
    "a macro that reads what is set after it": {
        "page.html": "{% extends 'base.html' %}{% macro m() %}{{ text }}{% endmacro %}"
        "{% block main %}{{ m() }}{% endblock %}",
        "base.html": "{% set text = 'later' %}{% block main %}{% endblock %}",
    },
    "a loop variable behind its loop": {
        "page.html": "{% for text in numbers %}{{ text }}{% endfor %}{{ text }}"
    },
    "a value set in a loop": {
        "page.html": "{% set x = 1 %}{% for n in numbers %}{% set x = n %}{% endfor %}{{ x }}"
    },
    "a value set under a condition": {
        "page.html": "{% if text %}{% set x = 1 %}{% else %}{% set y = 2 %}{% endif %}{{ x }}"
    },
    "a block does not see the loop around it": {
        "page.html": "{% for text in numbers %}{% block a %}{{ text }}{% endblock %}{% endfor %}"
    },
    "an included template sees it": {
        "page.html": "{% for text in numbers %}{% include 'part.html' %}{% endfor %}",
        "part.html": "[{{ text }}{% set text = 0 %}]",
    },
    "an imported template does not": {
        "page.html": "{% from 'macros.html' import m %}{{ m() }}",
        "macros.html": "{% macro m() %}{{ text is defined }}{% endmacro %}",
    },
    "a condition without another value": {"page.html": "[{{ 'a' if flag }}]"},
    "a constant that is not there": {"page.html": "{{ known.nothing }}"},
    "an attribute that the sandbox hides": {"page.html": "{{ known.__class__ }}"},
    "a method that formats": {"page.html": "{{ '{0.__class__}'.format(text) }}"},
    "a function of the sandbox": {"page.html": "{% for n in range(3) %}{{ n }}{% endfor %}"},
    "too long a range": {"page.html": "{% for n in range(9999999) %}{{ n }}{% endfor %}"},
    "super of super": {
        "page.html": "{% extends 'middle.html' %}{% block a %}1{{ super() }}{% endblock %}",
        "middle.html": "{% extends 'base.html' %}{% block a %}2{{ super() }}{% endblock %}",
        "base.html": "({% block a %}3{% block b %}4{% endblock %}{% endblock %})",
    },
    "a template that includes itself": {"page.html": "{% include 'page.html' %}"},
    "text around what is extended": {
        "page.html": "before{% extends 'base.html' %}behind{{ text }}{% set text = 'own' %}",
        "base.html": "[{{ text }}]",
    },
}
"""Each is shown as Jinja shows it, or left to Jinja."""


@pytest.mark.parametrize("files", CASES.values(), ids=CASES)
def test_a_case_is_shown_as_jinja_shows_it(files: Mapping[str, str]) -> None:
    made = environment(files)
    given = {"text": "<b>", "safe": Markup("<b>")}
    try:
        text = specialised(made, given)
    except Unspecialised:
        return
    assert text is None or text == plain(made, given)


def test_what_is_known_is_written_into_the_code() -> None:
    made = environment({"page.html": "<p>{{ known.title }}{{ _('a') }}{% if flag %}no{% endif %}"})
    write = Specialiser(surroundings(made)).page("page.html")
    assert write is not None
    assert write({}) == "<p>&lt;known&gt; &amp; sucha!"
    made.globals.clear()
    made.filters.clear()
    assert write({}) == "<p>&lt;known&gt; &amp; sucha!"


def test_a_reason_names_the_template_and_the_line() -> None:
    made = environment({"page.html": "\n\n{% filter upper %}a{% endfilter %}"})
    with pytest.raises(Unspecialised, match=r"it uses `\{% filter %\}`") as refused:
        Specialiser(surroundings(made)).page("page.html")
    assert (refused.value.template, refused.value.line) == ("page.html", 3)
