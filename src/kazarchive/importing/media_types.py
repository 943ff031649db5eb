"""The first bytes of a file → whether it is what its address promises.

What a server says is not asked: many servers answer a missing image with a page.
"""

from typing import Literal

from kazarchive.rules import image_names, media_names, signatures

Family = Literal["image", "film", "document", ""]
"""Sounds and videos have the same containers."""

_IMAGES = {
    "JPEG": (".jpg", ".jpeg", ".jpe", ".jfif"),
    "PNG": (".png",),
    "GIF": (".gif",),
    "WebP": (".webp",),
    "AVIF": (".avif",),
    "TIFF": (".tif", ".tiff"),
    "BMP": (".bmp",),
    "HEIC": (".heic", ".heif", ".hif"),
    "ICO": (".ico",),
}
"""Kind → its endings, the usual one first. A drawing (SVG) is none of them: it may hold scripts."""

_FILMS = (b"\x1aE\xdf\xa3", b"OggS", b"ID3", b"fLaC", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")
"""Matroska and WebM, Ogg, MP3 with and without a head, FLAC."""

_AAC = (b"\xff\xf1", b"\xff\xf9")
_DOCUMENTS = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf", b"AT&TFORM")
"""PDF, zip and all that is one inside, old Office files, RTF, DjVu."""

_TEXTS = (".csv", ".tsv", ".txt", ".vtt", ".json", ".geojson")


def promised(name: str) -> Family:
    """What a file name says; without an ending that is known, an image is expected."""
    kind = media_names.kind(name)
    if kind in ("video", "audio"):
        return "film"
    return "document" if kind or name.lower().endswith(_TEXTS) else "image"


def kept_name(name: str, head: bytes) -> str | None:
    """The name of a file with an ending that fits its content; None if the content is not what the
    name promises. `head`: its first signatures.HEAD bytes."""
    family = promised(name)
    if family == "image":
        endings = _IMAGES.get(signatures.kind(head))
        if endings is None or name.lower().endswith(endings):
            return name if endings else None
        stem = name[: name.rfind(".")] if _has_image_ending(name) else name
        return f"{stem}{endings[0]}"
    fits = _is_film(head) if family == "film" else _is_document(name, head)
    return name if fits else None


def _has_image_ending(name: str) -> bool:
    known = {ending for endings in _IMAGES.values() for ending in endings}
    return image_names.is_photograph(name) or name[name.rfind(".") :].lower() in known


def _is_film(head: bytes) -> bool:
    wave = head.startswith(b"RIFF") and head[8:12] in (b"WAVE", b"AVI ")
    return wave or head.startswith((*_FILMS, *_AAC)) or signatures.kind(head) == "video"


def _is_document(name: str, head: bytes) -> bool:
    if name.lower().endswith(_TEXTS):
        return b"\0" not in head and not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    return head.startswith(_DOCUMENTS)
