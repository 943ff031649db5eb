"""No published byte tells where a photograph was made and by whom, whatever its file is called."""

import base64
import gzip
import io
import struct
import subprocess
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms

from archives import CONFIG, Archive
from kazarchive.problems import Problem, ProblemsFound
from kazarchive.rules import exif, profiles, signatures, stripping
from photos import (
    ARTIST,
    CORNERS,
    GPS,
    PLACE,
    corners,
    moving,
    photo,
    scene,
    with_iptc,
    with_xmp,
    xmp,
)

SMALL = CONFIG + "[images]\nwidths = [40, 80]\n"
WITHOUT = CONFIG + "[images]\nenabled = false\n"

SECRET = b"KANARIK"
"""Stands in every part of a file that is no pixel."""

NAME = SECRET.decode()


def profile() -> bytes:
    """A colour profile with a name in its texts."""
    plain = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    name = "sRGB built-in"
    wide, other = (text.encode("utf-16-be") for text in (name, NAME.ljust(len(name))))
    assert wide in plain
    return plain.replace(wide, other) + SECRET


def telling(format: str = "JPEG", orientation: int = 1) -> bytes:
    """An image that tells a name wherever its form has a place for it, and where it was made."""
    known = {GPS: PLACE, ARTIST: NAME, 0x010F: NAME, 0x9286: b"ASCII\0\0\0" + SECRET}
    settings: dict[str, Any] = {} if format == "BMP" else {"icc_profile": profile()}
    if format in ("JPEG", "WEBP", "AVIF"):
        settings["xmp"] = xmp(dc_source=NAME).encode()
    if format == "TIFF":  # Pillow does not write the place into one
        return _tiff()
    raw = photo((200, 120), format, orientation, exif=known, comment=SECRET, **settings)
    if format == "JPEG":
        raw = with_xmp(with_iptc(raw, {90: NAME}), xmp(photoshop_City=NAME))
    if format == "PNG":
        raw = raw[:33] + text_chunks() + raw[33:]
    return raw + SECRET


def _tiff() -> bytes:
    """Its first directory lies at the end, and says where the place is: behind it."""
    raw = photo((200, 120), "TIFF", exif={ARTIST: NAME})
    start = len(raw) + len(raw) % 2
    (first,) = struct.unpack_from("<I", raw, 4)
    (count,) = struct.unpack_from("<H", raw, first)
    entries = raw[first + 2 : first + 2 + 12 * count]
    place = start + 2 + 12 * (count + 1) + 4
    whole = struct.pack("<H", count + 1) + entries + struct.pack("<HHIII", GPS, 4, 1, place, 0)
    gps = struct.pack("<HHHI4sI", 1, 2, 2, 3, b"43N\0", 0)
    raw = raw[:4] + struct.pack("<I", start) + raw[8:]
    return raw.ljust(start, b"\0") + whole + gps + SECRET


def text_chunks() -> bytes:
    packed = zlib.compress(SECRET)
    contents = {
        b"tEXt": b"Author\0" + SECRET,
        b"zTXt": b"Comment\0\0" + packed + SECRET,
        b"iTXt": b"XML:com.adobe.xmp\0\0\0\0\0" + SECRET,
        b"tIME": SECRET,
        b"prVt": SECRET,
    }
    return b"".join(chunk(name, content) for name, content in contents.items())


def chunk(name: bytes, content: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(name + content))
    return struct.pack(">I", len(content)) + name + content + check


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


# --- beside an article --------------------------------------------------------------------------

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


# --- in static/, and where no sizes are made ----------------------------------------------------


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


def refused(archive: Archive) -> tuple[Problem, ...]:
    with pytest.raises(ProblemsFound) as found:
        archive.build()
    return found.value.problems


# --- films and documents ------------------------------------------------------------------------


def box(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content) + 8) + name + content


MP4 = box(b"ftyp", b"isom\0\0\2\0isomiso2mp41")
QUICKTIME = box(b"ftyp", b"qt  \0\0\0\0qt  ")
PICTURES = box(b"mdat", bytes(100_000))
FILMS: dict[str, bytes] = {
    "Android": MP4 + PICTURES + box(b"moov", box(b"udta", box(b"\xa9xyz", b"\0\x12\x15\xc7+43"))),
    "3GPP": MP4 + box(b"moov", box(b"udta", box(b"loci", bytes(4) + b"\x15\xc7Almaty\0"))),
    "iPhone": QUICKTIME
    + box(b"wide", b"")
    + PICTURES
    + box(b"moov", box(b"meta", b"mdtacom.apple.quicktime.location.ISO6709")),
    "an action camera": MP4 + box(b"moov", box(b"trak", b"gpmd")) + PICTURES,
    "XMP": MP4 + PICTURES + box(b"uuid", b"\xbe\x7a\xcf\xcb exif:GPSLatitude"),
    "large": MP4
    + struct.pack(">I4sQ", 1, b"mdat", 100_016)
    + bytes(100_000)
    + box(b"moov", box(b"udta", box(b"\xa9xyz", b"+43"))),
}


