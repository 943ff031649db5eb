"""Enclosures → the main image, and what follows the text."""

import pytest

from kazarchive.importing.formats.feed.entry import Enclosure
from kazarchive.importing.formats.feed.files import files

IMAGE = Enclosure("https://a.example/p.jpg", "image/jpeg", caption="C & D")


def test_the_first_image_that_the_text_does_not_show_is_the_main_one() -> None:
    found = files("<p>x</p>", (IMAGE,))
    assert found.picture
    assert (found.picture.address, found.picture.caption) == (IMAGE.url, "C & D")
    assert found.html == "<p>x</p>"


@pytest.mark.parametrize("shown", ["//a.example/p.jpg", "http://www.a.example/p-300x200.jpg?x=1"])
def test_an_image_is_not_shown_twice(shown: str) -> None:
    html = f'<img src="{shown}">'
    assert files(html, (IMAGE,)) == (None, (), html, ())


def test_other_files_follow_the_text() -> None:
    other = Enclosure("https://a.example/%D0%B0&b.pdf")
    found = files("<p>x</p>", (IMAGE, other, Enclosure("https://a.example/q.png", "image")))
    assert found.html == (
        '<p>x</p><p><a href="https://a.example/%D0%B0&amp;b.pdf">а&amp;b.pdf</a></p>'
        '<p><img src="https://a.example/q.png" alt=""></p>'
    )
    assert [file.name for file in found.media] == ["p.jpg", "а&b.pdf", "q.png"]


def test_a_preview_counts_only_without_another_image() -> None:
    preview = Enclosure("https://a.example/t.jpg", "image", preview=True)
    alone = files("", (preview,)).picture
    assert alone
    assert alone.address == preview.url
    assert files("", (IMAGE, preview)).html == ""


@pytest.mark.parametrize("address", ["javascript:alert(1)", "http://[", "https://a.example"])
def test_an_address_that_is_none_is_named(address: str) -> None:
    found = files("x", (Enclosure(address, "image"),))
    assert (found.picture, found.media) == (None, ())
    assert [note.kind for note in found.notes] == ["lost"]
