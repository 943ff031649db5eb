"""The footnotes of a chapter."""

import pytest

from importing.formats.epub.epubs import page
from kazarchive.importing.formats.epub.chapter import chapter
from kazarchive.importing.formats.epub.notes import gather, words
from kazarchive.importing.second_reading import changed

NOTE = '<li id="n1"><p>First <i>note</i>. <a href="a.xhtml#r1">↩</a></p></li>'
NOTES = chapter(page(f'<ol>{NOTE}</ol><b id="x"/>').encode()).tree


def read(body: str) -> tuple[str, int]:
    """The words, and the number of notes that were brought in."""
    found = chapter(page(body).encode())
    links = list(found.tree.iter("a"))
    gathered = gather(found.tree, "a.xhtml", lambda path: NOTES if path == "n.xhtml" else None)
    return changed(words(found, links, gathered), ()), len(gathered.notes)


@pytest.mark.parametrize(
    "link",
    [
        '<a epub:type="noteref" href="n.xhtml#n1">1</a>',
        '<sup><a href="n.xhtml#n1">[1]</a></sup>',
        '<a href="n.xhtml#n1"><sup>*</sup></a>',
    ],
)
def test_a_note_of_another_file_comes_last(link: str) -> None:
    assert read(f"<p>Text{link} goes on.</p>") == ("Text goes on . First note .", 1)


@pytest.mark.parametrize(
    "link",
    [
        '<a href="n.xhtml#n1">1</a>',
        '<a epub:type="noteref" href="n.xhtml#none">1</a>',
        '<a epub:type="noteref" href="n.xhtml#x">1</a>',
        '<a epub:type="noteref" href="other.xhtml#n1">1</a>',
        '<a epub:type="noteref" href="n.xhtml#n1">see there</a>',
    ],
)
def test_another_link_is_a_link(link: str) -> None:
    text, notes = read(f"<p>Text {link}.</p>")
    assert notes == 0
    assert text in ("Text 1 .", "Text see there .")


def test_a_note_of_the_file_comes_last_without_its_marks() -> None:
    body = (
        '<p>Text<a epub:type="noteref" href="#f" id="r">1</a> on.</p>'
        '<aside epub:type="footnote" id="f"><p>A note. <a href="#r">↩</a></p></aside><p>End.</p>'
    )
    assert read(body) == ("Text on . End . A note .", 0)


def test_empty_anchors_do_not_disturb() -> None:
    body = '<p><a id="x"/>Text<a epub:type="noteref" href="n.xhtml#n1">1</a>.</p>'
    assert read(body) == ("Text . First note .", 1)
