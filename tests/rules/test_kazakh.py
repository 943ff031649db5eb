"""Kazakh stems: of known words, and measured on whole paradigms of Debian's list of Kazakh nouns.

The list is that of hunspell-kk, as it is installed; the paradigms follow the rules of the grammar,
not the program's table of endings.
"""

import os
import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from kazarchive.rules.kazakh import stem

DICTIONARY = Path(os.environ.get("KAZARCHIVE_HUNSPELL_KK", "/usr/share/hunspell/kk_KZ.dic"))

VOWELS = set("аәеёиоөуұүыіэюя")
VOICELESS = set("кқпстфхһцчшщбвгд")
"""As endings see them at the end of a word, where б в г д are voiceless."""
SOFTENED = {"п": "б", "к": "г", "қ": "ғ"}


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


# --- the list ------------------------------------------------------------------------------------


def lemmas() -> list[str]:
    """The words with the endings of nouns that are no form of another of them."""
    lines = (line.partition("/") for line in DICTIONARY.read_text("utf-8-sig").split("\n"))
    every = [word for word, _, flags in lines if flags.startswith("AB") and word.islower()]
    every = [word for word in every if word.isalpha() and len(word) > 1]
    known = set(every)
    return [word for word in every if not any(word in paradigm(one) for one in inside(word, known))]


def inside(word: str, known: set[str]) -> Iterator[str]:
    """Shorter words with which one begins, their last consonant hardened too."""
    hardened = {soft: hard for hard, soft in SOFTENED.items()}
    for length in range(2, len(word)):
        begun = word[:length]
        yield from {begun, begun[:-1] + hardened.get(begun[-1], begun[-1])} & known


# --- the grammar ---------------------------------------------------------------------------------


@cache
def paradigm(noun: str) -> list[str]:
    """2 numbers × 6 possessors × 8 cases."""
    found = []
    for many, owner in product((False, True), ("", "m", "ñ", "ñz", "s", "mz")):
        word = owned(plural(noun) if many else noun, owner)
        found += [in_case(word, case, owner) for case in range(8)]
    return found


def fitting(word: str, back: str) -> str:
    """An ending with the vowels of a word."""
    last = next((letter for letter in reversed(word) if letter in "аоұыёюяәеөүіэ"), "а")
    return back.translate(str.maketrans("аығқ", "еігк")) if last in "әеөүіэ" else back


def sound(word: str) -> str:
    return word[-2] if word[-1] == "ь" else word[-1]


def plural(word: str) -> str:
    last = sound(word)
    if last in VOWELS or last in "рй":
        return word + fitting(word, "лар")
    return word + fitting(word, "дар" if last in "лмнңзж" else "тар")


def owned(word: str, owner: str) -> str:
    if not owner:
        return word
    if word[-1] in VOWELS - set("иу"):
        return word + fitting(
            word, {"m": "м", "ñ": "ң", "ñz": "ңыз", "s": "сы", "mz": "мыз"}[owner]
        )
    soft = word[:-1] + SOFTENED.get(word[-1], word[-1])
    ending = {"m": "ым", "ñ": "ың", "ñz": "ыңыз", "s": "ы", "mz": "ымыз"}[owner]
    return soft + fitting(word, ending)


def in_case(word: str, case: int, owner: str) -> str:
    last = sound(word)
    nasal, vowel, voiceless = last in "мнң", last in VOWELS, last in VOICELESS
    third = owner == "s"
    genitive = "ның" if vowel or nasal else "тың" if voiceless else "дың"
    dative = "на" if third else "а" if owner and last in "мң" else "қа" if voiceless else "ға"
    accusative = "н" if third else "ны" if vowel else "ты" if voiceless else "ды"
    locative = "нда" if third else "та" if voiceless else "да"
    ablative = "нан" if third or nasal else "тан" if voiceless else "дан"
    instrumental = "пен" if voiceless else "бен" if last in "зж" else "мен"
    endings = ("", genitive, dative, accusative, locative, ablative, instrumental, "ша")
    return word + (instrumental if case == 6 else fitting(word, endings[case]))
