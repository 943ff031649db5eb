"""An image file → the same without metadata; its pixels stay the same, bit for bit.

Each format is read part by part as its standard defines. A part that contains pixels or colours is
kept, and any other is left out, as is everything after the end of the image (more pictures, the
film of a live photograph). Of EXIF, only the orientation is kept.
"""

import re
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from kazarchive.rules import exif, profiles


class Unclear(Exception):
    """The message says why a file cannot be split into its parts."""


def stripped(raw: bytes, kind: str) -> bytes:
    """The bytes without metadata. `kind`: a key of FORMS. Raises Unclear."""
    try:
        return b"".join(FORMS[kind](raw))
    except (IndexError, struct.error, zlib.error):
        raise Unclear("it is cut off") from None


# --- JPEG (ITU T.81, annex B; JFIF; Adobe TN 5116) ------------------------------------------------

_MARKER = re.compile(rb"\xff+([\x01-\xcf\xd8-\xfe])")
"""Without the zero and the restart markers that occur among pixels."""

_END, _SCAN = 0xD9, 0xDA
_WITHOUT_CONTENT = (0x01, 0xD8)
_ICC = b"ICC_PROFILE\0"


def _jpeg(raw: bytes) -> Iterator[bytes]:
    yield b"\xff\xd8"
    at, pixels = 2, False
    colours = _Profile(raw)
    while marker := _MARKER.search(raw, at):
        if pixels:
            yield raw[at : marker.start()]
        code, at = marker[1][0], marker.end()
        if code == _END:
            yield b"\xff\xd9"
            return
        if code in _WITHOUT_CONTENT:
            continue
        end = at + struct.unpack_from(">H", raw, at)[0]
        content = raw[at + 2 : end]
        at, pixels = end, code == _SCAN
        kept = _kept_of_jpeg(code, content, colours)
        if kept is not None:
            yield struct.pack(">BBH", 0xFF, code, len(kept) + 2) + kept
    raise Unclear("it is cut off")


def _kept_of_jpeg(code: int, content: bytes, colours: "_Profile") -> bytes | None:
    if code == 0xE0 and content.startswith(b"JFIF\0"):
        return content[:12] + b"\0\0"  # without its thumbnail
    if code == 0xEE and content.startswith(b"Adobe"):
        return content[:12]
    if code == 0xE1 and content.startswith(b"Exif\0\0"):
        turn = exif.orientation(content[6:])
        return b"Exif\0\0" + exif.upright(turn) if turn > 1 else None
    if code == 0xE2 and content.startswith(_ICC):
        return colours.part(content)
    return content if 0xC0 <= code < 0xE0 else None


class _Profile:
    """The colour profile of a JPEG, which may be split into several segments."""

    def __init__(self, raw: bytes) -> None:
        self._raw, self._at = raw, 0
        self._profile: bytes | None = None

    def part(self, content: bytes) -> bytes | None:
        """A segment with its part of the profile, without texts."""
        if self._profile is None:
            self._profile = profiles.without_texts(b"".join(_profile_parts(self._raw)))
        start = self._at
        self._at += len(content) - 14
        part = self._profile[start : self._at]
        return content[:14] + part if part else None


def _profile_parts(raw: bytes) -> Iterator[bytes]:
    at = 2
    while (marker := _MARKER.search(raw, at)) and marker[1][0] not in (_SCAN, _END):
        at = marker.end()
        if marker[1][0] in _WITHOUT_CONTENT:
            continue
        end = at + struct.unpack_from(">H", raw, at)[0]
        if marker[1][0] == 0xE2 and raw.startswith(_ICC, at + 2):
            yield raw[at + 16 : end]
        at = end


# --- PNG (third edition) --------------------------------------------------------------------------

_CHUNKS = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs"
    b" acTL fcTL fdAT".split()
)

MOST_PROFILE = 4_000_000
"""Bytes of a decompressed colour profile."""


def _png(raw: bytes) -> Iterator[bytes]:
    yield raw[:8]
    at, name = 8, b""
    while name != b"IEND":
        size, name = struct.unpack_from(">I4s", raw, at)
        if at + 12 + size > len(raw):
            raise Unclear("it is cut off")
        chunk, content = raw[at : at + 12 + size], raw[at + 8 : at + 8 + size]
        at += 12 + size
        if name in _CHUNKS:
            yield chunk
        elif name == b"iCCP":
            yield _packed_profile(content)
        elif name == b"eXIf" and (turn := exif.orientation(content)) > 1:
            yield _chunk(name, exif.upright(turn))


