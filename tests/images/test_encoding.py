"""Image files as cameras and agencies make them → what readers get."""

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms, TiffImagePlugin

from kazarchive.config.options import ImageOptions
from kazarchive.images import encode as encoding
from kazarchive.images import metadata, probe, sizes
from kazarchive.reading import heic
from photos import (
    ARTIST,
    CORNERS,
    DESCRIPTION,
    GPS,
    PLACE,
    TURNS,
    corners,
    moving,
    photo,
    scene,
    with_iptc,
    with_xmp,
    xmp,
)

OPTIONS = ImageOptions(widths=(40, 80), quality=95)


def looked_at(folder: Path, raw: bytes) -> probe.Picture:
    (folder / "photo.jpg").write_bytes(raw)
    return probe.look(folder / "photo.jpg", "photo.jpg", OPTIONS)


def made(folder: Path, raw: bytes) -> dict[str, Image.Image]:
    """Every size, opened."""
    found = encoding.encoded(raw, looked_at(folder, raw), OPTIONS)
    return {name: Image.open(io.BytesIO(content)) for name, content in found.items()}


# --- sizes --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (1, ((480, 1),)),
        (480, ((480, 480),)),
        (490, ((800, 490),)),
        (900, ((480, 480), (1200, 900))),
        (1200, ((480, 480), (800, 800), (1200, 1200))),
        (1600, ((480, 480), (800, 800), (1200, 1200), (1600, 1600))),
        (6000, ((480, 480), (800, 800), (1200, 1200), (1600, 1600))),
    ],
)
def test_no_size_is_larger_than_the_image(width: int, expected: Any) -> None:
    assert sizes.sizes(width, ImageOptions().widths) == expected


def test_every_size_stands_in_every_format_and_the_files_own(tmp_path: Path) -> None:
    found = made(tmp_path, photo((200, 120)))
    assert {name: (one.format, one.size) for name, one in found.items()} == {
        "whole": ("JPEG", (80, 48)),
        "40.avif": ("AVIF", (40, 24)),
        "40.webp": ("WEBP", (40, 24)),
        "80.avif": ("AVIF", (80, 48)),
        "80.webp": ("WEBP", (80, 48)),
    }


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_the_largest_stands_in_the_files_own_format(tmp_path: Path, format: str) -> None:
    found = made(tmp_path, photo((200, 120), format))
    assert found["whole"].format == format
    assert all(corners(one) == CORNERS for one in found.values())


# --- the pixels ---------------------------------------------------------------------------------


@pytest.mark.parametrize("orientation", TURNS)
@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_an_image_stands_upright(tmp_path: Path, format: str, orientation: int) -> None:
    raw = photo((200, 120), format, orientation)
    picture = looked_at(tmp_path, raw)
    assert (picture.width, picture.height) == (80, 48)
    for image in made(tmp_path, raw).values():
        assert corners(image) == CORNERS
        assert image.size in ((80, 48), (40, 24))


@pytest.mark.parametrize("orientation", [0, 9, 65535])
def test_an_orientation_that_does_not_exist_says_nothing(tmp_path: Path, orientation: int) -> None:
    raw = photo((200, 120), exif={0x0112: orientation})
    assert corners(made(tmp_path, raw)["whole"]) == CORNERS


MODES = {
    "grey": ("L", "JPEG"),
    "grey with transparency": ("LA", "PNG"),
    "palette": ("P", "PNG"),
    "black and white": ("1", "PNG"),
    "ink": ("CMYK", "JPEG"),
    "transparent": ("RGBA", "PNG"),
    "transparent WebP": ("RGBA", "WEBP"),
    "transparent AVIF": ("RGBA", "AVIF"),
}


@pytest.mark.parametrize(("mode", "format"), MODES.values(), ids=MODES)
def test_an_image_of_any_mode_becomes_one_that_every_browser_shows(
    tmp_path: Path, mode: str, format: str
) -> None:
    found = made(tmp_path, photo(format=format, image=scene((200, 120), mode)))
    expected = scene((80, 48), mode).convert("RGB")
    for image in found.values():
        assert image.mode in ("RGB", "RGBA", "L", "P")
        for x, y in ((10, 10), (30, 6)):
            at = x * image.width // 80, y * image.height // 48
            pixel = image.convert("RGB").getpixel(at)
            wanted = expected.getpixel((x, y))
            assert max(abs(a - b) for a, b in zip(pixel, wanted, strict=True)) < 16


def test_sixteen_bits_of_grey_are_not_cut_off(tmp_path: Path) -> None:
    image = Image.new("I;16", (200, 120), 128 * 257)
    found = made(tmp_path, photo(format="PNG", image=image))
    for one in found.values():
        assert abs(one.convert("L").getpixel((5, 5)) - 128) <= 2


