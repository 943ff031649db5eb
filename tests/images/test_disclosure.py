"""No published byte tells where a photograph was made and by whom, whatever its file is called."""

import io
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from archives import CONFIG, SMALL, Archive, refused
from images.telling import NAME, SECRET, telling
from kazarchive.rules import exif
from photos import (
    CORNERS,
    corners,
    moving,
    photo,
)

WITHOUT = CONFIG + "[images]\nenabled = false\n"


def assert_silent(archive: Archive) -> None:
    """In no file, as letters of one or two bytes, is the name or a place; but pages may give the
    name as the credit."""
    wide = NAME.encode("utf-16-be"), NAME.encode("utf-16-le")
    for name, content in archive.tree().items():
        if name.endswith((".html", ".xml", ".json")):
            continue
        assert not [one for one in (SECRET, *wide) if one in content], name
        found = exif.tells(content[content.find(b"Exif\0\0") + 6 :]) if b"Exif" in content else ()
        assert not list(found), name


CALLED = {
    "photo.heic": ("JPEG", "photo.heic.jpg"),
    "photo.HEIC": ("PNG", "photo.HEIC.jpg"),
    "photo.jfif": ("JPEG", "photo.jfif.jpg"),
    "photo.jpe": ("JPEG", "photo.jpe.jpg"),
    "photo.png": ("JPEG", "photo.png"),
    "photo.jpg": ("TIFF", "photo.jpg"),
    "photo.tif": ("TIFF", "photo.tif.jpg"),
    "photo.tiff": ("TIFF", "photo.tiff.jpg"),
    "photo.bmp": ("BMP", "photo.bmp.png"),
    "photo.webp": ("AVIF", "photo.webp"),
    "photo": ("JPEG", "photo"),
    "photo.dat": ("WEBP", "photo.dat"),
    "photo.pdf": ("PNG", "photo.pdf"),
    "photo.svg": ("JPEG", "photo.svg"),
    "photo.gif": ("GIF", "photo.gif"),
    "photo.jpg.orig": ("JPEG", "photo.jpg.orig"),
}


@pytest.mark.parametrize("name", CALLED)
@pytest.mark.parametrize("shown", ["![One]({})", "[One]({})"])
def test_a_photograph_is_clean_whatever_it_is_called(
    archive: Archive, name: str, shown: str
) -> None:
    archive.configure(SMALL)
    format, address = CALLED[name]
    archive.write(f"articles/{name}", telling(format))
    archive.article("a.md", shown.format(name))
    archive.build()
    assert_silent(archive)
    page = archive.page("/2022/01/05/a/")
    assert f'="/2022/01/05/a/{address}"' in page
    with Image.open(archive.output / "2022/01/05/a" / address) as image:
        assert image.format in ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
        assert corners(image) == CORNERS


@pytest.mark.parametrize("lead", ["scan.tiff", {"src": "scan.tiff", "alt": "A scan"}])
def test_a_scan_leads_an_article(archive: Archive, lead: object) -> None:
    archive.configure(SMALL)
    archive.write("articles/scan.tiff", telling("TIFF"))
    archive.article("a.md", image=lead)
    archive.build()
    assert_silent(archive)
    page = archive.page("/2022/01/05/a/")
    assert 'srcset="/2022/01/05/a/scan.tiff.jpg.40.avif 40w' in page
    assert 'content="https://archive.example/2022/01/05/a/scan.tiff.jpg"' in page


@pytest.mark.parametrize("name", ["p.jpg", "p.tiff", "p", "p.pdf", "p.bmp", "p.txt"])
def test_what_a_file_becomes_by_an_edit_is_what_a_clean_build_makes(
    archive: Archive, name: str
) -> None:
    archive.configure(SMALL)
    archive.article("a.md", f"![One]({name})\n\n[Two]({name})")
    archive.article("b.md", "Text.")
    for content in (telling("JPEG"), moving(3), b"plain text", telling("TIFF"), None, b"%PDF-1.4"):
        if content is None:
            archive.remove(f"articles/{name}")
        else:
            archive.write(f"articles/{name}", content)
        archive.build_as_clean(keep_going=True)
        assert_silent(archive)


def test_sizes_are_switched_off_and_on_as_in_a_clean_build(archive: Archive) -> None:
    archive.write("articles/scan.tiff", photo((200, 120), "TIFF"))
    archive.write("articles/p.heic", telling("JPEG"))
    archive.article("a.md", "![One](scan.tiff) ![Two](p.heic)")
    for configuration in (SMALL, WITHOUT, SMALL):
        archive.configure(configuration)
        archive.build_as_clean()
        assert_silent(archive)


