"""What the name of an image file says, and under which name it is published."""

import pytest

from kazarchive.rules import image_names


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("scan.tiff", "scan.tiff.jpg"),
        ("IMG.HEIC", "IMG.HEIC.jpg"),
        ("old.bmp", "old.bmp.png"),
        ("photo.jpg", "photo.jpg"),
        ("map.svg", "map.svg"),
        ("tif", "tif"),
        ("a.tif.txt", "a.tif.txt"),
    ],
)
def test_a_file_is_published_under_a_name_that_browsers_know(name: str, shown: str) -> None:
    assert image_names.shown_name(name) == shown


def test_photographs_are_those_that_are_or_become_images() -> None:
    assert image_names.is_photograph("a.JPG")
    assert image_names.is_photograph("a.heic")
    assert not image_names.is_image("a.heic")
    assert not image_names.is_photograph("a.svg")
