"""The text of a source file and its values know their place."""

import pytest

from kazarchive.reading.frontmatter import (
    decode,
    parse,
)
from kazarchive.reading.source import SHOWN
from reading.blocks import front, value


def test_a_value_knows_its_place() -> None:
    whole = front("title: One two\ntags:\n  - fuel\n  - 'gas'\nimage: {src: a.png}\n")
    title, tags, image = (whole.fields[name] for name in ("title", "tags", "image"))
    assert (title.line, title.column, title.width) == (2, 8, 7)
    assert tags.items is not None
    assert [(one.line, one.column, one.width) for one in tags.items] == [(4, 5, 4), (5, 5, 5)]
    assert image.fields is not None
    assert (image.fields["src"].line, image.fields["src"].column) == (6, 14)


def test_places_are_the_same_with_windows_line_ends() -> None:
    raw = b"\xef\xbb\xbf---\r\ntitle: A\r\ndate: B\r\n---\r\n"
    date = parse(decode(raw, "a.md")).fields["date"]
    assert (date.line, date.column) == (3, 7)


@pytest.mark.parametrize(
    ("written", "described"),
    [("[a]", "a list"), ("{a: b}", "a table"), ("a", "`a`"), ("", "empty"), ("~", "empty")],
)
def test_a_value_is_described_for_a_message(written: str, described: str) -> None:
    assert value(written).described == described


def test_of_a_long_line_a_problem_carries_the_part_around_its_column() -> None:
    source = decode(f"---\n---\n{'x' * 70_000}ä{'y' * 70_000}".encode(), "a.md")
    place = source.place_at(source.text.index("ä"))
    assert (place.line, place.column) == (3, 70_001)
    assert len(place.text) == SHOWN
    assert place.text[place.column - 1 - place.skipped] == "ä"
