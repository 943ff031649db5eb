"""The words of a document by a second reader, with which the proof compares the article.

It shares no code with the readers that make documents. What an import leaves out or changes on
purpose is said by changes, and each is named in the report.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from kazarchive.rules import text as texts

_NO_TEXT = re.compile(
    r"<(head|noscript|svg|math|title)\b[^>]*>.*?(?:</\1\s*>|(?=<body\b)|\Z)|<!(?!--)[^>]*>",
    re.DOTALL | re.IGNORECASE,
)
_MOST = 100
"""Changes that are out of order or fit nowhere; each takes time for the whole text, so after the
last of them no more are made."""

_TOKEN = re.compile(r"\w+|[^\w\s]")


class Change(NamedTuple):
    """Words of a document that are not in its article, or others in their place."""

    before: str
    after: str = ""


def visible(html: str) -> str:
    """The text of HTML, on one line."""
    return texts.plain(_NO_TEXT.sub(" ", html))


def changed(text: str, changes: Iterable[Change]) -> str:
    """A text with changes, each made at the first place after the one before it, or else at the
    first place where its words stand. One that fits nowhere is not made, so that the proof shows
    it."""
    whole, rest = _spaced(text), list[Change]()
    parts, at = [], 0
    for change in changes:
        before = _spaced(change.before)
        place = whole.find(before, at) if before.strip() else -1
        if place < 0:
            rest.append(change)
            if len(rest) == _MOST:
                break
            continue
        parts += [whole[at:place], _spaced(change.after).rstrip()]
        at = place + len(before) - 1
    whole = "".join((*parts, whole[at:]))
    for change in rest:
        if change.before:
            whole = whole.replace(_spaced(change.before), _spaced(change.after), 1)
    return whole.strip()


def _spaced(text: str) -> str:
    """Words and signs with a space around each."""
    return f" {' '.join(_TOKEN.findall(text))} "
