"""Hosts as people write them → in ASCII (UTS 46, nontransitional, as in all browsers):
`мұрағат.қаз` is `xn--80aa8aqm89bvg.xn--80ao21a`.

Markdown engines percent-encode the letters of a host like those of a path. Browsers decode them;
feed readers, crawlers and link checkers do not.
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
"""Characters of a label of a host (RFC 1035, 2.3.4)."""


def with_ascii_host(url: str) -> str:
    """The URL with its host in ASCII; unchanged if it has no host, or the host has no such form."""
    if url.isascii() and "%" not in url:
        return url
    match = _HOST.match(url)
    host = ascii_host(match[1]) if match else None
    return url[: match.start(1)] + host + url[match.end(1) :] if match and host else url


def ascii_host(written: str) -> str | None:
    """A host in ASCII; None if it has no such form."""
    if written.isascii() and "%" not in written:
        return written
    try:
        plain = _mapped(unquote(written, errors="strict"))
    except UnicodeDecodeError:
        return None
    labels = [_encoded(label) for label in _DOTS.split(plain)]
    valid = [label for label in labels if label is not None]
    return ".".join(valid) if len(valid) == len(labels) else None


def _mapped(host: str) -> str:
    """A host after the mapping of UTS 46. Letters are lowered one by one: `Σ` at the end of a word
    is `σ` too."""
    small = "".join(sign.lower() for sign in unicodedata.normalize("NFKC", host))
    return _IGNORED.sub("", unicodedata.normalize("NFKC", small))


def _encoded(part: str) -> str | None:
    """A label of a host in Punycode (RFC 3492); None if it is not valid."""
    if _BARRED.search(part) or not part.translate(_JOINERS).isprintable():
        return None
    encoded = part if part.isascii() else f"xn--{part.encode('punycode').decode()}"
    return encoded if len(encoded) <= LONGEST else None
