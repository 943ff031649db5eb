"""The first bytes of a file → its kind, whatever its name says."""

import re
from collections.abc import Callable

HEAD = 1024
"""The number of bytes that suffice."""

SHOWN = frozenset("JPEG PNG GIF WebP AVIF".split())
"""Images that every browser shows."""

PHOTOGRAPHS = SHOWN | {"TIFF", "BMP"}
"""Images that Pillow reads without extras."""

FOREIGN = frozenset("HEIC;JPEG 2000;JPEG XL;Photoshop;camera raw;Netpbm;PCX".split(";"))
"""Images without a trusted decoder, so that no sizes are made of them; HEIC has one with its
extra."""

_HEIF = frozenset(b"heic heix hevc hevx heim heis hevm hevs mif1 msf1 mif2 MiHB".split())
_AVIF = frozenset((b"avif", b"avis"))
_IMAGE_BRANDS = _HEIF | _AVIF


def _base_media(head: bytes) -> str:
    """The kind of a file in the ISO base media file format (ISO 14496-12), by its major brand and
    its compatible brands."""
    size = int.from_bytes(head[:4], "big")
    brands = [head[8:12], *(head[n : n + 4] for n in range(16, min(size, len(head)) - 3, 4))]
    if brands[0] == b"crx ":
        return "camera raw"
    if brands[0] not in _IMAGE_BRANDS:
        return "video"
    return "AVIF" if _AVIF & set(brands) else "HEIC"


def _tiff(head: bytes) -> str:
    return "camera raw" if head[8:10] == b"CR" else "TIFF"


def _bitmap(head: bytes) -> str:
    """Two letters do not suffice: the second header must have one of the defined sizes."""
    sizes = (12, 16, 40, 52, 56, 64, 108, 124)
    return "BMP" if int.from_bytes(head[14:18], "little") in sizes else ""


def _riff(head: bytes) -> str:
    return "WebP" if head[8:12] == b"WEBP" else ""


def _anymap(head: bytes) -> str:
    return "Netpbm" if _ANYMAP.match(head) else ""


def _pcx(head: bytes) -> str:
    """Checks the version, the encoding, the bits of a pixel, and a byte that is always 0."""
    valid = head[1:2] in b"\0\2\3\4\5" and head[2:3] == b"\1" and head[3:4] in b"\1\2\4\x08"
    return "PCX" if valid and head[64:65] == b"\0" else ""


_NOTED = rb"(?:\s|#[^\n]*+\n)+"
_ANYMAP = re.compile(rb"P(?:[1-6]%b\d++%b\d++\s|7\n(?:#[^\n]*+\n)*WIDTH )" % (_NOTED, _NOTED))

_BEGINNINGS: tuple[tuple[bytes, str | Callable[[bytes], str]], ...] = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"RIFF", _riff),
    (b"II*\0", _tiff),
    (b"MM\0*", _tiff),
    (b"II+\0", "TIFF"),
    (b"MM\0+", "TIFF"),
    (b"BM", _bitmap),
    (b"\0\0\0\x0cjP  \r\n\x87\n", "JPEG 2000"),
    (b"\xff\x4f\xff\x51", "JPEG 2000"),
    (b"\0\0\0\x0cJXL \r\n\x87\n", "JPEG XL"),
    (b"\xff\x0a", "JPEG XL"),
    (b"8BPS", "Photoshop"),
    (b"IIU\0", "camera raw"),
    (b"IIRO", "camera raw"),
    (b"IIRS", "camera raw"),
    (b"MMOR", "camera raw"),
    (b"FUJIFILMCCD-RAW", "camera raw"),
    (b"%PDF-", "PDF"),
    (b"\0\0\1\0", "ICO"),
    (b"\0\0\2\0", "ICO"),  # a cursor
    (b"P", _anymap),
    (b"\n", _pcx),
)

_BOXES = frozenset(b"moov mdat wide free skip pnot".split())
"""The first box of an old QuickTime file."""

_SVG = re.compile(rb"<(?:[\w.-]+:)?svg[\s>]")


def kind(head: bytes) -> str:
    """The kind of a file with these first bytes; empty if it is not an image, a video, or a
    document that may contain images."""
    for beginning, name in _BEGINNINGS:
        begins = head.startswith(beginning)
        if begins and (kind := name if isinstance(name, str) else name(head)):
            return kind
    if head[4:8] == b"ftyp":
        return _base_media(head)
    if head[4:8] in _BOXES:
        return "video"
    return "SVG" if _SVG.search(written(head)) else ""


def written(text: bytes) -> bytes:
    """A text in UTF-16, recognised by a byte order mark or `<` (XML 1.0, appendix F), in UTF-8;
    other bytes are unchanged."""
    for marks, encoding in _WIDE:
        if text.startswith(marks):
            return text.decode(encoding, "replace").encode()
    return text


_WIDE = (((b"\xff\xfe", b"<\0"), "utf-16-le"), ((b"\xfe\xff", b"\0<"), "utf-16-be"))
