"""Marks of kramdown are left out and told."""

import pytest

from kazarchive.importing.formats.generator import kramdown


@pytest.mark.parametrize(
    ("text", "expected", "told"),
    [
        (
            "* TOC\n{:toc}\n\nA",
            "\nA",
            ["marks of kramdown that are left out: tables of contents: 1"],
        ),
        (
            "A\n{: .b #c}\n\nD",
            "A\n\nD",
            ["marks of kramdown that are left out: lines with attributes: 1"],
        ),
        (
            "[a](b){:target='_blank'} *c*{: .d}",
            "[a](b) *c*",
            ["marks of kramdown that are left out: attributes: 2"],
        ),
        ("## A {#b}", "## A", ["marks of kramdown that are left out: attributes: 1"]),
        ("A{::comment}b{:/comment}.", "A.", ["marks of kramdown that are left out: comments: 1"]),
        ("`{: .a}`\n\n    {: .b}\n", "`{: .a}`\n\n    {: .b}\n", []),
        (
            "$$a$$\n\nТермин\n: текст",
            "$$a$$\n\nТермин\n: текст",
            ["formulas stay as text: 1", "definition lists stay as text: 1"],
        ),
        ("Мәтін.", "Мәтін.", []),
    ],
)
def test_a_text_loses_its_marks(text: str, expected: str, told: list[str]) -> None:
    plain, notes = kramdown.plain(text)
    assert (plain, [note.text for note in notes]) == (expected, told)


def test_only_ids_of_headings_are_left_out_elsewhere() -> None:
    plain, notes = kramdown.without_ids("# А {#b}\n\nC {#d}\n")
    assert plain == "# А\n\nC {#d}\n"
    assert [note.text for note in notes] == ["ids of headings that are left out: 1"]
