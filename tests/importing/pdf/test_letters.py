"""Fonts that name other letters than they show."""

import pytest

from importing.pdf.set_pages import page, words
from kazarchive.importing.pdf.letters import corrected, meant

RU = "Президент принял отставку правительства, в Алматы введено чрезвычайное положение."
KK = (
    "Қазақстан Президенті үкіметтің отставкасын қабылдады, төтенше жағдай бүкіл елде жарияланды,"
    " ғимараттар өртенді, интернет өшірілді."
)


@pytest.mark.parametrize(("text", "codec"), [(RU, "cp1251"), (RU, "koi8-r"), (KK, "kz1048")])
def test_bytes_of_a_code_page_are_the_letters_that_readers_see(text: str, codec: str) -> None:
    seen = "".join(map(western, text.encode(codec)))
    found = meant(seen)
    assert found
    assert seen.translate(found.table) == text


def western(byte: int) -> str:
    """What fonts call a byte: windows-1252, or else Latin-1."""
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


def test_kazakh_in_a_font_of_windows_1251_is_repaired() -> None:
    seen = KK.encode("kz1048").decode("cp1251")
    found = meant(seen)
    assert found
    assert found.what == "KZ-1048"
    (read,) = corrected([page(words(50, 700, seen))], found.table)
    assert read.text == KK
    assert " ".join(word.text for word in read.words) == KK


@pytest.mark.parametrize("text", [RU, KK, "Élève à l'école: l'été, déjà.", "Plain text.", "", "5"])
def test_other_letters_are_left_alone(text: str) -> None:
    assert meant(text) is None
