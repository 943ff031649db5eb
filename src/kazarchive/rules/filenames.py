"""The slug that Jekyll and Hugo make of a file's name, so that a folder of theirs keeps its
addresses. Neither transliterates; both keep full stops and underscores."""

import unicodedata
from collections.abc import Callable

from kazarchive.rules import slugs


def kept(name: str, lang: str) -> str:
    """As Jekyll (`Utils.slugify`, mode `pretty`, cased): each run of other signs is a hyphen."""
    runs = "".join(c if _is_letter(c) or c in "._~!$&'()+,;=@" else " " for c in _composed(name))
    return _possible("-".join(runs.split()), name, lang)


def lower(name: str, lang: str) -> str:
    """As Hugo without `permalinks` (`paths.normalizePath`, then `PathSpec.UnicodeSanitize`, lower
    case): each space is a hyphen, other white space is one with what stands beside it, other signs
    go. Hugo lowers letter by letter."""
    made, hyphen = "", False
    for sign in _composed(name).replace(" ", "-"):
        letter = sign.lower()[0]
        if _is_letter(letter) or letter in "._+~-@":
            made += "-" + letter if hyphen and letter != "-" else letter
            hyphen = False
        elif made and not made.endswith("-") and sign.isspace():
            hyphen = True
    return _possible(made, name, lang)


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _is_letter(sign: str) -> bool:
    """Letters and digits of every script, and the marks that belong to letters."""
    kind = unicodedata.category(sign)
    return kind[0] in "LM" or kind == "Nd"


def _possible(made: str, name: str, lang: str) -> str:
    """A name of which no address can be made is transliterated."""
    made = made.strip(".-") if made.startswith(".") or made.endswith(".") else made
    return slugs.slug(name, lang) if slugs.fault(made.replace("&", "-")) else made


WAYS: dict[str, Callable[[str, str], str]] = {
    "transliterated": slugs.slug,
    "file name": kept,
    "lower-case file name": lower,
}
"""By the name under which the configuration asks for it: (file's name, language) → slug."""
