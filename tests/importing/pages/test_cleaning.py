"""The tree of an article → clean HTML."""

import pytest
from lxml import html

from kazarchive.importing.pages.cleaning import clean, without_headline
from kazarchive.importing.pages.images import Images


def absolute(address: str) -> str:
    return address if "://" in address else f"https://a.example/{address}"


def cleaned(inner: str) -> tuple[str, list[str]]:
    tree = html.fromstring(f"<div>{inner}</div>")
    images = Images((), absolute, lambda written, whole: None)
    found = clean(tree, images, absolute)
    return found.html, [note.text for note in found.notes]


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("a<script>b</script>c<button>d</button>", "ac"),
        ("<form><p>a</p></form>", "<p>a</p>"),
        ('<a href="b?c">a</a>', '<a href="https://a.example/b?c">a</a>'),
        ('<a href="javascript:x()">a</a>', "<a>a</a>"),
        ('<a href="#n">a</a>', '<a href="#n">a</a>'),
        ('<img src="a.jpg">', '<img src="https://a.example/a.jpg">'),
        ('<img src="data:image/gif;base64,R0">b', "b"),
        ('<img src="pixel.gif" width="1" height="1">b', "b"),
    ],
)
def test_only_the_text_stays(inner: str, expected: str) -> None:
    assert cleaned(inner) == (expected, [])


def test_frames_and_players_become_links() -> None:
    video = '<video controls><source src="v/film%20a.mp4"></video>'
    found, notes = cleaned(f'<iframe src="https://player.vimeo.com/video/1"></iframe>{video}')
    assert found == (
        '<p><a href="https://vimeo.com/1">https://vimeo.com/1</a></p>'
        '<p><a href="https://a.example/v/film%20a.mp4">film a.mp4</a></p>'
    )
    assert notes == ["embeds that are links now: 2"]
    assert cleaned('<iframe src="about:blank"></iframe>') == ("", ["elements: 1 `iframe`"])


def test_the_headline_is_no_part_of_the_text() -> None:
    tree = html.fromstring("<div><h1>A  b</h1><h2>A b</h2><p>c</p></div>")
    without_headline(tree, "A b")
    assert [each.tag for each in tree] == ["h2", "p"]
