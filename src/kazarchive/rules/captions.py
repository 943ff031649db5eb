"""Captions and credits of images with links, `[text](url)`: as HTML, and as plain text."""

import html as entities
import re
from collections.abc import Callable, Iterator

from kazarchive.rules import urls

_LINK = re.compile(
    r"(?<![!\\])\[([^\[\]\n]{1,300})\]\(\s*+(?:<([^<>\n]{1,2000})>"
    r"|((?:[^\s()<>]|\([^\s()<>]{0,300}\)){1,2000}))\s*+\)"
)


def links(caption: str) -> Iterator[str]:
    """The URLs of its links, as written; those with another scheme than body links may have are
    none."""
    if "](" in caption:
        found = (link[2] or link[3] for link in _LINK.finditer(caption))
        yield from (url for url in found if urls.is_safe(url))


def plain(caption: str) -> str:
    """The caption with the texts of its links in their place."""
    return _LINK.sub(r"\1", caption) if "](" in caption else caption


def as_html(caption: str, resolve: Callable[[str], str | None]) -> str:
    """The caption as HTML. `resolve`: a URL as written → the URL on the page; None for a page that
    does not exist, whose link becomes text."""
    pieces, done = list[str](), 0
    for link in _LINK.finditer(caption) if "](" in caption else ():
        pieces.append(entities.escape(caption[done : link.start()], quote=False))
        done = link.end()
        url = link[2] or link[3]
        target = resolve(url) if urls.is_safe(url) else None
        text = entities.escape(link[1], quote=False)
        pieces.append(f'<a href="{entities.escape(target)}">{text}</a>' if target else text)
    return "".join([*pieces, entities.escape(caption[done:], quote=False)])
