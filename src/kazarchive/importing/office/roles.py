"""The name of a style → what a paragraph in it is.

Word keeps the English names of its own styles in every language; other programs and converters do
not.
"""

import re

_ROLES = (
    ("title", r"title|название|тақырып|атауы"),
    ("author", r"authors?|автор"),
    ("date", r"date|дата|күні"),
    ("caption", r"(?:image |figure ?)?caption|illustration|figure|drawing|подпись|сурет атауы"),
    ("quote", r"(?:intense )?quote|block ?text|block ?quotations?|block quote|quotations?|цитата"),
    ("code", r"html preformatted|preformatted(?: text)?|source ?code|код"),
    ("contents", r"toc \d|toc heading|contents (?:\d|heading)|оглавление \d|мазмұны? \d"),
)
_BY_NAME = tuple((role, re.compile(pattern)) for role, pattern in _ROLES)
_HEADING = re.compile(r"(?:heading|заголовок|тақырып) ?([1-9]|10)")
_LOWEST = 6


def role(name: str) -> str:
    """`title`, `author`, `date`, `caption`, `quote`, `code`, `contents`, a heading `h1` to `h6`, or
    nothing of these."""
    name = " ".join(name.lower().split())
    if heading := _HEADING.fullmatch(name):
        return f"h{min(int(heading[1]), _LOWEST)}"
    return next((role for role, pattern in _BY_NAME if pattern.fullmatch(name)), "")


def heading(level: str) -> str:
    """`h1` to `h6` for a level of an outline that counts from 0; nothing for body text, 9."""
    return f"h{min(int(level) + 1, _LOWEST)}" if level.isdecimal() and int(level) < 9 else ""
