r"""What `[markdown] marks` changes in Markdown before an engine reads it: definitions of
abbreviations are taken out, and signs stand for what the engines disagree about, the backslash of
`\=`, `\~` and `\^` and the tildes of `H~2~O`.
"""

import re
from collections.abc import Collection, Mapping

from msgspec import Struct, field

from kazarchive.reading import signs
from kazarchive.rules import marks as rules
from kazarchive.rules.pieces import pieces

_CODE = (
    r"^[ \t>]*+(?:(?:[-+*]|\d{1,9}[.)])[ \t]++)*(?P<fence>`{3,}(?![^\n]*`)|~{3,})[^\n]*+\n"
    r".*?(?:^[ \t>]*+(?P=fence)[`~]*+[ \t]*+$|\Z)"
    r"|(?<!`)(?P<ticks>`++).{1,2000}?(?<!`)(?P=ticks)(?!`)"
)
_DEFINITION = r"^ {0,3}\*\[(?P<form>[^\[\]\n]{1,80})\]:[ \t]*+(?P<title>[^\n]*+)$"
_MARKUP = re.compile(
    rf"{_CODE}|{_DEFINITION}|\\(?:(?P<sign>[=~^])|.)|(?P<sub>{rules.SUB.pattern})",
    re.DOTALL | re.MULTILINE,
)

LONGEST = 300
"""Characters of an explanation, at most."""


class Prepared(Struct, frozen=True):
    """A body for an engine, and what its HTML needs afterwards."""

    body: str
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    escape: str = ""
    """What stands for a backslash; empty if nothing was changed."""
    tilde: str = ""
    """What stands for a tilde."""


def prepared(body: str, marks: Collection[str]) -> Prepared:
    """A printable body. Without marks it stays as it is."""
    defined, escaped = "abbr" in marks and "*[" in body, bool(marks) and "\\" in body
    small = "sub" in marks and "~" in body
    if not (defined or escaped or small):
        return Prepared(body)
    escape, tilde = signs.sign(body, signs.FOR_ESCAPES), signs.sign(body, signs.FOR_TILDES)
    abbreviations: dict[str, str] = {}

    def changed(found: re.Match[str]) -> str:
        if found["sign"]:
            return escape + found["sign"]
        if found["sub"]:
            return found[0].replace("~", tilde) if small else found[0]
        if found["form"] is None or not defined:
            return found[0]
        form, title = " ".join(found["form"].split()), " ".join(found["title"].split())
        if not form or not title:
            return found[0]
        abbreviations.setdefault(form, title[:LONGEST])
        return ""

    return Prepared(_MARKUP.sub(changed, body), abbreviations, escape, tilde)


def finished(html: str, source: Prepared, marks: Collection[str]) -> str:
    """The safe HTML of a prepared body with its marks, and without signs."""
    if source.tilde:
        html = html.replace(source.tilde, "~").replace(signs.in_url(source.tilde), "~")
    html = rules.with_marks(html, marks, source.abbreviations)
    if not source.escape:
        return html
    html = html.replace(signs.in_url(source.escape), "")
    if source.escape not in html:
        return html
    return "".join(
        part.html.replace(source.escape, "\\" if part.html.startswith(("<code", "<pre")) else "")
        for part in pieces(html)
    )
