"""Text, titles and URLs → the same in Markdown, escaped for their place.

Only forms that both engines read alike are used, and only characters that mean something in their
place are escaped. A reference such as `&#96;` stands where Python-Markdown has no backslash escape.
"""

import html
import re

_SPECIAL = re.compile(r"[\\`*_{\[\]<&~|!]")
_MARKS = (
    (re.compile(r"[\\`*{]"), r"\\\g<0>"),
    (re.compile(r"(?<![^\W_])_|_(?![^\W_])"), r"\\_"),
    (re.compile(r"&(?=#|\w+;)"), "&amp;"),
    (re.compile(r"<(?![ \t])"), "&lt;"),
    (re.compile(r"(?<=\S)~"), "&#126;"),
)
_BRACKETS = re.compile(r"[\[\]]")
_LINK_MARKS = re.compile(r"\[(?=\^)|\](?=[(\[])")

_IN_TITLE = re.compile(r"[\"\\`<\[\]|]|&(?=#|\w+;)|'(?=\))|[^\S ]")
_IN_URL = re.compile(r"[\"'\\`<>\[\]|]|&(?=#|\w+;)")
_IN_ATTRIBUTE = re.compile(r"[\"\\`<>\[\]|&]")
_BLANK = re.compile(r"[\0-\x20\x7f]+")


def text(written: str, before: str = " ", after: str = " ", is_label: bool = False) -> str:
    """A text that is not at the beginning of a line. `before`, `after`: the characters beside it.
    `is_label`: whether it is inside the brackets of a link or an image."""
    if written.startswith(":") and before == "]":
        return "&#58;" + text(written[1:], ":", after, is_label) if written[1:] else "&#58;"
    if not _SPECIAL.search(written):
        return written
    escaped = written
    for pattern, replacement in _MARKS:
        escaped = pattern.sub(replacement, escaped)
    escaped = (_BRACKETS if is_label else _LINK_MARKS).sub(r"\\\g<0>", escaped)
    escaped = escaped.replace("]:", "]&#58;")  # Python-Markdown takes `[a\]: b` for a definition
    if written[0] == "~" and not before.isspace():
        escaped = "&#126;" + escaped[1:]
    ends_label = written[-1] == "]" and not (after.isspace() or is_label)
    if ends_label or (written[-1] == "!" and after == "["):
        escaped = f"{escaped[:-1]}\\{written[-1]}"
    return escaped


def title(written: str) -> str:
    """A title, for its place between `"`."""
    return _IN_TITLE.sub(_reference, written)


def url(written: str) -> str:
    """A URL, for its place between `(` and `)`."""
    escaped = _BLANK.sub("%20", _IN_URL.sub(_reference, written.strip()))
    if not _is_balanced(escaped):
        escaped = escaped.replace("(", "&#40;").replace(")", "&#41;")
    return escaped


def attribute(written: str) -> str:
    """The value of an attribute of HTML inside a paragraph, where an engine may look for Markdown
    before it looks for tags."""
    return _IN_ATTRIBUTE.sub(_reference, written).replace("\n", " ")


_NAMED = {'"': "&quot;", "<": "&lt;", ">": "&gt;", "&": "&amp;", "\u00a0": "&nbsp;"}


def _reference(sign: re.Match[str]) -> str:
    return _NAMED.get(sign[0]) or f"&#{ord(sign[0])};"


def _is_balanced(written: str) -> bool:
    """Whether each parenthesis has its other one."""
    depth = 0
    for sign in written:
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return False
    return depth == 0


def content(written: str) -> str:
    """A text in a block of HTML, where nothing is Markdown."""
    return html.escape(written, quote=False)
