"""The checks of `[theme]`. Every check raises Wrong."""

import posixpath
import re
from collections.abc import Callable
from typing import Any

from kazarchive.config.checks import Wrong, pairs_of
from kazarchive.config.content import Pairs
from kazarchive.rules import contrast


def colour(paper: str) -> Callable[[Any], str]:
    """A colour of text that can be read on `paper`."""

    def check(value: Any) -> str:
        if not isinstance(value, str) or contrast.parsed(value) is None:
            raise Wrong("a colour such as `#005a78`", "six hexadecimal digits after `#`")
        ratio = contrast.ratio(value, paper)
        if ratio < contrast.LEAST:
            near = contrast.readable(value, paper)
            wanted = f"a colour with a contrast of {contrast.LEAST}:1 on {paper}, not {ratio:.1f}:1"
            raise Wrong(wanted, f"`{near}` is near and has it")
        return value.lower()

    return check


def static_image(value: Any) -> str:
    name = posixpath.normpath(value) if isinstance(value, str) else ""
    if not re.fullmatch(r"static/.+\.(svg|png|webp|avif|jpe?g)", name, re.IGNORECASE):
        raise Wrong("an image in `static/`", 'for example "static/logo.svg"')
    return name


def web_links(value: Any) -> Pairs:
    pairs = pairs_of(value, "Telegram", "https://t.me/archive")
    for name, url in pairs:
        if not name.strip() or not re.fullmatch(r"(?:https?://|mailto:)[^\s\"'<>]+", url):
            hint = 'for example { Telegram = "https://t.me/archive" }'
            raise Wrong("a table of URLs", hint, url)
    return pairs
