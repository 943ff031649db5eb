r"""Titles with `*emphasis*`, as for the name of a book: as text, and as HTML.

Only asterisks in pairs count, right around the words and not inside a word: `2*3*4`, `5* hotel*`
and `M*A*S*H` stay. Underscores mean nothing, because names of files have them. `\*` is an asterisk.
"""

import html as entities
import re

_EMPHASIS = re.compile(r"(?<![\w*\\])\*(?=[^\s*])([^*]*[^\s*\\])\*(?!\*)")
_ESCAPED = "\\*"


def plain(title: str) -> str:
    """The title without the signs of emphasis."""
    if "*" not in title:
        return title
    return _EMPHASIS.sub(r"\1", _hidden(title)).replace(_SIGN, "*")


def as_html(title: str) -> str:
    """The title as HTML; empty without emphasis, when text is enough."""
    if "*" not in title:
        return ""
    hidden = entities.escape(_hidden(title), quote=False)
    marked = _EMPHASIS.sub(r"<em>\1</em>", hidden)
    return marked.replace(_SIGN, "*") if marked != hidden else ""


def escaped(title: str) -> str:
    """A plain title as it is written in front matter, so that `plain` returns it."""
    if "*" not in title or (plain(title) == title and _ESCAPED not in title):
        return title
    return title.replace("*", _ESCAPED)


_SIGN = "\ufdd0"
"""A noncharacter in place of an escaped asterisk."""


def _hidden(title: str) -> str:
    return title.replace(_ESCAPED, _SIGN)
