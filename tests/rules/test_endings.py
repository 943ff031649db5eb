"""Which stems a word may have: readers type forms that stand in no article."""

import random
from collections.abc import Callable

import pytest

from kazarchive.rules import kazakh, tokens
from kazarchive.rules.endings import guess, possible
from rules import nouns
from rules.nouns import AMBIGUOUS


@pytest.mark.parametrize("line", AMBIGUOUS.strip().split("\n"))
def test_every_form_of_a_noun_finds_it_beside_words_that_begin_alike(line: str) -> None:
    noun, forms, others = (part.split() for part in line.split("|"))
    stems = {kazakh.stem(word) for word in noun + others}
    for form in forms:
        assert kazakh.stem(noun[0]) in possible(form, stems, "kk"), form


def test_a_form_of_two_words_has_the_stems_of_both() -> None:
    assert {*possible("сында", {"сы", "сын"}, "kk")} == {"сы", "сын"}
    assert {*possible("заман", {"зама", "заман"}, "kk")} == {"зама", "заман"}


@pytest.mark.parametrize(
    ("lang", "word", "stem"),
    [
        ("ru", "поводок", "по"),
        ("ru", "водород", "вод"),
        ("ru", "газета", "газ"),
        ("ru", "автономия", "авт"),
        ("ru", "партизан", "парт"),
        ("en", "carpet", "car"),
        ("en", "understand", "under"),
        ("en", "oilskin", "oil"),
        ("kk", "қалада", "қалад"),
        ("kk", "мұнайшы", "мұн"),
        ("kk", "газпром", "газ"),
        ("de", "haus", "hau"),
    ],
)
def test_a_word_that_merely_begins_with_a_stem_has_another(lang: str, word: str, stem: str) -> None:
    assert guess(word, {stem}, lang) is None


@pytest.mark.parametrize(
    ("lang", "forms"),
    [
        ("ru", "города городам городами городах городе городом городу"),
        ("ru", "цены ценам ценами ценах цене ценой цену"),
        ("ru", "новая новое нового новому новым новыми новых новую"),
        ("ru", "статьи статьям статьями статью статьей"),
        ("ru", "конституции конституцию конституцией конституциями"),
        ("en", "prices priced"),
        ("en", "protested protesting protests protester"),
    ],
)
def test_usual_forms_have_the_stem_that_the_index_keeps(lang: str, forms: str) -> None:
    for form in forms.split():
        stem = tokens.stem(form, lang)
        assert guess(form, {stem}, lang) == stem, form


def test_whole_paradigms_are_found_beside_verbs(tally: Callable[[str], None], long: bool) -> None:
    """Each form is looked for where no article has it, where another form of its noun stands and
    the verbs that begin like the noun."""
    if not nouns.DICTIONARY.is_file():
        pytest.skip("no hunspell-kk here; install it, or name kk_KZ.dic in KAZARCHIVE_HUNSPELL_KK")
    chosen = random.Random(1)
    right = total = 0
    for noun in chosen.sample(nouns.lemmas(), 4_000 if long else 100):
        forms = list(dict.fromkeys(nouns.paradigm(noun)))
        verbs = (noun + ending for ending in ("ды", "ді", "ған", "ген", "малы", "мелі", "ба", "ма"))
        decoys = {kazakh.stem(verb) for verb in verbs}
        for standing, typed in zip(chosen.sample(forms, 20), chosen.sample(forms, 20), strict=True):
            total += 1
            stem = kazakh.stem(standing)
            right += stem in {kazakh.stem(typed), *possible(typed, {stem, *decoys}, "kk")}
    tally(f"Kazakh forms: {right / total:.3f} of {total:,} find another form beside verbs")
    assert right / total >= 0.985
