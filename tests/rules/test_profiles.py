"""A colour profile without its texts."""

import io

import pytest
from PIL import ImageCms

from images.telling import SECRET
from kazarchive.rules import profiles
from photos import (
    CORNERS,
    corners,
    scene,
)


def test_a_profile_keeps_its_colours_alone() -> None:
    plain = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    silent = profiles.without_texts(plain + SECRET)
    assert len(silent) == len(plain)
    assert "sRGB".encode("utf-16-be") not in silent
    opened = ImageCms.ImageCmsProfile(io.BytesIO(silent))
    srgb = ImageCms.createProfile("sRGB")
    shown = ImageCms.profileToProfile(scene((40, 24)), opened, srgb)
    assert shown is not None
    assert corners(shown) == CORNERS


@pytest.mark.parametrize("content", [b"", b"acsp", bytes(131), bytes(36) + b"acsp" + b"\xff" * 99])
def test_what_is_no_profile_is_left_out(content: bytes) -> None:
    assert profiles.without_texts(content) == b""
