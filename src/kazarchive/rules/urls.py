"""A URL as an author writes it → its parts, and a valid URL again (RFC 3986).

A path that is decoded for a lookup is encoded again exactly once. A query and a fragment are
meaningful only to their receiver and stay as written.
"""

import re
import unicodedata
from functools import lru_cache
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

SAFE = ":@!$&'*+,;=~-._()"
"""Characters that are not encoded in a segment of a path (RFC 3986, 3.3)."""

_IGNORED = "".join(map(chr, range(0x21)))
"""Characters that browsers remove at both ends of a URL (WHATWG URL Standard, 4.4)."""

_BREAKS = dict.fromkeys(map(ord, "\t\n\r"))
"""Characters that browsers remove anywhere in a URL."""

_ILLEGAL = re.compile(r"%(?![0-9A-Fa-f]{2})|[^%A-Za-z0-9\-._~:/?#\[\]@!$&'*+,;=()]")


def trimmed(written: str) -> str:
    """The URL without the characters that browsers remove."""
    return written.strip(_IGNORED).translate(_BREAKS)


def split(written: str) -> SplitResult:
    """The parts of a URL; of what is none, such as `http://[`, all of it is the path."""
    try:
        return urlsplit(written)
    except ValueError:
        return SplitResult("", "", written, "", "")


def joined(base: str, written: str) -> str:
    """The absolute URL for one on a page at `base`, where that is possible."""
    try:
        return urljoin(base, written)
    except ValueError:
        return written


def apart(written: str) -> tuple[str, str]:
    """The part before the query and the fragment, and these two with their marks."""
    end = re.search(r"[?#]", written)
    return (written[: end.start()], written[end.start() :]) if end else (written, "")


@lru_cache(maxsize=1_024)
def tail(written: str) -> str:
    """The query and the fragment of a URL with their marks, for an attribute: only characters that
    a URL cannot contain are encoded."""
    return _legal(apart(trimmed(written))[1])


def request(written: str) -> str:
    """The request target for a URL without a host: the path and the query, without the fragment."""
    path, rest = apart(trimmed(written).partition("#")[0])
    return encoded(path) + tail(rest)


def fragment(written: str) -> str:
    """The id that a URL names, decoded, without a text directive (URL Fragment Text Directives
    draft)."""
    named = apart(written)[1].partition("#")[2]
    return unicodedata.normalize("NFC", unquote(named.partition(":~:")[0]))


def decoded(path: str) -> str:
    """A path with its segments decoded, in NFC. A segment that is not UTF-8 or contains an encoded
    `/` names no page of ours and stays as written."""
    if "%" not in path:
        return unicodedata.normalize("NFC", path)
    segments = ((_plain(segment), segment) for segment in path.split("/"))
    return "/".join(segment if plain is None else plain for plain, segment in segments)


def encoded(path: str) -> str:
    """A path as written, encoded for an attribute, and in NFC if that means the same."""
    return "/".join(map(_encoded, path.split("/")))


def _encoded(segment: str) -> str:
    plain = _plain(segment)
    return _legal(segment) if plain is None else quote(plain, safe=SAFE)


def _plain(segment: str) -> str | None:
    try:
        plain = unquote(segment, errors="strict")
    except UnicodeDecodeError:
        return None
    return None if {"/", "\0"} & {*plain} else unicodedata.normalize("NFC", plain)


def _legal(written: str) -> str:
    return _ILLEGAL.sub(lambda sign: quote(sign[0], safe=""), written)


SCHEMES = {"http", "https", "mailto", "tel", "geo", "doi"}
"""The schemes of links that an author may write."""


def is_safe(url: str) -> bool:
    """Whether a link of an author may lead to a URL."""
    return _scheme(url) in SCHEMES | {""}


def _scheme(url: str) -> str:
    """The scheme of a URL as browsers read it (WHATWG URL Standard): control characters and spaces
    do not count."""
    scheme = re.match(r"([a-z][a-z0-9+.-]*):", re.sub(r"[\0-\x20]", "", url).lower())
    return scheme[1] if scheme else ""
