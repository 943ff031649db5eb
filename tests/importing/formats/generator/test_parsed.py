"""A text file → its fields and its body, in every form of a generator."""

import pytest

from kazarchive.importing.formats.generator.parsed import Kind, metadata, parsed
from kazarchive.problems import ProblemsFound


@pytest.mark.parametrize(
    ("kind", "text", "fields", "body", "line"),
    [
        ("markdown", "---\ntitle: A\n---\nB\n", {"title": "A"}, "B\n", 4),
        ("markdown", "+++\ntitle = 'A'\n+++\nB\n", {"title": "A"}, "B\n", 4),
        (
            "markdown",
            "Title: A\nDate: 2022-01-05\n\nB",
            {"title": "A", "date": "2022-01-05"},
            "B",
            4,
        ),
        (
            "markdown",
            "Title: A\nImage: {static}/x.png\n\nB",
            {"title": "A", "image": "{static}/x.png"},
            "B",
            4,
        ),
        ("markdown", "B", {}, "B", 1),
        (
            "rest",
            "А\n##\n\n:date: 2022-01-05\n:tags: a,\n  b\n\nB",
            {"title": "А", "date": "2022-01-05", "tags": "a, b"},
            "B",
            8,
        ),
        ("rest", "===\nА\n===\n\nB", {"title": "А"}, "B", 5),
        ("rest", ".. title: A\n\nB", {"title": "A"}, "B", 3),
        (
            "html",
            "<html><head><title>A &amp; B</title><meta name='date' content='2022'></head>"
            "<body>C</body></html>",
            {"title": "A & B", "date": "2022"},
            "C",
            1,
        ),
        ("html", "---\ntitle: A\n---\n<p>B</p>", {"title": "A"}, "<p>B</p>", 4),
    ],
)
def test_a_file_has_fields_and_a_body(
    kind: Kind, text: str, fields: dict[str, str], body: str, line: int
) -> None:
    read = parsed(text.encode(), "a", kind)
    assert {name: value.text for name, value in read.fields.items()} == fields
    assert (read.body, read.line) == (body, line)


@pytest.mark.parametrize(
    ("raw", "code"),
    [(b"---\ntitle: [\n---\n", "K0110"), (b"\xff", "K0120"), (b"---\na: 1\na: 2\n---\n", "K0109")],
)
def test_a_file_that_cannot_be_read_is_a_problem(raw: bytes, code: str) -> None:
    with pytest.raises(ProblemsFound) as refusal:
        parsed(raw, "a.md", "markdown")
    assert refusal.value.problems[0].code == code


def test_a_file_of_metadata_has_fields_only() -> None:
    fields = metadata(b".. title: A\n.. slug: b\n", "a.meta")
    assert {name: value.text for name, value in fields.items()} == {"title": "A", "slug": "b"}
    assert metadata(b"---\ntitle: A\n---\n", "a.meta")["title"].text == "A"
