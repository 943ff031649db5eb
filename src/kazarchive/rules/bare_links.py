"""Addresses in the text of an article → links (GitHub Flavored Markdown 0.29, section 6.9)."""

import re

_BARE = re.compile(r"http(?<![\"'=\w/]http)s?://")
"""It begins with letters, so that a search is one for these."""
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s<>/]*+)[^<>]*+>")
_ADDRESS = re.compile(r"(?<![\w/:@.=-])https?://(?:[^\s<>\"`|^{}\\&]|&amp;)+")
_HOST = re.compile(r"https?://(?:[\w-]+\.)+[\w-]{2,}(?::\d+)?(?:[/?#]|$)")
_TRAILING = frozenset("?!.,:;*_~'»“”‘’…")
_ENTITY = re.compile(r"&amp;$")
_WITHOUT = frozenset(("a", "code", "pre", "kbd", "samp"))
"""Elements in which an address stays text."""


def with_links(body: str) -> str:
    """The body with a link around each address of the web that is text."""
    if not _BARE.search(body):
        return body
    pieces: list[str] = []
    done, inside = 0, 0
    for tag in _TAG.finditer(body):
        text = body[done : tag.start()]
        pieces += [text if inside else _linked(text), tag[0]]
        done = tag.end()
        if tag[2].lower() in _WITHOUT:
            inside = max(0, inside + (-1 if tag[1] else 1))
    rest = body[done:]
    return "".join([*pieces, rest if inside else _linked(rest)])


def _linked(text: str) -> str:
    return _ADDRESS.sub(_link, text) if "://" in text else text


def _link(found: re.Match[str]) -> str:
    address = _without_end(found[0])
    if not _HOST.match(address):
        return found[0]
    return f'<a href="{address}">{address}</a>{found[0][len(address) :]}'


def _without_end(address: str) -> str:
    """The address without the punctuation of the sentence, and without closing brackets that it
    does not open."""
    unopened = address.count(")") - address.count("(")
    end = len(address)
    while end:
        last = address[end - 1]
        if last == ";" and (entity := _ENTITY.search(address, max(0, end - 6), end)):
            end = entity.start()
        elif last in _TRAILING:
            end -= 1
        elif last == ")" and unopened > 0:
            end, unopened = end - 1, unopened - 1
        else:
            break
    return address[:end]
