"""Kazakh nouns and their paradigms, by the rules of the grammar."""

import os
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path

DICTIONARY = Path(os.environ.get("KAZARCHIVE_HUNSPELL_KK", "/usr/share/hunspell/kk_KZ.dic"))

VOWELS = set("аәеёиоөуұүыіэюя")
VOICELESS = set("кқпстфхһцчшщбвгд")
"""As endings see them at the end of a word, where б в г д are voiceless."""
SOFTENED = {"п": "б", "к": "г", "қ": "ғ"}

AMBIGUOUS = """
қала | қалада қаланың қаладан қаласы қаланы қалалар | қалады қаланды қаласты қаламақ қалған
бала | балада баланың баласы балалар | балады баланды баласты балаған
ата | атада атаның атасы | атады атанды атасты атаған атамақ
сана | санада сананың санасы | санады саналды санасты санаған
жара | жарада жараның жарасы | жарады жаралды жарасты жараған
ара | арада араның арасында | арады арамақ араған
тілек | тілекте тілегі тілектер | тілейді тілекші
жаз | жазда жазды жазға жаздың | жазады жазған жазба жазылды
ал | алда алды алға | алады алған алма алынды
бас | баста басты басқа басын | басады басқан баспа бастады
тас | таста тасты тасы тасқа | тасиды тасымал тастады
көз | көзде көзді көзге көзін көзінде | көздеді көзден көзқарас
жол | жолда жолды жолы жолына | жолдады жолығу жолдас
сын | сында сынды сыны сынға | сынады сынған сынып
қар | қарда қарды қары қарға | қарады қараған қарыз
қыс | қыста қысты қысы қысқа | қысады қысқан қысым
заман | заманда заманы заманының заманымызда | заманауи
қазан | қазанда қазаны қазанында | қазақ
кітап | кітапта кітабы кітабымызға | кітаби
халық | халықта халқы халқымызға | халқыңыз
"""
"""A noun; forms of it; words that begin like these and are none."""


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
