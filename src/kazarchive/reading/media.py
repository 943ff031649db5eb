"""The content of a media or static file → its kind, and the personal data that it would publish.

It does not import Pillow, because most archives have files of which no sizes are made.
"""

import re
import zlib
from binascii import a2b_base64
from collections.abc import Iterator
from contextlib import suppress
from io import BufferedReader
from itertools import islice
from pathlib import Path
from urllib.parse import unquote_to_bytes

from kazarchive.reading import files
from kazarchive.rules import exif, image_names, media_names, signatures, stripping
from kazarchive.rules.exif import NAMES, PLACE

BLOCK = 8_000_000
OVERLAP = 100_000
"""Bytes; a block of EXIF in a JPEG has at most 65,533."""

_SIGNS: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"exif:GPSL(?:at|ong)itude|\0e\0x\0i\0f\0:\0G\0P\0S\0L"), PLACE),
    (re.compile(rb"dc:creator|photoshop:Credit|Iptc4xmpCore:Creator|plus:ImageCreator"), NAMES),
)
"""Properties of XMP (ISO 16684-1; IPTC Photo Metadata 2021.1), which can be anywhere in a file."""

_FILMED = re.compile(rb"\xa9xyz|loci\0\0\0\0|com\.apple\.quicktime\.location|gpmd|camm")
"""The location of a film, in 3GPP and QuickTime files and in the tracks of action cameras."""

_EXIF = re.compile(rb"II\*\0|MM\0\*")

_DATA_URL = re.compile(rb";base64,([^\"'<>()]*+)")

MOST_BLOCKS = 1_000
"""How many blocks of EXIF, and of encoded photographs, are examined in a block of a file."""

MOST_OF_A_DRAWING = 100_000_000
"""Bytes of a drawing that are examined at once."""

_DOCUMENTS = frozenset(("PDF", "SVG", "ICO"))
"""Their authors are meant to be read, but they may contain photographs."""

_BOXES_WITH_PIXELS = frozenset((b"mdat", b"free", b"skip", b"wide"))

MOST_OF_A_BOX = 100_000_000


class Fault(Exception):
    """Why a file cannot be published, or which data it reveals: the code of a problem and its
    reason."""

    def __init__(self, reason: str, code: str = "K0310") -> None:
        self.reason, self.code = reason, code
        super().__init__(reason)


def kind(file: Path, path: str) -> str:
    """The kind of a file by `signatures.kind`; by its name for an SVG with a long header. Raises
    ProblemsFound."""
    with files.opened(file, path) as source:
        kind = signatures.kind(source.read(signatures.HEAD))
    return kind or ("SVG" if path.lower().endswith((".svg", ".svgz")) else "")


def examine(file: Path, path: str, kind: str) -> None:
    """Check a file that is published unchanged, or only without its metadata.

    Raises Fault if that is not possible (K0310), if a film reveals its location (K0313), if the
    file keeps personal data (K0314), or if a video or sound is none (K0315).
    Raises ProblemsFound if it cannot be read.
    """
    if media_names.kind(path) in ("video", "audio"):
        _check_recording(file, path, kind)
    if not kind and not image_names.is_photograph(path):
        return
    with files.opened(file, path) as source:
        if kind in stripping.FORMS:
            stripped(source.read(), kind)
        elif kind == "video":
            if any(_FILMED.search(box) or PLACE in _revealed(box) for box in _boxes(source)):
                raise Fault(f"it tells {PLACE}", "K0313")
        elif revealed := _revealed_by_file(source, kind):
            raise Fault(" and ".join(revealed), "K0314")
        elif kind in signatures.FOREIGN:
            raise Fault(f"perhaps more than it shows: nothing here reads {kind}", "K0314")


def _check_recording(file: Path, path: str, kind: str) -> None:
    """Raises Fault (K0315) if a file with the name of a video or sound is something else, such as
    the page of an error that was saved in its place."""
    if kind not in ("", "video"):
        raise Fault(f"it is {kind}", "K0315")
    with files.opened(file, path) as source:
        head = source.read(signatures.HEAD).lstrip()
    if not head:
        raise Fault("it is empty", "K0315")
    if head.startswith(b"<"):
        raise Fault("it is a web page", "K0315")


def stripped(raw: bytes, kind: str) -> bytes:
    """The bytes of an image without metadata; other files are unchanged. Raises Fault."""
    if kind not in stripping.FORMS:
        return raw
    try:
        return stripping.stripped(raw, kind)
    except stripping.Unclear as unclear:
        raise Fault(str(unclear)) from None


def _revealed_by_file(source: BufferedReader, kind: str) -> list[str]:
    """The personal data that a file of a kind should not contain: PLACE, NAMES."""
    revealed: set[str] = set()
    before = b""
    # A photograph in a drawing is one word of its text, which cannot be read in parts.
    while block := source.read(MOST_OF_A_DRAWING if kind == "SVG" else BLOCK):
        revealed |= _revealed(before + (_text_of_svg(block) if kind == "SVG" else block))
        before = block[-OVERLAP:]
    unwanted = (PLACE,) if kind in _DOCUMENTS else (PLACE, NAMES)
    return [data for data in unwanted if data in revealed]


def _text_of_svg(block: bytes) -> bytes:
    """The text of a drawing, which may be compressed with gzip (`.svgz`) or in UTF-16."""
    if block.startswith(b"\x1f\x8b"):
        with suppress(zlib.error):
            block = zlib.decompressobj(wbits=31).decompress(block, MOST_OF_A_DRAWING)
    return signatures.written(block)


def _revealed(content: bytes) -> set[str]:
    """The personal data in a part of a file."""
    revealed = {data for sign, data in _SIGNS if sign.search(content)}
    for block in islice(_EXIF.finditer(content), MOST_BLOCKS):
        revealed.update(exif.tells(content[block.start() : block.start() + OVERLAP]))
    for photograph in _embedded_files(content):
        revealed |= _revealed(photograph)
    if content[:2] in (b"II", b"MM"):  # a TIFF file may have its directory at the end
        revealed.update(exif.tells(content))
    return revealed


def _embedded_files(content: bytes) -> Iterator[bytes]:
    """The files in the data URLs of a drawing (RFC 2397)."""
    for url in islice(_DATA_URL.finditer(content), MOST_BLOCKS):
        written = re.sub(rb"&#\w+;|[\s=]", b"", unquote_to_bytes(url[1]))
        with suppress(ValueError):  # it is not Base64
            yield a2b_base64(written[: len(written) // 4 * 4])


def _boxes(source: BufferedReader) -> Iterator[bytes]:
    """The boxes of a film (ISO 14496-12, 4.2), without its pictures and sound."""
    while len(head := source.read(16)) >= 8:
        size, name = int.from_bytes(head[:4], "big"), head[4:8]
        start = source.tell() - len(head)
        if size == 1:
            size = int.from_bytes(head[8:16], "big")
        source.seek(start)
        if name not in _BOXES_WITH_PIXELS:
            yield source.read(MOST_OF_A_BOX if size == 0 else min(size, MOST_OF_A_BOX))
        if size < 8:  # the last box, or damage
            return
        source.seek(start + size)