def test_transparency_stays(tmp_path: Path) -> None:
    image = scene((200, 120), "RGBA")
    image.putalpha(Image.new("L", (200, 120), 0))
    for format in ("PNG", "WEBP", "AVIF"):
        for one in made(tmp_path, photo(format=format, image=image)).values():
            assert one.convert("RGBA").getchannel("A").getextrema() == (0, 0)


def test_a_transparent_colour_of_a_palette_stays_transparent(tmp_path: Path) -> None:
    image = Image.new("P", (200, 120), 0)
    image.putpalette([255, 0, 0, 0, 0, 255])
    for one in made(tmp_path, photo(format="PNG", image=image, transparency=0)).values():
        assert one.convert("RGBA").getchannel("A").getextrema() == (0, 0)


def test_a_drawing_in_few_colours_keeps_each_of_them(tmp_path: Path) -> None:
    image = scene((80, 48), "P")
    before = colours(image)
    found = made(tmp_path, photo(format="PNG", image=image))
    assert found["whole"].mode == "P"
    assert colours(found["whole"]) == before
    assert colours(found["80.webp"]) == before


def colours(image: Image.Image) -> set[Any]:
    return {colour for _, colour in image.convert("RGB").getcolors(100_000)}


def test_a_colour_profile_becomes_srgb(tmp_path: Path) -> None:
    wide = wide_profile()
    image = Image.new("RGB", (200, 120), (200, 60, 60))
    for one in made(tmp_path, photo(image=image, icc_profile=wide, quality=95)).values():
        red, *_ = one.convert("RGB").getpixel((5, 5))
        assert red > 212, "a wide red is a stronger one in sRGB"
        assert "icc_profile" not in one.info


def wide_profile() -> bytes:
    """sRGB with the primaries of Adobe RGB (1998)."""
    raw = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    table = {raw[at : at + 4].decode(): at for at in range(132, 132 + 12 * raw[131], 12)}
    colours = {
        "rXYZ": (0.60974, 0.31111, 0.01947),
        "gXYZ": (0.20528, 0.62567, 0.06087),
        "bXYZ": (0.14919, 0.06322, 0.74457),
    }
    for name, values in colours.items():
        start = int.from_bytes(raw[table[name] + 4 : table[name] + 8], "big") + 8
        for number, value in enumerate(values):
            at = start + 4 * number
            raw[at : at + 4] = round(value * 65536).to_bytes(4, "big")
    return bytes(raw)


@pytest.mark.parametrize("profile", [b"no profile", b"\0" * 200, wide_profile()[:300]])
def test_a_broken_profile_says_nothing(tmp_path: Path, profile: bytes) -> None:
    found = made(tmp_path, photo((200, 120), icc_profile=profile))
    assert corners(found["whole"]) == CORNERS


def test_a_profile_for_ink_on_an_image_of_light_says_nothing(tmp_path: Path) -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    assert corners(made(tmp_path, photo((200, 120), icc_profile=lab))["whole"]) == CORNERS


# --- what the camera noted ----------------------------------------------------------------------


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_nothing_that_the_camera_noted_is_published(tmp_path: Path, format: str) -> None:
    exif = {GPS: PLACE, ARTIST: "SECRET", DESCRIPTION: "SECRET", 0x010F: "SECRET"}
    settings = {} if format == "PNG" else {"xmp": xmp(dc_source="SECRET").encode()}
    raw = photo((200, 120), format, exif=exif, comment=b"SECRET", **settings)
    assert b"SECRET" in raw
    for name, content in encoding.encoded(raw, looked_at(tmp_path, raw), OPTIONS).items():
        image = Image.open(io.BytesIO(content))
        image.load()
        assert b"SECRET" not in content, name
        assert not image.getexif(), name
        assert not {"exif", "xmp", "comment", "photoshop", "icc_profile"} & image.info.keys(), name


@pytest.mark.parametrize("format", ["GIF", "WEBP", "PNG", "AVIF"])
def test_an_image_that_moves_keeps_its_frames_as_they_are(tmp_path: Path, format: str) -> None:
    raw = moving(3, format)
    picture = looked_at(tmp_path, raw)
    assert (picture.width, picture.height, picture.sizes) == (16, 16, ())
    assert encoding.encoded(raw, picture, OPTIONS) == {"whole": raw}


