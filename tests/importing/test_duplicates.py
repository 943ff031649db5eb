"""Texts that are nearly the same are found, in any language."""

import random

import pytest

from kazarchive.importing.duplicates import MOST, NearDuplicates, sketch

WORDS = {
    "en": "price gas city court minister paper road water school year market train".split(),
    "ru": "цена газ город суд министр бумага дорога вода школа год рынок поезд".split(),
    "kk": "баға газ қала сот министр қағаз жол су мектеп жыл нарық пойыз".split(),
}


def text(lang: str, seed: int, length: int = 400) -> list[str]:
    chance = random.Random(seed)
    return [f"{chance.choice(WORDS[lang])}{chance.randrange(30)}" for _ in range(length)]


def changed(words: list[str], share: float) -> list[str]:
    """Some words replaced, evenly."""
    every = round(1 / share)
    return [f"{word}x" if number % every == 0 else word for number, word in enumerate(words)]


@pytest.fixture(scope="module")
def known() -> NearDuplicates:
    duplicates = NearDuplicates()
    for seed in range(60):
        for lang in WORDS:
            duplicates.add(f"{lang}{seed}", sketch(" ".join(text(lang, seed))))
    return duplicates


@pytest.mark.parametrize("lang", WORDS)
def test_the_same_text_is_found_whatever_its_marks(known: NearDuplicates, lang: str) -> None:
    marked = "<p>" + "</p>\n<p>".join(text(lang, 7)).upper() + "!</p>"
    (found,) = known.like(sketch(marked))
    assert (found.name, found.share) == (f"{lang}7", 1)


@pytest.mark.parametrize("lang", WORDS)
@pytest.mark.parametrize("seed", range(20))
def test_a_text_with_few_changes_is_found(known: NearDuplicates, lang: str, seed: int) -> None:
    (found,) = known.like(sketch(" ".join(changed(text(lang, seed), 0.01))))
    assert found.name == f"{lang}{seed}"
    assert 0.8 <= found.share < 1


def test_other_texts_are_not_alike(known: NearDuplicates) -> None:
    for lang in WORDS:
        assert not known.like(sketch(" ".join(text(lang, 1_000))))
        assert not known.like(sketch(" ".join(changed(text(lang, 3), 0.1))))


def test_a_few_words_are_like_no_other_text() -> None:
    duplicates = NearDuplicates()
    duplicates.add("a", sketch("four words and more"))
    duplicates.add("b", sketch(""))
    assert not duplicates.like(sketch("four words and more"))
    assert not duplicates.like(sketch(""))


def test_the_most_similar_is_first() -> None:
    words, duplicates = text("en", 1), NearDuplicates()
    duplicates.add("near", sketch(" ".join(changed(words, 0.01))))
    duplicates.add("same", sketch(" ".join(words)))
    assert [found.name for found in duplicates.like(sketch(" ".join(words)))] == ["same", "near"]


def test_what_stands_in_very_many_texts_finds_none_of_them() -> None:
    duplicates, words = NearDuplicates(), " ".join(text("kk", 1))
    for number in range(MOST + 1):
        duplicates.add(str(number), sketch(words))
    assert not duplicates.like(sketch(words))
