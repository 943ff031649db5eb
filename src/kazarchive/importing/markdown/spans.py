"""Inline content → Markdown.

A mark is written with asterisks where both engines read them as meant (CommonMark 0.31.2, 6.2), and
as an element of HTML elsewhere: beside another mark, or where letters follow a quotation mark, as
in `<strong>«Самұрық»</strong>тың`. Emphasis inside strong text, and around it, has underscores.
"""

import re
import string
import unicodedata
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from kazarchive.importing.markdown import escaping
from kazarchive.importing.markdown.values import (
    Atom,
    Attributes,
    Break,
    Image,
    Inline,
    Note,
    Span,
    Text,
)

_PLAIN_URL = re.compile(r"https?://[\w.~/:?=&%#@,;+-]*[\w/=]")
_REFERENCE = re.compile(r"&(?=#|\w+;)")
_BACKTICKS = re.compile("`+")


class Place(Struct, frozen=True):
    """Where inline content stands."""

    on_a_line: bool = False
    """In a heading or a cell, which end with their line."""
    in_cell: bool = False
    in_label: bool = False
    """In the text of a link."""
    in_emphasis: bool = False
    notes_as_html: bool = False


IN_A_PARAGRAPH = Place()


def written(
    content: Sequence[Inline], place: Place = IN_A_PARAGRAPH, before: str = " ", after: str = " "
) -> str:
    """The content as Markdown. `before`, `after`: the characters beside it, spaces at the ends of a
    block."""
    out = ""
    after_mark = False
    for number, each in enumerate(content):
        left = out[-1] if out else before
        right = _first(content[number + 1]) if number + 1 < len(content) else after
        if isinstance(each, Text):
            text = escaping.text(each.text, left, right, place.in_label)
            out += text.replace("|", "\\|") if place.in_cell else text
        elif isinstance(each, Span):
            with_signs = None if after_mark else _with_signs(each, place, left, right)
            out += with_signs or _as_element(each, place)
            after_mark = bool(with_signs) and each.mark.name in _SIGNS
            continue
        else:
            out += _atom(each, place)
        after_mark = False
    return out


def _first(inline: Inline) -> str:
    """The first character of what is written for content."""
    if isinstance(inline, Text):
        return inline.text[0]
    if isinstance(inline, Break):
        return " "
    if isinstance(inline, Image):
        return "!"
    if isinstance(inline, Note) or (isinstance(inline, Span) and inline.mark.name == "a"):
        return "["
    return "*"


# -- marks ---------------------------------------------------------------------------------------

_SIGNS = frozenset({"em", "strong"})


def _with_signs(span: Span, place: Place, before: str, after: str) -> str | None:
    """A mark in signs of Markdown; None if it has none, or they do not work here."""
    name, only = span.mark.name, span.content[0] if len(span.content) == 1 else None
    if name == "a":
        return _link(span, place)
    if name == "code":
        return _code(span, place)
    if name not in _SIGNS:
        return None
    inside = replace(place, in_emphasis=True)
    if isinstance(only, Span) and only.mark.name in _SIGNS and not place.in_emphasis:
        inner = written(only.content, inside, "*", "*")
        return f"***{inner}***" if _fits(before, inner, after) else None
    inner = written(span.content, inside, "*", "*")
    if not _fits(before, inner, after):
        return None
    if name == "strong":
        return f"**{inner}**"
    if not place.in_emphasis and not _has_strong(span.content):
        return f"*{inner}*"
    if _is_word(before) or _is_word(after):
        return None
    return f"_{inner}_"


def _fits(before: str, inner: str, after: str) -> bool:
    """Whether signs around a text open and close a mark, whichever version of CommonMark decides
    what punctuation is."""
    return _can_turn(before, inner[0]) and _can_turn(after, inner[-1])


def _can_turn(outside: str, inside: str) -> bool:
    if unicodedata.category(inside)[0] not in "PSZC":
        return True
    if inside.isspace():
        return False
    return outside.isspace() or outside in _PUNCTUATION or unicodedata.category(outside)[0] == "P"


_PUNCTUATION = frozenset(string.punctuation)


def _is_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def _has_strong(content: Sequence[Inline]) -> bool:
    return any(
        isinstance(each, Span) and (each.mark.name == "strong" or _has_strong(each.content))
        for each in content
    )


def _as_element(span: Span, place: Place) -> str:
    inner = written(span.content, place, ">", "<")
    return f"{tag(span.mark.name, span.mark.attributes)}{inner}</{span.mark.name}>"


def tag(name: str, attributes: Attributes) -> str:
    """A start tag inside a paragraph."""
    given = "".join(
        f' {each}="{escaping.attribute(value)}"' if value else f" {each}"
        for each, value in attributes
    )
    return f"<{name}{given}>"


# -- links, images, code -------------------------------------------------------------------------


def _link(span: Span, place: Place) -> str:
    given = dict(span.mark.attributes)
    href = given["href"]
    shows_itself = span.content == (Text(href),) and "title" not in given
    if shows_itself and _PLAIN_URL.fullmatch(href) and not _REFERENCE.search(href):
        return f"<{href}>"
    inner = written(span.content, replace(place, in_label=True), "[", "]")
    return f"[{inner}]({destination(href, given.get('title', ''))})"


def destination(url: str, title: str) -> str:
    """What stands between the parentheses of a link or an image."""
    return escaping.url(url) + (f' "{escaping.title(title)}"' if title else "")


def image(shown: Image, in_cell: bool = False) -> str:
    alt = escaping.text(shown.alt, "[", "]", is_label=True)
    alt = alt.replace("|", "\\|") if in_cell else alt
    return f"![{alt}]({destination(shown.src, shown.title)})"


def _code(span: Span, place: Place) -> str | None:
    """A code span; None if its text has marks, spaces at an end, or a sign that ends a cell."""
    if len(span.content) != 1 or not isinstance(span.content[0], Text):
        return None
    text = span.content[0].text
    if text != text.strip() or (place.in_cell and "|" in text):
        return None
    runs = {len(run) for run in _BACKTICKS.findall(text)}
    fence = "`" * (max(runs, default=0) + 1)
    space = " " if text[0] == "`" or text[-1] == "`" else ""
    return f"{fence}{space}{text}{space}{fence}"


def _atom(atom: Atom, place: Place) -> str:
    if isinstance(atom, Break):
        return "<br>" if place.on_a_line else "  \n"
    if isinstance(atom, Image):
        return image(atom, place.in_cell)
    if isinstance(atom, Note):
        return note_as_html(atom) if place.notes_as_html else f"[^{atom.number}]"
    return tag(atom.name, atom.attributes) + ("</a>" if atom.name == "a" else "")


def note_as_html(note: Note) -> str:
    """A reference as an engine would write it."""
    number = note.number
    return f'<sup class="footnote-ref"><a href="#fn-{number}">{number}</a></sup>'
