"""A video or sound on another site → the frame that plays it there, if a reader asks for it."""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple
from urllib.parse import parse_qs, quote, urlsplit

from kazarchive.rules.embeds import Embed


class Player(NamedTuple):
    """A frame of another site."""

    host: str
    """As readers are told."""
    src: str


HOSTS: Mapping[str, str] = {
    "youtube": "www.youtube-nocookie.com",
    "vimeo": "player.vimeo.com",
    "rutube": "rutube.ru",
    "vk": "vkvideo.ru",
    "soundcloud": "w.soundcloud.com",
}
"""Provider → the host of its frames. That of YouTube sets no cookies before something plays."""


def origins(providers: tuple[str, ...]) -> tuple[str, ...]:
    """The sources of frames in a Content-Security-Policy, in a fixed order."""
    return tuple(f"https://{host}" for provider, host in HOSTS.items() if provider in providers)


def player(url: str, embed: Embed) -> Player | None:
    """The player of what is at a URL; None if there is none."""
    if embed.provider not in HOSTS or not embed.id:
        return None
    host, parts = HOSTS[embed.provider], urlsplit(url)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    path = _PATHS[embed.provider](quote(embed.id, safe="-_"), parts.path, query)
    return Player(host, f"https://{host}{path}")


def _youtube(id: str, _: str, query: Mapping[str, str]) -> str:
    start = _seconds(query.get("t") or query.get("start") or "")
    return f"/embed/{id}?autoplay=1" + (f"&start={start}" if start else "")


def _seconds(written: str) -> int:
    """`90`, `90s` and `1m30s` → 90."""
    found = re.fullmatch(r"(?:(\d{1,3})h)?(?:(\d{1,4})m)?(?:(\d{1,6})s?)?", written, re.ASCII)
    hours, minutes, seconds = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    return hours * 3_600 + minutes * 60 + seconds


def _vimeo(id: str, path: str, query: Mapping[str, str]) -> str:
    """A video that is not listed has a key: `/12345/0a1b2c3d4e`."""
    key = path.rstrip("/").rpartition("/")[2]
    if key == id or not re.fullmatch("[0-9a-f]{6,40}", key):
        key = query.get("h", "")
    given = f"&h={key}" if re.fullmatch("[0-9a-f]{6,40}", key) else ""
    return f"/video/{id}?autoplay=1&dnt=1{given}"


def _rutube(id: str, _: str, query: Mapping[str, str]) -> str:
    """A private video has a key."""
    key = query.get("p", "")
    return f"/play/embed/{id}" + (f"?p={key}" if re.fullmatch(r"[A-Za-z0-9_-]{1,60}", key) else "")


def _vk(id: str, _: str, query: Mapping[str, str]) -> str:
    owner, _, video = id.partition("_")
    return f"/video_ext.php?oid={owner}&id={video}&autoplay=1"


def _soundcloud(id: str, _: str, __: Mapping[str, str]) -> str:
    track = quote("https://soundcloud.com/", safe="") + id
    return f"/player/?url={track}&auto_play=true"


_PATHS: Mapping[str, Callable[[str, str, Mapping[str, str]], str]] = {
    "youtube": _youtube,
    "vimeo": _vimeo,
    "rutube": _rutube,
    "vk": _vk,
    "soundcloud": _soundcloud,
}
