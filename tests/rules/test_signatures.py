"""What a file is, by its first bytes."""

import gzip
from collections.abc import Callable

import pytest

from kazarchive.rules import signatures

NOTHING: dict[str, Callable[[], bytes]] = {
    "text": lambda: "BMW и MM, %PDF".encode(),
    "nothing": lambda: b"",
    "a ZIP": lambda: b"PK\3\4" + bytes(60),
    "sound": lambda: b"RIFF\0\0\0\0WAVEfmt ",
    "HTML": lambda: b"<!doctype html><p>svg",
    "a text that begins as an anymap does": lambda: b"P5 is a road, 12 km long\n",
    "a text after an empty line": lambda: b"\nText" + bytes(80),
    "UTF-16": lambda: "Text <b>".encode("utf-16"),
    "gzip": lambda: gzip.compress(b"<svg></svg>"),
}


@pytest.mark.parametrize("content", NOTHING.values(), ids=NOTHING)
def test_other_files_are_no_images(content: Callable[[], bytes]) -> None:
    assert signatures.kind(content()) == ""
