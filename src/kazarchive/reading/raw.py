"""Markdown with raw HTML → the same without HTML that would hide the text below it.

In Markdown, `<script>`, `<!--`, `<?` and `<!X` at the beginning of a line start a block that ends
where they are closed, or else with the article (CommonMark 0.31.2, 4.6). Whatever is never closed
is therefore hidden from the engine by a sign in place of its `<`, which becomes `<` again in the
HTML, as text, both in a sentence and in code. To an engine, a comment ends with its line,
paragraph, list or quotation, so that it may not hide what an editor wrote: it is emptied, or put on
one line if authors are trusted with its content.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from msgspec import Struct

from kazarchive.reading import signs
from kazarchive.rules import stray

_BLOCKS = re.compile(
    rf"<(?:(/?)({'|'.join(sorted(stray.BLOCKS))})(?=[\s>/])|\?|!(?=\[CDATA\[|[a-z]))",
    re.IGNORECASE,
)
_ENDS = {"?": "?>", "[": "]]>"}
_DESTINATION = re.compile(r"\](?:\(|:)[ \t]*+\Z")

# Places in which `<!--` is not a comment: a fence, a code span, an attribute; `raw`: a script.
_CODE = re.compile(
    r"^[ \t>]*+(?:(?:[-+*]|\d{1,9}[.)])[ \t]++)*(`{3,}(?![^\n]*`)|~{3,})[^\n]*+\n"
    r".*?(?:^[ \t>]*+\1[`~]*+[ \t]*+$|\Z)"
    r"|\\[\\`<]"
    r"|(?<!`)(`++)(?:(?!\n[ \t>]*\n).){1,2000}?(?<!`)\2(?!`)"
    r"|=\"[^\"\n]*+\"|='[^'\n]*+'"
    rf"|<(?P<raw>{'|'.join(sorted(stray.RAW))})(?=[\s/>])"
    r"|(?P<comment><!(?:--|[–—]{1,2}-?|-[–—]|[ \t]--|-(?=[ \t])))",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
_RAW_END = re.compile(rf"</({'|'.join(sorted(stray.RAW))})(?=[\s/>])", re.IGNORECASE)
_NEARLY = re.compile(r"--\s++>|- -\s*+>|--!>|[–—]\s*+>|--&gt;")
_END = re.compile(rf"-->|[-–—]?(?:{_NEARLY.pattern})|[–—]->|(?<=\s)->")
_BLANK = re.compile(r"\n[ \t>]*+(?=\n)")
_INDENTED = re.compile(r"(?: {4}| {0,3}\t)[ \t]*+\Z")
_ITEM = re.compile(r" {0,3}(?:(?:[-+*]|\d{1,9}[.)])[ \t]|\[\^[^\[\]]++\]:|[ \t]++)")
_FAR = 100
"""How many lines above a line are examined to find the list to which it belongs."""


class Comment(Struct, frozen=True):
    """A `<!--` that is meant as a comment."""

    start: int
    end: int
    """The position after it; equal to `start` if it has no end."""
    nearly: str = ""
    """The text in place of `-->`, if it is another one."""
    beginning: str = ""
    """The text in place of `<!--`, if it is another one."""
    another: int = -1
    """The position of another comment inside it, or -1."""


def sign(body: str) -> str:
    """The character in place of a hidden `<`."""
    return signs.sign(body, signs.FOR_TAGS)


def hidden(body: str, trusted: bool) -> str:
    """The body with signs in place of each `<` that would hide text, and with harmless comments.
    `trusted`: comments keep their content."""
    if "<" not in body:
        return body
    instead = sign(body)
    edits = {at: (at + 1, instead) for at in _unclosed(body, trusted)}
    for comment in comments(body):
        start, end = comment.start, comment.end
        if start == end:
            edits[start] = (start + 1, instead)
        else:
            edits[start] = (end, _on_a_line(body, comment) if trusted else "<!---->")
    return stray.edited(body, edits) if edits else body


def _on_a_line(body: str, comment: Comment) -> str:
    """A comment as written, or on one line if an engine might end it too early."""
    start = comment.start + len(comment.beginning or "<!--")
    inside = body[start : comment.end - len(comment.nearly or "-->")]
    begins_a_line = comment.start == 0 or body[comment.start - 1] == "\n"
    if "\n" in inside and (not begins_a_line or _BLANK.search(inside)):
        inside = f" {' '.join(inside.split())} "
    return f"<!--{inside}-->"


def restored(html: str, sign: str) -> str:
    """The HTML of a body of `hidden`, with `<` as text in place of each sign."""
    return html.replace(sign, "&lt;").replace(signs.in_url(sign), "%3C")


def comments(body: str) -> Iterator[Comment]:
    """The comments outside code, with or without an end."""
    if "<!" not in body:
        return
    last, at = body.rfind("-->"), 0
    ends: dict[str, list[int]] | None = None
    while match := _CODE.search(body, at):
        at = match.end()
        if match["raw"]:
            ends = _raw_ends(body) if ends is None else ends
            closings = ends.get(match["raw"].lower(), [])
            following = bisect_left(closings, at)
            at = closings[following] if following < len(closings) else at
        elif (
            match["comment"]
            and not _is_indented_code(body, match.start())
            and (comment := _comment(body, match, last))
        ):
            at = max(at, comment.end)
            yield comment


def _raw_ends(body: str) -> dict[str, list[int]]:
    """Element whose content is not HTML → the positions of its end tags."""
    ends: dict[str, list[int]] = {}
    for tag in _RAW_END.finditer(body):
        ends.setdefault(tag[1].lower(), []).append(tag.start())
    return ends


def _comment(body: str, opening: re.Match[str], last: int) -> Comment | None:
    """The comment with an opening. `last`: the position of the last `-->` of the body."""
    if opening["comment"] != "<!--":
        return _begun_otherwise(body, opening)
    start = opening.start()
    end = body.find("-->", start + 2) + 3 if start + 2 <= last else -1
    another = body.find("<!--", start + 4, end if end > 0 else len(body))
    if end > 0 and another < 0:
        return Comment(start, end)
    nearly = _NEARLY.search(body, start + 4, another if another > 0 else len(body))
    if nearly:
        return Comment(start, nearly.end(), nearly[0])
    return Comment(start, end, another=another) if end > 0 else Comment(start, start)


def _begun_otherwise(body: str, opening: re.Match[str]) -> Comment | None:
    """A comment that begins with `<!–`, to which word processors change `<!--`, if it ends on its
    line."""
    line = body.find("\n", opening.end())
    end = _END.search(body, opening.end(), line if line >= 0 else len(body))
    if not end:
        return None
    nearly = "" if end[0] == "-->" else end[0]
    return Comment(opening.start(), end.end(), nearly, opening["comment"])


def _is_indented_code(body: str, start: int) -> bool:
    """Whether a position is in a line that begins with four spaces and belongs to no list or
    footnote."""
    begin = body.rfind("\n", 0, start) + 1
    if not _INDENTED.match(body, begin, start):
        return False
    is_next = True
    for _ in range(_FAR):
        if begin == 0:
            return True
        above = body.rfind("\n", 0, begin - 1) + 1
        line = body[above : begin - 1].rstrip()
        begin = above
        if line and not _INDENTED.match(line[: len(line) - len(line.lstrip())]):
            return not is_next and _ITEM.match(line + " ") is None
        is_next = is_next and bool(line)
    return True


def _unclosed(body: str, trusted: bool) -> Iterator[int]:
    """The position of each `<` that begins a block without an end."""
    tags = []
    for block in _BLOCKS.finditer(body):
        at, name = block.start(), (block[2] or "").lower()
        if is_destination(body, at):
            continue
        if name and (not trusted or name in stray.GREEDY):
            tags.append(stray.Tag(at, block.end(), name, bool(block[1]), ""))
        elif not name and not _declaration_ends(body, at, trusted):
            yield at
    stray.pair(tags)
    yield from (tag.start for tag in tags if tag.pair is None and not tag.closing)


def is_destination(body: str, at: int) -> bool:
    """Whether a `<` begins the URL of a link or an image: `](<my photo.png>)`."""
    return _DESTINATION.search(body, max(0, at - 20), at) is not None


def _declaration_ends(body: str, at: int, trusted: bool) -> bool:
    """Whether a `<?` or `<!X` ends in its paragraph. Without trust, only `<!doctype>` is accepted,
    which has no text."""
    if not trusted:
        return stray.DOCTYPE.match(body, at) is not None
    blank = body.find("\n\n", at)
    end = _ENDS.get(body[at + 1], _ENDS.get(body[at + 2 : at + 3], ">"))
    return body.find(end, at, blank if blank >= 0 else len(body)) >= 0
