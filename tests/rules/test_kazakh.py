"""Kazakh stems: of known words, and measured on whole paradigms of Debian's list of Kazakh nouns.

The list is that of hunspell-kk, as it is installed; the paradigms follow the rules of the grammar,
not the program's table of endings.
"""

import os
import random
from collections import defaultdict
from collections.abc import Callable

import pytest

from kazarchive.rules.kazakh import stem
from rules.nouns import DICTIONARY, lemmas, paradigm


@pytest.mark.parametrize(
    "forms",
    [
        "қала қаланың қалаға қаланы қалада қаладан қаламен қалалар қалаларымыздың қаласында",
        "кітап кітабы кітаптың кітабымда кітаптар кітаптарыңызға",
        "мектеп мектебі мектепте мектептегілерден мектебіміздің",
        "үй үйдің үйге үйлер үйіміз үйлеріңіздегілердің",
        "ел елдің елге елі елдер елімізде",
        "су судың суға сулар",
        "жұмыс жұмысы жұмысқа жұмыстар жұмыстарымыз",
        "халық халқы халқымыз халықтың халыққа",
        "орын орны орнына орындар",
        "қазақстан қазақстанның қазақстанға қазақстанда қазақстандағы қазақстаннан",
        "алматы алматының алматыға алматыда алматыдан",
        "премьер премьердің премьері премьерге",
    ],
)
def test_the_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1, {f: stem(f) for f in forms.split()}


@pytest.mark.parametrize(
    "words",
    ["қала қол", "алма алматы", "су суық", "газ газет", "ел елші", "бас баспа", "тіл тілек"],
)
def test_different_words_have_different_stems(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == 2


def test_what_is_no_kazakh_word_does_no_harm() -> None:
    assert [stem(word) for word in ("", "я", "24", "covid", "ы", "нда")] == [
        "",
        "я",
        "24",
        "covid",
        "ы",
        "нда",
    ]


def test_whole_paradigms_have_one_stem_each(tally: Callable[[str], None], long: bool) -> None:
    if not DICTIONARY.is_file():
        assert not os.environ.get("CI"), "CI has hunspell-kk"
        pytest.skip("no hunspell-kk here; install it, or name kk_KZ.dic in KAZARCHIVE_HUNSPELL_KK")
    nouns = lemmas()
    lemmas_of: dict[str, set[str]] = defaultdict(set)
    for noun in nouns:
        lemmas_of[stem(noun)].add(noun)
    right = foreign = total = 0
    for noun in random.Random(1).sample(nouns, 8_000 if long else 120):
        for form in set(paradigm(noun)):
            total += 1
            right += stem(form) == stem(noun)
            foreign += len(lemmas_of.get(stem(form), set()) - {noun})
    tally(
        f"Kazakh stems: of {total:,} forms {right / total:.3f} have their noun's,"
        f" {foreign / total:.2f} others of {len(nouns):,} nouns share it"
    )
    assert right / total >= 0.95
    assert foreign / total <= 0.3
