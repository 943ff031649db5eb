"""The HTML of an article → its text, tags and code in order, for rules that change only text."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<(/?)([a-zA-Z][^\s<>/]*+)(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*>", re.DOTALL
)
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\"«»„“”‘’]*[^\s<>\"«»„“”‘’!?.,:;*_~^=')\]\ufdd0-\ufdef]"
)

INLINE = frozenset(
    "a abbr b bdi bdo big br cite data del dfn em font i img input ins mark q rp rt ruby s small"
    " span strike strong sub sup time u wbr".split()
)
_VOID = frozenset("br img input wbr".split())
_VERBATIM = frozenset(
    "code kbd math pre samp script style svg template textarea title tt var".split()
)


class Piece(NamedTuple):
    """A part of a body; all parts together are the body."""

    kind: str
    """`text`; `inline`, a tag inside a paragraph; `block`, a tag that begins or ends one;
    `verbatim`, an element of code, a comment or an address, in a paragraph."""
    html: str
    step: int = 0
    """Of an inline tag: 1 if it begins an element, -1 if it ends one."""


def pieces(body: str) -> Iterator[Piece]:
    """The parts of a body. `body`: HTML, sanitized or as a trusted author wrote it."""
    done, at = 0, 0
    while tag := _TAG.search(body, at):
        yield from _text(body[done : tag.start()])
        done = at = tag.end()
        name = (tag[2] or "").lower()
        if not name:
            yield Piece("verbatim", tag[0])
        elif name in _VERBATIM and not tag[1]:
            done = at = _end(body, name, at)
            yield Piece("verbatim", body[tag.start() : done])
        elif name in INLINE:
            step = 0 if name in _VOID or tag[0].endswith("/>") else -1 if tag[1] else 1
            yield Piece("inline", tag[0], step)
        else:
            yield Piece("block", tag[0])
    yield from _text(body[done:])


def _end(body: str, name: str, start: int) -> int:
    """The position after an element of code; elements of its name inside it belong to it."""
    level = 1
    for tag in re.compile(rf"<(/?){name}(?=[\s/>])[^<>]*+>", re.IGNORECASE).finditer(body, start):
        level += -1 if tag[1] else 1
        if not level:
            return tag.end()
    return len(body)


def _text(text: str) -> Iterator[Piece]:
    done = 0
    for address in _ADDRESS.finditer(text) if "://" in text or "www." in text else ():
        if address.start() > done:
            yield Piece("text", text[done : address.start()])
        yield Piece("verbatim", address[0])
        done = address.end()
    if done < len(text):
        yield Piece("text", text[done:])