@pytest.mark.parametrize("film", FILMS.values(), ids=FILMS)
@pytest.mark.parametrize("where", ["static", "articles"])
def test_a_film_that_tells_its_place_is_refused(archive: Archive, film: bytes, where: str) -> None:
    archive.write(f"{where}/film.bin", film)
    archive.article("a.md", "Text.\n\n[Film](film.bin)" if where == "articles" else "Text.")
    (problem,) = refused(archive)
    assert problem.code == "K0313"
    line = {"articles": ("articles/a.md", 8), "static": ("static/film.bin", 0)}[where]
    assert (problem.place.path, problem.place.line) == line
    archive.build_as_clean(keep_going=True)
    assert not [name for name in archive.tree() if "film" in name]


def test_a_film_that_tells_nothing_is_published_as_it_is(archive: Archive) -> None:
    film = MP4 + PICTURES.replace(bytes(9), b"\xa9xyz gpmd", 1) + box(b"moov", box(b"trak", b""))
    archive.write("articles/film.mp4", film)
    archive.article("a.md", "[Film](film.mp4)")
    assert not archive.build().problems
    assert archive.tree()["2022/01/05/a/film.mp4"] == film


@pytest.mark.parametrize("begins", [b"%PDF-1.7\n", b'<svg xmlns="http://www.w3.org/2000/svg">'])
@pytest.mark.parametrize("far", [0, 9_000_000])
def test_a_photograph_in_a_document_is_a_warning(archive: Archive, begins: bytes, far: int) -> None:
    archive.write("articles/d.bin", begins + bytes(far) + telling())
    archive.article("a.md", "[Document](d.bin)")
    (problem,) = archive.build().problems
    assert (problem.code, problem.place.line) == ("K0314", 6)
    archive.write("articles/d.bin", begins + b"/Author (A)")
    assert not archive.build().problems


def drawing(photograph: bytes, form: str = "plain") -> bytes:
    """An SVG as drawing programs write it, with a photograph in it."""
    packed = base64.encodebytes(photograph).strip()
    written = {
        "plain": packed.replace(b"\n", b""),
        "lines": packed,
        "references": packed.replace(b"\n", b"&#10;"),
        "percent": packed.replace(b"+", b"%2B").replace(b"\n", b"%0A"),
    }[form]
    url = b"data:image/jpeg;base64," + written
    return b'<svg xmlns="http://www.w3.org/2000/svg"><image href="' + url + b'"/></svg>'


@pytest.mark.parametrize("form", ["plain", "lines", "references", "percent"])
@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_photograph_that_a_drawing_holds_in_letters_is_a_warning(
    archive: Archive, form: str, format: str
) -> None:
    archive.write("articles/d.svg", drawing(telling(format), form))
    archive.article("a.md", "[Drawing](d.svg)")
    (problem,) = archive.build().problems
    assert (problem.code, problem.values["reason"]) == ("K0314", "the place where it was made")
    archive.write("articles/d.svg", drawing(photo((200, 120), format), form))
    assert not archive.build().problems


def test_a_large_photograph_in_a_drawing_is_a_warning(archive: Archive) -> None:
    late = telling("PNG")
    end = late.rindex(b"eXIf") - 4
    raw = late[:end] + chunk(b"prVt", bytes(9_000_000)) + late[end:]
    archive.write("static/d.svg", drawing(raw))
    archive.article("a.md")
    (problem,) = archive.build().problems
    assert (problem.code, problem.place.path) == ("K0314", "static/d.svg")


@pytest.mark.parametrize(
    "drawn",
    [
        b"<?xml version='1.0'?>\n<!-- " + b"x" * 2_000 + b" -->\n" + drawing(b"%s"),
        b'<s:svg xmlns:s="http://www.w3.org/2000/svg"><!-- exif:GPSLatitude --></s:svg>',
    ],
    ids=["a long header", "a prefix"],
)
def test_a_drawing_is_known_however_it_begins(archive: Archive, drawn: bytes) -> None:
    raw = drawn.replace(b"</svg>", b"<!-- exif:GPSLatitude --></svg>")
    archive.write("articles/d.svg", raw)
    archive.article("a.md", "![Drawing](d.svg)")
    (problem,) = archive.build().problems
    assert problem.code == "K0314"


