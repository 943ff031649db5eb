"""What a block of EXIF says."""

import pytest

from kazarchive.rules import exif


@pytest.mark.parametrize("number", range(1, 9))
def test_of_exif_the_orientation_alone_stays(number: int) -> None:
    assert exif.orientation(exif.upright(number)) == number
    assert not list(exif.tells(exif.upright(number)))


@pytest.mark.parametrize("block", [b"", b"II*\0", b"MM\0*\0\0\0\x08", b"II*\0\xff\xff\xff\xff\1\0"])
def test_damaged_exif_says_nothing(block: bytes) -> None:
    assert exif.orientation(block) == 1
    assert not list(exif.tells(block))
