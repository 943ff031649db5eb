"""Front matter in any YAML → its values."""

import pytest

from kazarchive.reading.source import DEEPEST, LARGEST_BLOCK
from reading.blocks import fault, front, value


@pytest.mark.parametrize(
    ("written", "data"),
    [
        ("true", True),
        ("True", True),
        ("false", False),
        ("FALSE", False),
        ("yes", "yes"),
        ('"true"', "true"),
        ("null", None),
        ("~", None),
        ("", None),
        ("12", 12),
        ("-3", -3),
        ("007", "007"),
        ("1.5", "1.5"),
        ("1" * 19, "1" * 19),
        ("2022-01-05", "2022-01-05"),
        ("[1, a, [true]]", [1, "a", [True]]),
        ("{a: 1, b: {c: [x]}}", {"a": 1, "b": {"c": ["x"]}}),
        ("[]", []),
        ("{}", {}),
    ],
)
def test_templates_see_the_core_types(written: str, data: object) -> None:
    assert value(written).data == data


@pytest.mark.parametrize(
    ("block", "code", "line", "column"),
    [
        ("slug: a: b", "K0110", 2, 8),
        ("title: 'a", "K0110", 2, 8),
        ("title: [a", "K0110", 2, 8),
        ('title: A\nsummary: "b\ntags: c', "K0110", 3, 10),
        ("title: A\nimage: {src: a\ndate: b", "K0110", 3, 8),
        ("title: A\nfoo bar\ndate: b", "K0110", 3, 1),
        ("title: A\n  date: b", "K0110", 3, 3),
        ('slug: "a" b', "K0110", 2, 11),
        ('title: "C:\\dir"', "K0110", 2, 11),
        ("title:\u00a0A\ndate: b", "K0136", 2, 6),
        ("title: A\ndraft:\u200btrue\ndate: b", "K0136", 3, 6),
        ("title: A\ndraft:\u2060true", "K0136", 3, 6),
        ("title:A\ndate: b", "K0136", 2, 6),
        ("title：A\ndate: b", "K0136", 2, 6),
        ("title: A\nimage:\n  src:\u00a0a\n  alt: b", "K0136", 4, 6),
        ("- a\n- b", "K0110", 2, 1),
        ("text", "K0110", 2, 1),
        ("a: b\n---\nc: d", "", 0, 0),
        ("title: @a", "K0110", 2, 8),
        ("title: %a", "K0110", 2, 8),
        ("title: a\x07", "K0110", 2, 9),
        ("title: A\nimage:\n\tsrc: a", "K0111", 4, 1),
        ("title: A\n\tb: c", "K0111", 3, 1),
        ("title: &a b", "K0112", 2, 8),
        ("title: *a", "K0112", 2, 8),
        ("a: &x [b]\nc: *x", "K0112", 2, 4),
        ("title: Әә\x07", "K0110", 2, 10),
        ("a: \u2028b\u2029\x85\ntitle: @a", "K0110", 3, 8),
    ],
)
def test_what_is_refused(block: str, code: str, line: int, column: int) -> None:
    if not code:
        assert list(front(block).fields) == ["a"], "the first fence ends the front matter"
        return
    problem = fault(f"---\n{block}\n---\n".encode())
    assert (problem.code, problem.place.line, problem.place.column) == (code, line, column)


def test_a_duplicate_names_the_first() -> None:
    problem, inner = front("title: A\nimage: {src: a, src: b}\ntitle: B").problems[::-1]
    assert (problem.code, problem.values["first"], problem.place.line) == ("K0109", "2", 4)
    assert (inner.code, inner.place.line, inner.place.column) == ("K0109", 3, 17)


def test_a_name_that_is_no_text_is_told_and_the_rest_is_read() -> None:
    whole = front("? [a]\n: b\ntitle: A")
    assert [problem.code for problem in whole.problems] == ["K0110"]
    assert whole.fields["title"].text == "A"


def test_nesting_is_allowed_to_a_depth() -> None:
    inside = DEEPEST - 2
    assert value("[" * inside + "]" * inside).items is not None
    assert fault(b"---\na: " + b"[" * DEEPEST + b"]" * DEEPEST + b"\n---\n").code == "K0113"


@pytest.mark.parametrize(
    "block",
    [
        "a: " + "[" * 50_000,
        "a: " + "{" * 50_000,
        "a: " + "[" * 20_000 + "]" * 20_000,
        "- " * 30_000,
        "? " * 30_000,
        "a: " + "- " * 30_000,
        "\n".join(" " * n + "a:" for n in range(340)),
        "\n".join(" " * n + "-" for n in range(340)),
    ],
    ids=["lists", "tables", "closed", "sequences", "keys", "inline", "indents", "dashes"],
)
def test_deep_nesting_cannot_harm(block: str) -> None:
    assert fault(f"---\n{block}\n---\n".encode()).code in ("K0110", "K0111", "K0113")


def test_a_short_block_that_would_grow_without_end_is_refused() -> None:
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 30)]
    assert fault(("---\n" + "\n".join(lines) + "\n---\n").encode()).code == "K0112"


def test_the_block_may_have_64_kibibytes() -> None:
    assert front("a: " + "x" * (LARGEST_BLOCK - 4)).fields
    assert fault(b"---\na: " + b"x" * LARGEST_BLOCK + b"\n---\n").code == "K0114"
