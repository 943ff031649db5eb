"""The Markdown of an article, searched where its HTML shows that something is wrong."""

import re
from itertools import islice

import pytest

from kazarchive.config.content import MarkdownOptions
from kazarchive.reading import frontmatter
from kazarchive.reading.prose import Prose

HEAD = "---\ntitle: A\n---\n"


def prose(body: str) -> Prose:
    return Prose(
        frontmatter.parse(frontmatter.decode((HEAD + body).encode(), "a.md")), MarkdownOptions()
    )


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ("a `x` b", "a     b"),
        ("a ``x ` y`` b", "a           b"),
        ("```\nx\n```\nb", "   \n \n   \nb"),
        ("- ~~~\n  x\n  ~~~\nb", "     \n   \n     \nb"),
        ("a <!-- x --> b", "a            b"),
        ("a ` b", "a ` b"),
    ],
)
def test_code_and_comments_are_blank_letter_for_letter(body: str, left: str) -> None:
    assert prose(body).prose == left


def test_places_count_from_the_top_of_the_file() -> None:
    found = prose("one\ntwo x\n\nx").places(re.compile("x"))
    assert [(one.line, one.column) for one in islice(found, 2)] == [(5, 5), (7, 1)]


def test_what_is_not_found_is_told_with_the_first_line_of_the_body() -> None:
    found = prose("one").places(re.compile("x"))
    assert [one.line for one in islice(found, 2)] == [4, 4]


def test_a_mark_behind_a_backslash_is_escaped() -> None:
    one = prose("a \\* b *")
    assert one.escaped(3)
    assert not one.escaped(7)
    assert not one.escaped(0)
