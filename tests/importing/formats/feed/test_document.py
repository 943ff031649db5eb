"""An entry → a document."""

from pathlib import Path

import pytest

from kazarchive.importing.document import Document
from kazarchive.importing.formats.feed import document
from kazarchive.importing.formats.feed.entry import Entry, Feed, Text
from kazarchive.importing.formats.source import Source
from kazarchive.problems import Problem

SOURCE = Source(Path("f.xml"), "f.xml", "Asia/Almaty")
RUSSIAN = "В Алматы и Мангистауской области введено чрезвычайное положение, сообщила пресс-служба."
KAZAKH = "Алматы қаласы мен Маңғыстау облысында төтенше жағдай енгізілді, деп хабарлады үкімет."


def made(feed: Feed | None = None, **fields: object) -> Document:
    given = {"line": 1, "original": b"x", "texts": (Text("content", RUSSIAN),), **fields}
    found = document.document(Entry(**given), feed or Feed(), SOURCE)  # type: ignore[arg-type]
    assert isinstance(found, Document)
    return found


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("https://a.example/x?utm_source=rss&utm_medium=feed", "https://a.example/x"),
        ("https://a.example/x?id=5&utm_source=rss#top", "https://a.example/x?id=5#top"),
        ("https://a.example/x?id=5#utm_source=rss", "https://a.example/x?id=5"),
        (" https://a.example/\n x ", "https://a.example/x"),
        ("javascript:alert(1)", ""),
        ("http://[", ""),
    ],
)
def test_an_address_has_no_marks_of_its_readers(link: str, address: str) -> None:
    assert document.address(link) == address


@pytest.mark.parametrize(
    ("id_", "link", "identity"),
    [
        ("tag:a.example,2022:1", "https://a.example/1", "tag:a.example,2022:1"),
        ("", "https://a.example/1", "https://a.example/1"),
        ("7", "https://a.example/1", "https://a.example/#7"),
        ("7", "", "https://home.example/#7"),
        ("", "", None),
    ],
)
def test_an_id_is_unique_beyond_its_feed(id_: str, link: str, identity: str | None) -> None:
    found = made(Feed(home="https://home.example/feed"), id=id_, link=link)
    assert found.origin.id == identity


@pytest.mark.parametrize(
    ("text", "of_entry", "of_feed", "lang"),
    [
        (RUSSIAN, "", "ru-RU", "ru-RU"),
        (KAZAKH, "", "ru", None),
        (RUSSIAN, "", "en-us", None),
        (KAZAKH, "ru", "ru", "ru"),
        (RUSSIAN, "", "de", "de"),
        ("Коротко.", "", "kk", "kk"),
        (RUSSIAN, "!", "x" * 100, None),
    ],
)
def test_the_letters_decide_against_the_language_of_a_feed(
    text: str, of_entry: str, of_feed: str, lang: str | None
) -> None:
    found = made(Feed(lang=of_feed), texts=(Text("content", text),), lang=of_entry)
    assert found.lang == lang


def test_a_whole_text_is_better_than_a_teaser() -> None:
    teaser = Text("content:encoded", "Начало […]")
    found = made(texts=(teaser, Text("description", RUSSIAN, whole=False)))
    assert RUSSIAN in found.html
    assert not found.incomplete
    assert made(texts=(teaser,)).incomplete


def test_a_summary_that_begins_the_text_is_none() -> None:
    whole = Text("content", RUSSIAN)
    assert made(texts=(whole, Text("summary", RUSSIAN[:40], whole=False))).summary is None
    assert made(texts=(whole, Text("summary", "Другое.", whole=False))).summary == "Другое."


def test_an_older_change_is_none() -> None:
    assert made(published="2022-01-05", updated="2022-01-05").updated is None
    assert made(published="2022-01-05", updated="2022-01-06").updated == "2022-01-06"
    assert made(updated="2022-01-06").date == "2022-01-06"


def test_an_entry_without_text_is_a_located_problem() -> None:
    entry = Entry(line=7, original=b"", title=Text("title", "T"))
    found = document.document(entry, Feed(), SOURCE)
    assert isinstance(found, Problem)
    assert (found.code, found.place.line) == ("K0840", 7)
