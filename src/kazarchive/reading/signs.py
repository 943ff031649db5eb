"""Signs: characters that temporarily replace or separate parts of a source for an engine."""

from urllib.parse import quote

FOR_TAGS = range(0xFDD0, 0xFDDC)
FOR_BRACKETS = range(0xFDDC, 0xFDE0)
FOR_EMPHASIS = range(0xFDE0, 0xFDE8)
FOR_ESCAPES = range(0xFDE8, 0xFDEC)
FOR_TILDES = range(0xFDEC, 0xFDF0)
"""Noncharacters (Unicode 16, 23.7), which `text.printable` has removed from a source."""


def sign(body: str, among: range) -> str:
    """A sign of a range that differs from everything that the author has written, even when an
    engine percent-encodes it in a URL."""
    if "%EF%B7%" not in body:
        return chr(among[0])
    free = (chr(code) for code in among if in_url(chr(code)) not in body)
    return next(free, chr(among[0]))


def in_url(sign: str) -> str:
    """A sign as an engine writes it in a URL."""
    return quote(sign)
