"""The words of a text as search compares them, and where in an index each is kept.

`static/search.js` does the same to what a reader types; the tables LETTERS and BARE travel to it in
`segments.json`, so they stand here alone.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Any

from kazarchive.rules import kazakh

LONGEST = 48
"""Letters. What is longer is no word that anybody types."""

_CHUNK = re.compile(r"[^\W_]+(?:['’‘`′.‐–-][^\W_]+)*")
"""Words and what joins them: `l'état`, `нур-султан`, `4.2`, `covid-19`."""

_UNUSUAL = re.compile(
    "[\u00ad\u00b4\u00b2\u00b3\u00b9\u00bc-\u00be\u02b9-\u02bc\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u2070-\u2079\u2116\u2120\u2122\u2150-\u215e\ufe00-\ufe0f\ufeff]"
)
"""One search tells that none of the next four replacements has anything to do."""
_UNSEEN = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2120\u2122\ufe00-\ufe0f\ufeff]"
)
"""Soft hyphens, characters without width, marks of direction; and ™, which would become `tm`."""
_APOSTROPHE_LIKE = re.compile("[\u00b4\u02b9-\u02bc]")
_RAISED = re.compile(
    "(?<=[^\\W\\d_\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2089\u2150-\u218b]{3})[\u00b2\u00b3\u00b9\u2070-\u2079]+"
    "|(?<=[0-9])[\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2079\u2150-\u215e]+"
)
"""The number of a note after a word, `слово¹`, and what is raised after a number; a unit of one or
two letters keeps it: `м²`, `км³`, and a subscript belongs to its word: `CO₂`."""

_MARK = re.compile("[\u0300-\u0305\u0307-\u036f]|(?<!и)\u0306")
"""Accents, but not the one that makes й of и."""

_BETWEEN = re.compile(r"(?<=[0-9])[ ,](?=[0-9])")
_GROUPED = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}(?:[ ,][0-9]{3}(?![0-9]))+")
"""`5 000`, `26,750`, `1,234.5`."""
_GAP = re.compile("[ ,]")
_DECIMAL = re.compile(r"(?<![0-9,])([0-9]+),([0-9]{1,3})(?![0-9]|,[0-9])")
"""`3,5`; not `1,2,3` or `2020,2021`."""

_DOT = re.compile(r"\.[a-z](?![^\W_])")
_INITIALS = re.compile(r"(?<![^\W_])[a-z](?:\.[a-z])+(?![^\W_])")
"""`u.s.`, `a.i.`; not in Cyrillic, where they are a name's."""

_CYRILLIC = re.compile("[\u0400-\u04ff]")
_MIXED = re.compile("[a-zəɵ](?:(?=[\u0400-\u04ff])|(?<=[\u0400-\u04ff].))")
_ALIKE = str.maketrans("aceikmoptxyhəɵ", "асеікмортхуһәө")
"""What is typed for a Kazakh or Russian letter that looks the same."""


def words(text: str) -> list[str]:
    """Every word in small letters, without accents and apostrophes, with е for ё; a number without
    the gaps between its thousands, initials without their dots; then what is found by another
    spelling too: `нурсултан` of `Нур-Султан`, `f16` of `F-16`, the year of a date in figures. What
    is looked for first is there for speed alone."""
    small = folded(text)
    if _BETWEEN.search(small):
        small = _GROUPED.sub(lambda number: _GAP.sub("", number[0]), small)
        small = _DECIMAL.sub(r"\1.\2", small)
    if _DOT.search(small):
        small = _INITIALS.sub(lambda letters: letters[0].replace(".", ""), small)
    mixed = bool(_CYRILLIC.search(small) and _MIXED.search(small))
    found: list[str] = []
    others: list[str] = []
    for chunk in _CHUNK.findall(small):
        if chunk.isalnum():
            found.append(_one_script(chunk) if mixed else chunk)
        else:
            parts, more = _taken_apart(chunk)
            found += parts
            others += more
    return [word for word in found + others if len(word) <= LONGEST]


def folded(text: str) -> str:
    """The text in small letters, its characters in their plainest form (Unicode's NFKD), without
    accents and what nobody sees."""
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
"""The article or preposition of `l'état`, `d'Ivoire`, `dell'arte`, `д'Артаньян`."""
_DATE = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.([0-9]{4})")


@lru_cache(maxsize=16_384)
def _taken_apart(chunk: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of what is joined by hyphens, dots or apostrophes, and the spellings without."""
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
    """Whether people write it as one word, too: after letters anything, after a number one letter;
    `24-қаңтар` and `2022–2023` nobody does."""
    first, *others = pieces
    if not others:
        return False
    return not re.search("[0-9]", first) or (len(others) == 1 and len(others[0]) == 1)


def _one_script(word: str) -> str:
    """`бiлiм` with Latin letters is `білім`; `iphoneda` stays."""
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
