"""Which requests the preview answers: its user visits other sites with the same browser.

These are rules without I/O: parts of a request go in, a decision comes out.
"""

import hmac
import ipaddress
import re
import unicodedata
from collections.abc import Collection, Mapping
from urllib.parse import unquote_to_bytes, urlsplit

from msgspec import Struct

from kazarchive.reading.scan import is_dotted
from kazarchive.values import Address

OWN = "/_kazarchive/"
"""The path below which the preview answers about itself."""

METHODS = ("GET", "HEAD")

LONGEST_HEADERS = 16_384
"""The most bytes of a request's headers and path."""

COOKIE = "kazarchive-preview"

_REFUSED = re.compile(rb"[^!-~]|[\\#]|//|%(?![0-9A-Fa-f]{2})|%(?:00|2[eEfF]|5[cC])")
"""What no path of an address contains: spaces, control characters, separators of other systems, and
encoded dots and separators."""


class AccessRules(Struct, frozen=True):
    """What the user of the preview allows."""

    hosts: Collection[str] = ()
    """Host names that are accepted, besides those of this machine."""
    token: str | None = None
    """The token that clients must send if other machines can reach the preview."""

    def host_allowed(self, host: str) -> bool:
        """Whether the Host header names this machine. This stops DNS rebinding, by which a site
        points its own name to this address. Other IP addresses are accepted only with a token."""
        name = _hostname(host)
        if name is None:
            return False
        if name == "localhost" or name.endswith(".localhost") or name in self.hosts:
            return True
        try:
            address = ipaddress.ip_address(name)
        except ValueError:
            return False
        return address.is_loopback or self.token is not None

    def token_known(self, given: str | None) -> bool:
        """Whether a token from a URL or a cookie is right."""
        if self.token is None:
            return True
        return hmac.compare_digest((given or "").encode(), self.token.encode())


def from_elsewhere(headers: Mapping[str, str]) -> bool:
    """Whether a page of another site sent the request (W3C Fetch Metadata; RFC 6454). `headers`: a
    mapping that ignores the case of names."""
    if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
        return True
    origin = headers.get("origin")
    return origin is not None and _netloc(origin) != headers.get("host", "").lower()


def _netloc(origin: str) -> str:
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""


def _hostname(host: str) -> str | None:
    """The host name in a Host header (RFC 9110 §7.2), without the port."""
    if not re.fullmatch(r"[A-Za-z0-9.\-]+(:\d{1,5})?|\[[0-9A-Fa-f:.]+\](:\d{1,5})?", host):
        return None
    name = host[1 : host.index("]")] if host.startswith("[") else host.partition(":")[0]
    return name.lower().removesuffix(".")


def address(raw: bytes, base_path: str) -> Address | None:
    """The address of the site that the path of a request names; None if it cannot be one.

    The catalogue says whether anything is there; no file is opened by the path itself.
    """
    if not raw.startswith(b"/") or _REFUSED.search(raw):
        return None
    try:
        path = unicodedata.normalize("NFC", unquote_to_bytes(raw).decode("utf-8"))
    except UnicodeDecodeError:
        return None
    if not path.startswith(base_path + "/"):
        return None
    address = path[len(base_path) :]
    top, *below = address[1:].split("/")
    parts = below if is_dotted(top) else [top, *below]
    hidden = any(part.startswith(".") for part in parts)
    drive = re.match(r"/[A-Za-z]:", address)
    return None if hidden or drive or not address.isprintable() else address
