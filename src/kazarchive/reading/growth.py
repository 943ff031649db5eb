"""A bound on how much HTML may come of a text, kept before an engine makes it where that is known.

An engine fills each row of a table up to the width of its header, and Python-Markdown writes the
address and the title of a definition out at each of its uses, so that a page can grow with the
square of its text: 51,000 bytes once took 1.2 GB.
"""

import re
from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from kazarchive.config.options import MarkdownOptions

FREE = 1_000_000
"""Letters of HTML that any text may become."""

TIMES = 20
"""And so many again for each letter of it: a cell of a table is two letters and becomes thirty."""

CELLS = 20_000
"""That any text may have; and two more for each `|`, which a cell that is written has. One takes an
engine in Python two thousand bytes."""

_DELIMITERS = re.compile(r"^[ \t>]*+\|?[ \t]*+:?-+:?[ \t]*+(?:\|[ \t]*+(?::?-+:?)?[ \t]*+)*$")
_DEFINITION = re.compile(
    r"^[ \t>]*+(\*?)\[([^\[\]\n]++)\]:([^\n]*+(?:\n[ \t]*+[\"'(][^\n]*+)?)", re.MULTILINE
)
_USE = re.compile(r"\[([^\[\]]*+)\]")


class Growth(Struct, frozen=True):
    """What makes too much of a text."""

    line: int
    """Of the text, from 0."""
    reason: str


def most(body: str) -> int:
    """How many letters of HTML may come of a body."""
    return FREE + TIMES * len(body)


def fault(body: str, options: MarkdownOptions) -> Growth | None:
    """What would make more of a body than it may become; None if nothing is known to."""
    if "|" in body and (found := next(_tables(body), None)):
        return found
    if "]:" in body and options.engine == "python-markdown":
        return next(_definitions(body), None)
    return None


def _tables(body: str) -> Iterator[Growth]:
    """Tables whose rows are filled up to too many cells, all tables above counted in."""
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
    """Addresses, titles and abbreviations that are written out too often."""
    uses = Counter(_label(one) for one in _USE.findall(body))
    letters, allowed = 0, most(body)
    for found in _DEFINITION.finditer(body):
        abbreviation, name, what = found.groups()
        times = body.count(name) if abbreviation else uses[_label(name)]
        letters += times * len(what)
        if letters > allowed:
            reason = (
                f"`[{name[:60]}]` stands in it {times:,} times, each with {len(what):,} letters"
            )
            yield Growth(body.count("\n", 0, found.start()), reason)


def _label(written: str) -> str:
    return " ".join(written.split()).casefold()
