"""A text → the marks of templates in it."""

import time
from collections.abc import Callable, Iterator

import pytest

from kazarchive.importing.formats.generator import marks
from kazarchive.importing.formats.generator.marks import Mark

Form = Callable[[str], Iterator[Mark]]


def found(form: Form, text: str) -> list[tuple[str, str, str]]:
    return [(mark.role, mark.name, mark.said.strip()) for mark in form(text)]


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        (marks.go, '{{< a "x > y" >}}', [("begin", "a", '"x > y"')]),
        (marks.go, "{{% a/b c=1 %}}{{% /a/b %}}", [("begin", "a/b", "c=1"), ("end", "a/b", "")]),
        (marks.go, "{{< a />}}{{ b }}", [("alone", "a", "")]),
        (marks.go, "{{</* a */>}}", [("example", "", "{{< a >}}")]),
        (marks.go, "{{< a {{< b >}}", [("begin", "b", "")]),
        (marks.nikola, "{{% a b=c %}}x{{% /a %}}", [("begin", "a", "b=c"), ("end", "a", "")]),
        (marks.tera, '{{ a(b="c") }}{{ d }}', [("alone", "a", 'b="c"')]),
        (marks.tera, "{% a(b=[1]) %}x{% end %}", [("begin", "a", "b=[1]"), ("end", "", "")]),
        (
            marks.tera,
            "{{/* a() */}}{%/* b() */%}",
            [("example", "", "{{ a() }}"), ("example", "", "{% b() %}")],
        ),
        (
            marks.liquid,
            "{% a b %}{{ c | d }}{% enda %}",
            [("begin", "a", "b"), ("value", "", "c | d"), ("end", "a", "")],
        ),
        (
            marks.liquid,
            "{%- raw -%}{{ a }}{% endraw %}",
            [("begin", "raw", ""), ("end", "raw", "")],
        ),
        (marks.liquid, "{% raw %}{{ a }}", [("begin", "raw", ""), ("value", "", "a")]),
        (marks.liquid, "{# a #}", []),
        (marks.nunjucks, "{# a #}{#id}", [("left out", "a comment of the template", "")]),
        (
            marks.mdx,
            'import A from "a"\n\n<A b="c" />',
            [("left out", "an import", ""), ("alone", "A", 'b="c"')],
        ),
        (marks.mdx, "<A>x</A><a>`<B />`", [("begin", "A", ""), ("end", "A", "")]),
        (marks.mdx, "{/* a */}", [("left out", "a comment", "")]),
    ],
)
def test_a_form_has_marks(form: Form, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(form, text) == expected


@pytest.mark.parametrize(
    ("said", "named", "positional"),
    [
        ("a=\"b c\", d='e' f", {"a": "b c", "d": "e"}, ("f",)),
        ('"a \\"b\\"" `c`', {}, ('a "b"', "c")),
        ("lang:python x=1", {"lang": "python", "x": "1"}, ()),
        ("Text https://a.example/?b=c", {}, ("Text", "https://a.example/?b=c")),
        ("data={[1]} b={'c'}", {"b": "c", "data": "[1]"}, ()),
        ("a=&quot;", {"a": '"'}, ()),
    ],
)
def test_arguments_have_names_or_not(
    said: str, named: dict[str, str], positional: tuple[str, ...]
) -> None:
    assert marks.arguments(said) == (named, positional)


@pytest.mark.parametrize(
    "piece", ["{% a ", "{% raw %}", "{{ a ", '{{< a "', "{{</* a", "{{ a(", "{{% a ", '<A "', "`a"]
)
def test_marks_that_do_not_end_take_no_time(piece: str) -> None:
    begin = time.process_time()
    for form in (marks.go, marks.tera, marks.nikola, marks.nunjucks, marks.mdx):
        list(form(piece * 20_000))
    assert time.process_time() - begin < 5
