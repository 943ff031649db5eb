"""A file is what its address promises, or it is not taken."""

import pytest

from kazarchive.importing import media_types
from photos import photo

JPEG, PNG = photo((4, 4), "JPEG"), photo((4, 4), "PNG")
MP4 = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom"
PAGE = b"<!doctype html><title>Not found</title>"


@pytest.mark.parametrize(
    ("name", "head", "kept"),
    [
        ("map.jpg", JPEG, "map.jpg"),
        ("MAP.JPEG", JPEG, "MAP.JPEG"),
        ("map.jpg", PNG, "map.png"),
        ("map", PNG, "map.png"),
        ("image.php", JPEG, "image.php.jpg"),
        ("map.gif", b"GIF89a", "map.gif"),
        ("map.jpg", PAGE, None),
        ("map.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", None),
        ("map.jpg", b"", None),
        ("map.jpg", MP4, None),
        ("clip.mp4", MP4, "clip.mp4"),
        ("talk.m4a", MP4, "talk.m4a"),
        ("talk.mp3", b"ID3\x04", "talk.mp3"),
        ("talk.ogg", b"OggS\0", "talk.ogg"),
        ("talk.wav", b"RIFF\0\0\0\0WAVEfmt ", "talk.wav"),
        ("talk.mp3", PAGE, None),
        ("talk.mp3", JPEG, None),
        ("report.pdf", b"%PDF-1.4", "report.pdf"),
        ("report.docx", b"PK\x03\x04", "report.docx"),
        ("report.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "report.doc"),
        ("report.pdf", PAGE, None),
        ("prices.csv", "баға;60".encode(), "prices.csv"),
        ("prices.csv", PAGE, None),
        ("prices.csv", b"MZ\0", None),
    ],
)
def test_the_content_decides(name: str, head: bytes, kept: str | None) -> None:
    assert media_types.kept_name(name, head) == kept
