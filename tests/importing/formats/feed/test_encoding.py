"""The encoding of a feed: what its bytes are before what it declares."""

from io import BytesIO

import pytest

from kazarchive.importing.formats.feed.encoding import as_ascii_superset, encoding

KAZAKH = "Қазақстан үкіметі Маңғыстау облысындағы газ бағасын төмендету үшін шаралар әзірледі. "
RUSSIAN = "Правительство разработало меры, чтобы снизить цену газа в Мангистауской области. "


def read(declared: str, codec: str) -> tuple[str, list[str], str]:
    """The codec, the kinds of its notes, and the text."""
    text = KAZAKH if codec.startswith(("utf", "kz")) else RUSSIAN
    raw = f'<?xml version="1.0" encoding="{declared}"?>{text}'.encode(codec, "replace")
    file = BytesIO(raw)
    found = encoding(file, raw[:65_536])
    stream, inner = as_ascii_superset(file, found.codec)
    return found.codec, [note.kind for note in found.notes], stream.read().decode(inner, "replace")


@pytest.mark.parametrize(
    ("declared", "codec", "found", "kinds"),
    [
        ("utf-8", "utf-8", "utf-8", []),
        ("UTF-8", "utf-8-sig", "utf-8", []),
        ("windows-1251", "utf-8", "utf-8", ["recognised"]),
        ("kz-1048", "kz1048", "kz1048", []),
        ("x-cp1251", "cp1251", "cp1251", []),
        ("utf-8", "koi8-r", "koi8-r", ["guessed"]),
        ("zip", "kz1048", "kz1048", ["guessed"]),
        ("utf-8", "kz1048", "kz1048", ["guessed"]),
        ("UTF-32", "utf-32", "utf-32", []),
        ("UTF-16", "utf-16", "utf-16", []),
        ("UTF-16", "utf-16-le", "utf-16-le", []),
        ("UTF-16", "utf-16-be", "utf-16-be", []),
        ("koi8-r", "ascii", "koi8-r", []),
        ("iso-8859-1", "ascii", "cp1252", []),
    ],
)
def test_the_bytes_decide(declared: str, codec: str, found: str, kinds: list[str]) -> None:
    name, said, text = read(declared, codec)
    assert (name, said) == (found, kinds)
    assert codec == "ascii" or KAZAKH in text or RUSSIAN in text


def test_a_few_stray_bytes_do_not_change_utf_8() -> None:
    raw = KAZAKH.encode() + b"\xe0 \xff"
    assert encoding(BytesIO(raw), raw).codec == "utf-8"
