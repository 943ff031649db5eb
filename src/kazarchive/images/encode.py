"""Images as pages show them: upright, in sRGB, in several sizes, without what the camera noted."""

import io
from contextlib import suppress
from typing import Any

import PIL
from PIL import Image, ImageCms, features

from kazarchive.config.options import ImageOptions
from kazarchive.images import probe, sizes
from kazarchive.images.probe import Head
from kazarchive.reading import heic, media, timeout
from kazarchive.reading.media import Fault
from kazarchive.rules import signatures
from kazarchive.values import Picture

SECONDS = 60
"""Of processor time for all sizes of an image; forty million pixels take three."""

AVIF = {"speed": 9, "max_threads": 1}
"""Other numbers of threads give other bytes. Half the speed makes 3 % less of a photograph."""


CONVERTED = {"TIFF": "JPEG", "BMP": "PNG", heic.FORMAT: "JPEG"}
"""Formats that not every browser shows, and what stands at the image's own address instead; what
`image_names.shown_name` says of its name has to fit."""

DRAWN = frozenset(("PNG", "TIFF", "BMP"))
"""Formats in which an image in few colours is a drawing."""


def edition(options: ImageOptions) -> str:
    """Of all that decides, besides the file, what is made of it."""
    codecs = [features.version(name) for name in ("jpg", "webp", "avif", "libjpeg_turbo")]
    return f"{PIL.__version__} {codecs} {options!r} {AVIF}"


def missing_formats(options: ImageOptions) -> list[str]:
    """The formats asked for that this Pillow was built without."""
    return [format for format in options.formats if not features.check(format)]


# --- encoding -----------------------------------------------------------------------------------


def encoded(raw: bytes, picture: Picture, options: ImageOptions) -> dict[str, bytes]:
    """Every size of an image file, by its name; of one whose pixels stay as they lie in the file
    the file, without what it says beside them. Raises Fault."""
    with probe.opened(io.BytesIO(raw)) as image:
        found = probe.head(image)
        try:
            with timeout.limited(SECONDS):
                if found.kept:
                    image.load()
                    return {sizes.WHOLE: media.stripped(raw, signatures.kind(raw))}
                return _every_size(image, found, picture, options)
        except timeout.TooLong:
            raise Fault(f"its sizes take more than {SECONDS} s to make") from None


def _every_size(
    image: Image.Image, found: Head, picture: Picture, options: ImageOptions
) -> dict[str, bytes]:
    drawn = found.format in DRAWN and image.mode in ("1", "L", "P")
    whole = _fit(image, found, (picture.width, picture.height))
    own = CONVERTED.get(found.format, found.format)
    made = {sizes.WHOLE: _written(whole, own, drawn, options)}
    for step, width in reversed(picture.sizes):  # each from the one above, which halves the time
        size = width, sizes.height(width, found.upright)
        if whole.size != size:
            whole = whole.resize(size, Image.Resampling.LANCZOS)
        for format in picture.formats:
            made[sizes.name(step, format)] = _written(whole, format.upper(), drawn, options)
    return made


def _fit(image: Image.Image, found: Head, largest: tuple[int, int]) -> Image.Image:
    """Upright, in sRGB, as large as it is shown at most; of its file nothing but the pixels."""
    on_its_side = found.orientation > 4
    wanted = (largest[1], largest[0]) if on_its_side else largest
    image.draft(None, wanted)  # a JPEG is read smaller, which saves time and memory
    image.load()
    profile = image.info.get("icc_profile")
    if (factor := image.width // (2 * wanted[0])) > 1 and image.mode in ("L", "RGB", "CMYK"):
        image = image.reduce(factor)
    plain = _plain(image, profile)
    if plain.size != wanted:
        plain = plain.resize(wanted, Image.Resampling.LANCZOS)
    plain.info = {}
    return plain.transpose(_TURNS[found.orientation]) if found.orientation > 1 else plain


_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What puts an image upright, by EXIF's `Orientation`."""


def _plain(image: Image.Image, profile: Any) -> Image.Image:
    """As RGB or RGBA with eight bits, by the colour profile that its file gives."""
    if image.mode.startswith("I"):  # sixteen bits of grey, which Pillow would cut off at 255
        image = image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if image.has_transparency_data:
        image = image.convert("RGBA")
        alpha = image.getchannel("A")
        image = _in_srgb(image.convert("RGB"), profile)
        image.putalpha(alpha)
        return image
    return _in_srgb(image if image.mode in ("L", "RGB", "CMYK") else image.convert("RGB"), profile)


def _in_srgb(image: Image.Image, profile: Any) -> Image.Image:
    """A profile that does not suit the image, or is broken, says nothing."""
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
    """A drawing in few colours keeps each of them; a photograph loses what nobody sees."""
    quality = options.quality
    settings: dict[str, dict[str, Any]] = {
        "JPEG": {"quality": quality, "optimize": True, "progressive": True},
        "PNG": {"optimize": True},
        "WEBP": {"lossless": True, "quality": 80} if drawn else {"quality": quality, "method": 4},
        "AVIF": AVIF
        | {
            "quality": min(100, round(quality * 0.75) + (15 if drawn else 0)),
            "subsampling": "4:4:4" if drawn else "4:2:0",
        },
    }
    written = io.BytesIO()
    if format == "PNG" and drawn:
        image = _in_few_colours(image)
    if format == "JPEG":
        image = _on_white(image)
    image.save(written, format, **settings[format])
    return written.getvalue()


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A"))
    return ground


def _in_few_colours(image: Image.Image) -> Image.Image:
    """With a palette, where that loses nothing: a third of the bytes."""
    colours = image.getcolors(256)
    if colours is None or image.mode != "RGB":
        return image
    few = image.quantize(len(colours), dither=Image.Dither.NONE)
    return few if few.convert("RGB").tobytes() == image.tobytes() else image
