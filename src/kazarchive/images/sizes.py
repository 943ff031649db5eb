"""Which sizes are made of an image: none is larger than the image, and none so close to the next
one that the two would look the same."""

from collections.abc import Sequence

NEAR = 0.8
"""A step is left out if the image is less than a quarter wider, because the image serves there
too."""


def sizes(width: int, widths: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """(step, width in pixels) from the smallest, for an image of a width. A width of 900 pixels
    gives 480 and 900; the latter is named after the step above it (1200)."""
    largest = min(width, widths[-1])
    below = [(step, step) for step in widths if step < largest * NEAR]
    full = next(step for step in widths if step >= largest)
    return (*below, (full, largest))


LARGEST = "whole"
"""The name of the largest size in the file's own format, published at the image's own address."""


def name(step: int, format: str) -> str:
    """The file name of a size."""
    return f"{step}.{format}"


def height(width: int, of: tuple[int, int]) -> int:
    """The height in pixels, at least one, of an image of size `of` scaled to a width."""
    return max(1, round(of[1] * width / of[0]))
