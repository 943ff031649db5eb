"""JSON Feed, whole or cut."""

import pytest

from kazarchive.importing.formats.feed import json_feed


def test_items_have_their_places() -> None:
    text = '{"items": [{"id": "1"}, {"id": "2"}], "title": "T"}'
    read = json_feed.read(text)
    assert [text[item.start : item.end] for item in read.items] == ['{"id": "1"}', '{"id": "2"}']
    assert (read.members, read.fault) == ({"title": "T"}, "")


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ('{"items": [{"id": "1"}, {"id": "2', 1),
        ('{"items": [{"id": "1"}', 1),
        ('{"items": [' + "[" * 100_000, 0),
        ('{"items": [' + "9" * 10_000, 0),
        ("[1]", 0),
        ('{"title" 1}', 0),
        ('{"items": 5', 0),
    ],
)
def test_what_is_cut_or_hostile_yields_what_stands_before(text: str, items: int) -> None:
    read = json_feed.read(text)
    assert len(read.items) == items
    assert read.fault


def test_values_of_false_types_are_as_good_as_none() -> None:
    value = {"id": 5, "title": ["x"], "tags": "x", "authors": [{"name": None}, 3], "image": True}
    entry = json_feed.entry(value, 1, b"")
    assert (entry.id, entry.title.value, entry.tags, entry.authors) == ("5", "", (), ())
    assert entry.enclosures == ()


def test_version_1_0_has_one_author() -> None:
    entry = json_feed.entry({"author": {"name": "A"}, "summary": "s\x00\ud800"}, 1, b"")
    assert entry.authors == ("A",)
    assert [(text.value, text.whole) for text in entry.texts] == [("s", False)]


def test_the_feed_says_its_defaults() -> None:
    feed = json_feed.feed({"language": "kk", "authors": [{"name": "A"}], "next_url": "n"})
    assert (feed.lang, feed.authors, feed.next) == ("kk", ("A",), "n")