def _packed_profile(content: bytes) -> bytes:
    packed = content.partition(b"\0")[2][1:]
    profile = profiles.without_texts(zlib.decompressobj().decompress(packed, MOST_PROFILE))
    return _chunk(b"iCCP", b"profile\0\0" + zlib.compress(profile)) if profile else b""


def _chunk(name: bytes, content: bytes) -> bytes:
    check = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)


# --- GIF (89a) ------------------------------------------------------------------------------------

_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
"""The application extensions that say how often an animation repeats."""


def _gif(raw: bytes) -> Iterator[bytes]:
    at = 13 + _colours(raw[10])
    yield raw[:at]
    while at < len(raw) and raw[at] != 0x3B:
        start, mark = at, raw[at]
        if mark == 0x2C:
            at = _after_blocks(raw, at + 11 + _colours(raw[at + 9]))
        elif mark == 0x21:
            at = _after_blocks(raw, at + 2)
        else:
            raise Unclear("an unknown part is in it")
        if mark == 0x2C or raw[start + 1] == 0xF9:
            yield raw[start:at]
        elif raw[start + 1] == 0xFF and raw[start + 3 : start + 14] in _LOOPS:
            yield raw[start : start + 14] + raw[start + 14 : start + 18] + b"\0"
    yield b"\x3b"


def _colours(flags: int) -> int:
    """The size of a colour table in bytes."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _after_blocks(raw: bytes, at: int) -> int:
    while size := raw[at]:
        at += size + 1
    return at + 1


# --- WebP (RFC 9649) ------------------------------------------------------------------------------

_PIXELS = frozenset((b"VP8 ", b"VP8L", b"ALPH", b"ANIM"))
_SAYS_EXIF, _SAYS_XMP, _SAYS_ICC = 0x08, 0x04, 0x20


def _webp(raw: bytes) -> Iterator[bytes]:
    kept = [(name, _kept_of_webp(name, content)) for name, content in _riff(raw, 12)]
    present = {name: content for name, content in kept if content}
    if b"VP8X" in present:
        present[b"VP8X"] = _flags(present)
    kept = [(name, present[name] if name == b"VP8X" else content) for name, content in kept]
    parts = [_part(name, content) for name, content in kept if content]
    body = b"WEBP" + b"".join(parts)
    yield b"RIFF" + struct.pack("<I", len(body)) + body


def _kept_of_webp(name: bytes, content: bytes) -> bytes:
    if name == b"ANMF":
        frame = (part for part in _riff(content, 16) if part[0] in _PIXELS)
        return content[:16] + b"".join(_part(*part) for part in frame)
    if name == b"ICCP":
        return profiles.without_texts(content)
    if name == b"EXIF":
        turn = exif.orientation(content.removeprefix(b"Exif\0\0"))
        return exif.upright(turn) if turn > 1 else b""
    return content if name in _PIXELS or name == b"VP8X" else b""


def _flags(present: Mapping[bytes, bytes]) -> bytes:
    """The extended header, with the flags of the parts that are present."""
    content = present[b"VP8X"]
    flags = content[0] & ~_SAYS_XMP
    for name, flag in ((b"EXIF", _SAYS_EXIF), (b"ICCP", _SAYS_ICC)):
        flags &= 0xFF if name in present else ~flag
    return bytes([flags]) + content[1:]


def _riff(raw: bytes, at: int) -> Iterator[tuple[bytes, bytes]]:
    end = min(len(raw), 8 + struct.unpack_from("<I", raw, 4)[0]) if at == 12 else len(raw)
    while at + 8 <= end:
        name, size = struct.unpack_from("<4sI", raw, at)
        if at + 8 + size > end:
            raise Unclear("it is cut off")
        yield name, raw[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def _part(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)


FORMS: Mapping[str, Callable[[bytes], Iterator[bytes]]] = MappingProxyType(
    {"JPEG": _jpeg, "PNG": _png, "GIF": _gif, "WebP": _webp}
)
"""`signatures.kind` → the function that strips such a file."""
