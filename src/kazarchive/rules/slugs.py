"""A text → one segment of an address; a segment → why it cannot be one.

The tables are frozen, because a change here changes addresses. They are applied before
python-slugify, whose transliteration drops `ә` (`Әлеуметтік` → `leumettik`) and splits `һәм`.
"""

import hashlib
import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

LIMIT = 120
"""Characters of a slug that is made from a text."""

_BYTES = 255
"""Bytes: the longest file name on common file systems."""

_SHARED = dict(zip("абвгдезиклмнопрстуфыэ", "abvgdeziklmnoprstufye", strict=True))
_SHARED |= {"ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "ъ": "", "ь": ""}
_SHARED |= dict(zip("әғқңөұүһі", "agqnouuhi", strict=True))
# An apostrophe is removed (it's → its); python-slugify would replace it by a hyphen.
_SHARED |= dict.fromkeys("'’‘ʼʹ`´", "")

_RUSSIAN = _SHARED | {"ё": "yo", "й": "y", "х": "kh", "щ": "shch", "ю": "yu", "я": "ya"}
_KAZAKH = _SHARED | {"ё": "e", "й": "i", "х": "h", "щ": "sh", "ю": "iu", "я": "ia"}

_TABLES = {"kk": str.maketrans(_KAZAKH), "": str.maketrans(_RUSSIAN)}

# Windows opens the device whatever follows the first full stop, and reads superscripts as digits.
_RESERVED = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[1-9¹²³]) *(\..*)?", re.IGNORECASE | re.DOTALL
)

_THOUSANDS = re.compile(r"(?<=\d),(?=\d)")
_OTHER = re.compile("[^a-z0-9]+")


@lru_cache(maxsize=8192)
def slug(text: str, lang: str) -> str:
    """The address segment of a text in a language: `a-z`, `0-9` and `-`, never empty.

    If nothing is left of a text, or only a name that Windows reserves, its hash is used.
    """
    composed = unicodedata.normalize("NFC", text)
    table = _TABLES.get(lang.partition("-")[0], _TABLES[""])
    latin = unicodedata.normalize("NFC", composed.lower()).translate(table)
    made = ascii_slug(latin) if latin.isascii() else transliterated(latin)
    if not made:
        return f"x-{_digits(composed)}"
    if _RESERVED.fullmatch(made):
        return f"{made}-{_digits(composed)}"
    return _cut(made)


def ascii_slug(latin: str) -> str:
    """The result of python-slugify for ASCII, five times faster, since every heading needs a
    slug."""
    numbers = _THOUSANDS.sub("", latin) if "," in latin else latin
    return _OTHER.sub("-", numbers).strip("-")


def transliterated(text: str) -> str:
    from slugify import slugify  # few texts need it

    return slugify(
        text,
        entities=False,
        decimal=False,
        hexadecimal=False,
        backend="text-unidecode",
        algorithm="legacy",
    )


def _digits(text: str) -> str:
    """Ten hexadecimal digits of the hash of a text, regardless of case."""
    return hashlib.sha256(text.casefold().encode("utf-8", "surrogatepass")).hexdigest()[:10]


def _cut(made: str) -> str:
    if len(made) <= LIMIT:
        return made
    head, hyphen, _ = made[: LIMIT + 1].rpartition("-")
    return head if hyphen else made[:LIMIT]


@lru_cache(maxsize=8192)
def fault(segment: str) -> str | None:
    """Why a segment cannot be part of an address or a file name; None if it can.

    Letters of every script are allowed. `segment` is in NFC.
    """
    reasons = (check(segment) for check in _FAULTS)
    return next(filter(None, reasons), None)


def media_fault(name: str, folder: bool = False) -> str | None:
    """Why a media file or its folder cannot be published under its name; None if it can. Unlike in
    `fault`, `% # &` and spaces are allowed: URLs encode them, and every file system accepts
    them."""
    if name.endswith(" "):
        return "it ends with a space"
    if not folder and name.casefold() == "index.html":
        return None  # it has a folder to itself
    return fault(name.translate(_ENCODED))


_ENCODED = dict.fromkeys(map(ord, "%#& "), "-")


def _empty(segment: str) -> str | None:
    return None if segment else "it is empty"


def _drive(segment: str) -> str | None:
    return "it begins with a drive letter" if re.match(r"[A-Za-z]:", segment) else None


BARRED = '/\\<>:"|?*%#&'
"""Characters with a meaning in addresses or paths."""


def _letter(segment: str) -> str | None:
    """Reports the first character that has a meaning in addresses or paths, or is invisible."""
    for letter in segment:
        if letter in BARRED:
            return f"it holds `{letter}`"
        if letter.isspace():
            return "it holds white space"
        kind = _UNSEEN.get(unicodedata.category(letter)) or _noncharacter(letter)
        if kind:
            return f"it holds {kind} U+{ord(letter):04X}"
    return None


_UNSEEN = {
    "Cc": "the control character",
    "Cf": "the invisible character",
    "Cs": "the lone surrogate",
}


def _noncharacter(letter: str) -> str | None:
    """Unicode's list of noncharacters; an unassigned code point may become a character."""
    number = ord(letter)
    barred = number & 0xFFFE == 0xFFFE or 0xFDD0 <= number <= 0xFDEF
    return "the noncharacter" if barred else None


def _stop(segment: str) -> str | None:
    if segment.startswith("."):
        return "it begins with a full stop"
    return "it ends with a full stop" if segment.endswith(".") else None


def _reserved(segment: str) -> str | None:
    name = _RESERVED.fullmatch(segment)
    return f"Windows reserves the name `{name[1]}`" if name else None


def _page(segment: str) -> str | None:
    return "it is the file of a folder's page" if segment.casefold() == "index.html" else None


def _length(segment: str) -> str | None:
    size = len(segment.encode("utf-8"))
    return f"it is {size} bytes long, more than {_BYTES}" if size > _BYTES else None


# The order matters: a lone surrogate has no length in bytes.
_FAULTS: tuple[Callable[[str], str | None], ...] = (
    _empty,
    _drive,
    _letter,
    _stop,
    _reserved,
    _page,
    _length,
)
