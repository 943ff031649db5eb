"""Image files as cameras, agencies and attackers make them."""

import io
import struct
import zlib
from typing import Any

from PIL import Image

CORNERS = [(200, 30, 30), (30, 160, 30), (30, 30, 200), (220, 200, 40)]
"""The colours of the four quarters: above left, above right, below left, below right."""

TURNS = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""How a camera that is held so lays the upright image down, by the orientation that it notes."""

ORIENTATION, DESCRIPTION, ARTIST, GPS = 0x0112, 0x010E, 0x013B, 0x8825

PLACE = {1: "N", 2: (43.0, 14.0, 17.0), 3: "E", 4: (76.0, 53.0, 42.0)}
"""Almaty."""


def scene(size: tuple[int, int], mode: str = "RGB") -> Image.Image:
    """Four quarters, each of one colour."""
    image = Image.new("RGB", (2, 2))
    image.putdata(CORNERS)
    large = image.resize(size, Image.Resampling.NEAREST)
    return large.quantize(4) if mode == "P" else large.convert(mode, dither=Image.Dither.NONE)


def photo(
    size: tuple[int, int] = (1000, 600),
    format: str = "JPEG",
    orientation: int = 1,
    image: Image.Image | None = None,
    exif: dict[int, Any] | None = None,
    **settings: Any,
) -> bytes:
    """An image file; `size` is that of the image upright."""
    upright = image or scene(size)
    turn = TURNS[orientation]
    lying = upright if turn is None else upright.transpose(turn)
    known = Image.Exif()
    if orientation != 1:
        known[ORIENTATION] = orientation
    for tag, value in (exif or {}).items():
        known[tag] = value
    if len(known):
        settings["exif"] = known
    file = io.BytesIO()
    lying.save(file, format, **settings)
    return file.getvalue()


def corners(image: Image.Image) -> list[tuple[int, int, int]]:
    """Which of CORNERS is nearest in each quarter."""
    width, height = image.size
    spots = [(x * width // 4, y * height // 4) for y in (1, 3) for x in (1, 3)]
    pixels = [image.convert("RGB").getpixel(spot) for spot in spots]
    return [min(CORNERS, key=lambda one: _far(one, pixel)) for pixel in pixels]


def _far(one: tuple[int, ...], other: Any) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def moving(frames: int, format: str = "GIF", size: tuple[int, int] = (16, 16)) -> bytes:
    first, *others = [
        Image.new("RGB", size, (97 * number % 251, number % 256, 90)) for number in range(frames)
    ]
    file = io.BytesIO()
    first.save(file, format, save_all=True, append_images=others, duration=40, disposal=2)
    return file.getvalue()


def with_iptc(jpeg: bytes, datasets: dict[int, str]) -> bytes:
    """A JPEG with record 2 of IPTC-IIM in Photoshop's segment."""
    written = b"".join(
        struct.pack(">BBBH", 0x1C, 2, number, len(text.encode())) + text.encode()
        for number, text in datasets.items()
    )
    resource = b"8BIM" + struct.pack(">HHI", 0x0404, 0, len(written)) + written
    resource += b"\0" * (len(written) % 2)
    return _with_segment(jpeg, 0xED, b"Photoshop 3.0\0" + resource)


def with_xmp(jpeg: bytes, document: str) -> bytes:
    return _with_segment(jpeg, 0xE1, b"http://ns.adobe.com/xap/1.0/\0" + document.encode())


def _with_segment(jpeg: bytes, marker: int, content: bytes) -> bytes:
    return jpeg[:2] + struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content + jpeg[2:]


def xmp(**properties: str) -> str:
    """An XMP document; a property's name has `_` for `:`."""
    inner = "".join(
        f"<{name.replace('_', ':', 1)}>{value}</{name.replace('_', ':', 1)}>"
        for name, value in properties.items()
    )
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
        ' xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">'
        f"{inner}</rdf:Description></rdf:RDF></x:xmpmeta>"
    )


def empty_png(width: int, height: int, content: bytes = b"") -> bytes:
    """A PNG that says it is so large, in some bytes."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(content)) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def _chunk(name: bytes, content: bytes) -> bytes:
    sum_ = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", sum_)
