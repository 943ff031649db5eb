"""Damaged Kazakh is repaired, whole and in parts; no other language is touched."""

import pytest

from importing.own_texts import OTHERS, pieces, texts
from kazarchive.rules import misread

DAMAGE = str.maketrans(misread.MEANT, misread.DAMAGED)


def test_each_kazakh_text_is_repaired_as_it_was() -> None:
    whole = texts("kk")
    assert len(whole) >= 30
    for text in whole:
        damaged = text.translate(DAMAGE)
        assert damaged != text
        assert misread.repaired(damaged) == text


def test_so_are_nearly_all_pieces_of_two_hundred_letters() -> None:
    parts = [part for text in texts("kk") for part in pieces(text, 200)]
    repaired = [misread.repaired(part.translate(DAMAGE)) == part for part in parts]
    assert len(parts) > 100
    assert sum(repaired) >= 0.97 * len(parts)  # tables have few letters


@pytest.mark.parametrize("lang", OTHERS)
def test_texts_in_other_languages_stay_as_they_are(lang: str) -> None:
    for text in (*OTHERS[lang], " ".join(OTHERS[lang])):
        assert misread.repaired(text) is None
        assert misread.repaired(text * 50) is None


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_intact_texts_stay_as_they_are(lang: str) -> None:
    for text in texts(lang):
        assert misread.repaired(text) is None
        assert misread.repaired(f"{text}\n{' '.join(OTHERS['uk'])}") is None


def test_damaged_names_in_a_russian_text_are_repaired() -> None:
    text = " ".join(texts("ru"))
    names = "Қазақстан Республикасының Ұлттық Банкі, Өскемен қаласының әкімдігі"
    assert misread.repaired(f"{text} {names.translate(DAMAGE)}") == f"{text} {names}"


def test_one_name_proves_nothing() -> None:
    assert misread.repaired("Владата: Ќе има") is None
    assert misread.repaired("Ќазаќстан") is None
    assert misread.repaired("") is None


def test_a_text_with_both_kinds_of_letters_is_left_to_the_editor() -> None:
    text = texts("kk")[0]
    assert misread.repaired(f"{text}\n{text.translate(DAMAGE)}") is None


def test_the_first_damaged_word_is_found() -> None:
    assert misread.first_word("Бұл жаѕа ќала") == (4, 8)
    with pytest.raises(ValueError, match="no letter"):
        misread.first_word("Бұл қала")