@pytest.mark.parametrize("format", ["GIF", "WEBP", "PNG"])
def test_one_that_moves_is_published_without_what_the_camera_noted(
    tmp_path: Path, format: str
) -> None:
    known = Image.Exif()
    known[GPS], known[ARTIST] = PLACE, "SECRET"
    file = io.BytesIO()
    first, other = scene((16, 16)), scene((16, 16)).rotate(90)
    settings = {} if format == "PNG" else {"xmp": b"SECRET"}
    more = {"append_images": [other], "exif": known, "comment": b"SECRET", **settings}
    first.save(file, format, save_all=True, **more)
    raw = file.getvalue() + b"SECRET"
    content = encoding.encoded(raw, looked_at(tmp_path, raw), OPTIONS)["whole"]
    assert b"SECRET" not in content
    assert b"Exif" not in content
    with Image.open(io.BytesIO(content)) as image:
        assert image.n_frames == 2
        assert corners(image) == CORNERS


def test_an_avif_that_moves_and_says_more_is_refused(tmp_path: Path) -> None:
    known = Image.Exif()
    known[GPS] = PLACE
    file = io.BytesIO()
    first, other = scene((16, 16)), scene((16, 16)).rotate(90)
    first.save(file, "AVIF", save_all=True, append_images=[other], exif=known)
    with pytest.raises(probe.Fault, match="says more than it shows"):
        looked_at(tmp_path, file.getvalue())


# --- files that browsers do not show --------------------------------------------------------------


@pytest.mark.parametrize(("format", "own"), [("TIFF", "JPEG"), ("BMP", "PNG")])
@pytest.mark.parametrize("mode", ["RGB", "L", "P", "1", "CMYK", "RGBA", "I;16"])
def test_what_browsers_do_not_show_is_converted(
    tmp_path: Path, format: str, own: str, mode: str
) -> None:
    if (format, mode) in (("BMP", "CMYK"), ("BMP", "I;16")):
        pytest.skip("there is no such BMP")
    image = scene((200, 120), "L").convert(mode) if mode == "I;16" else scene((200, 120), mode)
    raw = photo(image=image, format=format)
    found = made(tmp_path, raw)
    assert found["whole"].format == own
    assert found["40.avif"].size == (40, 24)
    if mode in ("RGB", "RGBA", "CMYK", "P"):
        assert corners(found["whole"]) == CORNERS


@pytest.mark.parametrize("turn", range(1, 9))
def test_a_scan_stands_upright(tmp_path: Path, turn: int) -> None:
    found = made(tmp_path, photo((200, 120), "TIFF", orientation=turn))
    assert found["whole"].size == (80, 48)
    assert corners(found["whole"]) == CORNERS


def test_what_is_clear_in_a_scan_is_white(tmp_path: Path) -> None:
    raw = photo(image=Image.new("RGBA", (60, 60), (200, 0, 0, 0)), format="TIFF")
    assert made(tmp_path, raw)["whole"].getpixel((9, 9)) == (255, 255, 255)


def pages(*tags: dict[int, int]) -> bytes:
    """A TIFF file with pages that have some tags."""
    file = io.BytesIO()
    with TiffImagePlugin.AppendingTiffWriter(file) as writer:
        for one in tags:
            known = TiffImagePlugin.ImageFileDirectory_v2()
            for tag, value in one.items():
                known[tag] = value
            scene((200, 120)).save(writer, "TIFF", tiffinfo=known)
            writer.newFrame()
    return file.getvalue()


PREVIEW = {0x00FE: 1}


def test_a_scan_of_several_pages_is_refused(tmp_path: Path) -> None:
    assert made(tmp_path, pages({}, PREVIEW))["whole"].size == (80, 48)
    with pytest.raises(probe.Fault, match="has 2 pages"):
        looked_at(tmp_path, pages({}, {}, PREVIEW))


RAW_DATA = {
    "a preview first": lambda: pages(PREVIEW, {}),
    "DNG": lambda: pages({0xC612: 1}),
    "CR2": lambda: b"II*\0\x10\0\0\0CR\2\0" + bytes(60),
    "CR3": lambda: b"\0\0\0\x18ftypcrx \0\0\0\1crx isom" + bytes(60),
    "RAF": lambda: b"FUJIFILMCCD-RAW 0201" + bytes(60),
    "ORF": lambda: b"IIRO\x08\0\0\0" + bytes(60),
    "HEIC": lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(60),
    "a HEIC of another program": lambda: b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic" + bytes(60),
    "JPEG 2000": lambda: photo((9, 9), "JPEG2000"),
    "JPEG XL": lambda: b"\xff\x0a\x7f" + bytes(60),
    "Photoshop": lambda: b"8BPS\0\1" + bytes(60),
}


@pytest.mark.parametrize("content", RAW_DATA.values(), ids=RAW_DATA)
def test_what_nothing_is_made_of_is_refused(
    tmp_path: Path, content: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heic, "is_installed", lambda: False)
    with pytest.raises(probe.Fault) as found:
        looked_at(tmp_path, content())
    assert found.value.code == "K0312"


