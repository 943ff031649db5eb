"""Image files as cameras and agencies make them → what readers get."""

import io
import random
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageCms, ImageStat

from images.making import OPTIONS, levels, looked_at, made
from kazarchive.images import encode as encoding
from kazarchive.reading import media
from photos import (
    ARTIST,
    CORNERS,
    DESCRIPTION,
    GPS,
    ORIENTATION,
    PLACE,
    TURNS,
    corners,
    moving,
    photo,
    scene,
    xmp,
)


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


@pytest.mark.parametrize("orientation", TURNS)
@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_an_image_stands_upright(tmp_path: Path, format: str, orientation: int) -> None:
    raw = photo((200, 120), format, orientation)
    picture = looked_at(tmp_path, raw)
    assert (picture.width, picture.height) == (80, 48)
    for image in made(tmp_path, raw).values():
        assert corners(image) == CORNERS
        assert image.size in ((80, 48), (40, 24))


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
            pixel = levels(image.convert("RGB"), at)
            wanted = levels(expected, (x, y))
            assert max(abs(a - b) for a, b in zip(pixel, wanted, strict=True)) < 16


def test_sixteen_bits_of_grey_are_not_cut_off(tmp_path: Path) -> None:
    image = Image.new("I;16", (200, 120), 128 * 257)
    found = made(tmp_path, photo(format="PNG", image=image))
    for one in found.values():
        assert abs(levels(one.convert("L"), (5, 5))[0] - 128) <= 2


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
    counted = image.convert("RGB").getcolors(100_000)
    assert counted
    return {colour for _, colour in counted}


def test_a_colour_profile_becomes_srgb(tmp_path: Path) -> None:
    wide = wide_profile()
    image = Image.new("RGB", (200, 120), (200, 60, 60))
    for one in made(tmp_path, photo(image=image, icc_profile=wide, quality=95)).values():
        red, *_ = levels(one.convert("RGB"), (5, 5))
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


INKS = {"colours": "RGB", "grey": "L", "ink": "CMYK"}


@pytest.mark.parametrize("orientation", [1, 3, 6, 7])
@pytest.mark.parametrize("mode", INKS.values(), ids=INKS)
@pytest.mark.parametrize("wide", [False, True], ids=["sRGB", "profile"])
def test_a_jpeg_decoded_at_a_reduced_scale_looks_like_the_whole(
    tmp_path: Path, mode: str, orientation: int, wide: bool
) -> None:
    if wide and mode != "RGB":
        pytest.skip("the profile is one of light")
    settings: dict[str, Any] = {"icc_profile": wide_profile()} if wide else {}
    raw = photo((640, 384), image=scene((640, 384), mode), orientation=orientation, **settings)
    decoded = Image.open(io.BytesIO(raw))
    decoded.load()
    assert mean_difference(made(tmp_path, raw), made(tmp_path, tiff(decoded, orientation))) < 1


@pytest.mark.parametrize("width", [160, 320])
def test_a_jpeg_is_not_decoded_at_the_very_size_that_is_needed(tmp_path: Path, width: int) -> None:
    """Fine detail would suffer."""
    chance = random.Random(width)
    size = width // 2, width * 3 // 10
    noise = Image.frombytes("L", size, chance.randbytes(size[0] * size[1]))
    detailed = noise.resize((width, width * 3 // 5), Image.Resampling.BICUBIC)
    raw = photo(image=detailed, quality=95)
    decoded = Image.open(io.BytesIO(raw))
    decoded.load()
    assert mean_difference(made(tmp_path, raw), made(tmp_path, tiff(decoded, 1))) < 2


def tiff(image: Image.Image, orientation: int) -> bytes:
    """The pixels of a JPEG without loss, in the same colours and orientation."""
    known = Image.Exif()
    known[ORIENTATION] = orientation
    file = io.BytesIO()
    profile = image.info.get("icc_profile")
    Image.frombytes(image.mode, image.size, image.tobytes()).save(
        file, "TIFF", exif=known, icc_profile=profile
    )
    return file.getvalue()


def mean_difference(one: dict[str, Image.Image], other: dict[str, Image.Image]) -> float:
    """Of the pixels of the largest size, in levels of 256."""
    pixels = [images["whole"].convert("RGB") for images in (one, other)]
    return max(ImageStat.Stat(ImageChops.difference(*pixels)).mean)


PHOTOGRAPH = photo(image=Image.radial_gradient("L").resize((200, 120)).convert("RGB"))


def test_an_image_gives_the_same_bytes_each_time(tmp_path: Path) -> None:
    picture = looked_at(tmp_path, PHOTOGRAPH)
    first = encoding.encoded(PHOTOGRAPH, picture, OPTIONS)
    assert encoding.encoded(PHOTOGRAPH, picture, OPTIONS) == first


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("AVIF", {"speed": 6}),
        ("LIBAOM", ()),
        ("AVIF_QUALITY", (0.5, 0)),
        ("WEBP_METHOD", 0),
        ("WEBP_QUALITY", -20),
        ("DRAFT", 0.1),
    ],
)
def test_what_was_encoded_otherwise_is_not_used_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, other: Any
) -> None:
    picture = looked_at(tmp_path, PHOTOGRAPH)
    before = encoding.edition(OPTIONS), encoding.encoded(PHOTOGRAPH, picture, OPTIONS)
    monkeypatch.setattr(encoding, name, other)
    after = encoding.edition(OPTIONS), encoding.encoded(PHOTOGRAPH, picture, OPTIONS)
    assert after[0] != before[0]
    assert after[1] != before[1], "the setting has an effect"


def test_an_encoder_that_refuses_the_option_encodes_without_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoding, "LIBAOM", (("not-an-option", "1"),))
    found = made(tmp_path, photo((200, 120)))
    assert corners(found["80.avif"]) == CORNERS


@pytest.mark.parametrize("profile", [b"no profile", b"\0" * 200, wide_profile()[:300]])
def test_a_broken_profile_says_nothing(tmp_path: Path, profile: bytes) -> None:
    found = made(tmp_path, photo((200, 120), icc_profile=profile))
    assert corners(found["whole"]) == CORNERS


def test_a_profile_for_ink_on_an_image_of_light_says_nothing(tmp_path: Path) -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    assert corners(made(tmp_path, photo((200, 120), icc_profile=lab))["whole"]) == CORNERS


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_nothing_that_the_camera_noted_is_published(tmp_path: Path, format: str) -> None:
    exif = {GPS: PLACE, ARTIST: "SECRET", DESCRIPTION: "SECRET", 0x010F: "SECRET"}
    settings: dict[str, Any] = {}
    if format != "PNG":
        settings["xmp"] = xmp(dc_source="SECRET").encode()
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
        assert getattr(image, "n_frames", 1) == 2
        assert corners(image) == CORNERS


def test_an_avif_that_moves_and_says_more_is_refused(tmp_path: Path) -> None:
    known = Image.Exif()
    known[GPS] = PLACE
    file = io.BytesIO()
    first, other = scene((16, 16)), scene((16, 16)).rotate(90)
    first.save(file, "AVIF", save_all=True, append_images=[other], exif=known)
    with pytest.raises(media.Fault, match="says more than it shows"):
        looked_at(tmp_path, file.getvalue())


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
