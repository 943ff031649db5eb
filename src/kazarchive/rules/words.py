"""The words of a text as search compares them, and where in an index each is kept.

`static/search.js` does the same to what a reader types; the tables LETTERS and BARE travel to it in
`segments.json`, so they stand here alone.
"""

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache
from typing import Any

from kazarchive.rules import kazakh

LONGEST = 48
"""Letters. What is longer is no word that anybody types."""

_WORD = re.compile(r"[^\W_]+(?:['’‘`][^\W_]+)*")
_APOSTROPHES = re.compile(r"['’‘`](?:s$)?")
_MARK = re.compile("[\u02b9-\u02bc\u0300-\u0305\u0307-\u036f]|(?<!и)\u0306")
"""Accents, but not the one that makes й of и; and what is a letter and an apostrophe."""


_GAP = re.compile(r"(?<=[0-9])[ ,\u00a0\u2009\u202f](?=[0-9]{3}(?![0-9]))")
_GROUPED = re.compile(rf"(?<![0-9.,])[0-9]{{1,3}}(?:{_GAP.pattern}[0-9]{{3}})+")
"""`5 000`, `26,750`."""

_DOT = re.compile(r"\.[a-z](?![^\W_])")
_INITIALS = re.compile(r"(?<![^\W_])[a-z](?:\.[a-z])+(?![^\W_])")
"""`u.s.`, `a.i.`; not in Cyrillic, where they are a name's."""

_CYRILLIC = re.compile("[\u0400-\u04ff]")
_MIXED = re.compile("[a-zəɵ](?:(?=[\u0400-\u04ff])|(?<=[\u0400-\u04ff].))")
_ALIKE = str.maketrans("aceikmoptxyhəɵ", "асеікмортхуһәө")
"""What is typed for a Kazakh or Russian letter that looks the same."""


def words(text: str) -> list[str]:
    """Every word in small letters, without accents and apostrophes, with е for ё; a number without
    the gaps between its thousands, initials without their dots. What is looked for first is there
    for speed alone."""
    small = folded(text)
    if _GAP.search(small):
        small = _GROUPED.sub(lambda number: _GAP.sub("", number[0]), small)
    if _DOT.search(small):
        small = _INITIALS.sub(lambda letters: letters[0].replace(".", ""), small)
    plain = map(_plain, _WORD.findall(small))
    if _CYRILLIC.search(small) and _MIXED.search(small):
        plain = map(_one_script, plain)
    return [word for word in plain if len(word) <= LONGEST]


def folded(text: str) -> str:
    small = unicodedata.normalize("NFD", text.lower()) if not text.isascii() else text.lower()
    return unicodedata.normalize("NFC", _MARK.sub("", small)) if not small.isascii() else small


def _plain(word: str) -> str:
    return word if word.isalnum() else _APOSTROPHES.sub("", word)


def _one_script(word: str) -> str:
    """`бiлiм` with Latin letters is `білім`; `iphoneда` stays."""
    if not _MIXED.search(word):
        return word
    cyrillic = word.translate(_ALIKE)
    return word if re.search("[a-z]", cyrillic) else cyrillic


# -- stems -------------------------------------------------------------------------------------

_SNOWBALL = {"en": "english", "ru": "russian"}


def stem(word: str, lang: str) -> str:
    """What the forms of a word have in common; the word itself in languages not known here."""
    primary = lang.partition("-")[0]
    if primary == "kk":
        return kazakh.stem(word)
    return _snowball(primary, word) if primary in _SNOWBALL else word


@lru_cache(maxsize=131_072)
def _snowball(lang: str, word: str) -> str:
    return str(_stemmer(lang).stemWord(word))


@lru_cache(maxsize=4)
def _stemmer(lang: str) -> Any:
    import Stemmer  # an archive without search need not load it

    return Stemmer.Stemmer(_SNOWBALL[lang])


# -- spellings ---------------------------------------------------------------------------------

BARE = dict(zip("әғқңөұүһі", "агкноуухи", strict=True))
"""What is typed where a keyboard lacks the letters of Kazakh."""

LETTERS = dict(zip("абвгғдезийкқлмнңоөпрстуұүфыіэә", "abvggdeziikklmnnooprstuuufiiea", strict=True))
LETTERS |= {"ж": "j", "х": "h", "һ": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": ""}
LETTERS |= {"ь": "", "ю": "iu", "я": "ia", "ё": "e", "ı": "i", "y": "i", "q": "k", "w": "u"}
LETTERS |= {"x": "ks"}
"""One Latin spelling of a word in either script, coarse enough for all the ways to write it."""

_TABLE = str.maketrans(LETTERS)
_DIGRAPHS = (("zh", "j"), ("gh", "g"), ("ie", "e"))
_DOUBLED = re.compile(r"(.)\1+")


def skeleton(word: str) -> str:
    """`қазақстан`, `qazaqstan` and `kazakstan` have the same."""
    latin = word.translate(_TABLE)
    for written, simple in _DIGRAPHS:
        latin = latin.replace(written, simple)
    return _DOUBLED.sub(r"\1", latin)


def drawer(word: str, drawers: int) -> int:
    """In which of an index's drawers a word is kept: words with the same first letters, in whatever
    script, lie together; a topic (`tags/fuel`) by its whole name."""
    return _number(word if "/" in word else _beginning(word[:6])) % drawers


@lru_cache(maxsize=65_536)
def _beginning(letters: str) -> str:
    return skeleton(letters)[:3]


@lru_cache(maxsize=65_536)
def _number(text: str) -> int:
    total = 0
    for letter in text:
        total = (total * 31 + ord(letter)) & 0xFFFFFFFF
    return total


def guess(word: str, stems: Collection[str]) -> str | None:
    """The stem that a word is taken to have where nothing else is known of it: the longest with
    which it begins, unless too little of it or too much of the word would be left."""
    for length in range(len(word), max(2, len(word) - 6), -1):
        if word[:length] in stems:
            return word[:length]
    return None
