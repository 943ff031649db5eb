"""A text → its words as search compares them, and the drawer of an index in which each is kept.

`static/search.js` does the same with a reader's query. It gets the tables LETTERS and BARE in
`segments.json`, so that they are defined only here.
"""

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from itertools import chain
from typing import Any

from kazarchive.rules import kazakh

LONGEST = 48
"""Characters; a longer word is never typed."""

_CHUNK = re.compile(r"[^\W_]+(?:['’‘`′.‐–-][^\W_]+)*")
"""Words with the characters that join them: `l'état`, `нур-султан`, `4.2`, `covid-19`."""

_UNUSUAL = re.compile(
    "[\u00ad\u00b4\u00b2\u00b3\u00b9\u00bc-\u00be\u02b9-\u02bc\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u2070-\u2079\u2116\u2120\u2122\u2150-\u215e\ufe00-\ufe0f\ufeff]"
)
"""Without a match, none of the next four replacements is needed."""
_UNSEEN = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2120\u2122\ufe00-\ufe0f\ufeff]"
)
"""Soft hyphens, zero-width characters, direction marks; and ™, which would become `tm`."""
_APOSTROPHE_LIKE = re.compile("[\u00b4\u02b9-\u02bc]")
_RAISED = re.compile(
    "(?<=[^\\W\\d_\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2089\u2150-\u218b]{3})[\u00b2\u00b3\u00b9\u2070-\u2079]+"
    "|(?<=[0-9])[\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2079\u2150-\u215e]+"
)
"""The number of a note after a word, `слово¹`, and a superscript after a number. A unit of one or
two letters keeps its exponent, `м²`, `км³`, and a subscript belongs to its word, `CO₂`."""

_MARK = re.compile("[\u0300-\u0305\u0307-\u036f]|(?<!и)\u0306")
"""Accents, except the breve of й."""

_BETWEEN = re.compile(r"(?<=[0-9])[ ,](?=[0-9])")
_GROUPED = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}(?:[ ,][0-9]{3}(?![0-9]))+")
"""`5 000`, `26,750`, `1,234.5`."""
_GAP = re.compile("[ ,]")
_DECIMAL = re.compile(r"(?<![0-9,])([0-9]+),([0-9]{1,3})(?![0-9]|,[0-9])")
"""`3,5`; not `1,2,3` or `2020,2021`."""

_DOT = re.compile(r"\.[a-z](?![^\W_])")
_INITIALS = re.compile(r"(?<![^\W_])[a-z](?:\.[a-z])+(?![^\W_])")
"""`u.s.`, `a.i.`; not in Cyrillic, where they are the initials of a name."""

_CYRILLIC = re.compile("[\u0400-\u04ff]")
_MIXED = re.compile("[a-zəɵ](?:(?=[\u0400-\u04ff])|(?<=[\u0400-\u04ff].))")
_ALIKE = str.maketrans("aceikmoptxyhəɵ", "асеікмортхуһәө")
"""Latin letters → the Kazakh or Russian letters that look the same."""


def words(text: str) -> list[str]:
    """The words of a text in lower case, without accents and apostrophes, and with е for ё. Numbers
    lose the gaps between thousands, initials lose their full stops. Other spellings come last:
    `нурсултан` for `Нур-Султан`, `f16` for `F-16`, the year of a date in figures."""
    small = folded(text)
    if _BETWEEN.search(small):
        small = _GROUPED.sub(lambda number: _GAP.sub("", number[0]), small)
        small = _DECIMAL.sub(r"\1.\2", small)
    if _DOT.search(small):
        small = _INITIALS.sub(lambda letters: letters[0].replace(".", ""), small)
    mixed = bool(_CYRILLIC.search(small) and _MIXED.search(small))
    plain: list[str] = []
    others: list[str] = []
    for chunk in _CHUNK.findall(small):
        if chunk.isalnum():
            plain.append(_one_script(chunk) if mixed else chunk)
        else:
            parts, more = _split(chunk)
            plain += parts
            others += more
    return [word for word in plain + others if len(word) <= LONGEST]


def folded(text: str) -> str:
    """The text in lower case, after compatibility decomposition (NFKD), without accents and
    invisible characters."""
    if text.isascii():
        return text.lower()
    if _UNUSUAL.search(text):
        text = _APOSTROPHE_LIKE.sub("'", _UNSEEN.sub("", text).replace("№", " "))
        text = _RAISED.sub(r" \g<0>", text)
    small = unicodedata.normalize("NFKD", text).lower()
    return unicodedata.normalize("NFC", _MARK.sub("", small))


# -- words that are joined ---------------------------------------------------------------------

_LOOSE_DOT = re.compile(r"(?<![0-9])\.|\.(?![0-9])")
_HYPHEN = re.compile("[‐–-]")
_APOSTROPHES = re.compile("['’‘`′](?:s$)?")
_ELIDED = re.compile(
    "(?:[cdjlmnst]|qu|un|all|dall|dell|nell|sull|[дл])['’‘`′](?=[aeiouyhœæаеиоуэюя])"
)
"""The elided article or preposition of `l'état`, `d'Ivoire`, `dell'arte`, `д'Артаньян`."""
_DATE = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.([0-9]{4})")


