"""Which names are one term, and which slug a term has.

Names that differ in case, spacing, hyphens, quotation marks, apostrophes, `ё` or in letters that
nobody sees are one term. What a slug would lose and what parts names (`C`, `C++`, `C#`, `.NET`) is
written out before. The words are frozen: a change here changes addresses. A slug follows from the
name and the language alone, whatever other terms there are.
"""

import re
import unicodedata
from functools import lru_cache

from kazarchive.rules import slugs

MOST = 200
"""Terms of an article, of all taxonomies together: each has pages and a feed that names all others,
so n of them take n² of work."""

_APOSTROPHES = "'’‘ʼʹ`´ʻ‛′"
_UNSEEN = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe0e\ufe0f\ufeff"
"""The soft hyphen, what joins or parts letters, marks of direction, how emoji are drawn."""

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
    """The key under which the spellings of one term are one: its words, without what does not
    count (Unicode's compatibility caseless match, D146). A name of signs alone is its own key."""
    folded = _caseless(name)
    counted = "".join(letter if _counts(letter) else " " for letter in _written_out(folded))
    return " ".join(unicodedata.normalize("NFC", counted).split()) or folded


@lru_cache(maxsize=8192)
def letters(name: str) -> str:
    """What two terms of one slug differ in: `Угол` and `Уголь` are two words.

    Empty for a name in Latin letters, of which the slug keeps enough: a name in other letters with
    the same slug is the same word in another alphabet (`Kazakhstan`, `Казахстан`).
    """
    folded = fold(name)
    latin = len(folded) <= slugs.LIMIT and all(map(_is_latin, folded))
    return "" if latin else folded.replace(" ", "")


def differ(one: str, other: str) -> bool:
    """Whether two names that have one slug are different terms all the same."""
    first, second = letters(one), letters(other)
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
    """A name with words for its signs, without what does not tell it from others."""
    plain = _LEFT_OUT.sub("", unicodedata.normalize("NFC", name)).translate(_SAME)
    return _SIGN.sub(_word, plain)


def _word(found: re.Match[str]) -> str:
    """A `#` before a word is a hashtag's and says nothing; the comma in `1,5` parts two numbers,
    that in `1,500` does not; a Greek letter that stands alone has a name, as its slug would be that
    of a Latin one."""
    if found["hashtag"]:
        return ""
    if found["number"]:
        return " number "
    if found["decimal"]:
        return " "
    if found["dot"]:
        return " dot "
    if found["greek"]:
        return f" {unicodedata.name(found[0]).rpartition(' ')[2].lower()} "
    return f" {_WORDS[found[0]]} "
