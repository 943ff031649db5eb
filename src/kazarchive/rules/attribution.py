"""Quotations whose last line is `— Name` → with their source in a `footer` and a `cite`.

Dialogue in Russian and Kazakh begins with a dash too. A line is therefore a source only if it is
short, begins with a capital letter, does not end as a sentence does, and no other line of the
quotation begins with a dash.
"""

import re

from kazarchive.rules import text
from kazarchive.rules.pieces import pieces

_TAG = re.compile(r"<(/?)blockquote(?=[\s>])[^<>]*+>")
_DASH = r"(?:—|–|--)"
_LINE = re.compile(rf"(?:<p>\s*+|(?:\n|<br ?/?>)[^\S\n]*+)({_DASH})(?!-)(?:&nbsp;|\s)\s*+")
_END = re.compile(r"</p>\s*+\Z")
_ENDS = re.compile(r"[.!?…,:;»”\"—–-]\Z")
_SHORT = re.compile(r"(?:\b[^\W\d_]{1,2}|\bжж|\bгг)\.\Z")
_BREAK = re.compile(r"(?:\s|<br ?/?>|&nbsp;)+")

LONGEST = 120
"""Characters of a source, at most."""


def with_sources(body: str) -> str:
    """The body with the sources of its quotations."""
    if "<blockquote" not in body or not ("—" in body or "–" in body or "--" in body):
        return body
    parts: list[str] = []
    starts: list[int] = []
    done = 0
    for tag in _TAG.finditer(body):
        parts.append(body[done : tag.start()])
        done = tag.end()
        if tag[1] and starts:
            first = starts.pop() == len(parts) - 1
            parts[-1] = _with_source(parts[-1], first)
        parts.append(tag[0])
        if not tag[1]:
            starts.append(len(parts))
    return "".join([*parts, body[done:]])


def _with_source(content: str, first: bool) -> str:
    """A quotation with its source. `first`: whether `content` is all of it; otherwise it is what
    follows a quotation inside it."""
    end = _END.search(content)
    lines = list(_LINE.finditer(content)) if end else []
    if not end or len(lines) != 1:
        return content
    line = lines[0]
    source = content[line.end() : end.start()]
    before = content[: line.start()]
    if not _is_source(source) or "<br" in source or "\n" in source.strip():
        return content
    if not _is_whole(source) or (first and not text.plain(before)):
        return content
    cite = source if "<cite" in source else f"<cite>{source}</cite>"
    footer = f"<footer>{'—' if line[1] == '--' else line[1]} {cite}</footer>\n"
    if line[0].startswith("<p>"):
        return f"{before}{footer}"
    return f"{_without_break(before)}</p>\n{footer}"


def _without_break(before: str) -> str:
    """The text without the line breaks at its end. A search for them up to the end would begin
    again at each space."""
    *_, (start, end) = (0, 0), *(found.span() for found in _BREAK.finditer(before))
    return before[:start] if end == len(before) else before


def _is_whole(source: str) -> bool:
    """Whether all elements of a source end in it: emphasis can begin in the quotation."""
    depth = 0
    for piece in pieces(source):
        depth += piece.step
        if piece.kind == "block" or depth < 0:
            return False
    return depth == 0


def _is_source(source: str) -> bool:
    name = text.plain(source)
    if not 2 <= len(name) <= LONGEST or not (name[0].isupper() or name[0] in '«“"'):
        return False
    return not _ENDS.search(name) or bool(_SHORT.search(name))
