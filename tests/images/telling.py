"""Photographs that tell where they were made and by whom."""

import struct
import zlib
from typing import Any

from PIL import ImageCms

from photos import (
    ARTIST,
    GPS,
    PLACE,
    photo,
    with_iptc,
    with_xmp,
    xmp,
)

SECRET = b"KANARIK"
"""Stands in every part of a file that is no pixel."""

NAME = SECRET.decode()


def profile() -> bytes:
    """A colour profile with a name in its texts."""
    plain = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    name = "sRGB built-in"
    wide, other = (text.encode("utf-16-be") for text in (name, NAME.ljust(len(name))))
    assert wide in plain
    return plain.replace(wide, other) + SECRET


def telling(format: str = "JPEG", orientation: int = 1) -> bytes:
    """An image that tells a name wherever its form has a place for it, and where it was made."""
    known = {GPS: PLACE, ARTIST: NAME, 0x010F: NAME, 0x9286: b"ASCII\0\0\0" + SECRET}
    settings: dict[str, Any] = {} if format == "BMP" else {"icc_profile": profile()}
    if format in ("JPEG", "WEBP", "AVIF"):
        settings["xmp"] = xmp(dc_source=NAME).encode()
    if format == "TIFF":  # Pillow does not write the place into one
        return _tiff()
    raw = photo((200, 120), format, orientation, exif=known, comment=SECRET, **settings)
    if format == "JPEG":
        raw = with_xmp(with_iptc(raw, {90: NAME}), xmp(photoshop_City=NAME))
    if format == "PNG":
        raw = raw[:33] + text_chunks() + raw[33:]
    return raw + SECRET


def _tiff() -> bytes:
    """Its first directory lies at the end, and says where the place is: behind it."""
    raw = photo((200, 120), "TIFF", exif={ARTIST: NAME})
    start = len(raw) + len(raw) % 2
    (first,) = struct.unpack_from("<I", raw, 4)
    (count,) = struct.unpack_from("<H", raw, first)
    entries = raw[first + 2 : first + 2 + 12 * count]
    place = start + 2 + 12 * (count + 1) + 4
    whole = struct.pack("<H", count + 1) + entries + struct.pack("<HHIII", GPS, 4, 1, place, 0)
    gps = struct.pack("<HHHI4sI", 1, 2, 2, 3, b"43N\0", 0)
    raw = raw[:4] + struct.pack("<I", start) + raw[8:]
    return raw.ljust(start, b"\0") + whole + gps + SECRET


def text_chunks() -> bytes:
    packed = zlib.compress(SECRET)
    contents = {
        b"tEXt": b"Author\0" + SECRET,
        b"zTXt": b"Comment\0\0" + packed + SECRET,
        b"iTXt": b"XML:com.adobe.xmp\0\0\0\0\0" + SECRET,
        b"tIME": SECRET,
        b"prVt": SECRET,
    }
    return b"".join(chunk(name, content) for name, content in contents.items())


def chunk(name: bytes, content: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(name + content))
    return struct.pack(">I", len(content)) + name + content + check
