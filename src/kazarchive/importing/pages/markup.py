"""The text of a page → the markup that is parsed, and what is put aside before.

Scripts, styles, comments and embedded files can be ten times as large as the rest. Of a copy of the
Wayback Machine, its toolbar is cut out, and addresses are those of the site again.
"""

import re

from msgspec import Struct

_WAYBACK = re.compile(r"<!-- BEGIN WAYBACK TOOLBAR INSERT -->|FILE ARCHIVED ON \d\d:\d\d:\d\d ")
_TOOLBAR = re.compile(
    r"<!-- BEGIN WAYBACK TOOLBAR INSERT -->.*?(?:<!-- END WAYBACK TOOLBAR INSERT -->|\Z)", re.DOTALL
)
_REWRITTEN = re.compile(
    r"""(?<=["'\s,=(])(?:(?:https?:)?//web\.archive\.org)?/web/(\d{4,14})(?:[a-z]{2}_)?/"""
    r"(?=https?:/|//|mailto:)"
)
_ASIDE = re.compile(
    r"<!--(?P<comment>.*?)(?:-->|\Z)"
    r"|<(?P<name>script|style|svg|template)\b(?P<said>[^<>]*)>(?P<inner>.*?)(?:</(?P=name)\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_EMBEDDED = re.compile(
    r"data:([\w/.+-]{0,80}(?:;[\w=.+-]{0,80}){0,4}),([^\"'\s<>()\\]{100,})", re.IGNORECASE
)
_LONGEST_COMMENT = 2_000


class Embedded(Struct, frozen=True):
    """A file in an address (RFC 2397)."""

    type: str
    data: str


class Markup(Struct, frozen=True):
    """A page without what is no text of it."""

    text: str
    """A file in an address has the address `embedded:N`."""
    comments: tuple[str, ...]
    linked_data: tuple[str, ...]
    """The scripts with JSON-LD."""
    embedded: tuple[Embedded, ...]
    is_from_wayback: bool


def apart(text: str) -> Markup:
    """Takes linear time for any text."""
    comments, scripts, embedded = list[str](), list[str](), list[Embedded]()

    def put_aside(part: re.Match[str]) -> str:
        if part["name"] is None:
            comments.append(part["comment"][:_LONGEST_COMMENT])
        elif "ld+json" in part["said"].lower():
            scripts.append(part["inner"])
        return " " if part["name"] else ""

    def file(address: re.Match[str]) -> str:
        embedded.append(Embedded(address[1].lower(), address[2]))
        return f"embedded:{len(embedded) - 1}"

    is_from_wayback = _WAYBACK.search(text) is not None
    if is_from_wayback:
        text = _REWRITTEN.sub("", _TOOLBAR.sub("", text))
    text = _EMBEDDED.sub(file, _ASIDE.sub(put_aside, text))
    return Markup(text, tuple(comments), tuple(scripts), tuple(embedded), is_from_wayback)
