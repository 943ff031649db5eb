"""Fonts → code pages, bytes → text."""

import pytest

from kazarchive.importing.formats.rtf import fonts


@pytest.mark.parametrize(
    ("charset", "code_page", "name", "codec"),
    [
        (204, None, "Times", "cp1251"),
        (0, None, "Times", None),
        (0, 1251, "Times", "cp1251"),
        (0, None, "Arial CYR", "cp1251"),
        (1, None, "KZ Times New Roman", "cp1251"),
        (0, None, "Kaz Arial", "cp1251"),
        (0, None, "Kazimir", None),
        (2, None, "Symbol", fonts.SYMBOL),
        (999, 99999, "Times", None),
    ],
)
def test_a_font_has_a_code_page(
    charset: int, code_page: int | None, name: str, codec: str | None
) -> None:
    assert fonts.of_font(charset, code_page, name) == codec


@pytest.mark.parametrize(
    ("number", "codec"), [(1251, "cp1251"), (10000, "mac-roman"), (0, None), (7, None)]
)
def test_a_code_page_has_a_codec(number: int, codec: str | None) -> None:
    assert fonts.of_code_page(number) == codec


@pytest.mark.parametrize(
    ("raw", "fallbacks", "text"),
    [
        (rb"a\'e0b", 1, "aаb"),
        (rb"\u1178?\u1179\'e0z", 1, "Ққz"),
        (rb"\u1178 \u1179 z", 0, "Ққz"),
        (rb"\u1178??z", 2, "Қz"),
        (rb"\u-10179?\u-8704?", 1, "\ud83d\ude00"),
        (rb"\u1178", 1, "Қ"),
    ],
)
def test_bytes_are_text(raw: bytes, fallbacks: int, text: str) -> None:
    assert fonts.text(raw, "cp1251", fallbacks) == text


def test_pairs_of_surrogates_are_one_character() -> None:
    assert fonts.whole("a\ud83d\ude00") == "a😀"
    assert fonts.whole("a\ud83d") == "a�"


def test_the_bytes_of_a_text_are_those_in_its_code_page() -> None:
    assert fonts.plain(rb"a\u1178?\'e0") == b"a\xe0"


def test_signs_of_fonts_of_pictures_are_characters() -> None:
    assert fonts.signs("a·", "Symbol") == "α•"
    assert fonts.signs("a", "Unknown") == "a"
