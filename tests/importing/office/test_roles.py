"""Names of styles."""

import pytest

from kazarchive.importing.office import roles


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Title", "title"),
        ("heading 1", "h1"),
        ("Заголовок 2", "h2"),
        ("Heading 10", "h6"),
        ("Image Caption", "caption"),
        ("FigureCaption", "caption"),
        ("Intense Quote", "quote"),
        ("HTML Preformatted", "code"),
        ("toc 2", "contents"),
        ("Normal", ""),
        ("heading", ""),
    ],
)
def test_the_name_of_a_style_says_what_its_paragraphs_are(name: str, role: str) -> None:
    assert roles.role(name) == role


@pytest.mark.parametrize(
    ("level", "tag"), [("0", "h1"), ("8", "h6"), ("9", ""), ("", ""), ("-1", "")]
)
def test_a_level_is_that_of_a_heading(level: str, tag: str) -> None:
    assert roles.heading(level) == tag
