"""Marks of text in the HTML of an article: `==mark==`, `H~2~O`, `м^2^`, and abbreviations.

The rules are strict, because texts use the same signs plainly. `==` must be right around the words
and begins after no letter. `~` and `^` begin directly after a letter, a digit or a bracket, with
nothing but letters, digits and a few signs up to their end: `~100`, `10~15` and `[^1]` are text.
A noncharacter before a sign (reading/marks.py) keeps it as text.
"""

import html as entities
import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from kazarchive.rules.pieces import Piece, pieces

NAMES = ("mark", "sub", "sup", "abbr")

_EQUALS = re.compile(r"(?<![=\ufdd0-\ufdef])==(?!=)")
_SMALL = r"(?=[^\s~^]*[^\W_])[\w+\-\u2212–±,.()/*′']{1,30}"
SUB = re.compile(rf"(?<=[^\W_])~(?!~)({_SMALL})~(?!~)")
"""A subscript, in Markdown and in HTML."""
_SUP = re.compile(rf"(?:(?<=[^\W_])|(?<=[)\]]))\^({_SMALL})\^(?!\^)")
_SUP_AFTER_TAG = re.compile(rf"(?:\A|(?<=[^\W_])|(?<=[)\]]))\^({_SMALL})\^(?!\^)")


def with_marks(body: str, marks: Collection[str], abbreviations: Mapping[str, str]) -> str:
    """The body with the elements of these marks. `abbreviations`: short form → what it means."""
    small = ("sub" in marks and "~" in body) or ("sup" in marks and "^" in body)
    marked = "mark" in marks and "==" in body
    if not (small or marked or abbreviations):
        return body
    parts: Iterable[Piece] = pieces(body)
    if small:
        parts = _with_small(parts, marks)
    if marked:
        parts = _again(_with_highlights(parts))
    if abbreviations:
        parts = _with_abbreviations(parts, abbreviations)
    return "".join(part.html for part in parts)


def _again(parts: Iterable[str]) -> Iterator[Piece]:
    return pieces("".join(parts))


def _with_small(parts: Iterable[Piece], marks: Collection[str]) -> Iterator[Piece]:
    """Subscripts and superscripts."""
    after_tag = False
    for part in parts:
        if part.kind != "text":
            after_tag = part.step < 0
            yield part
            continue
        text = part.html
        if "sub" in marks and "~" in text:
            text = SUB.sub(r"<sub>\1</sub>", text)
        if "sup" in marks and "^" in text:
            text = (_SUP_AFTER_TAG if after_tag else _SUP).sub(r"<sup>\1</sup>", text)
        after_tag = False
        if text == part.html:
            yield part
        else:
            yield from pieces(text)


def _with_highlights(parts: Iterable[Piece]) -> list[str]:
    """`==` in pairs, each in one paragraph and around whole elements."""
    out: list[str] = []
    depth, opening = 0, (-1, 0)
    before = ""
    for kind, html, step in parts:
        if kind == "text":
            done = 0
            for sign in _EQUALS.finditer(html):
                out.append(html[done : sign.start()])
                done = sign.end()
                last = html[sign.start() - 1] if sign.start() else before
                following = html[done : done + 1]
                at, level = opening
                if at >= 0 and level == depth and last.strip() and any(out[at + 1 :]):
                    out[at] = "<mark>"
                    out.append("</mark>")
                    opening = (-1, 0)
                else:
                    if not following.isspace() and not last.isalnum():
                        opening = (len(out), depth)
                    out.append("==")
            out.append(html[done:])
            before = html[-1:]
            continue
        depth += step
        if kind == "block" or depth < opening[1]:
            opening = (-1, 0)
        if kind == "block":
            depth = 0
        before = {"block": "", "inline": ")", "verbatim": ")"}[kind]
        out.append(html)
    return out


def _with_abbreviations(
    parts: Iterable[Piece], abbreviations: Mapping[str, str]
) -> Iterator[Piece]:
    forms = sorted(abbreviations, key=len, reverse=True)
    written = "|".join(re.escape(_text(form)) for form in forms)
    words = re.compile(rf"(?<!\w)({written})(?!\w)|{_ENTITY}")

    def explained(word: re.Match[str]) -> str:
        if not word[1]:
            return word[0]
        title = entities.escape(abbreviations[entities.unescape(word[0])])
        return f'<abbr title="{title}">{word[0]}</abbr>'

    explained_already = False
    for part in parts:
        if part.kind == "inline" and part.html.startswith(("<abbr", "</abbr")):
            explained_already = part.step > 0
        if part.kind == "text" and not explained_already:
            part = part._replace(html=words.sub(explained, part.html))
        yield part


_ENTITY = r"&#?\w+;"
"""A character reference, whose letters are no word: `amp` in `&amp;`."""


def _text(form: str) -> str:
    """A short form as it is in the text of HTML."""
    return entities.escape(form, quote=False)
