"""Image files looked at, and their sizes made and opened."""

import io
from pathlib import Path

from PIL import Image

from kazarchive.config.options import ImageOptions
from kazarchive.images import encode as encoding
from kazarchive.images import probe
from kazarchive.values import Picture

OPTIONS = ImageOptions(widths=(40, 80), quality=95)


def looked_at(folder: Path, raw: bytes) -> Picture:
    (folder / "photo.jpg").write_bytes(raw)
    return probe.look(folder / "photo.jpg", "photo.jpg", OPTIONS)


def made(folder: Path, raw: bytes) -> dict[str, Image.Image]:
    """Every size, opened."""
    found = encoding.encoded(raw, looked_at(folder, raw), OPTIONS)
    return {name: Image.open(io.BytesIO(content)) for name, content in found.items()}


def levels(image: Image.Image, at: tuple[int, int]) -> tuple[int, ...]:
    """Of each channel of a pixel."""
    pixel = image.getpixel(at)
    assert isinstance(pixel, int | tuple)
    return (pixel,) if isinstance(pixel, int) else pixel
