"""Raw HTML in Markdown that would swallow the text below it: found in the source.

Markdown takes `<script>`, `<!--`, `<?` and `<!X` at the beginning of a line for a block that ends
where they are closed, else with the article (CommonMark 0.31.2, 4.6). So what is never closed is
hidden from the engine by a letter in the place of its `<`, which becomes `<` again in the HTML: as
text, whether it stood in a sentence or in code. A comment ends with its line, paragraph, list or
quotation for an engine, and hides what an editor wrote from nobody: it is emptied, or put on one
line where authors are trusted with what is in it.
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

# Where a `<!--` is no comment: in a fence, in a code span, in an attribute; `raw`: in a script.
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
"""So many lines above are looked at for the list in which a line stands."""


class Comment(Struct, frozen=True):
    """A `<!--` that is meant for a comment."""

    start: int
    end: int
    """Behind its end; equal to `start` where it has none."""
    nearly: str = ""
    """What stands in the place of `-->`."""
    beginning: str = ""
    """What stands in the place of `<!--`."""
    another: int = -1
    """Where another comment begins inside of it."""


def sign(body: str) -> str:
    """What stands in the place of a `<` of a body that is hidden from an engine."""
    return signs.sign(body, signs.FOR_TAGS)


def hidden(body: str, trusted: bool) -> str:
    """A body whose raw HTML swallows nothing that its author did not put inside."""
    if "<" not in body:
        return body
    instead = sign(body)
    edits = {at: (at + 1, instead) for at in _unclosed(body, trusted)}
    for one in comments(body):
        if one.start == one.end:
            edits[one.start] = (one.start + 1, instead)
        else:
            edits[one.start] = (one.end, _on_a_line(body, one) if trusted else "<!---->")
    return stray.edited(body, edits) if edits else body


def _on_a_line(body: str, one: Comment) -> str:
    """A comment as it is written; on one line where an engine might not take all of it for one."""
    inside = body[one.start + len(one.beginning or "<!--") : one.end - len(one.nearly or "-->")]
    begins_a_line = one.start == 0 or body[one.start - 1] == "\n"
    if "\n" in inside and (not begins_a_line or _BLANK.search(inside)):
        inside = f" {' '.join(inside.split())} "
    return f"<!--{inside}-->"


def shown(html: str, sign: str) -> str:
    """The HTML of a body in which a sign stands for each `<` that was hidden."""
    return html.replace(sign, "&lt;").replace(signs.in_url(sign), "%3C")


def comments(body: str) -> Iterator[Comment]:
    """All but those in code, whether they end or not."""
    if "<!" not in body:
        return
    last, at = body.rfind("-->"), 0
    ends: dict[str, list[int]] | None = None
    while found := _CODE.search(body, at):
        at = found.end()
        if found["raw"]:
            ends = _raw_ends(body) if ends is None else ends
            closings = ends.get(found["raw"].lower(), [])
            behind = bisect_left(closings, at)
            at = closings[behind] if behind < len(closings) else at
        elif (
            found["comment"]
            and not _is_indented_code(body, found.start())
            and (one := _comment(body, found, last))
        ):
            at = max(at, one.end)
            yield one


def _raw_ends(body: str) -> dict[str, list[int]]:
    """Where the end tags of elements stand whose content is no HTML."""
    ends: dict[str, list[int]] = {}
    for found in _RAW_END.finditer(body):
        ends.setdefault(found[1].lower(), []).append(found.start())
    return ends


def _comment(body: str, found: re.Match[str], last: int) -> Comment | None:
    if found["comment"] != "<!--":
        return _begun_otherwise(body, found)
    start = found.start()
    end = body.find("-->", start + 2) + 3 if start + 2 <= last else -1
    another = body.find("<!--", start + 4, end if end > 0 else len(body))
    if end > 0 and another < 0:
        return Comment(start, end)
    nearly = _NEARLY.search(body, start + 4, another if another > 0 else len(body))
    if nearly:
        return Comment(start, nearly.end(), nearly[0])
    return Comment(start, end, another=another) if end > 0 else Comment(start, start)


def _begun_otherwise(body: str, found: re.Match[str]) -> Comment | None:
    """A comment that begins with `<!–`, as a word processor makes of `<!--`, if it ends in its
    line."""
    line = body.find("\n", found.end())
    end = _END.search(body, found.end(), line if line >= 0 else len(body))
    if not end:
        return None
    nearly = "" if end[0] == "-->" else end[0]
    return Comment(found.start(), end.end(), nearly, found["comment"])


def _is_indented_code(body: str, start: int) -> bool:
    """Whether a line begins with four blanks before a place, and belongs to no list or note."""
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
    """Where stands a `<` that begins a block without an end."""
    tags = []
    for found in _BLOCKS.finditer(body):
        at, name = found.start(), (found[2] or "").lower()
        if is_destination(body, at):
            continue
        if name and (not trusted or name in stray.GREEDY):
            tags.append(stray.Tag(at, found.end(), name, bool(found[1]), ""))
        elif not name and not _declaration_ends(body, at, trusted):
            yield at
    stray.pair(tags)
    yield from (tag.start for tag in tags if tag.pair is None and not tag.closing)


def is_destination(body: str, at: int) -> bool:
    """Whether a `<` begins the address of a link or an image: `](<my photo.png>)`."""
    return _DESTINATION.search(body, max(0, at - 20), at) is not None


def _declaration_ends(body: str, at: int, trusted: bool) -> bool:
    """Whether a `<?` or `<!X` ends in its paragraph; of those that are not trusted, `<!doctype>`
    alone may stand, which has no text."""
    if not trusted:
        return stray.DOCTYPE.match(body, at) is not None
    blank = body.find("\n\n", at)
    end = _ENDS.get(body[at + 1], _ENDS.get(body[at + 2 : at + 3], ">"))
    return body.find(end, at, blank if blank >= 0 else len(body)) >= 0
