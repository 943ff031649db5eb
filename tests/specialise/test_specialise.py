"""The law of the package: what is specialised gives the text that Jinja gives, and fails where
Jinja fails."""

import marshal
from collections import Counter
from collections.abc import Mapping
from random import Random
from typing import Any
from unittest import mock

import jinja2
import pytest
from markupsafe import Markup, escape

from kazarchive.rendering.environment import Environment
from kazarchive.specialise import Specialiser, Surroundings, Unspecialised, scopes
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
    for seed in range(1_500 if long else 300):
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
    "a macro that includes what sees a value set after it": {
        "page.html": "{% macro m() %}{% include 'part.html' %}{% endmacro %}"
        "{{ m() }}{% set text = 1 %}{{ m() }}",
        "part.html": "{{ text }}",
    },
    "a macro and an included template that read what is set later": {
        "page.html": "{% macro m() %}{{ text | default('u') }}{% endmacro %}"
        "{% include 'part.html' %}{% set text = 1 %}",
        "part.html": "{{ m() }}{{ text }}",
    },
    "a loop over a reserved name": {"page.html": "{% for loop in numbers %}x{% endfor %}"},
    "an included template does not see a loop that is not named": {
        "page.html": "{% for n in numbers %}{{ loop.index }}{% for n in numbers %}"
        "{% include 'part.html' %}{% endfor %}{% endfor %}",
        "part.html": "{{ loop.index }}",
    },
    "an argument that is given twice": {
        "page.html": "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(a=1, a=2) }}"
    },
    "an argument of Jinja": {"page.html": "{{ _('100%%', _loop_vars=1) }}"},
    "more arguments of a filter whose results are kept": {
        "page.html": "{{ text | shout(**{'a': 1}) }}"
    },
    "a macro under a condition": {
        "page.html": "{% macro m(a) %}{{ a }}{% endmacro %}"
        "{% if text %}{% macro m(b) %}{{ b }}{% endmacro %}{% endif %}{{ m(1) }}"
    },
    "a macro under a condition that always holds": {
        "page.html": "{% macro m(a) %}{{ a }}{% endmacro %}{% if numbers %}"
        "{% macro m(b) %}[{{ b | default('-') }}]{% endmacro %}{% endif %}{{ m(1) }}"
    },
    "a loop that reads a name before its import": {
        "page.html": "{% for n in numbers %}{{ text }}{% endfor %}"
        "{% from 'macros.html' import m as text %}",
        "macros.html": "{% macro m() %}{% endmacro %}",
    },
    "a macro before an import": {
        "page.html": "{% macro r() %}{{ m is defined }}{% endmacro %}"
        "{% from 'macros.html' import m %}{{ r() }}",
        "macros.html": "{% macro m() %}{% endmacro %}",
    },
    "two imports of a name": {
        "page.html": "{% from 'macros.html' import m %}{% macro r() %}{{ m() }}{% endmacro %}"
        "{% from 'macros.html' import n as m %}{{ r() }}",
        "macros.html": "{% macro m() %}m{% endmacro %}{% macro n() %}n{% endmacro %}",
    },
    "the caller in a block that is passed on": {
        "page.html": "{% macro w() %}{{ caller() }}{% endmacro %}{% macro o() %}{% call w() %}"
        "{{ caller() }}{% endcall %}{% endmacro %}{% call o() %}z{% endcall %}"
    },
    "a caller beside a default": {
        "page.html": "{% macro w(a=1) %}{{ a }}{{ caller() }}{% endmacro %}"
        "{% call w() %}z{% endcall %}"
    },
    "what a template imports and does not export": {
        "page.html": "{% import 'macros.html' as lib %}{{ lib.m() }}",
        "macros.html": "{% from 'part.html' import m %}",
        "part.html": "{% macro m() %}m{% endmacro %}",
    },
    "a name that is not exported": {
        "page.html": "{% import 'macros.html' as lib %}{{ lib._hidden }}",
        "macros.html": "{% set _hidden = 1 %}",
    },
    "an import that fails and is not reached": {
        "page.html": "{% for n in [] %}{% from 'macros.html' import m %}{% endfor %}ok",
        "macros.html": "{% set x = 1 / 0 %}{% macro m() %}{% endmacro %}",
    },
    "a state in an imported template": {
        "page.html": "{% from 'macros.html' import m %}{% from 'macros.html' import m as n %}"
        "{{ m() }}{{ n() }}",
        "macros.html": "{% set c = cycler(1, 2) %}{% macro m() %}{{ c.next() }}{% endmacro %}",
    },
    "a name that Python reads as another": {"page.html": "{% set ﬁ = 1 %}{{ fi is defined }}"},
    "a number that is too long": {"page.html": "{{ 0x" + "f" * 6_000 + " }}"},
    "super as a value": {
        "page.html": "{% extends 'base.html' %}{% block a %}{{ super is defined }}{% endblock %}",
        "base.html": "{% block a %}{% endblock %}",
    },
    "an undefined value in a list that holds it": {"page.html": "{{ absent in (absent,) }}"},
    "a macro in a macro of an imported template": {
        "page.html": "{% from 'macros.html' import m %}{{ m(3) }}",
        "macros.html": "{% macro m(a) %}{% macro n() %}{{ a }}{% endmacro %}"
        "{{ n() }}{% endmacro %}",
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


def test_a_reason_in_an_included_or_extended_template_is_placed_there() -> None:
    left = "\n{% filter upper %}a{% endfilter %}"
    for page in ("{% extends 'part.html' %}", "{% include 'part.html' %}"):
        made = environment({"page.html": page, "part.html": left})
        with pytest.raises(Unspecialised) as refused:
            Specialiser(surroundings(made)).page("page.html")
        assert (refused.value.template, refused.value.line) == ("part.html", 2)


@pytest.mark.parametrize("times", [2, 16])
def test_templates_that_include_each_other_many_times_are_left_to_jinja(times: int) -> None:
    files = {f"{n}.html": f"{{% include '{n + 1}.html' %}}" * times for n in range(18)}
    made = environment({"page.html": "{% include '0.html' %}", **files, "18.html": "x"})
    with pytest.raises(Unspecialised, match="too long"):
        Specialiser(surroundings(made)).page("page.html")


class Kept(dict[str, bytes]):
    """A store in memory."""

    def put(self, key: str, content: bytes) -> None:
        self[key] = content


@pytest.mark.parametrize("damaged", [b"", b"x", marshal.dumps(1), marshal.dumps((1, {}, {}))])
def test_a_damaged_unit_is_made_again(damaged: bytes) -> None:
    store, made = Kept(), environment({"page.html": "{{ a }}"})
    Specialiser(surroundings(made), store).page("page.html")
    (key,) = store
    store[key] = damaged
    assert Specialiser(surroundings(made), store).page("page.html", only_kept=True) is None
    write = Specialiser(surroundings(made), store).page("page.html")
    assert write is not None
    assert write({"a": 1}) == "1"
    assert store[key] != damaged


def test_what_names_a_place_in_memory_is_not_kept() -> None:
    store, made = Kept(), environment({"page.html": "{{ _ }}{{ _ | string }}{{ _ ~ '' }}"})
    Specialiser(surroundings(made), store).page("page.html")
    assert b" at 0x" not in b"".join(store.values())


def test_a_template_that_sets_many_names_does_not_take_long() -> None:
    page = "".join(f"{{% set a{n} = a %}}{{{{ a{n} }}}}" for n in range(1_000))
    with mock.patch.object(scopes, "mentions", wraps=scopes.mentions) as asked:
        Specialiser(surroundings(environment({"page.html": page}))).page("page.html")
    assert asked.call_count < 5_000
