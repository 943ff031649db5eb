"""Images in the forms of sites → one address each."""

import base64

import pytest
from lxml import html

from kazarchive.importing.document import MediaFile
from kazarchive.importing.pages import images
from kazarchive.importing.pages.images import Images, candidates
from kazarchive.importing.pages.markup import Embedded


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        ("<img src=a.jpg>", ["a.jpg"]),
        ("<img src=s.gif data-src=a.jpg>", ["a.jpg", "s.gif"]),
        ("<img src=s.gif srcset='b.jpg 300w, c.jpg 900w'>", ["c.jpg", "b.jpg", "s.gif"]),
        ("<img srcset='b.jpg, c.jpg 2x'>", ["c.jpg", "b.jpg"]),
        ("<img srcset='b,1.jpg 300w,c.jpg 900w'>", ["c.jpg", "b,1.jpg"]),
    ],
)
def test_the_largest_comes_first(image: str, expected: list[str]) -> None:
    assert list(candidates(html.fromstring(image))) == expected


def test_a_link_to_the_whole_image_comes_before_all() -> None:
    tree = html.fromstring("<a href='big.JPG'><img src=a.jpg></a>")
    assert list(candidates(tree[0])) == ["big.JPG", "a.jpg"]


def test_images_in_other_elements_come_into_their_place() -> None:
    tree = html.fromstring(
        "<div><img src=blank.gif><noscript><img src=a.jpg></noscript>"
        "<picture><source srcset='b.webp 900w'><img src=b.jpg></picture></div>"
    )
    images.unfold(tree)
    first, second = tree.iter("img")
    assert (first.get("src"), next(candidates(second))) == ("a.jpg", "b.webp")
    assert not list(tree.iter("picture", "source", "noscript"))


def of(*embedded: Embedded, there: str = "") -> Images:
    def file(written: str, absolute: str) -> MediaFile | None:
        return MediaFile("", "a.jpg", b"x") if there and there in absolute else None

    return Images(embedded, lambda address: f"https://a.example/{address}", file)


def test_an_image_that_is_there_comes_before_a_larger_one() -> None:
    found = of(there="small")
    assert found.chosen(("large.jpg", "small.jpg")) == "https://a.example/small.jpg"
    assert list(found.media) == ["https://a.example/small.jpg"]
    assert of().chosen(("large.jpg", "small.jpg")) == "https://a.example/large.jpg"


def test_a_file_in_an_address_is_a_file_unless_it_is_a_placeholder() -> None:
    large = Embedded("image/jpeg;base64", base64.b64encode(bytes(2_000)).decode())
    small = Embedded("image/gif;base64", base64.b64encode(bytes(100)).decode())
    broken = Embedded("image/png;base64", "A" * 1_601)
    found = of(large, small, broken)
    name = found.chosen(("embedded:0",))
    assert name
    assert name.endswith(".jpg")
    assert found.media[name].content == bytes(2_000)
    for address in ("embedded:1", "embedded:2", "embedded:3", "embedded:x", "data:,a"):
        assert found.chosen((address,)) is None


def test_links_to_files_that_are_there_take_them_along() -> None:
    found = of(there="report.pdf")
    assert found.linked("report.pdf") == "https://a.example/report.pdf"
    assert found.linked("other.pdf") is None
    assert found.linked("page.html") is None


@pytest.mark.parametrize("other", ["/x/map-300x200.jpg", "MAP-scaled.jpg?w=1", "map_1024x768.jpg"])
def test_sizes_of_one_image_have_one_key(other: str) -> None:
    assert images.key(other) == images.key("https://a.example/2022/map.jpg")
