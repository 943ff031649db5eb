"""The order of names, their headings, and the recognition of a language."""

from collections.abc import Sequence
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazarchive.rules import languages
from stories import CORPORA, Corpus

LANGS = st.sampled_from(["kk", "ru", "en", "uk", "de"])
NAMES = st.text(st.sampled_from("аәбеёиійкқхһяжaéczßæ09٣½Ωж́日!-’ «АӘЁQ") | st.characters())


def in_order(names: Sequence[str], lang: str) -> list[str]:
    return sorted(names, key=lambda name: languages.collation_key(name, lang))


KAZAKH = "А Ә Б В Г Ғ Д Е Ё Ж З И Й К Қ Л М Н Ң О Ө П Р С Т У Ұ Ү Ф Х Һ Ц Ч Ш Щ Ъ Ы І Ь Э Ю Я"


def test_the_kazakh_alphabet_is_in_its_own_order() -> None:
    letters = KAZAKH.split()
    assert len(letters) == 42
    assert in_order(letters[::-1], "kk") == letters


@pytest.mark.parametrize(
    ("lang", "names"),
    [
        ("kk", "Ақтау Астана Әлем Киев Қазақстан Омск Өскемен Яблоко"),
        ("kk", "2022 Абай Ерлан Ёлка Жұмабай Һәм Цирк Ыбырай Іс Эксон Chevron Zhanaozen"),
        ("ru", "2022 ёлка елок ель Жаңаөзен Қазақстан Казань Калуга Юг Chevron"),
        ("ru", "Хан Һарам Харьков Ямал"),
        ("en", "2022 Émile emily Ørsted oslo Zebra Алматы Яблоко Ωmega"),
        ("uk", "Ганна Ґудзик Дніпро"),
    ],
)
def test_names_are_sorted_by_the_rule_of_the_language(lang: str, names: str) -> None:
    assert in_order(names.split()[::-1], lang) == names.split()


@pytest.mark.parametrize(
    "names",
    [
        ["Нур Отан", "Нурлан", "«Нур-Султан»"],
        ["ак", "Ак бота", "Ак — конь", "Акбота"],
        ["все", "всё", "всего"],
        ["Все", "все"],
        ["все", "Всё"],
        ["…а", "б", "!!!"],
    ],
)
def test_names_are_sorted_word_by_word_without_case_and_punctuation(names: list[str]) -> None:
    assert in_order(names[::-1], "ru") == names


@given(NAMES, NAMES, LANGS)
def test_only_equal_texts_have_equal_keys(one: str, other: str, lang: str) -> None:
    keys = [languages.collation_key(name, lang) for name in (one, other)]
    assert (keys[0] == keys[1]) == (one == other)


@pytest.mark.parametrize(
    ("lang", "name", "heading"),
    [
        ("kk", "қазақстан", "Қ"),
        ("kk", "Іс", "І"),
        ("kk", "Ёлка", "Ё"),
        ("ru", "Ёлка", "Е"),
        ("ru", "Қазақстан", "К"),
        ("ru", "«Известия»", "И"),
        ("ru", "Йод", "Й"),
        ("ru", "И\u0306од", "Й"),
        ("en", "élan", "E"),
        ("en", "Æsir", "A"),
        ("en", "Якутск", "Я"),
        ("kk", "Chevron", "C"),
        ("ru", "2022 год", "0–9"),
        ("en", "٣", "0–9"),
        ("en", "Ωmega", "#"),
        ("ru", "日本", "#"),
        ("kk", "!!!", "#"),
        ("kk", "", "#"),
    ],
)
def test_an_index_lists_a_name_under_its_letter(lang: str, name: str, heading: str) -> None:
    assert languages.initial(name, lang) == heading


@given(st.lists(NAMES), LANGS)
def test_sorted_names_never_return_to_a_heading(names: list[str], lang: str) -> None:
    headings = [languages.initial(name, lang) for name in in_order(names, lang)]
    runs = [heading for heading, _ in groupby(headings)]
    assert len(runs) == len(set(runs))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The price of gas", "en"),
        ("Цена на газ выросла", "ru"),
        ("Газ бағасы өсті", "kk"),
        ("Жаңа жыл", "kk"),
        ("Бала алма жеді", "kk"),
        ("Вашингтон, Чикаго және Бостон", "kk"),
        ("И\u0306од", "ru"),
        ("Қасым-Жомарт Тоқаев принял отставку правительства", "ru"),
        ("Протесты в Жаңаөзене начались 2 января", "ru"),
        ("Київ — столиця України, місто з історією", "ru"),
        ("Мінск, сталіца", "ru"),
        ("Мінск — сталіца Беларусі, горад на рацэ Свіслач", "ru"),
        ("ExxonMobil заявила о росте добычи", "ru"),
        ("The word «әлем» means the world", "en"),
        ("", "en"),
        ("2022", "en"),
        ("日本", "en"),
    ],
)
def test_a_language_is_recognised_from_the_letters(text: str, expected: str) -> None:
    assert languages.detect(text, ["en", "ru", "kk"]) == expected


@pytest.mark.parametrize(
    ("text", "candidates", "expected"),
    [
        ("Газ бағасы өсті", ["ru", "en"], "ru"),
        ("Цена на газ", ["en", "kk"], "kk"),
        ("Цена на газ", ["en"], "en"),
        ("Цена на газ", ["kk-Latn", "en"], "kk-Latn"),
        ("Газ бағасы өсті", ["kk-Latn", "ru"], "ru"),
        ("Газ бағасы өсті", ["ru-KZ", "kk-KZ"], "kk-KZ"),
        ("Der Preis", ["ru", "de"], "de"),
        ("2022", ["kk", "ru"], "kk"),
    ],
)
def test_only_a_candidate_is_recognised(text: str, candidates: list[str], expected: str) -> None:
    assert languages.detect(text, candidates) == expected


@pytest.mark.parametrize("corpus", CORPORA)
def test_the_language_of_every_story_is_recognised(corpus: Corpus) -> None:
    stories = corpus.files()
    wrong = [
        story.relative_to(corpus.folder)
        for story in stories
        if languages.detect(story.read_text("utf-8"), ["en", "ru", "kk"]) != story.parent.name
    ]
    assert (len(stories), wrong) == (3 * corpus.stories, [])
