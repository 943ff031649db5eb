"""What an image file is, by its head alone: its format, its size, what it says of itself.

With `images/encode.py` the only importer of Pillow. An image file is trusted as little as an
article: seven decoders are tried, that of HEIC where it is installed, and no other; what is too
large is refused before a pixel of it is read. Its content says what it is, not its name.
"""

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, NamedTuple

from PIL import ExifTags, Image, TiffImagePlugin, UnidentifiedImageError

from kazarchive.config.options import ImageOptions
from kazarchive.images import metadata, sizes
from kazarchive.problems import ProblemsFound
from kazarchive.reading import heic, timeout
from kazarchive.reading.media import Fault
from kazarchive.rules import image_names, signatures
from kazarchive.values import Picture

DECODERS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF", "TIFF", "BMP")

MOST_PIXELS = 40_000_000
MOST_BYTES = 20_000_000
MOST_FRAMES = 200
LONGEST_SIDE = 16_383
"""Pixels: what WebP can hold."""

SECONDS = 1.0
"""Of processor time, to look at an image: so many frames as are allowed take a hundredth."""


class Head(NamedTuple):
    format: str
    """A name of DECODERS."""
    size: tuple[int, int]
    """Pixels as they lie in the file."""
    moving: bool
    orientation: int
    """By EXIF: from 5 to 8 the image lies on its side."""

    decoder: str = ""
    """Of an image that Pillow alone does not read, the versions of what does."""

    @property
    def kept(self) -> bool:
        """Whether its pixels are published as they lie in the file."""
        return self.moving or self.format == "GIF"

    @property
    def upright(self) -> tuple[int, int]:
        return (self.size[1], self.size[0]) if self.orientation > 4 else self.size


def look(file: Path, path: str, options: ImageOptions) -> Picture:
    """What is known of an image file. Raises Fault."""
    if file.stat().st_size > MOST_BYTES:
        raise Fault(f"it has more than {MOST_BYTES:,} bytes")
    with file.open("rb") as source:
        _check_kind(source)
        with opened(source) as image:
            found = head(image)
            said = metadata.said(_iptc(image), _xmp(image), exif(image))
            if found.kept:
                _check_silent(source, found)
    if found.kept:
        return Picture(path, *found.size, (), (), *said)
    steps, formats = sizes.sizes(found.upright[0], options.widths), options.formats
    shown = steps[-1][1]
    height = sizes.height(shown, found.upright)
    if not image_names.is_photograph(path):  # beside such a name no size has an address
        steps, formats = (), ()
    return Picture(path, shown, height, steps, formats, *said, found.decoder)


def _check_kind(source: IO[bytes]) -> None:
    kind = signatures.kind(source.read(signatures.HEAD))
    source.seek(0)
    if kind in signatures.FOREIGN and not (kind == "HEIC" and heic.is_there()):
        name = "raw data of a camera" if kind == "camera raw" else f"a {kind} file"
        raise Fault(f"it is {name}, which few browsers show and nothing is made of here", "K0312")


def _check_silent(source: IO[bytes], found: Head) -> None:
    """Of an AVIF file that moves nothing can be taken out."""
    if found.format != "AVIF":
        return
    source.seek(0)
    if _TELLING.search(source.read()):
        raise Fault("it moves, and says more than it shows; take its EXIF and XMP out")


_TELLING = re.compile(rb"Exif|x:xmpmeta|rdf:RDF")


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
        raise Fault("it is no JPEG, PNG, WebP, GIF, AVIF, TIFF or BMP") from None
    except MemoryError:
        raise Fault("there is not enough memory to read it") from None
    except Exception as error:
        reason = str(error) or type(error).__name__
        raise Fault(" ".join(reason.split())[:200]) from None


def _begun(source: IO[bytes]) -> Image.Image:
    decoders = _decoders(source)
    try:
        with timeout.limited(SECONDS):
            return Image.open(source, formats=decoders)
    except timeout.TooLong:
        raise Fault("its head takes too long to read") from None
    except UnidentifiedImageError:
        if heic.FORMAT not in decoders:
            raise
        raise Fault("it is a HEIC file that is damaged, or holds no image") from None


def _decoders(source: IO[bytes]) -> tuple[str, ...]:
    kind = signatures.kind(source.read(signatures.HEAD))
    source.seek(0)
    if kind != "HEIC":
        return DECODERS
    heic.register()
    return (heic.FORMAT,)


def head(image: Image.Image) -> Head:
    """Raises Fault where the image is too large, or one of several that are no animation."""
    width, height = image.size
    if max(width, height) > LONGEST_SIDE:
        raise Fault(f"it is {width:,} × {height:,} pixels; {LONGEST_SIDE:,} a side are allowed")
    if image.format == "MPO":  # a JPEG with other views behind it, of which the first is shown
        return Head("JPEG", image.size, False, _turn(image))
    if image.format == heic.FORMAT:  # its primary image, which comes upright
        return Head(heic.FORMAT, image.size, False, 1, heic.register())
    frames = _frames(image)
    if frames > MOST_FRAMES:
        raise Fault(f"it has more than {MOST_FRAMES} frames")
    if isinstance(image, TiffImagePlugin.TiffImageFile):
        _check_pages(image, frames)
        return Head("TIFF", image.size, False, 1)  # Pillow turns it itself
    return Head(str(image.format), image.size, frames > 1, _turn(image))


def _turn(image: Image.Image) -> int:
    turn = exif(image).get(ExifTags.Base.Orientation)
    return turn if isinstance(turn, int) and 1 <= turn <= 8 else 1


def _check_pages(image: TiffImagePlugin.TiffImageFile, frames: int) -> None:
    """What a camera writes as TIFF begins with a preview of what follows (TIFF/EP, DNG)."""
    if _is_preview(image) or _DNG in image.tag_v2:
        raise Fault("it is raw data of a camera, of which nothing is made here", "K0312")
    pages = 1
    for number in range(1, frames):
        image.seek(number)
        pages += not _is_preview(image)
    image.seek(0)
    if pages > 1:
        raise Fault(f"it has {pages} pages; save each by itself, or all as a PDF")


def _is_preview(image: TiffImagePlugin.TiffImageFile) -> bool:
    return bool(image.tag_v2.get(_KIND_OF_PAGE, 0) & 1)


_KIND_OF_PAGE, _DNG = 0x00FE, 0xC612
"""Tags of TIFF 6.0 and DNG 1.0."""


def exif(image: Image.Image) -> dict[int, Any]:
    """Of a PNG only what stands before its pixels: Pillow would read these first."""
    if image.format == "PNG" and not {"exif", "Raw profile type exif"} & image.info.keys():
        return {}
    return dict(image.getexif())


def _frames(image: Image.Image) -> int:
    """A GIF tells their number by nothing but its end: counting more of them than are allowed may
    take for ever."""
    try:
        with timeout.limited(SECONDS):
            return int(getattr(image, "n_frames", 1))
    except timeout.TooLong:
        return MOST_FRAMES + 1


def _iptc(image: Image.Image) -> bytes:
    """As Photoshop keeps it in a JPEG, or as a tag of TIFF."""
    resources = image.info.get("photoshop")
    found = resources.get(0x0404) if isinstance(resources, dict) else exif(image).get(_IPTC)
    return found if isinstance(found, bytes) else b""


_IPTC = 0x83BB


def _xmp(image: Image.Image) -> bytes:
    found = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    return found.encode("utf-8", "replace") if isinstance(found, str) else bytes(found)
