"""What an image file is, by its head alone: its format, its size, what it says of itself.

With `publishing/pictures.py` the only importer of Pillow. An image file is trusted as little as an
article: five decoders are tried and no other, and what is too large is refused before a pixel of
it is read.
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, NamedTuple

from PIL import ExifTags, Image, UnidentifiedImageError

from kazarchive.config import ImageOptions
from kazarchive.problems import ProblemsFound
from kazarchive.reading import captions, limit
from kazarchive.rules import sizes
from kazarchive.values import Picture

DECODERS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")

MOST_PIXELS = 40_000_000
MOST_BYTES = 20_000_000
MOST_FRAMES = 200
LONGEST_SIDE = 16_383
"""Pixels: what WebP can hold."""

SECONDS = 1.0
"""Of processor time, to look at an image: so many frames as are allowed take a hundredth."""


class Fault(Exception):
    """Why an image cannot be shown."""


class Head(NamedTuple):
    format: str
    """A name of DECODERS."""
    size: tuple[int, int]
    """Pixels as they lie in the file."""
    moving: bool
    orientation: int
    """By EXIF: from 5 to 8 the image lies on its side."""

    @property
    def upright(self) -> tuple[int, int]:
        return (self.size[1], self.size[0]) if self.orientation > 4 else self.size


def look(file: Path, path: str, options: ImageOptions) -> Picture:
    """What is known of an image file. Raises Fault."""
    if file.stat().st_size > MOST_BYTES:
        raise Fault(f"it has more than {MOST_BYTES:,} bytes")
    with file.open("rb") as source, opened(source) as image:
        found = head(image)
        said = captions.said(_iptc(image), _xmp(image), exif(image))
        if found.moving and ExifTags.IFD.GPSInfo in exif(image):
            raise Fault("it moves, and tells where it was made; take its EXIF out")
    if found.moving or found.format == "GIF":  # is published as it is
        return Picture(path, *found.size, (), (), *said)
    steps = sizes.sizes(found.upright[0], options.widths)
    shown = steps[-1][1]
    height = sizes.height(shown, found.upright)
    return Picture(path, shown, height, steps, options.formats, *said)


@contextmanager
def opened(source: IO[bytes]) -> Iterator[Image.Image]:
    """An image, of which nothing but the head is read; what any decoder raises is its Fault.

    Decoders meet what nobody has foreseen, and raise of it anything at all.
    """
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS // 2  # opening refuses more than the double of it
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with _begun(source) as image:
                yield image
    except (Fault, ProblemsFound):
        raise
    except Image.DecompressionBombError:
        raise Fault(f"it has more than {MOST_PIXELS:,} pixels") from None
    except UnidentifiedImageError:
        raise Fault("it is no JPEG, PNG, WebP, GIF or AVIF") from None
    except MemoryError:
        raise Fault("there is not enough memory to read it") from None
    except Exception as error:
        reason = str(error) or type(error).__name__
        raise Fault(" ".join(reason.split())[:200]) from None


def _begun(source: IO[bytes]) -> Image.Image:
    try:
        with limit.limited(SECONDS):
            return Image.open(source, formats=DECODERS)
    except limit.TooLong:
        raise Fault("its head takes too long to read") from None


def head(image: Image.Image) -> Head:
    """Raises Fault where the image is too large."""
    width, height = image.size
    if max(width, height) > LONGEST_SIDE:
        raise Fault(f"it is {width:,} × {height:,} pixels; {LONGEST_SIDE:,} a side are allowed")
    frames = _frames(image)
    if frames > MOST_FRAMES:
        raise Fault(f"it has more than {MOST_FRAMES} frames")
    turn = exif(image).get(ExifTags.Base.Orientation)
    turn = turn if isinstance(turn, int) and 1 <= turn <= 8 else 1
    return Head(str(image.format), image.size, frames > 1, turn)


def exif(image: Image.Image) -> dict[int, Any]:
    """Of a PNG only what stands before its pixels: Pillow would read these first."""
    if image.format == "PNG" and not {"exif", "Raw profile type exif"} & image.info.keys():
        return {}
    return dict(image.getexif())


def _frames(image: Image.Image) -> int:
    """A GIF tells their number by nothing but its end: counting more of them than are allowed may
    take for ever."""
    try:
        with limit.limited(SECONDS):
            return int(getattr(image, "n_frames", 1))
    except limit.TooLong:
        return MOST_FRAMES + 1


def _iptc(image: Image.Image) -> bytes:
    """As Photoshop keeps it in a JPEG."""
    resources = image.info.get("photoshop")
    found = resources.get(0x0404) if isinstance(resources, dict) else b""
    return found if isinstance(found, bytes) else b""


def _xmp(image: Image.Image) -> bytes:
    found = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    return found.encode("utf-8", "replace") if isinstance(found, str) else bytes(found)
