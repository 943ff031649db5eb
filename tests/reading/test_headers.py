"""The headers of Pelican and Nikola."""

import pytest

from kazarchive.reading.frontmatter import FrontMatter, body, decode, parse
from reading.blocks import fault

PELICAN = """\
Title: Cap: the price "lifted"
Date: 2022-01-05 18:30
Tags: oil, gas
Summary: One
    two
\tthree
 Status:

Text: no field.
"""
NIKOLA = """\
<!--
.. title: Cap: the price "lifted"
.. date: 2022-01-05 18:30:00 UTC+05:00
.. tags: oil, gas
.. has_math: true
.. category:
-->

Text.
"""


def front(text: str) -> FrontMatter:
    return parse(decode(text.encode(), "articles/a.md"))


def test_a_header_of_pelican_has_its_fields() -> None:
    whole = front(PELICAN)
    assert {name: value.text for name, value in whole.fields.items()} == {
        "title": 'Cap: the price "lifted"',
        "date": "2022-01-05 18:30",
        "tags": "oil, gas",
        "summary": "One two three",
        "status": "",
    }
    assert (whole.body, whole.body_line) == ("Text: no field.\n", 9)
    assert body(whole.source) == whole.body


@pytest.mark.parametrize("text", [NIKOLA, NIKOLA.replace("<!--\n", "").replace("-->\n", "")])
def test_a_header_of_nikola_has_its_fields_in_a_comment_or_not(text: str) -> None:
    whole = front(text)
    fields = {name: value.text for name, value in whole.fields.items()}
    assert fields["title"] == 'Cap: the price "lifted"'
    assert (fields["date"], fields["category"]) == ("2022-01-05 18:30:00 UTC+05:00", "")
    assert whole.fields["has_math"].data is True
    assert whole.body.strip() == "Text."
    assert whole.body_line == text.count("\n", 0, text.index(whole.body)) + 1
    assert body(whole.source) == whole.body


def test_a_value_and_its_name_have_their_places() -> None:
    value = front("Title: A\n Date:  2022\n").fields["date"]
    assert (value.line, value.column, value.width) == (2, 9, 4)
    assert (value.key_line, value.key_column) == (2, 2)
    value = front(".. title: A\n").fields["title"]
    assert (value.line, value.column, value.key_line, value.key_column) == (1, 11, 1, 4)


def test_a_field_given_twice_is_reported() -> None:
    (problem,) = front("Title: A\ntitle: B\n\nText.\n").problems
    assert (problem.code, problem.place.line, problem.values["first"]) == ("K0109", 2, "1")


@pytest.mark.parametrize(
    "text",
    [
        "Date: 2022-01-05\n\nText.\n",
        "Title: A\nText.\n",
        "    Title: A\n\nText.\n",
        "<!--\nTitle: A\n-->\nText.\n",
        "<!-- .. title: A -->\nText.\n",
        ".. title: A\nDate: 2022-01-05\n\nText.\n",
        ".. note: A\n\nText.\n",
        "title: A\ntags: [oil, gas]\n\nText.\n",
        "title: A\ntags:\n- oil\n\nText.\n",
        "\nTitle: A\n\nText.\n",
        "Text.\n",
    ],
)
def test_other_lines_are_no_header(text: str) -> None:
    assert fault(text.encode()).code == "K0101"


def test_a_header_of_too_many_bytes_is_refused() -> None:
    assert fault(f"Title: {'a' * 65_536}\n\nText.\n".encode()).code == "K0114"
