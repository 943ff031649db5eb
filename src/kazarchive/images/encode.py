"""An image file → the files that pages show: upright, in sRGB, in several sizes, without
metadata."""

import io
from contextlib import suppress
from functools import cache
from typing import Any

import PIL
from PIL import Image, ImageCms, features

from kazarchive.config.options import ImageOptions
from kazarchive.images import probe, sizes
from kazarchive.images.probe import ImageHead
from kazarchive.reading import heic, media, timeout
from kazarchive.reading.media import Fault
from kazarchive.rules import signatures
from kazarchive.values import Picture

SECONDS = 60
"""The limit of processor time for all sizes of an image; 40 million pixels take 3 s."""

AVIF = {"speed": 9, "max_threads": 1, "autotiling": False}
"""The number of threads changes the bytes. Speed 8 takes 3.5 times as long for 7 % fewer bytes."""

LIBAOM = (("disable-trellis-quant", "1"),)
"""An option of libaom for photographs: a fifth less time. AVIF_QUALITY compensates the loss."""

AVIF_QUALITY = 0.75, 2
"""The factor of `quality` and what is added: the SSIM of speed 9 with trellis and none added."""

WEBP_METHOD, WEBP_QUALITY = 2, 1
"""Less than half the time of method 4; 1 more of quality gives its SSIM, with 7 % more bytes."""

DRAFT = 1.2
"""A JPEG is decoded at a reduced scale if that leaves so many times the pixels of a side that are
needed. Exactly as many as needed cost up to 0.04 of SSIM, this many at most 0.007."""

CONVERTED = {"TIFF": "JPEG", "BMP": "PNG", heic.FORMAT: "JPEG"}
"""Formats that not every browser shows → the format published at the image's own address. The names
that `image_names.shown_name` gives must agree."""

DRAWN = frozenset(("PNG", "TIFF", "BMP"))
"""Formats in which an image with a palette or a single channel counts as a drawing."""


def edition(options: ImageOptions) -> str:
    """Everything that decides on the encoded bytes, besides the source file: versions and
    options."""
    codecs = [features.version(name) for name in ("jpg", "webp", "avif", "libjpeg_turbo")]
    parameters = AVIF, LIBAOM, AVIF_QUALITY, WEBP_METHOD, WEBP_QUALITY, DRAFT
    return f"{PIL.__version__} {codecs} {options!r} {parameters}"


def missing_formats(options: ImageOptions) -> list[str]:
    """The configured formats that the installed Pillow was built without."""
    return [format for format in options.formats if not features.check(format)]


# --- encoding -----------------------------------------------------------------------------------


def encoded(raw: bytes, picture: Picture, options: ImageOptions) -> dict[str, bytes]:
    """Name → bytes of every size of an image file. A file whose pixels are kept as they are has one
    size, the file without its metadata. Raises Fault."""
    with probe.opened(io.BytesIO(raw)) as image:
        head = probe.head(image)
        try:
            with timeout.limited(SECONDS):
                if head.kept:
                    image.load()
                    return {sizes.LARGEST: media.stripped(raw, signatures.kind(raw))}
                return _every_size(image, head, picture, options)
        except timeout.TooLong:
            raise Fault(f"its sizes take more than {SECONDS} s to make") from None


def _every_size(
    image: Image.Image, head: ImageHead, picture: Picture, options: ImageOptions
) -> dict[str, bytes]:
    drawn = head.format in DRAWN and image.mode in ("1", "L", "P")
    scaled = _fit(image, head, (picture.width, picture.height))
    own = CONVERTED.get(head.format, head.format)
    made = {sizes.LARGEST: _written(scaled, own, drawn, options)}
    for step, width in reversed(picture.sizes):  # each from the next larger: half the time
        size = width, sizes.height(width, head.upright)
        if scaled.size != size:
            scaled = scaled.resize(size, Image.Resampling.LANCZOS)
        for format in picture.formats:
            made[sizes.name(step, format)] = _written(scaled, format.upper(), drawn, options)
    return made


