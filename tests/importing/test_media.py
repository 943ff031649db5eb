"""Media files come to stand beside the articles."""

from pathlib import Path

import pytest

from archives import Archive
from kazarchive.importing.document import MediaFile
from kazarchive.importing.media import MediaFiles, is_media

URL = "https://example.org/wp-content/uploads/2022/01/map.jpg"


@pytest.fixture
def uploads(tmp_path: Path) -> Path:
    folder = tmp_path / "uploads"
    (folder / "2022/01").mkdir(parents=True)
    (folder / "2022/01/map.jpg").write_bytes(b"January")
    (folder / "2022/02").mkdir()
    (folder / "2022/02/map.jpg").write_bytes(b"February")
    return folder


def put(media: MediaFiles, file: MediaFile, article: str) -> str | None:
    """The name of a file that is now beside an article."""
    name = media.beside(file, article)
    media.write()
    return name


def files(archive: Archive, folder: Path | None = None, *, dry_run: bool = False) -> MediaFiles:
    return MediaFiles(archive.root, folder, dry_run=dry_run)


def test_a_file_is_found_by_its_name_or_by_the_end_of_its_address(
    archive: Archive, uploads: Path
) -> None:
    media = files(archive, uploads)
    for file in (MediaFile(URL, "2022/01/map.jpg"), MediaFile(URL, "none.jpg")):
        assert put(media, file, "articles/2022/a.md") == "map.jpg"
    assert (archive.root / "articles/2022/map.jpg").read_bytes() == b"January"


def test_two_files_of_one_name_get_two_names_and_one_file_one(
    archive: Archive, uploads: Path
) -> None:
    media = files(archive, uploads)
    january, february = MediaFile("", "2022/01/map.jpg"), MediaFile("", "2022/02/map.jpg")
    assert put(media, january, "articles/2022/a.md") == "map.jpg"
    assert put(media, february, "articles/2022/a.md") == "map-2.jpg"
    assert put(media, january, "articles/2022/b.md") == "map.jpg"
    again = files(archive, uploads)
    assert put(again, february, "articles/2022/a.md") == "map-2.jpg"
    assert put(again, february, "articles/2021/a.md") == "map.jpg"
    assert {file.name for file in (archive.root / "articles/2022").iterdir()} == {
        "map.jpg",
        "map-2.jpg",
    }


def test_a_file_in_the_document_needs_no_folder(archive: Archive) -> None:
    carried = MediaFile("image1.png", "word/media/image1.png", b"PNG")
    assert put(files(archive), carried, "articles/a.md") == "image1.png"
    assert (archive.root / "articles/image1.png").read_bytes() == b"PNG"


@pytest.mark.parametrize("name", ["../secret.jpg", "/etc/hostname", "link.jpg", "2022", "a\0b"])
def test_nothing_outside_the_folder_is_read(archive: Archive, uploads: Path, name: str) -> None:
    (uploads.parent / "secret.jpg").write_bytes(b"secret")
    (uploads / "link.jpg").symlink_to(uploads.parent / "secret.jpg")
    assert files(archive, uploads).beside(MediaFile(name, name), "articles/a.md") is None
    assert not (archive.root / "articles").exists()


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("%D0%BA%D0%B0%D1%80%D1%82%D0%B0.png", "карта.png"),
        ("CON.png", "con.png"),
        ("a?b.png", "a-b.png"),
        (".hidden.png", "hidden.png"),
    ],
)
def test_a_name_that_a_site_cannot_publish_is_made_safe(
    archive: Archive, name: str, safe: str
) -> None:
    found = put(files(archive), MediaFile(name, name, b"x"), "articles/a.md")
    assert found
    assert (archive.root / "articles" / found).read_bytes() == b"x"
    assert "?" not in found
    assert not found.startswith(".")
    assert (archive.root / "articles").resolve() == (archive.root / "articles" / found).parent


def test_a_dry_run_writes_no_file(archive: Archive, uploads: Path) -> None:
    media = files(archive, uploads, dry_run=True)
    assert media.beside(MediaFile(URL, "2022/01/map.jpg"), "articles/a.md") == "map.jpg"
    assert not (archive.root / "articles").exists()


@pytest.mark.parametrize(
    ("url", "media"),
    [
        (URL, True),
        ("https://example.org/report.PDF?download=1", True),
        ("https://example.org/talk.mp3#t=10", True),
        ("https://example.org/2022/page.html", False),
        ("https://example.org/a.php", False),
        ("https://example.org/", False),
    ],
)
def test_the_ending_of_an_address_tells_media_from_pages(url: str, media: bool) -> None:
    assert is_media(url) == media


def test_a_file_that_could_be_an_article_is_none(archive: Archive) -> None:
    for name in ("a.md", "A.MD", "index.html"):
        assert files(archive).beside(MediaFile(name, name, b"x"), "articles/a.md") is None


def test_names_that_differ_by_case_get_two_names(archive: Archive) -> None:
    archive.write("articles/2022/MAP.jpg", b"old")
    media = files(archive)
    found = [
        media.beside(MediaFile("", name, name.encode()), "articles/2022/a.md")
        for name in ("map.jpg", "UP.JPG", "up.jpg")
    ]
    assert found == ["map-2.jpg", "UP.JPG", "up-2.jpg"]


def test_many_files_of_one_name_are_numbered_at_once(archive: Archive) -> None:
    media = files(archive)
    made = [media.beside(MediaFile("", "a.jpg", b"%d" % n), "articles/a.md") for n in range(50)]
    assert made == ["a.jpg", *(f"a-{number}.jpg" for number in range(2, 51))]
