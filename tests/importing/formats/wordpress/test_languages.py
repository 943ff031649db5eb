"""Languages that plugins note in slugs, addresses and texts."""

import pytest

from kazarchive.importing.formats.wordpress import languages


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("kk_KZ", "kk"),
        ("kk", "kk"),
        ("kz", "kk"),
        ("ru-RU", "ru"),
        ("KZ", "kk"),
        ("12", None),
        ("", None),
    ],
)
def test_a_locale_or_slug_names_a_language(written: str, tag: str | None) -> None:
    assert languages.tag(written) == tag


@pytest.mark.parametrize(
    ("url", "tag"),
    [
        ("https://a.example/kk/x/", "kk"),
        ("https://a.example/x/?lang=ru", "ru"),
        ("https://a.example/kz", "kk"),
        ("https://a.example/2022/kk/", None),
        ("https://a.example/news/", None),
    ],
)
def test_an_address_may_name_a_language(url: str, tag: str | None) -> None:
    assert languages.of_address(url) == tag


@pytest.mark.parametrize(
    "text",
    [
        "x [:kk]Қ[:ru]Р[:] y",
        "x {:kk}Қ{:}{:ru}Р{:} y",
        "x <!--:kk-->Қ<!--:--><!--:ru-->Р<!--:--> y",
    ],
)
def test_a_text_of_several_languages_is_divided(text: str) -> None:
    assert languages.marked(text) == ("kk", "ru")
    assert languages.part(text, "kk") == "x Қ y"
    assert languages.part(text, "ru") == "x Р y"
    assert languages.unmarked("[:ru] [:kk]Қ[:]") == "Қ"


def test_a_text_without_marks_has_no_languages() -> None:
    assert languages.marked("[:] [1] <!--more-->") == ()
    assert languages.part("Text", "kk") == "Text"
