"""Files that only the HTML of a trusted author names: published, cleaned, counted as used."""

from contextlib import closing

import pytest

from archives import CONFIG, Archive
from kazarchive.catalogue import findings
from kazarchive.state import database
from photos import ARTIST, GPS, PLACE, photo

TRUSTED = CONFIG + '[images]\nwidths = [40, 80]\n[markdown]\nhtml = "trust"\nengine = "{}"\n'

PAGE = "/2022/01/05/a/"


@pytest.fixture(params=["commonmark", "python-markdown"])
def trusted(archive: Archive, request: pytest.FixtureRequest) -> Archive:
    archive.configure(TRUSTED.format(request.param))
    archive.write("articles/p.jpg", photo((200, 120), exif={GPS: PLACE, ARTIST: "SECRET"}))
    archive.write("articles/b/p.jpg", photo((100, 60), exif={GPS: PLACE, ARTIST: "SECRET"}))
    archive.write("articles/film.mp4", b"a film")
    archive.write("articles/d.pdf", b"%PDF-1.4")
    archive.write("articles/scan.tiff", photo((200, 120), "TIFF", exif={ARTIST: "SECRET"}))
    return archive


NAMED = {
    "<img src='p.jpg' alt='One'>": ["p.jpg", "p.jpg.40.avif"],
    "<img src=p.jpg alt=One>": ["p.jpg", "p.jpg.80.webp"],
    '<IMG SRC="p.jpg" ALT=One>': ["p.jpg", "p.jpg.80.webp"],
    "Text <img src='p.jpg' alt='One'> on.": ["p.jpg", "p.jpg.80.avif"],
    "<img srcset='p.jpg 1x, b/p.jpg 2x' src='p.jpg' alt='One'>": ["p.jpg", "b/p.jpg"],
    "<picture><source srcset=b/p.jpg><img src=p.jpg alt=One></picture>": ["p.jpg", "b/p.jpg"],
    "<video src=film.mp4 poster='b/p.jpg'></video>": ["film.mp4", "b/p.jpg"],
    "<video><source src='film.mp4'></video>": ["film.mp4"],
    '<audio controls src="film.mp4"></audio>': ["film.mp4"],
    "<a href=d.pdf>One</a>": ["d.pdf"],
    "<a href='scan.tiff'>One</a>": ["scan.tiff.jpg"],
    "<object data=d.pdf></object>": ["d.pdf"],
    "<img src='scan.tiff' alt='One'>": ["scan.tiff.jpg", "scan.tiff.jpg.80.avif"],
    "<div>\n<img src='p.jpg' alt='One'>\n</div>": ["p.jpg"],
}


@pytest.mark.parametrize("written", NAMED)
def test_what_raw_html_names_is_published_and_clean(trusted: Archive, written: str) -> None:
    trusted.article("a.md", f"Text.\n\n{written}\n")
    trusted.build_as_clean()
    page, files = trusted.page(PAGE), trusted.tree()
    for name in NAMED[written]:
        assert f"{PAGE}{name}" in page
        assert b"SECRET" not in files[f"{PAGE[1:]}{name}"]
    assert "='p.jpg'" not in page
    assert not {f"articles/{name.removesuffix('.jpg')}" for name in NAMED[written]} & unused(
        trusted
    )
    assert not {f"articles/{name}" for name in NAMED[written]} & unused(trusted)


def unused(archive: Archive) -> set[str]:
    """The files of which `check` says that no article uses them."""
    with closing(database.open_for_reading(archive.state)) as connection:
        return {one.place.path for one in findings.unused_media(connection)}


def test_a_file_that_only_a_comment_or_a_script_names_is_not_used(trusted: Archive) -> None:
    trusted.article(
        "a.md", "Text.\n\n<!-- <img src='p.jpg'> -->\n\n<script>'<video src=film.mp4>'</script>"
    )
    trusted.build_as_clean()
    assert {"articles/p.jpg", "articles/film.mp4"} <= unused(trusted)
    assert "'<video src=film.mp4>'" in trusted.page(PAGE)


def test_a_missing_file_in_raw_html_is_told_with_its_line(trusted: Archive) -> None:
    trusted.article("a.md", "Text.\n\n<video src='gone.mp4'></video>\n\n<img src=gone.jpg alt=One>")
    told = {(one.code, one.values["target"], one.place.line) for one in trusted.build().problems}
    assert told == {("K0404", "articles/gone.mp4", 8), ("K0404", "articles/gone.jpg", 10)}


def test_what_raw_html_names_in_a_feed_has_its_whole_url(trusted: Archive) -> None:
    trusted.article("a.md", "<video src='film.mp4' poster=p.jpg></video>")
    trusted.build_as_clean()
    feed = trusted.page("/feed.xml")
    for name in ("film.mp4", "p.jpg"):
        assert f"https://archive.example{PAGE}{name}" in feed


def test_html_that_is_made_safe_names_no_films(archive: Archive) -> None:
    archive.write("articles/film.mp4", b"a film")
    archive.article("a.md", "<video src='film.mp4'></video>")
    archive.build()
    assert "2022/01/05/a/film.mp4" not in archive.tree()
