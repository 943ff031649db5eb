"""The contrast of two colours (WCAG 2.2, 1.4.3 and the definition of relative luminance)."""

import re

LEAST = 4.5
"""The contrast ratio that text needs."""

PAPER = "#ffffff"
DARK_PAPER = "#14181c"
"""The backgrounds of the theme's two colour schemes, `--paper` in static/style.css."""

_HEX = re.compile(r"#([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})")


def parsed(colour: str) -> tuple[int, int, int] | None:
    """Red, green and blue of `#1a2b3c` or `#abc`; None for another form."""
    if re.fullmatch("#[0-9a-fA-F]{3}", colour):
        colour = "#" + "".join(2 * digit for digit in colour[1:])
    match = _HEX.fullmatch(colour)
    return (int(match[1], 16), int(match[2], 16), int(match[3], 16)) if match else None


def ratio(one: str, other: str) -> float:
    """From 1 (equal) to 21 (black and white)."""
    first, second = sorted((_luminance(one), _luminance(other)))
    return (second + 0.05) / (first + 0.05)


def readable(colour: str, paper: str) -> str:
    """The colour, made darker or lighter until text in it can be read on `paper`."""
    target = 0 if _luminance(paper) > 0.5 else 255
    channels = parsed(colour) or (0, 0, 0)
    for step in range(101):
        mixed = [round(each + (target - each) * step / 100) for each in channels]
        near = "#" + "".join(f"{each:02x}" for each in mixed)
        if ratio(near, paper) >= LEAST:
            return near
    raise AssertionError("black or white can be read on any paper")


def _luminance(colour: str) -> float:
    channels = parsed(colour)
    assert channels is not None
    red, green, blue = (_linear(each / 255) for each in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
