"""Names → which of them are one term, and the slug of a term.

Names that differ only in case, spacing, hyphens, quotation marks, apostrophes, `ё` or invisible
characters are one term. Signs that distinguish names but are lost in a slug (`C`, `C++`, `C#`,
`.NET`) are written out first. The words are frozen, because a change here changes addresses. A slug
depends only on the name and the language, not on other terms.
"""

import re
import unicodedata
from functools import lru_cache

from kazarchive.rules import slugs

MOST = 200
"""Terms of an article, in all taxonomies together. Each has pages and a feed that name all others,
so that n terms take n² of work."""

_APOSTROPHES = "'’‘ʼʹ`´ʻ‛′"
_UNSEEN = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe0e\ufe0f\ufeff"
"""The soft hyphen, joiners and zero-width characters, direction marks, variation selectors."""

_LEFT_OUT = re.compile(f"[{_APOSTROPHES}{_UNSEEN}]")
_SAME = str.maketrans("ёЁ＋＃＆％＄♯", "еЕ+#&%$#")
_STRESS = re.compile("[\u0300\u0301]")

_WORDS = {
    "+": "plus",
    "&": "and",
    "%": "percent",
    "#": "sharp",
    "$": "dollar",
    "₸": "tenge",
    "₽": "ruble",
}

_SIGN = re.compile(
    r"(?P<hashtag>(?<![\w+#])#(?=[^\W\d_]))"
    r"|(?P<number>(?<![\w+#])#(?=\d))"
    r"|(?P<dot>(?<![\w.)\]])\.(?=[^\W_]))"
    r"|(?P<decimal>(?<=\d),(?=\d)(?!\d{3}(?!\d)))"
    r"|(?P<greek>(?<![^\W_])[\u0391-\u03a9\u03b1-\u03c9](?![^\W_]))"
    f"|[{''.join(_WORDS)}]"
)


@lru_cache(maxsize=8192)
def slug(name: str, lang: str) -> str:
    """The address segment of a term: `c-plus-plus`, `c-sharp`, `dot-net`, `r-and-d`."""
    return slugs.slug(_written_out(name), lang)


@lru_cache(maxsize=8192)
def fold(name: str) -> str:
    """The key that all spellings of a term share: its words, without what does not count (Unicode's
    compatibility caseless match, D146). A name that consists of signs is its own key."""
    folded = _caseless(name)
    counted = "".join(letter if _counts(letter) else " " for letter in _written_out(folded))
    return " ".join(unicodedata.normalize("NFC", counted).split()) or folded


@lru_cache(maxsize=8192)
def letters(name: str) -> str:
    """The letters by which two terms with one slug differ: `Угол` and `Уголь` are two words.

    Empty for a name in Latin letters, because its slug keeps enough of it: a name in another
    alphabet with the same slug is the same word (`Kazakhstan`, `Казахстан`).
    """
    folded = fold(name)
    latin = len(folded) <= slugs.LIMIT and all(map(_is_latin, folded))
    return "" if latin else folded.replace(" ", "")


def differ(name: str, other: str) -> bool:
    """Whether two names with the same slug are nevertheless different terms."""
    first, second = letters(name), letters(other)
    return bool(first and second and first != second)


def _caseless(name: str) -> str:
    folded = unicodedata.normalize("NFD", name)
    for _ in range(2):
        folded = unicodedata.normalize("NFKD", folded.casefold())
    return unicodedata.normalize("NFC", _STRESS.sub("", folded))


def _counts(letter: str) -> bool:
    return letter.isalnum() or unicodedata.category(letter).startswith("M")


def _is_latin(letter: str) -> bool:
    if letter.isascii() or not letter.isalpha():
        return True
    return unicodedata.name(letter, "").startswith("LATIN ")


def _written_out(name: str) -> str:
    """A name with words for its signs, without characters that do not distinguish names."""
    plain = _LEFT_OUT.sub("", unicodedata.normalize("NFC", name)).translate(_SAME)
    return _SIGN.sub(_word, plain)


def _word(sign: re.Match[str]) -> str:
    """The word for a sign. A `#` before a word is that of a hashtag and means nothing; the comma in
    `1,5` separates two numbers, but not that in `1,500`; a single Greek letter has a name, because
    its slug would equal that of a Latin letter."""
    if sign["hashtag"]:
        return ""
    if sign["number"]:
        return " number "
    if sign["decimal"]:
        return " "
    if sign["dot"]:
        return " dot "
    if sign["greek"]:
        return f" {unicodedata.name(sign[0]).rpartition(' ')[2].lower()} "
    return f" {_WORDS[sign[0]]} "
