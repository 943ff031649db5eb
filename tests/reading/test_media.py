"""What a file of any kind would tell its readers besides what it shows."""

import base64
import gzip
import struct
from collections.abc import Callable

import pytest

from archives import Archive, refused
from images.telling import chunk, telling
from kazarchive.problems import ProblemsFound
from photos import (
    photo,
)


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
