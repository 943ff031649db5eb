"""Alphabets: the order of names, their headings in an index, and the language of a text.

Unicode's root order is not used, because it puts Ә Ғ Қ Ң Ө Ұ Ү Һ in the wrong place for Kazakh.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

_DIGITS = "0123456789"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
_KAZAKH = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"

# Digits come first, then the script of the language, as in printed indexes; in kk and ru, names in
# Latin letters are foreign and come together at the end.
_ORDERS = {
    "kk": _DIGITS + _KAZAKH + _LATIN,
    "ru": _DIGITS + _RUSSIAN + _LATIN,
    "en": _DIGITS + _LATIN + _RUSSIAN,
}

# Letters that Unicode does not decompose → the letters beside which they are sorted if the alphabet
# does not contain them.
_KIN = {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
_KIN |= dict(zip("әғқңөұүһі", "агкноуухи", strict=True))
_KIN |= dict(zip("ґєјђћљњҗҙҫҡҳҷ", "гейдчлнжзскхч", strict=True))

_CYRILLIC = frozenset({"be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "tt", "uk"})

_BREAK, _FIRST = 0, 1
_DIGIT_HEADING, _OTHER_HEADING = "0–9", "#"

Key = tuple[tuple[int, ...], str, str]
"""Level 1: base letters and word breaks; level 2: accents; level 3: the text itself."""


@lru_cache(maxsize=32768)
def collation_key(text: str, lang: str) -> Key:
    """The key that sorts names by the rules of a language, word by word.

    Case and punctuation count only at the last level. Letters of other scripts, and names without a
    letter or digit, come last.
    """
    folded = unicodedata.normalize("NFC", text.casefold())
    words = [_weights(word, lang) for word in folded.split()]
    primary: list[int] = []
    for word in filter(None, words):
        primary += (_BREAK, *word) if primary else word
    letters = "".join(letter for letter in folded if letter.isalnum())
    return tuple(primary) or (_last(lang),), letters, text


@lru_cache(maxsize=32768)
def initial(name: str, lang: str) -> str:
    """The heading of a name in an alphabetical index: a capital letter of the language's alphabets,
    `0–9`, or `#`. In the order of `collation_key`, names with one heading are consecutive."""
    weight = collation_key(name, lang)[0][0]
    if weight >= _last(lang):
        return _OTHER_HEADING
    letter = _order(lang)[weight - _FIRST]
    return _DIGIT_HEADING if letter in _DIGITS else letter.upper()


def _weights(word: str, lang: str) -> list[int]:
    return [weight for letter in word for weight in _weight(letter, lang)]


@lru_cache(maxsize=8192)
def _weight(letter: str, lang: str) -> tuple[int, ...]:
    """The positions of a letter in the order of a language: none for punctuation, two for `æ`."""
    order = _order(lang)
    if letter in order:
        return (order.index(letter) + _FIRST,)
    kin = _KIN.get(letter) or _bare(letter)
    if kin != letter:
        return tuple(weight for base in kin for weight in _weight(base, lang))
    return (_last(lang) + 1 + ord(letter),) if letter.isalnum() else ()


def _bare(letter: str) -> str:
    """A letter without its accents; a digit of any script as 0–9."""
    value = unicodedata.decimal(letter, None)
    if value is not None:
        return str(value)
    parts = unicodedata.normalize("NFKD", letter).casefold()
    return "".join(part for part in parts if not unicodedata.combining(part))


@lru_cache(maxsize=64)
def _order(lang: str) -> str:
    primary = lang.partition("-")[0]
    return _ORDERS.get(primary) or _ORDERS["ru" if primary in _CYRILLIC else "en"]


def _last(lang: str) -> int:
    return len(_order(lang)) + _FIRST


# The weight of a letter or a short word as evidence for each language. `і` has little weight, since
# Ukrainian and Belarusian have it too; letters of theirs count against Kazakh, and so do letters
# that Kazakh has only in loan words.
_KAZAKH_LETTERS = dict.fromkeys("әғқңөұүһ", 3) | {"і": 1}
_RUSSIAN_LETTERS = dict.fromkeys("вфцчщъьэюяёїєґў", 2)
_WORD_WEIGHT = 6
_KAZAKH_WORDS = re.compile(
    r"\b(?:және|мен|бен|пен|үшін|деп|бұл|бір|екі|туралы|бойынша|болып|жылы)\b"
)
_RUSSIAN_WORDS = re.compile(r"\b(?:и|в|с|к|на|по|из|за|от|для|что|как|это|его)\b")


def detect(text: str, candidates: Sequence[str]) -> str:
    """The language of a text among `candidates` (at least one), by its letters.

    Without any evidence it is the first candidate. All letters are counted, so that a single name
    from the other language does not decide.
    """
    folded = unicodedata.normalize("NFC", text).lower()
    counts = Counter(folded)
    cyrillic = sum(count for letter, count in counts.items() if "Ѐ" <= letter <= "ӿ")
    latin = sum(counts[letter] for letter in _LATIN)
    if cyrillic == latin:
        return candidates[0]
    if latin > cyrillic:
        return _choose([code for code in candidates if not _is_cyrillic(code)], "en", candidates)
    written = [code for code in candidates if _is_cyrillic(code)]
    return _choose(written, "kk" if _is_kazakh(folded, counts) else "ru", candidates)


def _choose(fitting: Sequence[str], wanted: str, candidates: Sequence[str]) -> str:
    for code in fitting:
        if code.partition("-")[0] == wanted:
            return code
    return (fitting or candidates)[0]


def _is_cyrillic(code: str) -> bool:
    primary, *subtags = code.lower().split("-")
    return primary in _CYRILLIC and not {"latn", "arab"} & set(subtags)


def _is_kazakh(folded: str, counts: Counter[str]) -> bool:
    kazakh = sum(weight * counts[letter] for letter, weight in _KAZAKH_LETTERS.items())
    russian = sum(weight * counts[letter] for letter, weight in _RUSSIAN_LETTERS.items())
    kazakh += _WORD_WEIGHT * len(_KAZAKH_WORDS.findall(folded))
    russian += _WORD_WEIGHT * len(_RUSSIAN_WORDS.findall(folded))
    return kazakh > russian
