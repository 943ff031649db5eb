"""The blocks of an article, `:::name … :::`: which there are, and how they are written in HTML.

A block is written after the sanitizer, as an element that an author cannot write; the template of
the block takes its place when a page is rendered.
"""

import html as entities
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

import msgspec

if TYPE_CHECKING:
    from kazarchive.rules.charts import Drawing  # loads Babel, which takes long

BUNDLED: Mapping[str, tuple[str, ...]] = {
    "aside": (),
    "chart": ("file", "source", "type", "unit"),
    "columns": (),
    "correction": ("date",),
    "details": ("open",),
    "entry": ("time",),
    "gallery": (),
    "map": ("file", "source", "unit"),
    "pullquote": ("by",),
    "transcript": (),
}
"""Name → its options. Templates of a site add blocks, whose options are not checked."""

DRAWN = ("chart", "map")
"""The names of the blocks that are drawn from figures."""

_TAG = re.compile(r'<kaz-block name="([a-z0-9-]++)" options="([^"]*+)">|</kaz-block>')
_TITLE = re.compile(r"<kaz-title>(.*?)</kaz-title>\n?", re.DOTALL)

_decode = msgspec.json.Decoder(dict[str, str]).decode


class Block(NamedTuple):
    """A block, as its template gets it."""

    name: str
    title: str
    """Safe HTML: what follows the name in its first line."""
    options: Mapping[str, str]
    html: str
    """Its content, safe HTML."""
    drawing: "Drawing | None" = None
    """Of a chart or map; None in feeds, whose readers show no SVG."""


def opening(name: str, options: Mapping[str, str], title: str) -> str:
    """The start tag of a block. `title`: safe HTML."""
    written = entities.escape(msgspec.json.encode(options).decode())
    heading = f"<kaz-title>{title}</kaz-title>\n" if title else ""
    return f'<kaz-block name="{name}" options="{written}">\n{heading}'


CLOSING = "</kaz-block>"


def drawn(body: str, draw: Callable[[Block], str]) -> str:
    """The body with each block written by `draw`, the innermost first."""
    if CLOSING not in body:
        return body
    above: list[tuple[str, Mapping[str, str]]] = []
    pieces: list[list[str]] = [[]]
    done = 0
    for tag in _TAG.finditer(body):
        pieces[-1].append(body[done : tag.start()])
        done = tag.end()
        if tag[1]:
            above.append((tag[1], _decode(entities.unescape(tag[2]))))
            pieces.append([])
        elif above:
            content = "".join(pieces.pop()).strip("\n")
            name, options = above.pop()
            title = _TITLE.match(content)
            rest = content[title.end() :] if title else content
            block = Block(name, title[1] if title else "", options, rest)
            pieces[-1].append(draw(block))
    rest = body[done:]
    return "".join([*(part for level in pieces for part in level), rest])
