"""Straight quotation marks and apostrophes → those of a language: «…», „…“ in Kazakh and Russian,
“…”, ‘…’ in English.

Only pairs within a paragraph are changed; a mark without its partner, as in `5"`, stays. Pairs in a
pair take the other form, whichever marks were there already.
"""

import re
from collections.abc import Iterator
from html import unescape

from kazarchive.rules.pieces import Piece, pieces

STYLES = {
    **dict.fromkeys("be kk ky ru tt uk".split(), ("«»", "„“")),
    **dict.fromkeys("en tr uz".split(), ("“”", "‘’")),
    "de": ("„“", "‚‘"),
}
"""Language → the marks of the first and of the second level."""

_SIGN = re.compile("[\"'«»„“”‚‘’]")
_ENTITY = re.compile(r"&(?:#\d+|#x[\da-fA-F]+|\w+);")
_STRAIGHT = re.compile("&(?:quot|apos|#0*3[49]|#[xX]0*2[27]);")
_ELISION = re.compile(r"(?:\d\ds?|tis|twas|em|cause|til|n|round|bout)(?!\w)", re.IGNORECASE)
_OPENING = frozenset("([{—–-/…>¿¡*")


def in_html(body: str, lang: str) -> str:
    """The body with the marks of a language in its text. `body`: HTML."""
    style = _style(lang)
    if style is None or not ('"' in body or "'" in body or "&#" in body):
        return body
    out: list[str] = []
    paragraph: list[Piece] = []
    for piece in pieces(body):
        if piece.kind == "block":
            out += [*_paragraph(paragraph, style), piece.html]
            paragraph = []
        else:
            paragraph.append(piece)
    return "".join([*out, *_paragraph(paragraph, style)])


def in_text(text: str, lang: str) -> str:
    """A plain text of one line with the marks of a language."""
    style = _style(lang)
    if style is None or not ('"' in text or "'" in text):
        return text
    return _set(text, text, style)


def _style(lang: str) -> tuple[str, str] | None:
    return STYLES.get(lang.partition("-")[0])


def _paragraph(parts: list[Piece], style: tuple[str, str]) -> Iterator[str]:
    texts = [_straight(part.html) if part.kind == "text" else "" for part in parts]
    if not any('"' in text or "'" in text for text in texts):
        yield from (part.html for part in parts)
        return
    shadows = [
        _shadow(text) if part.kind == "text" else "\ufffc" * (part.kind == "verbatim")
        for part, text in zip(parts, texts, strict=True)
    ]
    joined = [text or shadow for text, shadow in zip(texts, shadows, strict=True)]
    changed = _set("".join(joined), "".join(shadows), style)
    done = 0
    for part, text in zip(parts, joined, strict=True):
        end = done + len(text)
        yield changed[done:end] if part.kind == "text" else part.html
        done = end


def _straight(text: str) -> str:
    """The text of HTML with its straight marks as characters."""
    if "&" not in text:
        return text
    return _STRAIGHT.sub(lambda mark: unescape(mark[0]), text)


def _shadow(text: str) -> str:
    """A text of the same length in which references are what they stand for: a space or a word."""
    if "&" not in text:
        return text
    return _ENTITY.sub(lambda found: (" " if found[0] == "&nbsp;" else "x") * len(found[0]), text)


def _set(text: str, shadow: str, style: tuple[str, str]) -> str:
    pairs, apostrophes = _pairs(shadow, style)
    forms = dict.fromkeys(apostrophes, "’")
    ends = {start: end for end, start in pairs.items()}
    levels: list[int] = []
    for at in sorted({*pairs, *ends}):
        if at in pairs:
            levels.pop()
            continue
        sign, end = shadow[at], ends[at]
        known = next((n for n in (0, 1) if style[n][0] == sign), None)
        if known is None and levels:
            known = 1 - levels[-1]
        if known is None:
            known = int(sign == "'" and style[0] == "“”")
        levels.append(known)
        if sign in "\"'":
            forms[at], forms[end] = style[known][0], style[known][1]
    letters = list(text)
    for at, form in forms.items():
        letters[at] = form
    return "".join(letters)


_PARTNERS = {"»": "«", "”": "“", "’": "‘"}


def _pairs(text: str, style: tuple[str, str]) -> tuple[dict[int, int], list[int]]:
    """(closing → opening position of each pair, the positions of apostrophes)."""
    partners = _PARTNERS | {form[1]: form[0] for form in style}
    pairs: dict[int, int] = {}
    stack: list[tuple[int, str]] = []
    waiting: dict[str, int] = {}
    roles: dict[int, str] = {}
    apostrophes: list[int] = []

    def close(sign: str, at: int) -> None:
        while True:
            start, other = stack.pop()
            waiting[other] -= 1
            if other == sign:
                pairs[at] = start
                roles[at] = "close"
                return
            if other == "'" and _elided(text, start, style):
                apostrophes.append(start)

    def open_(sign: str, at: int) -> None:
        stack.append((at, sign))
        waiting[sign] = waiting.get(sign, 0) + 1
        roles[at] = "open"

    for found in _SIGN.finditer(text):
        at, sign = found.start(), found[0]
        before = text[at - 1] if at else " "
        after = text[at + 1] if at + 1 < len(text) else " "
        role = roles.get(at - 1, "")
        opens = not after.isspace() and (
            before.isspace() or before in _OPENING or role == "open" or before in "«„"
        )
        closes = not before.isspace() and role != "open"
        if sign not in "\"'":
            if sign in partners and waiting.get(partners[sign]):
                close(partners[sign], at)
            elif sign in partners.values():
                open_(sign, at)
            continue
        if sign == "'" and before.isalpha() and after.isalpha():
            apostrophes.append(at)
        elif closes and waiting.get(sign) and (sign == '"' or stack[-1][1] == "'"):
            close(sign, at)
        elif opens and not (sign == "'" and _ELISION.match(text, at + 1)):
            open_(sign, at)
        elif sign == "'" and (before.isalpha() or _elided(text, at, style)):
            apostrophes.append(at)
    apostrophes += [at for at, sign in stack if sign == "'" and _elided(text, at, style)]
    return pairs, apostrophes


def _elided(text: str, at: int, style: tuple[str, str]) -> bool:
    """Whether an unpaired mark stands for letters at the beginning of a word, as in English."""
    before = text[at - 1] if at else " "
    return style[0] == "“”" and text[at + 1 : at + 2].isalnum() and not before.isalnum()
