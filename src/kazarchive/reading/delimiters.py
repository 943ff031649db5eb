"""A file without complete front matter → the reason, most often a line that only looks like `---`.

There may be an invisible character beside the hyphens, or the form of another generator.
"""

import re
from collections.abc import Iterator

from kazarchive.problems import Problem
from kazarchive.problems.visible import is_visible
from kazarchive.reading.source import SourceText

_DASHES = re.compile("[-\u2010-\u2015\u2212]{2,5}|[\u2012-\u2015]")
"""Hyphens or dashes; a longer line underlines a heading."""

BEGIN = "begin with a line `---`, then `title: …` and `date: …`, then another line `---`"
END = "end it with a line `{fence}` before the text of the article"
ALONE = "write `---` alone on the line"


def not_begun(source: SourceText) -> Problem:
    """K0101: the file does not begin with `---`."""
    above = source.text[: len(source.text) - len(source.text.lstrip())].count("\n")
    first = above + 1
    if problem := _nearly(source, "K0101", first):
        return problem
    bare = "".join(_bare(_line(source, number)) for number in (first, first + 1))
    reason, hint = "", BEGIN
    if bare.startswith("---"):
        reason, hint, first = ": there are empty lines above", "let `---` be the first line", 1
    elif above and bare.startswith(("+++", '{"')):
        sign = "+++" if bare.startswith("+") else "{"
        reason, hint, first = ": there are empty lines above", f"let `{sign}` be on line 1", 1
    elif bare.startswith(";;;"):
        reason, hint = ": this is JSON between `;;;`", "write `{` and `}` around it, without `;;;`"
    place = source.place(first, 1, 1_000)
    return Problem("K0101", place, {"reason": reason, "hint": hint})


def not_ended(source: SourceText, fence: str = "---") -> Problem:
    """K0102: the front matter does not end."""
    hint = END.format(fence=fence)
    for number in range(2, len(source.starts()) + 1) if fence == "---" else ():
        if problem := _nearly(source, "K0102", number):
            return problem
    return Problem("K0102", source.place(1, 1, 3), {"reason": "", "hint": hint})


def hidden_end(source: SourceText, block: str) -> Problem | None:
    """The problem of a line in the front matter that would end it without invisible characters."""
    if block.isascii() or "---" not in block:
        return None
    for number, line in enumerate(block.split("\n"), 2):
        if not line.isascii() and _bare(line) == "---":
            return _nearly(source, "K0102", number)
    return None


def _nearly(source: SourceText, code: str, number: int) -> Problem | None:
    """The problem of a line that only looks like `---`; None for any other line."""
    line = _line(source, number)
    bare = _bare(line)
    if bare != "---":
        if not _DASHES.fullmatch(bare):
            return None
        place = source.place(number, 1, len(line))
        return Problem(code, place, {"reason": f": the line is `{bare}`", "hint": ALONE})
    for column, sign in _odd(line):
        side = "in" if column <= line.rindex("-") else "behind"
        side = "before" if column <= line.index("-") else side
        values = {"reason": f": `{sign}` is {side} `---`", "hint": ALONE}
        return Problem(code, source.place(number, column), values)
    return None


def _odd(line: str) -> Iterator[tuple[int, str]]:
    """The characters before `---`, and those after it that are not spaces or tabs."""
    for column, sign in enumerate(line, 1):
        if sign != "-" and (sign not in " \t" or column <= line.index("-")):
            yield column, sign


def _line(source: SourceText, number: int) -> str:
    return source.text[source.start(number) : source.start(number + 1)].rstrip("\n")


def _bare(line: str) -> str:
    """The visible characters of a line."""
    return "".join(sign for sign in line if is_visible(sign) and sign != " ")
