"""The text of the classic editor, in which blank lines separate paragraphs → HTML.

The rules are those by which WordPress shows such a text: a blank line ends a paragraph, a single
line break is `<br>`; elements of the block level stand by themselves, their direct text becomes
paragraphs only where it has blank lines, that of a quotation always; `pre`, scripts, styles and
comments are not touched.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_BLOCKS = frozenset(
    "address article aside blockquote caption center col colgroup dd details dialog div dl dt"
    " fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main map"
    " math menu nav ol option p section select style summary table tbody td tfoot th thead tr"
    " ul".split()
)
_VOID = frozenset({"hr", "col"})
_WRAPS = frozenset({"", "blockquote", "form", "article", "section", "main", "center"})
"""Elements whose direct text is always in paragraphs; the empty name is the text as a whole."""
_STRUCTURE = frozenset(
    "table thead tbody tfoot tr colgroup ul ol dl menu select map math hgroup".split()
)
"""Elements without text of their own."""
_VERBATIM = frozenset({"pre", "script", "style", "textarea", "svg"})

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*>")
_BREAKS = re.compile(r"(?:<br\s*/?>\s*){2,}", re.IGNORECASE)
_BLANK = re.compile(r"\n[ \t]*\n\s*")
_PIECES = re.compile(r"<[^<>]*>|[^<]+|<")


class _Token(NamedTuple):
    text: str
    name: str = ""
    """Of an element of the block level; `#` of what is not touched."""
    closes: bool = False


def paragraphs(text: str) -> str:
    text = _BREAKS.sub("\n\n", text.replace("\r\n", "\n").replace("\r", "\n"))
    written, run = list[str](), list[str]()
    opened = [""]
    for token in _tokens(text):
        if not token.name:
            run.append(token.text)
            continue
        written.append(_shown("".join(run), opened[-1]))
        run.clear()
        written.append(token.text)
        if token.closes and token.name in opened[-_DEEPEST:]:
            while opened.pop() != token.name:
                pass
        elif not token.closes and token.name not in _VOID and token.name != "#":
            opened.append(token.name)
    written.append(_shown("".join(run), opened[-1]))
    return "\n".join(filter(None, written))


_DEEPEST = 200


def _tokens(text: str) -> Iterator[_Token]:
    """Tags of the block level and what is not touched, each alone, and what is between them."""
    at, unclosed = 0, set[str]()
    while (start := text.find("<", at)) >= 0:
        if start > at:
            yield _Token(text[at:start])
        at, token = _markup(text, start, unclosed)
        yield token
    if at < len(text):
        yield _Token(text[at:])


def _markup(text: str, start: int, unclosed: set[str]) -> tuple[int, _Token]:
    """The token that begins with `<`, and where it ends. `unclosed`: what has no end any more."""
    if text.startswith("<!--", start) and "-->" not in unclosed:
        end = text.find("-->", start)
        if end >= 0:
            return end + 3, _Token(text[start : end + 3], "#")
        unclosed.add("-->")
    tag = _TAG.match(text, start)
    if tag is None:
        return start + 1, _Token("<")
    name = tag[2].lower()
    if name in _VERBATIM and not tag[1] and name not in unclosed:
        closing = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(text, tag.end())
        if closing:
            return closing.end(), _Token(text[start : closing.end()], "#")
        unclosed.add(name)
    return tag.end(), _Token(tag[0], name if name in _BLOCKS else "", bool(tag[1]))


def _shown(run: str, parent: str) -> str:
    """Text and inline elements that stand together in an element."""
    if parent in _STRUCTURE:
        return run.strip()
    parts = [part for part in _BLANK.split(run.strip()) if part.strip()]
    texts = [_with_breaks(part.strip()) for part in parts]
    if parent == "p":
        return "</p>\n<p>".join(texts)
    if parent in _WRAPS or len(texts) > 1:
        return "\n".join(f"<p>{text}</p>" for text in texts)
    return "".join(texts)


def _with_breaks(text: str) -> str:
    """Line breaks of the text, not those within tags, as `<br>`."""
    pieces: Sequence[str] = _PIECES.findall(text)
    written, after_break = list[str](), False
    for piece in pieces:
        if piece.startswith("<"):
            after_break = piece[1:3].lower() == "br"
            written.append(piece)
            continue
        if after_break and piece.lstrip(" \t").startswith("\n"):
            written.append("\n")
            piece = piece.lstrip(" \t")[1:]
        written.append(re.sub(r"[ \t]*\n", "<br>\n", piece))
        after_break = False
    return "".join(written)
