"""Why a file has no front matter, or none that ends: most often by a line that only looks like
`---`, with a sign beside it that nobody sees, or of another generator's form."""

import re
from collections.abc import Iterator

from kazarchive.problems import Problem
from kazarchive.problems.visible import is_visible
from kazarchive.reading.source import SourceText

_DASHES = re.compile("[-\u2010-\u2015\u2212]{2,5}|[\u2012-\u2015]")
"""A longer line underlines a heading."""

_OTHER_FORMS = (("+++", "TOML"), (";;;", "JSON"), ('{"', "JSON"))

BEGIN = "begin with a line `---`, then `title: …` and `date: …`, then another line `---`"
END = "end it with a line `---` before the text of the article"
ALONE = "write `---` alone on the line"


def not_begun(source: SourceText) -> Problem:
    above = source.text[: len(source.text) - len(source.text.lstrip())].count("\n")
    first = above + 1
    if told := _nearly(source, "K0101", first):
        return told
    bare = "".join(_bare(_line(source, number)) for number in (first, first + 1))
    reason, hint = "", BEGIN
    if bare.startswith("---"):
        reason, hint, first = ": there are empty lines above", "let `---` be the first line", 1
    for sign, form in _OTHER_FORMS:
        if bare.startswith(sign):
            reason, hint = f": this is {form}", f"write the fields as YAML: {BEGIN}"
    place = source.place(first, 1, 1_000)
    return Problem("K0101", place, {"reason": reason, "hint": hint})


def not_ended(source: SourceText) -> Problem:
    for number in range(2, len(source.starts()) + 1):
        if told := _nearly(source, "K0102", number):
            return told
    return Problem("K0102", source.place(1, 1, 3), {"reason": "", "hint": END})


def hidden_end(source: SourceText, block: str) -> Problem | None:
    """A line inside of the front matter that would end it but for what nobody sees."""
    if block.isascii() or "---" not in block:
        return None
    for number, line in enumerate(block.split("\n"), 2):
        if not line.isascii() and _bare(line) == "---":
            return _nearly(source, "K0102", number)
    return None


def _nearly(source: SourceText, code: str, number: int) -> Problem | None:
    """Of a line that only looks like `---`."""
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
    """What stands before `---`, and what is no white space of a usual kind behind it."""
    for column, sign in enumerate(line, 1):
        if sign != "-" and (sign not in " \t" or column <= line.index("-")):
            yield column, sign


def _line(source: SourceText, number: int) -> str:
    return source.text[source.start(number) : source.start(number + 1)].rstrip("\n")


def _bare(line: str) -> str:
    """What a reader sees of a line."""
    return "".join(sign for sign in line if is_visible(sign) and sign != " ")
