"""A colour profile (ICC.1:2022) → the same without its texts, which may name the owner of a monitor
or camera. The data that converts colours is kept."""

import struct

_COLOURS = frozenset(
    b"rXYZ gXYZ bXYZ rTRC gTRC bTRC kTRC wtpt bkpt chad chrm lumi cicp gamt"
    b" A2B0 A2B1 A2B2 A2B3 B2A0 B2A1 B2A2 B2A3 D2B0 D2B1 D2B2 D2B3 B2D0 B2D1 B2D2 B2D3".split()
)
_HEADER = 132
_ID = slice(84, 100)
"""The MD5 of the profile, which is optional."""

MOST_TAGS = 200


def without_texts(profile: bytes) -> bytes:
    """The profile, cut to its stated size, with zeros for every text; empty if it is not a
    profile."""
    if len(profile) < _HEADER or profile[36:40] != b"acsp":
        return b""
    size, count = (int(struct.unpack_from(">I", profile, at)[0]) for at in (0, 128))
    content = bytearray(profile[:size])
    if not count <= MOST_TAGS or len(content) < _HEADER + 12 * count:
        return b""
    tags = list(struct.iter_unpack(">4sII", bytes(content[_HEADER : _HEADER + 12 * count])))
    colours = {offset for name, offset, _ in tags if name in _COLOURS}
    for name, offset, length in tags:
        if name not in _COLOURS and offset not in colours and offset >= _HEADER + 12 * count:
            kept = _kept(bytes(content[offset : offset + length]))
            rest = len(content[offset + kept : offset + length])
            content[offset + kept : offset + length] = bytes(rest)
    content[_ID] = bytes(16)
    return bytes(content)


def _kept(tag: bytes) -> int:
    """The number of bytes at the beginning of a tag that describe the layout of its text."""
    if tag[:4] == b"mluc" and len(tag) >= 16:
        return min(len(tag), 16 + 12 * int.from_bytes(tag[8:12], "big"))
    return 12 if tag[:4] == b"desc" else 8
