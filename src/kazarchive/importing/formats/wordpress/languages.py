"""The languages of an export: those that plugins note, and texts that hold several languages.

Polylang and WPML note the language of a post; qTranslate keeps all languages of a post in one text:
`[:kk]…[:ru]…[:]`, `{:kk}…{:}`, or, in its first generation, `<!--:kk-->…<!--:-->`.
"""

import re
from collections.abc import Iterator

_MARK = re.compile(r"<!--:([a-z]{2,3})?-->|\[:([a-z]{2,3})?\]|\{:([a-z]{2,3})?\}")
_MISUSED = {"kz": "kk", "ua": "uk", "by": "be", "cn": "zh", "jp": "ja"}
"""Codes of countries that sites use as those of languages."""
_IN_ADDRESS = re.compile(r"(?:^https?://[^/]+/|[?&]lang=)([a-z]{2})(?=[/&?#]|$)")


def tag(written: str) -> str | None:
    """The language of a locale or slug, such as `kk` of `kk_KZ`; None if it is none."""
    code = re.split(r"[_-]", written.strip().lower(), maxsplit=1)[0]
    return _MISUSED.get(code, code) if re.fullmatch("[a-z]{2,3}", code) else None


def of_address(url: str) -> str | None:
    """The language that an address names: `/kk/…` or `?lang=kk`."""
    found = _IN_ADDRESS.search(url)
    return tag(found[1]) if found else None


def marked(*texts: str) -> tuple[str, ...]:
    """The languages that texts are marked with, in the order of their first mark."""
    codes = (next(filter(None, mark.groups()), "") for one in texts for mark in _MARK.finditer(one))
    return tuple(dict.fromkeys(filter(None, codes)))


def part(text: str, language: str) -> str:
    """What a reader of one language is shown: its parts, and what is not marked at all."""
    return "".join(piece for code, piece in _pieces(text) if code in ("", language))


def unmarked(text: str) -> str:
    """The part in the first language that a text has."""
    return next((piece for _, piece in _pieces(text) if piece.strip()), "")


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """(code or an empty text, piece)."""
    code, end = "", 0
    for mark in _MARK.finditer(text):
        yield code, text[end : mark.start()]
        code, end = next(filter(None, mark.groups()), ""), mark.end()
    yield code, text[end:]
