"""Letters that stand in a source for a while only, where an engine is to see something else."""

from urllib.parse import quote

FOR_TAGS = range(0xFDD0, 0xFDE0)
FOR_EMPHASIS = range(0xFDE0, 0xFDF0)
"""Noncharacters (Unicode 16, 23.7), of which `text.printable` has left none in a source."""


def sign(body: str, among: range) -> str:
    """One that comes back from an engine told from all that the author has written: percent-encoded
    too, as an engine writes it in a URL."""
    if "%EF%B7%" not in body:
        return chr(among[0])
    free = (chr(one) for one in among if in_url(chr(one)) not in body)
    return next(free, chr(among[0]))


def in_url(sign: str) -> str:
    return quote(sign)
