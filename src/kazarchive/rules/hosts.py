"""Hosts as people write them, and as programs need them (UTS 46, nontransitional, which all
browsers follow): `мұрағат.қаз` is `xn--80aa8aqm89bvg.xn--80ao21a`.

Markdown engines percent-encode the letters of a host, as they do those of a path. Browsers decode
them again; readers of feeds, crawlers and checkers of links do not.
"""

import re
import unicodedata
from urllib.parse import unquote

_HOST = re.compile(
    r"(?:(?:https?|ftps?|wss?):)?//(?:[^/\\?#@\s]*+@)?([^/\\?#@:\[\]\s]++)", re.IGNORECASE
)
_DOTS = re.compile("[.\u3002\uff0e\uff61]")
_IGNORED = re.compile("[\u00ad\u034f\u180b-\u180d\u180f\u200b\u2060\u2064\ufe00-\ufe0f\ufeff]")
_BARRED = re.compile(r"[\0-,./:-^`{-\x7f]")
_JOINERS = dict.fromkeys(map(ord, "\u200c\u200d"))
LONGEST = 63
"""Letters of a part of a host (RFC 1035, 2.3.4)."""


def with_ascii_host(url: str) -> str:
    """A URL whose host is of ASCII letters; as it is written where it has none or no such form."""
    if url.isascii() and "%" not in url:
        return url
    found = _HOST.match(url)
    host = ascii_host(found[1]) if found else None
    return url[: found.start(1)] + host + url[found.end(1) :] if found and host else url


def ascii_host(written: str) -> str | None:
    """A host in ASCII letters; None if it has no such form."""
    if written.isascii() and "%" not in written:
        return written
    try:
        plain = _mapped(unquote(written, errors="strict"))
    except UnicodeDecodeError:
        return None
    parts = [_encoded(part) for part in _DOTS.split(plain)]
    known = [part for part in parts if part is not None]
    return ".".join(known) if len(known) == len(parts) else None


def _mapped(host: str) -> str:
    """In the letters that count. Each by itself, as `Σ` is `σ` at the end of a word too."""
    small = "".join(sign.lower() for sign in unicodedata.normalize("NFKC", host))
    return _IGNORED.sub("", unicodedata.normalize("NFKC", small))


def _encoded(part: str) -> str | None:
    """A part of a host (RFC 3492); None if no host can have it."""
    if _BARRED.search(part) or not part.translate(_JOINERS).isprintable():
        return None
    encoded = part if part.isascii() else f"xn--{part.encode('punycode').decode()}"
    return encoded if len(encoded) <= LONGEST else None
