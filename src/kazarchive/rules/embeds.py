"""The URL of a video, a post or a map on another site → what it is.

An archive shows no frames of other sites: such an address becomes a card with a link.
"""

import re
from typing import Literal, NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

Kind = Literal["video", "post", "sound", "map", "article", "page"]


class Embed(NamedTuple):
    """What is at a URL of another site."""

    provider: str
    """A key of PROVIDERS; empty for any other site."""
    name: str
    """As readers know it; for any other site its host."""
    kind: Kind
    id: str = ""
    """Of the video, if the URL contains it."""
    title: str = ""
    """If the URL contains it."""


class Provider(NamedTuple):
    """A site whose addresses are recognised."""

    name: str
    kind: Kind
    hosts: str
    """A regular expression of the host, without `www.` and `m.`."""
    path: str = ".+"
    """A regular expression of the path, with an optional group for the id."""
    query: str = ""
    """The parameter with the id, if the path has none."""


PROVIDERS: dict[str, Provider] = {
    "youtube": Provider(
        "YouTube",
        "video",
        r"youtube(?:-nocookie)?\.com|youtu\.be",
        r"/(?:(?:shorts|live|embed|v)/)?([\w-]{11})/?|/watch/?",
        "v",
    ),
    "vimeo": Provider(
        "Vimeo",
        "video",
        r"(?:player\.)?vimeo\.com",
        r"/(?:video/|channels/[\w-]+/)?(\d+)/?(?:[0-9a-f]+/?)?",
    ),
    "rutube": Provider(
        "Rutube",
        "video",
        r"rutube\.ru",
        r"/(?:video|shorts|play/embed)/([0-9a-f]{32})/?",
    ),
    "vk": Provider("VK", "video", r"(?:vk\.(?:com|ru)|vkvideo\.ru)", r"/(?:video|clip)(-?\d+_\d+)"),
    "vk-post": Provider("VK", "post", r"vk\.(?:com|ru)", r"/wall(-?\d+_\d+)"),
    "telegram": Provider("Telegram", "post", r"t\.me|telegram\.me", r"/(?:s/)?(\w+/\d+)/?"),
    "x": Provider("X", "post", r"(?:mobile\.)?twitter\.com|x\.com", r"/\w+/status(?:es)?/(\d+)/?"),
    "instagram": Provider(
        "Instagram", "post", r"instagram\.com", r"/(?:\w+/)?(?:p|reel|tv)/([\w-]+)/?"
    ),
    "tiktok": Provider(
        "TikTok",
        "video",
        r"tiktok\.com",
        r"/@[\w.-]+/video/(\d+)/?",
    ),
    "facebook": Provider("Facebook", "post", r"facebook\.com|fb\.watch"),
    "soundcloud": Provider("SoundCloud", "sound", r"soundcloud\.com", r"/([\w-]+/[\w-]+)/?"),
    "google-maps": Provider("Google Maps", "map", r"google\.[a-z.]+|goo\.gl", r"/maps(?:/.*)?"),
    "google-maps-short": Provider(
        "Google Maps", "map", r"maps\.(?:app\.goo\.gl|google\.[a-z.]+)", ".*"
    ),
    "openstreetmap": Provider("OpenStreetMap", "map", r"openstreetmap\.org|osm\.org", ".*"),
    "yandex-maps": Provider("Yandex Maps", "map", r"yandex\.[a-z.]+", r"/(?:web-)?maps(?:/.*)?"),
    "wikipedia": Provider(
        "Wikipedia", "article", r"[a-z-]+(?:\.m)?\.wikipedia\.org", r"/wiki/([^:]+)"
    ),
}

_PATTERNS = {
    name: (re.compile(each.hosts), re.compile(each.path)) for name, each in PROVIDERS.items()
}


def embed(url: str) -> Embed | None:
    """What is at an absolute URL; None if it is not one of the web."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or "." not in host:
        return None
    for name, (hosts, path) in _PATTERNS.items():
        if hosts.fullmatch(host) and (match := path.fullmatch(parts.path)):
            return _of_provider(name, match, parts.query)
    return Embed("", host, "page")


def _of_provider(name: str, path: re.Match[str], query: str) -> Embed | None:
    provider = PROVIDERS[name]
    identity = path[1] if path.re.groups else ""
    if not identity and provider.query:
        identity = parse_qs(query).get(provider.query, [""])[0]
        if not re.fullmatch(r"[\w-]{1,40}", identity):
            return Embed("", provider.name, "page")
    title = ""
    if provider.kind == "article":
        title = unquote(identity).replace("_", " ")
    return Embed(name, provider.name, provider.kind, identity or "", title)
