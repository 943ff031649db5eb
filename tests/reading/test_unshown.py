"""Images that few browsers show."""

import pytest

from archives import CONFIG, Archive, article
from kazarchive.config.options import Site
from reading.engines import found


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("https://a.example/scan.tiff", True),
        ("https://a.example/SCAN.TIF?v=2", True),
        ("/static/photo.heic", True),
        ("https://a.example/scan.bmp", False),
        ("https://a.example/tiff.jpg", False),
        ("scan.tiff", False),
    ],
)
def test_an_image_that_is_not_converted_is_told_once(site: Site, target: str, told: bool) -> None:
    problems = found(site, f"![A]({target})\n\n![B]({target})\n\n[a link]({target})\n")
    assert [one.code for one in problems] == ["K0435"] * told


def test_a_lead_image_and_a_page_are_told_too(archive: Archive) -> None:
    archive.write("articles/a.md", article(image="https://a.example/a.heic"))
    archive.write("pages/about.md", "# About\n\n![A](https://a.example/b.jp2)\n")
    told = [(one.code, one.place.path) for one in archive.build().problems]
    assert told == [("K0435", "articles/a.md"), ("K0435", "pages/about.md")]


def test_no_image_is_converted_without_images(archive: Archive) -> None:
    archive.configure(f"{CONFIG}[images]\nenabled = false\n")
    archive.write("articles/a.tiff", b"II*\0")
    archive.write("articles/a.md", article("![A](a.tiff)"))
    assert "K0435" in [one.code for one in archive.build().problems]
