"""Who may ask the preview, and for what: it runs on the machine of somebody who visits other sites.

Only rules: what a request says goes in, whether it is answered comes out.
"""

import hmac
import ipaddress
import re
import unicodedata
from collections.abc import Collection, Mapping
from urllib.parse import unquote_to_bytes, urlsplit

from msgspec import Struct

from kazarchive.values import Address

OWN = "/_kazarchive/"
"""What the preview itself answers stands below this path."""

METHODS = ("GET", "HEAD")

LONGEST_HEADERS = 16_384
"""Bytes of the headers of a request, with its path."""

COOKIE = "kazarchive-preview"

_REFUSED = re.compile(rb"[^!-~]|[\\#]|//|%(?![0-9A-Fa-f]{2})|%(?:00|2[eEfF]|5[cC])")
"""Never in the path of an address: spaces and control characters, what is a separator elsewhere,
and dots and separators in disguise."""


class Guard(Struct, frozen=True):
    """What the owner of the preview allows."""

    hosts: Collection[str] = ()
    """Names under which it may be reached, besides those of this machine."""
    token: str | None = None
    """What others must know when it listens to more than this machine."""

    def host_allowed(self, host: str) -> bool:
        """Whether the Host header names this machine. A site that points a name of its own to this
        address (DNS rebinding) can be reached only under that name. An address needs no name, but
        other machines' must know the token."""
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
        """Whether a token from an address or a cookie is the right one."""
        if self.token is None:
            return True
        return hmac.compare_digest((given or "").encode(), self.token.encode())


def from_elsewhere(headers: Mapping[str, str]) -> bool:
    """Whether another site's page asks (W3C Fetch Metadata; RFC 6454 Origin). `headers`: by names
    in any case."""
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
    """Of a Host header (RFC 9110 §7.2), without the port."""
    if not re.fullmatch(r"[A-Za-z0-9.\-]+(:\d{1,5})?|\[[0-9A-Fa-f:.]+\](:\d{1,5})?", host):
        return None
    name = host[1 : host.index("]")] if host.startswith("[") else host.partition(":")[0]
    return name.lower().removesuffix(".")


def address(raw: bytes, base_path: str) -> Address | None:
    """The address of the site that the path of a request may name; None where it cannot be one.

    Whether anything stands there the catalogue knows; the path leads to no file by itself.
    """
    if not raw.startswith(b"/") or _REFUSED.search(raw):
        return None
    try:
        path = unicodedata.normalize("NFC", unquote_to_bytes(raw).decode("utf-8"))
    except UnicodeDecodeError:
        return None
    if not path.startswith(base_path + "/"):
        return None
    found = path[len(base_path) :]
    hidden = any(part.startswith(".") for part in found.split("/"))
    drive = re.match(r"/[A-Za-z]:", found)
    return None if hidden or drive or not found.isprintable() else found
