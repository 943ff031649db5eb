"""Which sizes are made of an image."""

from typing import Any

import pytest

from kazarchive.config.options import ImageOptions
from kazarchive.images import sizes


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (1, ((480, 1),)),
        (480, ((480, 480),)),
        (490, ((800, 490),)),
        (900, ((480, 480), (1200, 900))),
        (1200, ((480, 480), (800, 800), (1200, 1200))),
        (1600, ((480, 480), (800, 800), (1200, 1200), (1600, 1600))),
        (6000, ((480, 480), (800, 800), (1200, 1200), (1600, 1600))),
    ],
)
def test_no_size_is_larger_than_the_image(width: int, expected: Any) -> None:
    assert sizes.sizes(width, ImageOptions().widths) == expected
