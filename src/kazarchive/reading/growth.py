"""A Markdown text → whether its HTML would be too large, decided before an engine converts it.

An engine fills each row of a table up to the width of its header, and Python-Markdown repeats the
URL and the title of a definition at each use. The size of a page can therefore be quadratic in that
of its text: 51,000 bytes took 1.2 GB.
"""

import re
from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from kazarchive.config.content import MarkdownOptions

FREE = 1_000_000
"""Characters of HTML that any text may have."""

TIMES = 20
"""Further characters for each character of the text: a table cell of two becomes thirty."""

CELLS = 20_000
"""Table cells that any text may have; two more are allowed for each `|`, since a written cell has
one. A cell takes 2,000 bytes in Python-Markdown."""

_DELIMITERS = re.compile(r"^[ \t>]*+\|?[ \t]*+:?-+:?[ \t]*+(?:\|[ \t]*+(?::?-+:?)?[ \t]*+)*$")
_DEFINITION = re.compile(
    r"^[ \t>]*+(\*?)\[([^\[\]\n]++)\]:([^\n]*+(?:\n[ \t]*+[\"'(][^\n]*+)?)", re.MULTILINE
)
_USE = re.compile(r"\[([^\[\]]*+)\]")


class Growth(Struct, frozen=True):
    """The part of a text that grows too much."""

    line: int
    """The line of the text, from 0."""
    reason: str


def most(body: str) -> int:
    """The allowed number of characters of HTML for a body."""
    return FREE + TIMES * len(body)


def fault(body: str, options: MarkdownOptions) -> Growth | None:
    """The part of a body whose HTML would exceed the limit; None if none is known."""
    if "|" in body and (table := next(_tables(body), None)):
        return table
    if "]:" in body and options.engine == "python-markdown":
        return next(_definitions(body), None)
    return None


def _tables(body: str) -> Iterator[Growth]:
    """Tables whose rows are filled up to too many cells, including those of all tables above."""
    width = first = cells = 0
    allowed = CELLS + 2 * body.count("|")
    for number, line in enumerate(body.split("\n")):
        if not line.strip(" \t>"):
            width = 0
        elif width:
            cells += width
            if cells > allowed:
                yield Growth(first, f"more than {allowed:,} cells of tables would come of it")
        elif "|" in line and _DELIMITERS.match(line):
            width, first = line.count("|") + 1, number


def _definitions(body: str) -> Iterator[Growth]:
    """URLs, titles and abbreviations that are repeated too often."""
    uses = Counter(map(_label, _USE.findall(body)))
    letters, allowed = 0, most(body)
    for definition in _DEFINITION.finditer(body):
        abbreviation, name, what = definition.groups()
        times = body.count(name) if abbreviation else uses[_label(name)]
        letters += times * len(what)
        if letters > allowed:
            reason = (
                f"`[{name[:60]}]` stands in it {times:,} times, each with {len(what):,} letters"
            )
            yield Growth(body.count("\n", 0, definition.start()), reason)


def _label(written: str) -> str:
    return " ".join(written.split()).casefold()
