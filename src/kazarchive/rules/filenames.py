"""A file name or a title → the slug that another generator gives it, so that its archives keep
their addresses. Jekyll and Hugo do not transliterate, and keep full stops and underscores."""

import html
import re
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
    return _possible(_sanitized(_composed(name).replace(" ", "-"), "._+~-@"), name, lang)


def title(text: str, lang: str) -> str:
    """As in Hugo for `:title`, and for `:slug` of a page that sets none."""
    parted = re.sub(r"\s*[/\\]+\s*", " ", _composed(text))
    return _possible(_sanitized(parted, "._+~-@").replace("+", ""), text, lang)


def _sanitized(text: str, signs: str) -> str:
    """Lower-case letters, digits and `signs`; white space is a hyphen unless it is next to one."""
    made, hyphen = "", False
    for sign in text:
        letter = sign.lower()[0]
        if _is_letter(letter) or letter in signs:
            made += "-" + letter if hyphen and letter != "-" else letter
            hyphen = False
        elif made and not made.endswith("-") and sign.isspace():
            hyphen = True
    return made


def latin(text: str, lang: str) -> str:
    """As in Pelican (`utils.slugify`, from the title) and Nikola (`utils.slugify`, from the file
    name): in Latin letters by the table of Unidecode, which leaves out letters that it does not
    know."""
    from text_unidecode import unidecode  # few archives need it

    bare = html.unescape(re.sub(r"<[^<>]*>", "", text))
    plain = unidecode(unicodedata.normalize("NFKC", bare))
    words = re.sub(r"[^\w\s-]", "", plain).strip()
    return _possible(re.sub(r"[-\s]+", "-", words).lower(), text, lang)


def ascii(text: str, lang: str) -> str:
    """As in Zola (`slugify.paths = "on"`): in Latin letters by the table of Unidecode, with a
    hyphen for each run of other characters."""
    from text_unidecode import unidecode  # few archives need it

    plain = unidecode(_composed(text)).lower()
    return _possible(re.sub(r"[^a-z0-9]+", "-", plain).strip("-"), text, lang)


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
    "Latin file name": latin,
    "title": title,
    "Latin title": latin,
    "ASCII file name": ascii,
    "ASCII title": ascii,
}
"""Name in the configuration → function of a file name or title, and a language."""

FROM_TITLE = ("title", "Latin title", "ASCII title")
