"""The HTML of a document becomes the Markdown of its article, and both are compared."""

from pathlib import Path

import pytest

from archives import Archive
from kazarchive.config import reader
from kazarchive.importing import body
from kazarchive.importing.document import Document, MediaFile, Note, Origin
from kazarchive.importing.existing import ExistingArticles
from kazarchive.importing.media import MediaFiles
from kazarchive.importing.naming import Names

PATH = "articles/2022/a.md"


@pytest.fixture
def names(archive: Archive) -> Names:
    site = reader.load(archive.root)
    names = Names(site, ExistingArticles(archive.root, site))
    origin = Origin(url="https://example.org/one/")
    names.choose(Document(title="One", date="2021-01-05", sha256="1", origin=origin), "en")
    return names


def converted(archive: Archive, names: Names, html: str, media: Path | None = None) -> str:
    document = Document(
        title="A",
        html=html,
        origin=Origin(url="https://example.org/news/a/"),
        media=(MediaFile("map.png", "map.png", b"PNG"),),
    )
    files = MediaFiles(archive.root, media, dry_run=False)
    return body.converted(document, PATH, names, files).markdown


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ('<p><a href="../../one/">x</a></p>', "[x](../2021/one.md)"),
        ('<p><a href="https://www.example.org/one#two">x</a></p>', "[x](../2021/one.md#two)"),
        ('<p><a href="/two/">x</a></p>', "[x](https://example.org/two/)"),
        ('<p><a href="#part">x</a></p>', "[x](#part)"),
        ('<p><a href="map.png">x</a></p>', "[x](map.png)"),
        ('<p>Сурет: <img src="map.png" alt="Карта"></p>', "Сурет: ![Карта](map.png)"),
        ("", ""),
    ],
)
def test_addresses_lead_to_files(archive: Archive, names: Names, html: str, markdown: str) -> None:
    assert converted(archive, names, html) == markdown


def test_an_image_that_is_nowhere_keeps_its_address_and_is_told(
    archive: Archive, names: Names
) -> None:
    document = Document(title="A", html='<p><img src="http://x.example/a.png" alt="A"> b</p>')
    files = MediaFiles(archive.root, None, dry_run=False)
    made = body.converted(document, PATH, names, files)
    assert made.markdown == "![A](http://x.example/a.png) b"
    assert made.notes == (Note("lost", "the file http://x.example/a.png is not there"),)


def test_markdown_stays_as_it_is_but_for_its_addresses(archive: Archive, names: Names) -> None:
    text = "* A\n* [one](https://example.org/one/) and [two](/two/)\n\n![x](map.png)\n"
    document = Document(
        title="A", markdown=text, html="…", media=(MediaFile("map.png", "map.png", b"PNG"),)
    )
    files = MediaFiles(archive.root, None, dry_run=False)
    expected = text.replace("https://example.org/one/", "../2021/one.md")
    assert body.converted(document, PATH, names, files).markdown == expected
