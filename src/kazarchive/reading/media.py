"""What a media or static file is by its content, and what it would tell its readers
besides what it shows.

Imports no Pillow: most archives have files of which no size is made.
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
from kazarchive.rules import exif, image_names, signatures, stripping
from kazarchive.rules.exif import NAMES, PLACE

BLOCK = 8_000_000
OVERLAP = 100_000
"""Bytes: a block of EXIF in a JPEG has 65,533 at most."""

_SIGNS: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"exif:GPSL(?:at|ong)itude|\0e\0x\0i\0f\0:\0G\0P\0S\0L"), PLACE),
    (re.compile(rb"dc:creator|photoshop:Credit|Iptc4xmpCore:Creator|plus:ImageCreator"), NAMES),
)
"""Of XMP (ISO 16684-1; IPTC Photo Metadata 2021.1), which may stand anywhere in a file."""

_FILMED = re.compile(rb"\xa9xyz|loci\0\0\0\0|com\.apple\.quicktime\.location|gpmd|camm")
"""The place of a film: in 3GPP and QuickTime files, in the tracks of action cameras."""

_EXIF = re.compile(rb"II\*\0|MM\0\*")

_DATA_URL = re.compile(rb";base64,([^\"'<>()]*+)")

MOST_BLOCKS = 1_000
"""Of EXIF, and of photographs in letters, that are looked at in a block of a file."""

MOST_OF_A_DRAWING = 100_000_000
"""Bytes that are looked at in one go."""

_DOCUMENTS = frozenset(("PDF", "SVG", "ICO"))
"""Have authors, who are meant to be read; photographs may be in them."""

_BOXES_WITH_PIXELS = frozenset((b"mdat", b"free", b"skip", b"wide"))

MOST_OF_A_BOX = 100_000_000


class Fault(Exception):
    """Why a file cannot be published, or what it tells: the code of a problem with its reason."""

    def __init__(self, reason: str, code: str = "K0310") -> None:
        self.reason, self.code = reason, code
        super().__init__(reason)


def kind(file: Path, path: str) -> str:
    """By `signatures.kind`; a drawing may begin with so much of a header that its name has to do.
    Raises ProblemsFound."""
    with files.opened(file, path) as source:
        found = signatures.kind(source.read(signatures.HEAD))
    return found or ("SVG" if path.lower().endswith((".svg", ".svgz")) else "")


def examine(file: Path, path: str, kind: str) -> None:
    """A file that is published as it is, or with nothing taken out but what it says beside its
    pixels. Raises Fault where that cannot be done (K0310), where a film tells where it was made
    (K0313), where something is told that is left in (K0314); ProblemsFound."""
    if not kind and not image_names.is_photograph(path):
        return
    with files.opened(file, path) as source:
        if kind in stripping.FORMS:
            stripped(source.read(), kind)
        elif kind == "video":
            if any(_FILMED.search(box) or PLACE in _told(box) for box in _boxes(source)):
                raise Fault(f"it tells {PLACE}", "K0313")
        elif told := _told_by_blocks(source, kind):
            raise Fault(" and ".join(told), "K0314")
        elif kind in signatures.FOREIGN:
            raise Fault(f"perhaps more than it shows: nothing here reads {kind}", "K0314")


def stripped(raw: bytes, kind: str) -> bytes:
    """As `stripping.stripped`, or as it is where there is nothing to take out. Raises Fault."""
    if kind not in stripping.FORMS:
        return raw
    try:
        return stripping.stripped(raw, kind)
    except stripping.Unclear as unclear:
        raise Fault(str(unclear)) from None


def _told_by_blocks(source: BufferedReader, kind: str) -> list[str]:
    found: set[str] = set()
    before = b""
    # The photograph in a drawing is one word of its text: no part of it can be read by itself.
    while block := source.read(MOST_OF_A_DRAWING if kind == "SVG" else BLOCK):
        found |= _told(before + (_drawn(block) if kind == "SVG" else block))
        before = block[-OVERLAP:]
    wanted = (PLACE,) if kind in _DOCUMENTS else (PLACE, NAMES)
    return [one for one in wanted if one in found]


def _drawn(block: bytes) -> bytes:
    """The text of a drawing: packed by gzip, as `.svgz` is, or in UTF-16, too."""
    if block.startswith(b"\x1f\x8b"):
        with suppress(zlib.error):
            block = zlib.decompressobj(wbits=31).decompress(block, MOST_OF_A_DRAWING)
    return signatures.written(block)


def _told(content: bytes) -> set[str]:
    found = {told for sign, told in _SIGNS if sign.search(content)}
    for start in islice(_EXIF.finditer(content), MOST_BLOCKS):
        found.update(exif.tells(content[start.start() : start.start() + OVERLAP]))
    for photograph in _packed(content):
        found |= _told(photograph)
    if content[:2] in (b"II", b"MM"):  # a TIFF file may have its directory at the end
        found.update(exif.tells(content))
    return found


def _packed(content: bytes) -> Iterator[bytes]:
    """The files that a drawing holds in its own URLs (RFC 2397)."""
    for found in islice(_DATA_URL.finditer(content), MOST_BLOCKS):
        written = re.sub(rb"&#\w+;|[\s=]", b"", unquote_to_bytes(found[1]))
        with suppress(ValueError):  # it is no file in letters
            yield a2b_base64(written[: len(written) // 4 * 4])


def _boxes(source: BufferedReader) -> Iterator[bytes]:
    """The boxes of a film (ISO 14496-12, 4.2) without pictures and sound."""
    while len(head := source.read(16)) >= 8:
        size, name = int.from_bytes(head[:4], "big"), head[4:8]
        start = source.tell() - len(head)
        if size == 1:
            size = int.from_bytes(head[8:16], "big")
        source.seek(start)
        if name not in _BOXES_WITH_PIXELS:
            yield source.read(MOST_OF_A_BOX if size == 0 else min(size, MOST_OF_A_BOX))
        if size < 8:  # the last one, or none
            return
        source.seek(start + size)
