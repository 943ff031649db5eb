"""The head of an image file → its format, its size and its metadata.

An image file is trusted as little as an article: only the decoders listed here are tried, and that
of HEIC if it is installed. An image that is too large is refused before any pixel is decoded. The
content decides on the format, not the name. Only this module and `encode.py` import Pillow.
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
"""Pixels: the limit of WebP."""

SECONDS = 1.0
"""The limit of processor time for reading a head; MOST_FRAMES frames take a hundredth of it."""


class ImageHead(NamedTuple):
    format: str
    """One of DECODERS, or `heic.FORMAT`."""
    size: tuple[int, int]
    """Width and height in pixels, as stored."""
    moving: bool
    orientation: int
    """By EXIF: from 5 to 8 the image lies on its side."""
    decoder: str = ""
    """Versions of the decoder, for an image that Pillow cannot decode by itself."""

    @property
    def kept(self) -> bool:
        """Whether its pixels are published as stored, without other sizes."""
        return self.moving or self.format == "GIF"

    @property
    def upright(self) -> tuple[int, int]:
        return (self.size[1], self.size[0]) if self.orientation > 4 else self.size


def look(file: Path, path: str, options: ImageOptions) -> Picture:
    """What pages need to know of an image file. Raises Fault."""
    if file.stat().st_size > MOST_BYTES:
        raise Fault(f"it has more than {MOST_BYTES:,} bytes")
    with file.open("rb") as source:
        _check_kind(source)
        with opened(source) as image:
            image_head = head(image)
            embedded = metadata.read(_iptc(image), _xmp(image), exif(image))
            if image_head.kept:
                _check_silent(source, image_head)
    if image_head.kept:
        return Picture(path, *image_head.size, (), (), *embedded)
    steps, formats = sizes.sizes(image_head.upright[0], options.widths), options.formats
    width = steps[-1][1]
    height = sizes.height(width, image_head.upright)
    if not image_names.is_photograph(path):  # its sizes would have no address
        steps, formats = (), ()
    return Picture(path, width, height, steps, formats, *embedded, image_head.decoder)


def _check_kind(source: IO[bytes]) -> None:
    kind = signatures.kind(source.read(signatures.HEAD))
    source.seek(0)
    if kind in signatures.FOREIGN and not (kind == "HEIC" and heic.is_installed()):
        name = "raw data of a camera" if kind == "camera raw" else f"a {kind} file"
        raise Fault(f"it is {name}, which few browsers show and nothing is made of here", "K0312")


def _check_silent(source: IO[bytes], head: ImageHead) -> None:
    """Refuse an animated AVIF file with metadata, which cannot be removed from it."""
    if head.format != "AVIF":
        return
    source.seek(0)
    if _TELLING.search(source.read()):
        raise Fault("it moves, and says more than it shows; take its EXIF and XMP out")


_TELLING = re.compile(rb"Exif|x:xmpmeta|rdf:RDF")


@contextmanager
def opened(source: IO[bytes]) -> Iterator[Image.Image]:
    """An image with only its head read. Whatever a decoder raises becomes a Fault, here and in the
    caller's block: decoders raise any exception for input they do not expect.
    """
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS // 2  # Pillow refuses images of more than twice this
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


def head(image: Image.Image) -> ImageHead:
    """Raises Fault if the image is too large, or a file of several images is not an animation."""
    width, height = image.size
    if max(width, height) > LONGEST_SIDE:
        raise Fault(f"it is {width:,} × {height:,} pixels; {LONGEST_SIDE:,} a side are allowed")
    if image.format == "MPO":  # a JPEG with more views after the first, which is the one to show
        return ImageHead("JPEG", image.size, False, _turn(image))
    if image.format == heic.FORMAT:  # its primary image, which the decoder turns upright
        return ImageHead(heic.FORMAT, image.size, False, 1, heic.register())
    frames = _frames(image)
    if frames > MOST_FRAMES:
        raise Fault(f"it has more than {MOST_FRAMES} frames")
    if isinstance(image, TiffImagePlugin.TiffImageFile):
        _check_pages(image, frames)
        return ImageHead("TIFF", image.size, False, 1)  # Pillow turns it upright
    return ImageHead(str(image.format), image.size, frames > 1, _turn(image))


def _turn(image: Image.Image) -> int:
    turn = exif(image).get(ExifTags.Base.Orientation)
    return turn if isinstance(turn, int) and 1 <= turn <= 8 else 1


def _check_pages(image: TiffImagePlugin.TiffImageFile, frames: int) -> None:
    """Refuse documents of several pages, and raw files: they begin with a preview of a later image
    (TIFF/EP, DNG)."""
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
    """EXIF tags by number. Those after the pixels of a PNG are not read, since Pillow would decode
    the pixels first."""
    if image.format == "PNG" and not {"exif", "Raw profile type exif"} & image.info.keys():
        return {}
    return dict(image.getexif())


def _frames(image: Image.Image) -> int:
    """The number of frames, or more than MOST_FRAMES if counting takes too long: a GIF does not
    state it, so that it has to be read to its end."""
    try:
        with timeout.limited(SECONDS):
            return int(getattr(image, "n_frames", 1))
    except timeout.TooLong:
        return MOST_FRAMES + 1


def _iptc(image: Image.Image) -> bytes:
    """The datasets, from the Photoshop resources of a JPEG or from a tag of TIFF."""
    resources = image.info.get("photoshop")
    datasets = resources.get(0x0404) if isinstance(resources, dict) else exif(image).get(_IPTC)
    return datasets if isinstance(datasets, bytes) else b""


_IPTC = 0x83BB


def _xmp(image: Image.Image) -> bytes:
    document = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    return document.encode("utf-8", "replace") if isinstance(document, str) else bytes(document)
