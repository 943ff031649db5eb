"""How texts become address segments, and which written segments are refused."""

import hashlib
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazarchive.rules import slugs


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("kk", "Әлеуметтік желі", "aleumettik-zheli"),
        ("kk", "Қазақстан", "qazaqstan"),
        ("kk", "ҚАЗАҚСТАН", "qazaqstan"),
        ("kk", "әңгіме һәм іс", "angime-ham-is"),
        ("kk", "Ұлттық банк", "ulttyq-bank"),
        ("kk", "Халық үшін", "halyq-ushin"),
        ("kk-Cyrl", "Халық", "halyq"),
        ("ru", "ёлка", "yolka"),
        ("ru", "Щучинск", "shchuchinsk"),
        ("ru", "подъезд", "podezd"),
        ("ru", "Хороший юг, яркий май", "khoroshiy-yug-yarkiy-may"),
        ("ru", "за́мок", "zamok"),
        ("ru", "Указ № 5", "ukaz-no-5"),
        ("ru", "Жаңаөзен: әкімдік", "zhanaozen-akimdik"),
        ("en", "LPG price cap lifted", "lpg-price-cap-lifted"),
        ("en", "it's", "its"),
        ("en", "it’s “so”", "its-so"),
        ("en", "AT&amp;T, 1,000", "at-amp-t-1000"),
        ("en", "Қасым and Юрий", "qasym-and-yuriy"),
        ("en", "Café Straße", "cafe-strasse"),
        ("en", "日本", "ri-ben"),
    ],
)
def test_a_text_becomes_a_slug_by_the_rule_of_its_language(
    lang: str, text: str, expected: str
) -> None:
    assert slugs.slug(text, lang) == expected


def test_no_letter_of_the_kazakh_alphabet_is_lost_but_the_signs() -> None:
    lost = [letter for letter in _KAZAKH if slugs.slug(f"а{letter}а", "kk") == "aa"]
    assert lost == ["ъ", "ь"]


_KAZAKH = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"


@pytest.mark.parametrize("text", ["Йод, ёлка", "Қазақстан", "Café"])
def test_both_unicode_forms_give_one_slug(text: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert slugs.slug(composed, "ru") == slugs.slug(decomposed, "ru")


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("abcdefghi " * 12, 119),
        ("abcdefghi " * 11 + "abcdefghij", 120),
        ("abcdefghi " * 11 + "abcdefghij klm", 120),
        ("abcdefghi " * 11 + "abcdefghijk", 109),
        ("x" * 120, 120),
        ("x" * 121, 120),
    ],
)
def test_a_long_slug_is_cut_after_a_whole_word(text: str, length: int) -> None:
    made = slugs.slug(text, "en")
    assert len(made) == length
    assert text.replace(" ", "-").startswith(made)


@pytest.mark.parametrize("text", ["!!!", "…", "ъ", ""])
def test_a_text_of_which_nothing_is_left_is_named_by_its_hash(text: str) -> None:
    digits = hashlib.sha256(text.encode()).hexdigest()[:10]
    assert slugs.slug(text, "ru") == f"x-{digits}"


@pytest.mark.parametrize("text", ["con", "Nul", "COM1", "lpt¹", "«çon»"])
def test_a_slug_is_never_a_name_that_windows_reserves(text: str) -> None:
    assert re.fullmatch(r"(con|nul|com1|lpt1)-[0-9a-f]{10}", slugs.slug(text, "ru"))


@given(st.text(), st.sampled_from(["kk", "ru", "en", "zh"]))
def test_every_slug_is_a_segment_without_fault(text: str, lang: str) -> None:
    made = slugs.slug(text, lang)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", made)
    assert len(made) <= slugs.LIMIT
    assert slugs.fault(made) is None


def test_a_lone_surrogate_does_not_stop_the_slug() -> None:
    assert slugs.slug("\ud800", "en").startswith("x-")


@pytest.mark.parametrize(
    ("segment", "reason"),
    [
        ("", "it is empty"),
        ("a/b", "it holds `/`"),
        ("a\\b", "it holds `\\`"),
        ("//host", "it holds `/`"),
        ("a\0b", "it holds the control character U+0000"),
        ("a\x1bb", "it holds the control character U+001B"),
        ("..", "it begins with a full stop"),
        (".htaccess", "it begins with a full stop"),
        ("a.", "it ends with a full stop"),
        ("c:", "it begins with a drive letter"),
        ("C:evil", "it begins with a drive letter"),
        ("qazaq:stan", "it holds `:`"),
        ("a<b", "it holds `<`"),
        ("a>b", "it holds `>`"),
        ('a"b', 'it holds `"`'),
        ("a|b", "it holds `|`"),
        ("a?b", "it holds `?`"),
        ("a*b", "it holds `*`"),
        ("a%2fb", "it holds `%`"),
        ("a#b", "it holds `#`"),
        ("a&b", "it holds `&`"),
        ("a b", "it holds white space"),
        ("a\u00a0b", "it holds white space"),
        ("a ", "it holds white space"),
        ("con", "Windows reserves the name `con`"),
        ("NUL.txt", "Windows reserves the name `NUL`"),
        ("com9.tar.gz", "Windows reserves the name `com9`"),
        ("lpt²", "Windows reserves the name `lpt²`"),
        ("ә" * 128, "it is 256 bytes long, more than 255"),
        ("a\ud800", "it holds the lone surrogate U+D800"),
        ("a\u202eb", "it holds the invisible character U+202E"),
        ("a\u200bb", "it holds the invisible character U+200B"),
        ("a\uffff", "it holds the noncharacter U+FFFF"),
        ("qazaqstan", None),
        ("қазақстан", None),
        ("日本", None),
        ("ә" * 127, None),
        ("a..b", None),
        ("v1.2_final~(3)", None),
        ("console", None),
        ("com0", None),
    ],
)
def test_a_written_segment_is_refused_for_a_reason(segment: str, reason: str | None) -> None:
    assert slugs.fault(segment) == reason


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("Photo 1 & 2, 50%.jpg", None),
        ("map#1.svg", None),
        ("map.svg ", "it ends with a space"),
        ("nul.jpg", "Windows reserves the name `nul`"),
        ("a?.jpg", "it holds `?`"),
        ("a\tb.jpg", "it holds white space"),
    ],
)
def test_a_media_file_may_have_what_an_address_encodes(name: str, reason: str | None) -> None:
    assert slugs.media_fault(name) == reason


@given(st.text(st.characters(max_codepoint=127)))
def test_the_short_way_for_ascii_is_what_python_slugify_makes(text: str) -> None:
    lower = text.lower().replace("'", "").replace("`", "")
    assert slugs.ascii_slug(lower) == slugs.transliterated(lower)
