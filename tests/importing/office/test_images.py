"""Images of documents → media files."""

import pytest

from importing.formats.office_cases import EMF, png
from kazarchive.importing.office.images import Images


def test_an_image_is_read_once_and_named_after_its_document() -> None:
    images = Images("qala")
    reads = []

    def read() -> bytes:
        reads.append(1)
        return png()

    first = images.html("word/media/image1.png", 'The "square"', read)
    again = images.html("word/media/image1.png", "", read)
    assert first == '<img src="image-1.png" alt="The &quot;square&quot;">'
    assert again == '<img src="image-1.png" alt="">'
    assert [(file.address, file.name) for file in images.media] == [("image-1.png", "qala-1.png")]
    assert len(reads) == 1


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (png(), ".png"),
        (b"\xff\xd8\xff\xe0", ".jpg"),
        (b"GIF89a", ".gif"),
        (b"RIFF1234WEBPVP8 ", ".webp"),
        (b"BM1234\0\0\0\0", ".bmp"),
        (b"II*\0", ".tiff"),
        (b'<?xml version="1.0"?>\n<!-- x --><svg xmlns="x"/>', ".svg"),
    ],
)
def test_the_content_says_what_an_image_is(content: bytes, ending: str) -> None:
    images = Images("")
    images.html("x.bin", "", lambda: content)
    assert [file.name for file in images.media] == [f"image-1{ending}"]


@pytest.mark.parametrize(
    ("content", "what"), [(EMF, "EMF"), (b"\xd7\xcd\xc6\x9a", "WMF"), (b"?", "its form")]
)
def test_an_image_that_no_browser_shows_is_named_once(content: bytes, what: str) -> None:
    images = Images("x")
    shown = [images.html("image1", "", lambda: content) for _ in range(2)]
    assert shown == ["", ""]
    assert [note.text for note in images.notes] == [f"the image image1: no browser shows {what}"]


def test_an_image_elsewhere_is_shown_from_the_web_only() -> None:
    images = Images("x")
    assert images.linked("https://a.example/a.png", "A") == (
        '<img src="https://a.example/a.png" alt="A">'
    )
    assert images.linked("file:///etc/passwd", "") == ""
    assert images.missing("word/media/a.png") == ""
    assert len(images.notes) == 2
