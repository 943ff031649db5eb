"""Front matter in TOML → its values, each with its place."""

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from kazarchive.reading.frontmatter import FrontMatter, body, decode, parse
from kazarchive.reading.source import Value
from reading.blocks import fault


def front(block: str, text: str = "") -> FrontMatter:
    return parse(decode(f"+++\n{block}\n+++\n{text}".encode(), "articles/a.md"))


BLOCKS = {
    "strings": r"""
a = "1"
b = '2 # "'
c = "Қ \u049b \" \\" # note
d = ""
e = \'\'
""".replace(r"\'", "'"),
    "long strings": r"""
a = "§
one
two "" three§"
b = §§§four
'five§§§§§
c = "§x§""
""".replace('"§', '"""')
    .replace('§"', '"""')
    .replace("§", "'"),
    "other values": "a = true\nb = 0x10\nc = -1_000\nd = 1.5e3\ne = false\nf = inf",
    "dates": "a = 2022-01-05\nb = 2022-01-05T18:30:00+05:00\nc = 2022-01-05 18:30:00Z",
    "arrays": "a = []\nb = [ 'x', # one ]\n  \"y\",\n]\nc = [[1, 2], ['z']]\nd = [7, {e = 1}]",
    "names": "'a b' = 1\n\"Қ\\\"\" = 2\nc.d.'e.f' = 3\nc . g = 4\n1 = 5\na-b_c = 6",
    "tables": "a = {}\n[b]\nc = { d = 1, e.f = 2 }\n[ g . h ]\ni = 1\n[g]\nj = 2",
    "arrays of tables": "[[a]]\nb = 1\n[[a]]\n[a.c]\nd = 2\n[[a.e]]\nf = 3\n[[a]]\nb = 4\n[[a.e]]",
    "nothing": "\n# only this\n",
}


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS)
def test_every_value_is_read_as_by_tomllib_and_found_where_it_is(block: str) -> None:
    whole = front(block)
    data = tomllib.loads(block)
    assert list(whole.fields) == list(data)
    leaves = [leaf for name in data for leaf in _leaves(whole.fields[name], data[name])]
    for value, expected in leaves:
        start = whole.source.start(value.line) + value.column - 1
        written = whole.source.text[start : start + value.width]
        if value.width == 1_000:
            written = whole.source.text[start:].split("\nb =")[0].removesuffix("\n+++\n")
        assert tomllib.loads(f"x = {written}")["x"] == expected
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
    fields = front("title = 'A'\n\n[params]\n  mood . x = 1\n[[cover]]").fields
    assert (fields["title"].key_line, fields["title"].key_column) == (2, 1)
    assert (fields["params"].key_line, fields["params"].key_column) == (4, 2)
    inner = (fields["params"].fields or {})["mood"]
    assert (inner.key_line, inner.key_column, inner.line, inner.column) == (5, 3, 5, 14)
    assert (fields["cover"].key_line, fields["cover"].key_column) == (6, 3)


def test_values_are_taken_as_the_fields_of_articles_need_them() -> None:
    fields = front("d = 2022-01-05 18:30:00 # note\nn = 0x10\nt = true\ns = 'true'").fields
    assert [each.text for each in fields.values()] == ["2022-01-05 18:30:00", "16", "true", "true"]
    assert [fields[name].data for name in "nts"] == [16, True, "true"]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_the_text_begins_below_the_second_line_of_plus_signs(ends: str) -> None:
    raw = "\ufeff+++ \ntitle = 'A'\n+++\t\nOne.\n\n+++\n".replace("\n", ends).encode()
    source = decode(raw, "articles/a.md")
    whole = parse(source)
    assert (whole.fields["title"].text, whole.body, whole.body_line) == ("A", "One.\n\n+++\n", 4)
    assert body(source) == whole.body


@pytest.mark.parametrize(
    ("block", "line", "column", "reason"),
    [
        ("title = Fuel: the cap", 2, 9, "invalid value"),
        ("title = 'A'\ntitle = 'B'", 3, 12, "cannot overwrite a value"),
        ("title = 'A\ndate = 2022-01-05", 2, 11, 'expected "\'"'),
        ('title = "A\ndate = 2022-01-05', 2, 11, "illegal character '\\n'"),
        ("title: A", 2, 6, "expected '=' after a key in a key/value pair"),
        ("tags = ['a'\n'b']", 3, 1, "unclosed array"),
        ("tags = ['a',", 2, 13, "invalid value"),
        ("date = 2022-13-45", 2, 12, "expected newline or end of document after a statement"),
        (f"n = {'1' * 5_000}", 2, 1, "a number has too many digits"),
    ],
)
def test_a_fault_is_at_its_line_and_column(block: str, line: int, column: int, reason: str) -> None:
    problem = fault(f"+++\n{block}\n+++\n".encode())
    assert (problem.code, problem.place.line, problem.place.column) == ("K0110", line, column)
    assert (problem.values["reason"], problem.values["format"]) == (reason, "TOML")


@pytest.mark.parametrize(
    ("block", "code"),
    [
        (f"x = {'[' * 33}{']' * 33}", "K0113"),
        (f"x = {'[' * 30_000}{']' * 30_000}", "K0113"),
        (".".join("a" * 33) + " = 1", "K0113"),
        (f"x = '{'a' * 65_536}'", "K0114"),
    ],
    ids=["33 levels", "30,000 levels", "33 names", "65,541 bytes"],
)
def test_what_is_too_deep_or_too_large_is_refused(block: str, code: str) -> None:
    assert fault(f"+++\n{block}\n+++\n".encode()).code == code


def test_front_matter_without_an_end_is_refused() -> None:
    problem = fault(b"+++\ntitle = 'A'\n\nHeading\n----\n")
    assert (problem.code, problem.place.line) == ("K0102", 1)
    assert "`+++`" in problem.help
