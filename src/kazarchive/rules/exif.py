"""A block of EXIF → the personal data in it, and the orientation of the image.

Only the directories of the TIFF structure are read (TIFF 6.0, section 2; EXIF 2.32, section 4.6). A
damaged directory counts as empty.
"""

import struct
from collections.abc import Iterator, Mapping

PLACE, NAMES = "the place where it was made", "names"

_ORIENTATION, _ARTIST, _COPYRIGHT, _AUTHOR = 0x0112, 0x013B, 0x8298, 0x9C9D
_EXIF, _GPS, _OWNER = 0x8769, 0x8825, 0xA430
_LATITUDE, _LONGITUDE = 2, 4

MOST_ENTRIES = 1_000
"""Entries of a directory that are read."""


def orientation(block: bytes) -> int:
    """From 1 (upright) to 8."""
    value = _directory(block, _first(block)).get(_ORIENTATION)
    number = struct.unpack_from(_order(block) + "H", value)[0] if value else 1
    return number if 1 <= number <= 8 else 1


def tells(block: bytes) -> Iterator[str]:
    """The personal data in a block: PLACE, NAMES."""
    first = _directory(block, _first(block))
    gps, more = (_directory(block, _number(block, first.get(tag))) for tag in (_GPS, _EXIF))
    if _LATITUDE in gps or _LONGITUDE in gps:
        yield PLACE
    if {_ARTIST, _COPYRIGHT, _AUTHOR} & first.keys() or _OWNER in more:
        yield NAMES


def upright(number: int) -> bytes:
    """A block with an orientation and nothing else."""
    return b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, number, 0, 0)


def _order(block: bytes) -> str:
    return "<" if block[:2] == b"II" else ">"


def _first(block: bytes) -> int:
    """The offset of the first directory; 0 if this is not a block of EXIF."""
    if block[:4] not in (b"II*\0", b"MM\0*") or len(block) < 8:
        return 0
    return int(struct.unpack_from(_order(block) + "I", block, 4)[0])


def _number(block: bytes, entry: bytes | None) -> int:
    return int(struct.unpack(_order(block) + "I", entry)[0]) if entry else 0


def _directory(block: bytes, start: int) -> Mapping[int, bytes]:
    """Tag → the four bytes of its value, or of the offset of its value."""
    if not start or start + 2 > len(block):
        return {}
    order = _order(block)
    (count,) = struct.unpack_from(order + "H", block, start)
    entries = block[start + 2 : start + 2 + 12 * min(count, MOST_ENTRIES)]
    complete = entries[: len(entries) // 12 * 12]
    return {tag: value for tag, _, value in struct.iter_unpack(order + "HH4x4s", complete)}