@lru_cache(maxsize=16_384)
def _split(chunk: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words joined by hyphens, full stops or apostrophes, and their spellings as one word."""
    parts: list[str] = []
    others: list[str] = []
    for run in _LOOSE_DOT.split(chunk):
        pieces = [_one_script(_APOSTROPHES.sub("", piece)) for piece in _HYPHEN.split(run)]
        bare = [_one_script(_plain(piece)) for piece in _HYPHEN.split(run)]
        parts += bare
        if bare != pieces or _joins(pieces):
            others.append("".join(pieces))
        others += (date[1] for date in map(_DATE.fullmatch, bare) if date)
    return tuple(parts), tuple(others)


def _plain(piece: str) -> str:
    return _APOSTROPHES.sub("", _ELIDED.sub("", piece, count=1) if _ELIDED.match(piece) else piece)


def _joins(pieces: list[str]) -> bool:
    """Whether the parts are also written as one word: letters with anything after them, or a number
    with one letter after it; but not `24-қаңтар` and `2022–2023`."""
    first, *others = pieces
    if not others:
        return False
    return not re.search("[0-9]", first) or (len(others) == 1 and len(others[0]) == 1)


def _one_script(word: str) -> str:
    """`бiлiм` with Latin letters → `білім`; `iphoneda` is unchanged."""
    if not _MIXED.search(word):
        return word
    cyrillic = word.translate(_ALIKE)
    return word if re.search("[a-z]", cyrillic) else cyrillic


# -- words, counted ----------------------------------------------------------------------------

PLAIN = "\0-/:-\x7f\u00c0-\u024f\u0400-\u0482\u048a-\u052f\u2013\u2014\u2018-\u201f\u2026"
"""Characters that `folded` neither removes nor turns into a digit."""
_NUMBERS = re.compile(f" (?<=[^{PLAIN}] )[^{PLAIN}]")
"""A space between what may be digits. It is sought by the space, which is faster."""
_SEPARATE = re.compile(f"(?<=[{PLAIN}]) | (?=[{PLAIN}])")
"""Any other space."""


def counted(text: str) -> Counter[str]:
    """How often each of the `words` of a text occurs.

    Articles consist of the same words again and again, and only numbers such as `5 000` contain a
    space. So the text is divided at its spaces, and each part is taken apart once.
    """
    parts = _SEPARATE.split(text) if _NUMBERS.search(text) else text.split(" ")
    return Counter(chain.from_iterable(map(_words_of_part, parts)))


@lru_cache(maxsize=65_536)
def _words_of_part(part: str) -> tuple[str, ...]:
    return tuple(words(part))


# -- stems -------------------------------------------------------------------------------------

_SNOWBALL = {"en": "english", "ru": "russian"}


def stem(word: str, lang: str) -> str:
    """The part that the forms of a word share; in other languages, the word itself."""
    primary = lang.partition("-")[0]
    if primary == "kk":
        return kazakh.stem(word)
    return str(_stemmer(primary).stemWord(word)) if primary in _SNOWBALL else word


@lru_cache(maxsize=4)
def _stemmer(lang: str) -> Any:
    import Stemmer  # not needed without search

    return Stemmer.Stemmer(_SNOWBALL[lang])


# -- spellings ---------------------------------------------------------------------------------

BARE = dict(zip("әғқңөұүһі", "агкноуухи", strict=True))
"""Kazakh letters → the letters that are typed without a Kazakh keyboard."""

LETTERS = dict(zip("абвгғдезийкқлмнңоөпрстуұүфыіэә", "abvggdeziikklmnnooprstuuufiiea", strict=True))
LETTERS |= {"ж": "j", "х": "h", "һ": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": ""}
LETTERS |= {"ь": "", "ю": "iu", "я": "ia", "ё": "e", "ı": "i", "y": "i", "q": "k", "w": "u"}
LETTERS |= {"x": "ks"}
"""Letters of either script → one Latin spelling, coarse enough for all ways to write a word."""

_TABLE = str.maketrans(LETTERS)
_DIGRAPHS = (("zh", "j"), ("gh", "g"), ("ie", "e"))
_DOUBLED = re.compile(r"(.)\1+")


def skeleton(word: str) -> str:
    """A spelling that `қазақстан`, `qazaqstan` and `kazakstan` share."""
    latin = word.translate(_TABLE)
    for written, simple in _DIGRAPHS:
        latin = latin.replace(written, simple)
    return _DOUBLED.sub(r"\1", latin)


def drawer(word: str, drawers: int) -> int:
    """The number of the drawer of a word. Words with the same first letters, in either script, are
    in one drawer; a topic (`tags/fuel`) is placed by its full name."""
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
