"""Which names are one term, and which slug a term has."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazarchive.rules import slugs, terms


def one_term(one: str, other: str, lang: str = "ru") -> bool:
    return terms.slug(one, lang) == terms.slug(other, lang) and not terms.differ(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Алматы", "АЛМАТЫ"),
        ("artificial-intelligence", "artificial intelligence"),
        ('"AI"', "AI"),
        ("«Самұрық-Қазына»", "Самұрық – Қазына"),
        ("Нур-Султан", "Нур  Султан"),
        ("Нур—Султан", "Нур\u2011Султан"),
        ("O'zbekiston", "Oʻzbekiston"),
        ("it's", "it’s"),
        ("Королёв", "Королев"),
        ("Ёлка", "ЕЛКА"),
        ("Fu\u00adel", "Fuel"),
        ("Fu\u200bel", "F\u2060u\ufeffel"),
        ("Oil\u00a0price", "oil price"),
        ("й", "и\u0306"),
        ("Straße", "STRASSE"),
        ("за́мок", "замок"),
        ("И. И. Иванов", "И.И.Иванов"),
        ("Node.js", "node js"),
        ("R & D", "R&D"),
        ("C ++", "c++"),
        ("C♯", "C＃"),
        ("#Қазақстан", "Қазақстан"),
        ("Meta*", "Meta"),
        ("CO₂", "co2"),
        ("❤\ufe0f", "❤"),
        ("Kazakhstan", "Казахстан"),
        ("Café", "Cafe"),
        ("Łódź", "Lodz"),
        ("1,000", "1000"),
    ],
)
def test_spellings_of_one_term_are_one(one: str, other: str) -> None:
    assert one_term(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Угол", "Уголь"),
        ("Банка", "Банька"),
        ("Ұн", "Үн"),
        ("Брат", "Брать"),
        ("a" * 121, "a" * 122),
    ],
)
def test_different_words_of_one_slug_are_told(one: str, other: str) -> None:
    assert terms.slug(one, "kk") == terms.slug(other, "kk")
    assert terms.differ(one, other)


SLUGS = {
    "C": "c",
    "C++": "c-plus-plus",
    "C#": "c-sharp",
    "c": "c",
    "F#": "f-sharp",
    ".NET": "dot-net",
    "NET": "net",
    "ASP.NET": "asp-net",
    "Node.js": "node-js",
    "R&D": "r-and-d",
    "R D": "r-d",
    "AT&T": "at-and-t",
    "1+1": "1-plus-1",
    "1 1": "1-1",
    "№1": "no1",
    "#1": "number-1",
    "1": "1",
    "100%": "100-percent",
    "100": "100",
    "$100": "dollar-100",
    "100 ₸": "100-tenge",
    "1,5": "1-5",
    "15": "15",
    "$": "dollar",
    "Σ": "sigma",
    "S": "s",
    "Δ": "delta",
    "18+": "18-plus",
}


@pytest.mark.parametrize("name", SLUGS)
@pytest.mark.parametrize("lang", ["en", "ru", "kk"])
def test_a_sign_that_tells_terms_apart_stands_in_the_slug(name: str, lang: str) -> None:
    assert terms.slug(name, lang) == SLUGS[name]


def test_signs_alone_are_terms_of_their_own() -> None:
    names = ["🙂", "🙃", "!!!", "?", "$", "₽", "+", "&", "№", "€"]
    assert len({terms.slug(name, "en") for name in names}) == len(names)
    assert len({terms.fold(name) for name in names}) == len(names)


@pytest.mark.parametrize(
    "name",
    [
        "Қазақстан",
        "Fuel prices",
        "Чрезвычайное положение",
        "Café Straße",
        "日本",
        "Күй – ән",
        "con",
    ],
)
def test_the_slug_of_words_is_that_of_every_text(name: str) -> None:
    for lang in ("kk", "ru", "en"):
        assert terms.slug(name, lang) == slugs.slug(name, lang)


@given(st.text(), st.sampled_from(["kk", "ru", "en", "zh"]))
def test_the_slug_of_every_name_is_a_segment_without_fault(name: str, lang: str) -> None:
    made = terms.slug(name, lang)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", made)
    assert slugs.fault(made) is None


@pytest.mark.parametrize(("one", "other"), [("Қасым", "Касым"), ("а", "a"), ("C", "C++")])
def test_different_letters_and_signs_fold_to_different_keys(one: str, other: str) -> None:
    assert terms.fold(one) != terms.fold(other)


@given(st.text())
def test_folding_twice_is_folding_once(name: str) -> None:
    assert terms.fold(terms.fold(name)) == terms.fold(name)
