"""A URL as an author writes it, taken apart and put together whole (RFC 3986).

What is decoded to be looked up is encoded again once; a query and a fragment belong to whoever
reads them, so they stay as they are written.
"""

import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote, unquote

SAFE = ":@!$&'*+,;=~-._()"
"""What stands in a segment of a path as it is (RFC 3986 §3.3)."""

_IGNORED = "".join(map(chr, range(0x21)))
"""What a browser cuts off at both ends of a URL (WHATWG URL Standard, 4.4)."""

_BREAKS = dict.fromkeys(map(ord, "\t\n\r"))
"""What it leaves out anywhere."""

_ILLEGAL = re.compile(r"%(?![0-9A-Fa-f]{2})|[^%A-Za-z0-9\-._~:/?#\[\]@!$&'*+,;=()]")


def trimmed(written: str) -> str:
    """Without what every browser leaves out."""
    return written.strip(_IGNORED).translate(_BREAKS)


def apart(written: str) -> tuple[str, str]:
    """What stands before the query and the fragment, and both of these with their marks."""
    end = re.search(r"[?#]", written)
    return (written[: end.start()], written[end.start() :]) if end else (written, "")


@lru_cache(maxsize=1_024)
def tail(written: str) -> str:
    """The query and the fragment of a URL with their marks, ready for an attribute: what may not
    stand in a URL is encoded, and nothing else is touched."""
    return _legal(apart(trimmed(written))[1])


def request(written: str) -> str:
    """What a browser asks a server for, of a URL without a host: no fragment is sent."""
    path, rest = apart(trimmed(written).partition("#")[0])
    return encoded(path) + tail(rest)


def fragment(written: str) -> str:
    """The id that a URL names, decoded; without what a browser is told besides (a text directive
    of the URL Fragment Text Directives draft)."""
    named = apart(written)[1].partition("#")[2]
    return unicodedata.normalize("NFC", unquote(named.partition(":~:")[0]))


def decoded(path: str) -> str:
    """A path with its segments decoded, in NFC. A segment that is not UTF-8, or in which a `/` is
    encoded, names no page of ours and stays as it is written."""
    if "%" not in path:
        return unicodedata.normalize("NFC", path)
    segments = ((_plain(one), one) for one in path.split("/"))
    return "/".join(one if plain is None else plain for plain, one in segments)


def encoded(path: str) -> str:
    """A path as it is written, ready for an attribute; its normal form where that means the
    same."""
    return "/".join(_encoded(one) for one in path.split("/"))


def _encoded(segment: str) -> str:
    plain = _plain(segment)
    return _legal(segment) if plain is None else quote(plain, safe=SAFE)


def _plain(segment: str) -> str | None:
    try:
        found = unquote(segment, errors="strict")
    except UnicodeDecodeError:
        return None
    return None if {"/", "\0"} & {*found} else unicodedata.normalize("NFC", found)


def _legal(written: str) -> str:
    return _ILLEGAL.sub(lambda sign: quote(sign[0], safe=""), written)
