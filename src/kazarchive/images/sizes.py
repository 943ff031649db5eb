"""Which sizes are made of an image.

Never one larger than the image, and none so near to the next that the two would look the same.
"""

from collections.abc import Sequence

NEAR = 0.8
"""A step is left out where the image is not a quarter wider: the whole image serves there too."""


def sizes(width: int, widths: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """(step, width in pixels) from the smallest, of an image of a width: 900 → 480 and the whole
    image, which is named by the step that it fills a part of (1200)."""
    largest = min(width, widths[-1])
    below = [(step, step) for step in widths if step < largest * NEAR]
    full = next(step for step in widths if step >= largest)
    return (*below, (full, largest))


WHOLE = "whole"
"""The largest, in the file's own format, which stands at the image's own address."""


def name(step: int, format: str) -> str:
    """Of one of the sizes."""
    return f"{step}.{format}"


def height(width: int, of: tuple[int, int]) -> int:
    """Of an image of a size in pixels when it is made so wide; at least one pixel."""
    return max(1, round(of[1] * width / of[0]))
