"""The places of images."""

from importing.pdf.set_pages import set_lines, words
from kazarchive.importing.pdf.blocks import Block
from kazarchive.importing.pdf.pages import Page, Picture
from kazarchive.importing.pdf.pictures import placed

BLOCKS = [
    Block("text", set_lines(words(50, 700, "One"))),
    Block("text", set_lines(words(50, 500, "Two"))),
    Block("text", set_lines(words(50, 700, "Three"), number=1)),
]


def image(y: float, content: bytes = b"a", **other: object) -> Picture:
    return Picture(50, y, 150, y + 50, "jpg", content, **other)  # type: ignore[arg-type]


def pages(*pictures: list[Picture]) -> list[Page]:
    return [Page(595, 842, "", [], [], each) for each in pictures]


def test_an_image_follows_the_text_above_it() -> None:
    found = placed(pages([image(600), image(400, b"b")], [image(720, b"c")]), BLOCKS)
    assert {at: [file.name for file in files] for at, files in found.after.items()} == {
        0: ["image-1.jpg"],
        1: ["image-2.jpg", "image-3.jpg"],
    }
    assert placed(pages([image(750)]), BLOCKS).after.keys() == {-1}


def test_an_image_beside_the_text_does_not_follow_it() -> None:
    beside = Picture(300, 400, 400, 450, "jpg", b"a")
    assert placed(pages([beside]), BLOCKS).after.keys() == {-1}


def test_one_image_at_two_places_is_one_file() -> None:
    found = placed(pages([image(600), image(400)]), BLOCKS)
    assert [file.address for file in found.files] == ["image:image-1.jpg"]


def test_what_is_no_image_of_the_text_is_named() -> None:
    whole = Picture(0, 0, 595, 842, "jpg", b"w")
    faulty = image(400, b"", fault="it is damaged")
    found = placed(pages([whole], [faulty], *[[image(800)]] * 3), BLOCKS)
    assert not found.files
    assert [(note.kind, note.text) for note in found.notes] == [
        ("lost", "an image on page 2: it is damaged"),
        ("left out", "pictures of whole pages: 1"),
        ("left out", "images that recur on most pages: 3"),
    ]
