"""A file name → the slug that Jekyll or Hugo gives it, so that their archives keep their addresses.
Neither transliterates, and both keep full stops and underscores."""

import unicodedata
from collections.abc import Callable

from kazarchive.rules import slugs


def kept(name: str, lang: str) -> str:
    """As in Jekyll (`Utils.slugify`, mode `pretty`, cased): each run of other characters becomes a
    hyphen."""
    runs = "".join(c if _is_letter(c) or c in "._~!$&'()+,;=@" else " " for c in _composed(name))
    return _possible("-".join(runs.split()), name, lang)


def lower(name: str, lang: str) -> str:
    """As in Hugo without `permalinks` (`paths.normalizePath`, then `PathSpec.UnicodeSanitize`,
    lower case): each space becomes a hyphen, other white space becomes one unless it is next to a
    hyphen, and other characters are removed. Hugo converts to lower case letter by letter."""
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
    """Letters and digits of every script, and combining marks."""
    kind = unicodedata.category(sign)
    return kind[0] in "LM" or kind == "Nd"


def _possible(made: str, name: str, lang: str) -> str:
    """The slug, or a transliterated one if it cannot be an address."""
    made = made.strip(".-") if made.startswith(".") or made.endswith(".") else made
    return slugs.slug(name, lang) if slugs.fault(made.replace("&", "-")) else made


WAYS: dict[str, Callable[[str, str], str]] = {
    "transliterated": slugs.slug,
    "file name": kept,
    "lower-case file name": lower,
}
"""Name in the configuration → function of a file name and a language."""