@pytest.mark.parametrize("orientation", [1, 6])
@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "GIF"])
@pytest.mark.parametrize("where", ["static", "articles"])
def test_an_image_without_sizes_keeps_its_pixels_and_nothing_else(
    archive: Archive, where: str, format: str, orientation: int
) -> None:
    if format == "GIF" and orientation > 1:
        pytest.skip("a GIF has no orientation")
    archive.configure(WITHOUT if where == "articles" else SMALL)
    raw = telling(format, orientation)
    assert raw.count(SECRET) > 1
    archive.write(f"{where}/p.dat", raw)
    archive.article("a.md", "![One](p.dat)" if where == "articles" else "![One](/static/p.dat)")
    archive.build_as_clean()
    assert_silent(archive)
    folder = "2022/01/05/a" if where == "articles" else "static"
    content = (archive.output / folder / "p.dat").read_bytes()
    with Image.open(io.BytesIO(raw)) as before, Image.open(io.BytesIO(content)) as after:
        assert after.tobytes() == before.tobytes()
        assert after.getexif().get(0x0112, 1) == orientation


def test_an_edited_file_of_static_is_what_a_clean_build_makes(archive: Archive) -> None:
    archive.article("a.md")
    for content in (telling("PNG"), b"text", telling("TIFF"), telling("JPEG"), b"text"):
        archive.write("static/p.txt", content)
        archive.build_as_clean()
    assert archive.tree()["static/p.txt"] == b"text"


def test_a_clean_image_of_static_stays_as_it_is(archive: Archive) -> None:
    archive.article("a.md")
    for number, format in enumerate(("JPEG", "PNG", "WEBP", "GIF")):
        archive.write(f"static/{number}", photo((20, 12), format))
    archive.build()
    for number, format in enumerate(("JPEG", "PNG", "WEBP", "GIF")):
        assert archive.tree()[f"static/{number}"] == photo((20, 12), format)
    assert archive.build().written == 0
    assert archive.build(full=True).written == 0


@pytest.mark.parametrize("format", ["TIFF", "AVIF"])
def test_what_is_told_by_an_image_that_stays_as_it_is_is_a_warning(
    archive: Archive, format: str
) -> None:
    archive.article("a.md")
    archive.write("static/p", telling(format))
    for _ in range(2):
        (problem,) = archive.build().problems
        assert (problem.code, problem.place.path) == ("K0314", "static/p")
        assert problem.values["reason"] == "the place where it was made and names"
    archive.write("static/p", photo((20, 12), format))
    assert not archive.build().problems


def test_an_image_of_static_that_is_broken_is_an_error_there(archive: Archive) -> None:
    archive.article("a.md")
    for content in (telling()[:-2000], photo((9, 9), "PNG")[:-9], moving(3)[:-9]):
        archive.write("static/p.png", content)
        (problem,) = refused(archive)
        assert (problem.code, problem.place.path) == ("K0310", "static/p.png")
        archive.build_as_clean(keep_going=True)
        assert "static/p.png" not in archive.tree()


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "GIF", "TIFF"])
def test_what_exiftool_writes_is_taken_out(archive: Archive, tmp_path: Path, format: str) -> None:
    file = tmp_path / f"x.{format.lower()}"
    file.write_bytes(photo((200, 120), format))
    tags = ["XMP:all", "IPTC:Keywords", "IPTC:By-line", "EXIF:Artist", "Comment", "XMP-dc:Creator"]
    tags += ["XMP-iptcExt:LocationCreatedCity", "EXIF:GPSAreaInformation", "EXIF:UserComment"]
    command = [
        "exiftool",
        "-q",
        "-m",
        "-overwrite_original",
        "-GPSLatitude=43.24",
        "-GPSLatitudeRef=N",
    ]
    try:
        subprocess.run([*command, *(f"-{tag}={NAME}" for tag in tags[1:]), file], check=True)
    except FileNotFoundError:
        pytest.skip("exiftool is not installed")
    raw = file.read_bytes()
    assert SECRET in raw
    archive.configure(SMALL)
    archive.write("articles/p", raw)
    if format != "TIFF":
        archive.write("static/p", raw)
    archive.article("a.md", "[One](p)")
    archive.build()
    assert_silent(archive)
