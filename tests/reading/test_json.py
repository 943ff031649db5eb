"""Front matter in JSON → its values, each with its place."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from kazarchive.reading.frontmatter import FrontMatter, body, decode, parse
from kazarchive.reading.source import Value
from reading.blocks import fault


def front(text: str) -> FrontMatter:
    return parse(decode(text.encode(), "articles/a.md"))


OBJECT = """{
\t"title": "Қ \\u049b \\" \\\\ \\ud83d\\ude00 } ]",
\t"date" : "2022-01-05", "draft":false , "weight": -12,
  "tags": ["a", [1.5e3], {"b": null}, []],
\t"params": { "x": { "y": true, "": 0 } }, "none": {}
}
"""


def test_every_value_is_read_as_by_json_and_found_where_it_is() -> None:
    whole, data = front(OBJECT), json.loads(OBJECT)
    assert list(whole.fields) == list(data)
    for value, expected in [
        leaf for name in data for leaf in _leaves(whole.fields[name], data[name])
    ]:
        start = whole.source.start(value.line) + value.column - 1
        assert json.loads(whole.source.text[start : start + value.width]) == expected
        assert value.plain is not isinstance(expected, str)


def _leaves(value: Value, data: Any) -> Iterator[tuple[Value, Any]]:
    if isinstance(data, dict):
        assert value.fields is not None
        assert list(value.fields) == list(data)
        for name, each in value.fields.items():
            yield from _leaves(each, data[name])
    elif isinstance(data, list):
        assert value.items is not None
        for each, item in zip(value.items, data, strict=True):
            yield from _leaves(each, item)
    else:
        yield value, data


def test_a_value_knows_where_its_name_is() -> None:
    value = front('{\n  "title": "A"\n}\n').fields["title"]
    assert (value.key_line, value.key_column, value.line, value.column) == (2, 4, 2, 12)


def test_null_is_an_empty_value() -> None:
    value = front('{"image": null}\n').fields["image"]
    assert (value.text, value.is_empty, value.data) == ("", True, None)


@pytest.mark.parametrize(
    ("text", "rest", "line"),
    [
        ('{"title": "A"}\nOne.\n', "One.\n", 2),
        ('{\n"title": "A"\n}\n\nOne.\n', "\nOne.\n", 4),
        ('{\n"title": "A"\n} \t\nOne.\n', "One.\n", 4),
        ('{"title": "A"} One.\n', "One.\n", 1),
        ('{"title": "A"}', "", 1),
        ("{}\nOne.\n", "One.\n", 2),
    ],
)
def test_the_text_begins_below_the_object(text: str, rest: str, line: int) -> None:
    source = decode(text.encode(), "articles/a.md")
    whole = parse(source)
    assert (whole.body, whole.body_line) == (rest, line)
    assert body(source) == rest


def test_of_a_field_given_twice_the_first_is_read_and_the_second_reported() -> None:
    whole = front('{\n"title": "A",\n"x": {"y": 1, "y": [2]},\n"title": {"z": "B"}\n}\n')
    assert whole.fields["title"].text == "A"
    assert [(each.code, each.place.line, each.values) for each in whole.problems] == [
        ("K0109", 3, {"field": "y", "first": "3", "within": "x"}),
        ("K0109", 4, {"field": "title", "first": "2", "within": "title"}),
    ]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ('{\n"title": "A",\n}\n', 3, 1),
        ('{\n"title": "A"\n"date": "B"\n}\n', 3, 1),
        ('{\n"title": A\n}\n', 2, 10),
        ('{\n"title" "A"\n}\n', 2, 9),
        ('{\n"title": "A\nB"\n}\n', 2, 12),
        ('{\n"title": "\\x"\n}\n', 2, 11),
        ('{\n"title": "A"\n\nText.\n', 4, 1),
        (f'{{\n"n": {"1" * 5_000}\n}}\n', 1, 1),
    ],
)
def test_a_fault_is_at_its_line_and_column(text: str, line: int, column: int) -> None:
    problem = fault(text.encode())
    assert (problem.code, problem.place.line, problem.place.column) == ("K0110", line, column)
    assert problem.values["format"] == "JSON"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f'{{"x": {"[" * 33}{"]" * 33}}}\n', "K0113"),
        (f'{{"x": {"[" * 30_000}{"]" * 30_000}}}\n', "K0113"),
        (f'{{"x": "{"a" * 65_536}"}}\n', "K0114"),
    ],
    ids=["33 levels", "30,000 levels", "65,545 bytes"],
)
def test_what_is_too_deep_or_too_large_is_refused(text: str, code: str) -> None:
    assert fault(text.encode()).code == code


def test_a_text_that_begins_with_a_brace_is_no_object() -> None:
    assert fault(b"{{< note >}}\n").code == "K0101"
    assert fault(b"{ % x %}\n").code == "K0101"