@pytest.mark.parametrize(
    ("name", "packed"),
    [
        ("d.svg", lambda raw: raw.decode().encode("utf-16")),
        ("d.svg", lambda raw: ("\ufeff" + raw.decode()).encode("utf-16-be")),
        ("d", lambda raw: raw.decode().encode("utf-16-le")),
        ("d.svgz", gzip.compress),
        ("d.svg", gzip.compress),
        ("d.svgz", lambda raw: gzip.compress(raw.decode().encode("utf-16"))),
    ],
)
def test_a_drawing_is_looked_into_however_it_is_written(
    archive: Archive, name: str, packed: Callable[[bytes], bytes]
) -> None:
    clean = b'<svg xmlns="http://www.w3.org/2000/svg"></svg>'
    archive.write(f"articles/{name}", packed(drawing(telling("JPEG"))))
    archive.article("a.md", f"[Drawing]({name})")
    (problem,) = archive.build().problems
    assert problem.code == "K0314"
    archive.write(f"articles/{name}", packed(clean))
    assert not archive.build().problems
    archive.write(f"articles/{name}", b"\x1f\x8bdamaged")
    archive.build()


PCX = b"\n\5\1\x08" + bytes(124)


@pytest.mark.parametrize(
    "raw", [b"P6\n# KANARIK\n2 1 255\nxxxxxx", b"P2 2 1\n255 1 1", b"P7\nWIDTH 2\n", PCX]
)
def test_an_image_that_no_browser_shows_is_refused_at_its_article(
    archive: Archive, raw: bytes
) -> None:
    archive.write("articles/p.xyz", raw)
    archive.article("a.md", "![An image](p.xyz)")
    with pytest.raises(ProblemsFound) as found:
        archive.build()
    assert [one.code for one in found.value.problems] == ["K0312"]


@pytest.mark.parametrize("number", [b"\1", b"\2"])
def test_an_icon_that_tells_a_place_is_a_warning(archive: Archive, number: bytes) -> None:
    head = b"\0\0" + number + b"\0\1\0" + bytes(12) + struct.pack("<I", 22)
    archive.write("articles/i.ico", head + telling("PNG"))
    archive.article("a.md", "![An icon](i.ico)")
    (problem,) = archive.build().problems
    assert problem.code == "K0314"
    archive.write("articles/i.ico", head + photo((20, 12), "PNG"))
    assert not archive.build().problems


def test_what_follows_junk_in_a_file_with_the_name_of_an_image_is_a_warning(
    archive: Archive,
) -> None:
    archive.write("static/p.jpg", b"\r\n" + telling())
    archive.write("static/q.jpg", b"no image")
    archive.article("a.md")
    (problem,) = archive.build().problems
    assert (problem.code, problem.place.path) == ("K0314", "static/p.jpg")


# --- what is written by the program that everybody uses -----------------------------------------


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


# --- parts of files -----------------------------------------------------------------------------


def test_a_profile_keeps_its_colours_alone() -> None:
    plain = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    silent = profiles.without_texts(plain + SECRET)
    assert len(silent) == len(plain)
    assert "sRGB".encode("utf-16-be") not in silent
    opened = ImageCms.ImageCmsProfile(io.BytesIO(silent))
    srgb = ImageCms.createProfile("sRGB")
    shown = ImageCms.profileToProfile(scene((40, 24)), opened, srgb)
    assert shown is not None
    assert corners(shown) == CORNERS


@pytest.mark.parametrize("content", [b"", b"acsp", bytes(131), bytes(36) + b"acsp" + b"\xff" * 99])
def test_what_is_no_profile_is_left_out(content: bytes) -> None:
    assert profiles.without_texts(content) == b""


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_file_cut_anywhere_is_refused_or_tells_nothing(format: str) -> None:
    raw = telling(format)
    kind = signatures.kind(raw)
    whole = stripping.stripped(raw, kind)
    for end in range(8, len(raw), 7):
        with suppress(stripping.Unclear):
            assert stripping.stripped(raw[:end], kind)[:4] == whole[:4]


@pytest.mark.parametrize("number", range(1, 9))
def test_of_exif_the_orientation_alone_stays(number: int) -> None:
    assert exif.orientation(exif.upright(number)) == number
    assert not list(exif.tells(exif.upright(number)))


@pytest.mark.parametrize("block", [b"", b"II*\0", b"MM\0*\0\0\0\x08", b"II*\0\xff\xff\xff\xff\1\0"])
def test_damaged_exif_says_nothing(block: bytes) -> None:
    assert exif.orientation(block) == 1
    assert not list(exif.tells(block))


NOTHING: dict[str, Callable[[], bytes]] = {
    "text": lambda: "BMW и MM, %PDF".encode(),
    "nothing": lambda: b"",
    "a ZIP": lambda: b"PK\3\4" + bytes(60),
    "sound": lambda: b"RIFF\0\0\0\0WAVEfmt ",
    "HTML": lambda: b"<!doctype html><p>svg",
    "a text that begins as an anymap does": lambda: b"P5 is a road, 12 km long\n",
    "a text after an empty line": lambda: b"\nText" + bytes(80),
    "UTF-16": lambda: "Text <b>".encode("utf-16"),
    "gzip": lambda: gzip.compress(b"<svg></svg>"),
}


@pytest.mark.parametrize("content", NOTHING.values(), ids=NOTHING)
def test_other_files_are_no_images(content: Callable[[], bytes]) -> None:
    assert signatures.kind(content()) == ""