def _fit(image: Image.Image, head: ImageHead, largest: tuple[int, int]) -> Image.Image:
    """The pixels upright, in sRGB and scaled to the largest size, without metadata."""
    on_its_side = head.orientation > 4
    wanted = (largest[1], largest[0]) if on_its_side else largest
    image.draft(None, (int(wanted[0] * DRAFT), int(wanted[1] * DRAFT)))  # saves time and memory
    image.load()
    profile = image.info.get("icc_profile")
    if (factor := image.width // (2 * wanted[0])) > 1 and image.mode in ("L", "RGB", "CMYK"):
        image = image.reduce(factor)
    plain = _plain(image, profile)
    if plain.size != wanted:
        plain = plain.resize(wanted, Image.Resampling.LANCZOS)
    plain.info = {}
    return plain.transpose(_TURNS[head.orientation]) if head.orientation > 1 else plain


_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""Orientation (EXIF 2.32, tag 0x0112) → the operation that turns the image upright."""


def _plain(image: Image.Image, profile: Any) -> Image.Image:
    """RGB or RGBA with 8 bits per channel, converted by the colour profile of the file."""
    if image.mode.startswith("I"):  # 16 bits of grey, which Pillow would cut off at 255
        image = image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if image.has_transparency_data:
        image = image.convert("RGBA")
        alpha = image.getchannel("A")
        image = _in_srgb(image.convert("RGB"), profile)
        image.putalpha(alpha)
        return image
    return _in_srgb(image if image.mode in ("L", "RGB", "CMYK") else image.convert("RGB"), profile)


def _in_srgb(image: Image.Image, profile: Any) -> Image.Image:
    """Convert to sRGB; a broken profile, or one for another colour space, is ignored."""
    if profile:
        with suppress(ImageCms.PyCMSError, OSError, ValueError, TypeError):
            given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(
                image, given, ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
            if converted is not None:
                return converted
    return image.convert("RGB")


def _written(image: Image.Image, format: str, drawn: bool, options: ImageOptions) -> bytes:
    """The image as a file. Drawings are compressed without visible loss, photographs by
    `quality`."""
    settings = _drawing(options.quality) if drawn else _photograph(options.quality)
    written = io.BytesIO()
    if format == "PNG" and drawn:
        image = _in_few_colours(image)
    if format == "JPEG":
        image = _on_white(image)
    image.save(written, format, **settings[format])
    return written.getvalue()


def _photograph(quality: int) -> dict[str, dict[str, Any]]:
    factor, added = AVIF_QUALITY
    return {
        "JPEG": {"quality": quality, "optimize": True, "progressive": True},
        "PNG": {"optimize": True},
        "WEBP": {"quality": min(100, quality + WEBP_QUALITY), "method": WEBP_METHOD},
        "AVIF": AVIF
        | {
            "quality": round(quality * factor) + added,
            "subsampling": "4:2:0",
            "advanced": _accepted(LIBAOM),
        },
    }


def _drawing(quality: int) -> dict[str, dict[str, Any]]:
    lossless = {"lossless": True, "quality": 80}
    avif = {"quality": min(100, round(quality * AVIF_QUALITY[0]) + 15), "subsampling": "4:4:4"}
    return _photograph(quality) | {"WEBP": lossless, "AVIF": AVIF | avif}


@cache
def _accepted(advanced: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """The options of an AVIF encoder, or none if Pillow was built with another encoder, which would
    refuse them."""
    if not features.check("avif"):
        return ()
    try:
        Image.new("RGB", (16, 16)).save(io.BytesIO(), "AVIF", advanced=advanced)
    except (OSError, ValueError):
        return ()
    return advanced


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A"))
    return ground


def _in_few_colours(image: Image.Image) -> Image.Image:
    """Use a palette where that loses nothing: it takes a third of the bytes."""
    colours = image.getcolors(256)
    if colours is None or image.mode != "RGB":
        return image
    few = image.quantize(len(colours), dither=Image.Dither.NONE)
    return few if few.convert("RGB").tobytes() == image.tobytes() else image
