"""The images of a page."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from importing.pdf.pdfs import Pixels, pdf
from kazarchive.importing.pdf.extraction import parts
from kazarchive.importing.pdf.pages import Page, Picture


def shown(folder: Path, head: str, pixels: bytes) -> list[Picture]:
    """An image on a page."""
    path = folder / "a.pdf"
    path.write_bytes(pdf([Pixels(10, 20, 100, 50, head, pixels)]))
    return [each for part in parts(str(path)) if isinstance(part, Page) for each in part.pictures]


@pytest.mark.parametrize(
    ("head", "pixels", "colour"),
    [
        ("/Width 20/Height 16/ColorSpace/DeviceRGB/BitsPerComponent 8", b"\xff\x80\x00" * 320,
         (255, 128, 0)),
        ("/Width 20/Height 16/ColorSpace/DeviceGray/BitsPerComponent 8", b"\x40" * 320,
         (64, 64, 64)),
        ("/Width 24/Height 16/ColorSpace/DeviceGray/BitsPerComponent 1", b"\x00" * 48, (0, 0, 0)),
    ],
)  # fmt: skip
def test_pixels_become_a_png(
    head: str, pixels: bytes, colour: tuple[int, int, int], tmp_path: Path
) -> None:
    (picture,) = shown(tmp_path, head, pixels)
    assert picture.ending == "png"
    read = Image.open(BytesIO(picture.content))
    assert read.size == (20 if "20" in head else 24, 16)
    assert read.convert("RGB").getpixel((3, 3)) == colour


def test_an_ornament_is_no_picture(tmp_path: Path) -> None:
    head = "/Width 4/Height 80/ColorSpace/DeviceGray/BitsPerComponent 8"
    assert shown(tmp_path, head, b"\0" * 320) == []


def test_an_image_that_is_too_large_is_named(tmp_path: Path) -> None:
    head = "/Width 9000/Height 9000/ColorSpace/DeviceGray/BitsPerComponent 1"
    (picture,) = shown(tmp_path, head, b"\0" * 9_000)
    assert (picture.content, picture.fault) == (b"", "it has 9000 × 9000 pixels")