def test_of_a_photograph_in_two_views_the_first_is_shown(tmp_path: Path) -> None:
    file = io.BytesIO()
    known = Image.Exif()
    known[GPS], known[ARTIST] = PLACE, "SECRET"
    second = scene((200, 120)).rotate(180)
    scene((200, 120)).save(file, "MPO", save_all=True, append_images=[second], exif=known)
    raw = file.getvalue() + b"SECRET"
    assert raw.count(b"SECRET") > 1
    found = encoding.encoded(raw, looked_at(tmp_path, raw), OPTIONS)
    assert not [name for name, content in found.items() if b"SECRET" in content]
    whole = Image.open(io.BytesIO(found["whole"]))
    assert (whole.format, corners(whole)) == ("JPEG", CORNERS)


# --- what a file says of itself -----------------------------------------------------------------

IPTC = {80: "Айгүл Әбдіқадыр", 110: "Vlast", 120: "Алаң, 5 қаңтар"}


def test_credit_and_caption_come_from_iptc(tmp_path: Path) -> None:
    said = looked_at(tmp_path, with_iptc(photo((40, 24)), IPTC))
    assert (said.credit, said.caption, said.alt) == (
        "Айгүл Әбдіқадыр / Vlast",
        "Алаң, 5 қаңтар",
        None,
    )


def test_credit_caption_and_alt_come_from_xmp(tmp_path: Path) -> None:
    document = xmp(
        dc_creator="<rdf:Seq><rdf:li>Болат</rdf:li><rdf:li>Another</rdf:li></rdf:Seq>",
        photoshop_Credit="Azattyq",
        dc_description='<rdf:Alt><rdf:li xml:lang="ru">По-русски</rdf:li>'
        '<rdf:li xml:lang="x-default">The square</rdf:li></rdf:Alt>',
        Iptc4xmpCore_AltTextAccessibility="<rdf:Alt><rdf:li>People in fog</rdf:li></rdf:Alt>",
    )
    said = looked_at(tmp_path, with_xmp(photo((40, 24)), document))
    assert (said.credit, said.caption, said.alt) == (
        "Болат / Azattyq",
        "The square",
        "People in fog",
    )


def test_credit_and_caption_come_from_exif(tmp_path: Path) -> None:
    exif = {ARTIST: "Aigerim", DESCRIPTION: "The square in Almaty"}
    for format in ("JPEG", "PNG", "WEBP"):
        said = looked_at(tmp_path, photo((40, 24), format, exif=exif))
        assert (said.credit, said.caption) == ("Aigerim", "The square in Almaty")


def test_one_name_is_said_once_and_iptc_goes_first(tmp_path: Path) -> None:
    raw = with_iptc(photo((40, 24), exif={ARTIST: "Camera"}), {80: "Vlast", 110: "Vlast"})
    assert looked_at(tmp_path, raw).credit == "Vlast"


@pytest.mark.parametrize("written", ["OLYMPUS DIGITAL CAMERA", "DCIM0001.JPG", " ", "a" * 5000])
def test_what_a_camera_writes_by_itself_is_no_caption(tmp_path: Path, written: str) -> None:
    assert looked_at(tmp_path, photo((40, 24), exif={DESCRIPTION: written})).caption is None


BILLION = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    + '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
    + xmp(dc_description="&c;")
)


@pytest.mark.parametrize(
    "document", [BILLION, "<x", "", "\0\0", xmp(dc_description="<rdf:Alt/>"), "<a>" * 2000]
)
def test_hostile_xmp_says_nothing(tmp_path: Path, document: str) -> None:
    said = looked_at(tmp_path, with_xmp(photo((40, 24)), document))
    assert (said.caption, said.credit, said.alt) == (None, None, None)


@pytest.mark.parametrize("datasets", [b"\x1c\x02", b"\x1c\2x\xff\xff", b"\x1c\2x\0\4\xff"])
def test_broken_iptc_says_nothing(tmp_path: Path, datasets: bytes) -> None:
    assert metadata.read(datasets, b"", {}) == metadata.EmbeddedMetadata()


def test_text_that_is_no_text_is_left_out(tmp_path: Path) -> None:
    latin = b"\x1c\x02\x78\0\4caf\xe9"
    assert metadata.read(latin, b"", {}).caption is None
    assert metadata.read(b"\x1c\x02\x78\0\6a\0b\x1bcd", b"", {}).caption == "abcd"
    assert metadata.read(b"", b"", {ARTIST: 7, DESCRIPTION: b"two words"}).credit is None
