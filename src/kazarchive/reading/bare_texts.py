"""A line of front matter that YAML refuses, although it can only be a text → the line with that
text in quotes.

`title: Budget: what changes` is the commonest fault of new authors. Only fields that hold prose are
read so, only where the parser could not continue, and only if nothing else can be meant: a text
with ` #` may end in a comment, and one that goes on below may belong to a list.
"""

import re

_PROSE = re.compile(
    r"(?P<name>(?:title|subtitle|kicker|summary)|(?P<indent> +)(?:caption|alt|credit)): +"
    r"(?P<text>\S.*)",
    re.IGNORECASE,
)
_INDENT = re.compile(" *")


def quoted(block: str, line: int) -> str | None:
    """The block with the text of a line in quotes, if it can be nothing but a text. `line`: where
    the parser could not continue, from 0."""
    lines = block.split("\n")
    prose = _PROSE.fullmatch(lines[line]) if line < len(lines) else None
    if prose is None or _goes_on(lines[line + 1 :], len(prose["indent"] or "")):
        return None
    text = prose["text"].rstrip()
    if not _is_text(text):
        return None
    lines[line] = f"{prose['name']}: '{text.replace(chr(39), chr(39) * 2)}'"
    return "\n".join(lines)


def _goes_on(below: list[str], indent: int) -> bool:
    """Whether the next line belongs to the same value."""
    following = next((each for each in below if each.strip()), "")
    start = _INDENT.match(following)
    return start is not None and start.end() > indent


def _is_text(text: str) -> bool:
    """Whether a text begins as a text, with words in quotes, or with a word in brackets."""
    if " #" in text:
        return False
    first = text[0]
    if first in "\"'":
        return text.count(first) % 2 == 0 and "\\" not in text
    if first == "[":
        return "]" in text[:-1] and text.count("[") == text.count("]")
    return first.isalnum() or first in "«“„(№"
