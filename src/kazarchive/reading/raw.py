"""Raw HTML in Markdown that would swallow the text below it: found in the source.

Markdown takes `<script>`, `<!--`, `<?` and `<!X` at the beginning of a line for a block that ends
where they are closed, else with the article (CommonMark 0.31.2, 4.6). So what is never closed is
hidden from the engine by a letter in the place of its `<`, which becomes `<` again in the HTML: as
text, whether it stood in a sentence or in code. A comment inside a line ends with its paragraph
for an engine, and hides what an editor wrote from nobody: it is put on one line.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from kazarchive.rules import stray

SIGN = "\ufdd0"
"""In the place of `<`: a noncharacter, of which `text.printable` has left none in the source."""

_IN_URL = "%EF%B7%90"

_BLOCKS = re.compile(
    rf"<(?:(/?)({'|'.join(sorted(stray.BLOCKS))})(?=[\s>/])|\?|!(?=\[CDATA\[|[a-z]))",
    re.IGNORECASE,
)
_ENDS = {"?": "?>", "[": "]]>"}
_DESTINATION = re.compile(r"\](?:\(|:)[ \t]*+\Z")

# Where a `<!--` is no comment: in a fence, in a code span, in a script.
_CODE = re.compile(
    r"^[ \t>]*+(?:(?:[-+*]|\d{1,9}[.)])[ \t]++)*(`{3,}(?![^\n]*`)|~{3,})[^\n]*+\n"
    r".*?(?:^[ \t>]*+\1[`~]*+[ \t]*+$|\Z)"
    r"|\\[\\`<]"
    r"|(?<!`)(`++)(?:(?!\n[ \t>]*\n).){1,2000}?(?<!`)\2(?!`)"
    r"|(?P<comment><!--)",
    re.DOTALL | re.MULTILINE,
)
_NEARLY = re.compile(r"--\s++>|- -\s*+>|--!>|[–—]\s*+>|--&gt;")
_BLANK = re.compile(r"\n[ \t>]*+(?=\n)")
_BLOCK_START = re.compile(r"^[ \t>]*+(?:(?:[-+*]|\d{1,9}[.)])[ \t]++)*\Z")


class Comment(Struct, frozen=True):
    """A `<!--` that is meant for a comment."""

    start: int
    end: int
    """Behind its end; equal to `start` where it has none."""
    nearly: str = ""
    """What stands in the place of `-->`."""
    another: int = -1
    """Where another comment begins inside of it."""


def hidden(body: str, trusted: bool) -> str:
    """A body whose raw HTML swallows nothing that its author did not put inside."""
    if "<" not in body:
        return body
    edits = {at: (at + 1, SIGN) for at in _unclosed(body, trusted)}
    for one in comments(body):
        if one.start == one.end:
            edits[one.start] = (one.start + 1, SIGN)
        elif one.nearly:
            edits[one.end - len(one.nearly)] = (one.end, "-->")
        if "\n" in (inside := body[one.start : one.end]) and _in_a_line(body, one, inside):
            end = one.end - len(one.nearly) if one.nearly else one.end
            edits[one.start] = (end, " ".join(body[one.start : end].split()))
    return _edited(body, edits) if edits else body


def shown(html: str) -> str:
    """The HTML of a body that was `hidden`."""
    return html.replace(SIGN, "&lt;").replace(_IN_URL, "%3C")


def comments(body: str) -> Iterator[Comment]:
    """All but those in code, whether they end or not."""
    if "<!--" not in body:
        return
    last, at = body.rfind("-->"), 0
    while found := _CODE.search(body, at):
        at = found.end()
        if found["comment"]:
            one = _comment(body, found.start(), last)
            at = max(at, one.end)
            yield one


def _comment(body: str, start: int, last: int) -> Comment:
    end = body.find("-->", start + 2) + 3 if start + 2 <= last else -1
    another = body.find("<!--", start + 4, end if end > 0 else len(body))
    if end > 0 and another < 0:
        return Comment(start, end)
    nearly = _NEARLY.search(body, start + 4, another if another > 0 else len(body))
    if nearly:
        return Comment(start, nearly.end(), nearly[0])
    return Comment(start, end, "", another) if end > 0 else Comment(start, start)


def _in_a_line(body: str, one: Comment, inside: str) -> bool:
    """Whether a comment of several paragraphs begins behind something else."""
    line = body[body.rfind("\n", 0, one.start) + 1 : one.start]
    return _BLANK.search(inside) is not None and not _BLOCK_START.match(line)


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


def _edited(body: str, edits: dict[int, tuple[int, str]]) -> str:
    """`edits`: start → end, and what stands there then. None stands in another."""
    pieces, done = [], 0
    for start, (end, instead) in sorted(edits.items()):
        if start >= done:
            pieces += [body[done:start], instead]
            done = end
    return "".join([*pieces, body[done:]])
