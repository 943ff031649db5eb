"""Texts come back equal from every code page, whole and cut; languages keep their letters."""

import random

import pytest

from importing.own_texts import OTHERS, WESTERN, in_code_page, pieces, texts
from kazarchive.importing.code_pages import CODE_PAGES, fits, recognised

WRITTEN_IN = [
    ("kk", "KZ-1048"),
    ("kk", "PT154"),
    ("ru", "windows-1251"),
    ("ru", "KOI8-R"),
    ("ru", "KOI8-U"),
    ("ru", "IBM866"),
    ("ru", "x-mac-cyrillic"),
    ("ru", "ISO-8859-5"),
]


def read_as(raw: bytes) -> str | None:
    found = recognised(raw)
    return raw.decode(CODE_PAGES[found.name], "replace") if found else None


@pytest.mark.parametrize(("lang", "name"), WRITTEN_IN)
def test_texts_come_back_equal(lang: str, name: str) -> None:
    """At least 99 of 100."""
    plain = [in_code_page(text, CODE_PAGES[name]) for text in texts(lang)]
    samples = plain + [part for text in plain for part in pieces(text, 200)[:4]]
    samples = [text for text in samples if not text.isascii()]
    equal = [read_as(text.encode(CODE_PAGES[name])) == text for text in samples]
    assert len(samples) >= 100
    assert sum(equal) >= 0.99 * len(samples)


@pytest.mark.parametrize("lang", WESTERN)
def test_western_texts_never_become_cyrillic(lang: str) -> None:
    for text in (*WESTERN[lang], " ".join(WESTERN[lang])):
        found = recognised(text.encode("cp1252"))
        assert found
        assert (found.name, found.rival) == ("windows-1252", "")


@pytest.mark.parametrize("word", ["Café", "à", "über", "¿Qué?", "Ça va", "naïve"])
def test_a_single_western_letter_is_one(word: str) -> None:
    found = recognised(f"A headline\n\n{word} and more.\n".encode("cp1252"))
    assert found
    assert found.name == "windows-1252"
    assert found.rival or len(word) > 2
    often = recognised(f"A headline\n\n{word} and more.\n".encode("cp1252") * 50)
    assert often
    assert often.name == "windows-1252"


def test_a_russian_name_in_an_english_text_stays_russian() -> None:
    for codec in ("cp1251", "koi8-r", "cp866"):
        text = f'The newspaper "Жаңа заман" wrote {"about the price of gas " * 20}'.replace(
            "ң", "н"
        )
        assert read_as(text.encode(codec)) == text


@pytest.mark.parametrize("lang", OTHERS)
def test_other_cyrillic_languages_never_become_kazakh(lang: str) -> None:
    for text in (*OTHERS[lang], " ".join(OTHERS[lang])):
        assert read_as(text.encode("cp1251")) == text
        often = recognised(text.encode("cp1251") * 50)
        assert often
        assert often.name not in ("KZ-1048", "PT154")


def test_where_two_give_other_texts_that_are_as_likely_both_are_named() -> None:
    found = recognised("Новости".encode("mac-cyrillic"))
    assert found
    assert found.rival
    whole = recognised(in_code_page(texts("ru")[0], "cp1251").encode("cp1251"))
    assert whole
    assert (whole.rival, whole.is_usual) == ("", True)


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("政府星期二宣布了新的货物运输规定，新规定将于下个月开始实施。", "gbk"),
        ("Η κυβέρνηση ανακοίνωσε νέους κανόνες για τη μεταφορά εμπορευμάτων.", "cp1253"),
        ("أعلنت الحكومة عن قواعد جديدة لنقل البضائع بين المدن الكبرى.", "cp1256"),
        ("정부는 도시 간 화물 운송에 관한 새로운 규칙을 발표했다.", "euc-kr"),
        ("Hükümet şehirler arası yük taşımacılığı için kurallar açıkladı.", "cp1254"),
    ],
)
def test_other_writing_is_in_none(text: str, codec: str) -> None:
    assert recognised(text.encode(codec)) is None


def test_noise_is_in_none() -> None:
    assert recognised(random.Random(1).randbytes(5_000)) is None


def test_a_declared_code_page_is_held_against_the_letters() -> None:
    raw = in_code_page(texts("ru")[0], "koi8-r").encode("koi8-r")
    assert fits(raw, "KOI8-R")
    assert not fits(raw, "windows-1251")
    assert not fits(raw, "KZ-1048")


def test_letters_far_behind_the_beginning_are_found() -> None:
    text = "Tables of figures. " * 20_000 + "Цены на газ в городах области выросли вдвое за день."
    assert read_as(text.encode("cp866")) == text
