"""Emphasis that ends at a quotation mark inside a word, `**«Самұрық»**тың`, as in Kazakh.

In CommonMark 0.31.2 (6.2) a mark after punctuation closes only if no letter follows, so that
readers see asterisks in languages that add endings directly after a name in quotation marks
(commonmark-spec issue 650). This is an extension for marks that the engine has left as text: an
invisible character between the punctuation and the mark puts the mark inside a word. Marks that the
engine has recognised are not changed.
"""

import re
from collections.abc import Iterator

from kazarchive.reading import signs

_RUN = re.compile(r"(?<![*\\])\*{1,3}(?!\*)|(?<![~\\])~~(?!~)")
_CLOSING = re.compile(r"[^\w\s\\*~](?:\*{1,3}|~~)[^\W\d_]")
_OPENING = re.compile(r"[^\W\d_](?:\*{1,3}|~~)[^\w\s\\*~]")
_BLANK = re.compile(r"\n[ \t>]*\n")


def may_be_left(body: str, html: str) -> bool:
    """Whether marks of this kind may have been left as text. `html`: the HTML of the body."""
    if "*" not in html and "~~" not in html:
        return False
    return _CLOSING.search(body) is not None or _OPENING.search(body) is not None


def sign(body: str) -> str:
    """The character between punctuation and a mark, which is not punctuation to an engine."""
    return signs.sign(body, signs.FOR_EMPHASIS)


def with_signs(body: str, left: set[int]) -> str:
    """A body whose marks can open and close inside a word, in each paragraph with marks that were
    left as text. `left`: the positions of these asterisks and tildes."""
    pieces, done, between = [], 0, sign(body)
    for place in sorted({*_places(body, left)}):
        pieces += [body[done:place], between]
        done = place
    return "".join([*pieces, body[done:]])


def without_signs(html: str, sign: str) -> str:
    """The HTML of a body of `with_signs`, without the sign."""
    return html.replace(sign, "").replace(signs.in_url(sign), "")


def _places(body: str, left: set[int]) -> Iterator[int]:
    """The positions for the sign: at marks in pairs, as an author would pair them."""
    for runs in _by_paragraph(body):
        if not any(place in left for run in runs for place in range(run.start(), run.end())):
            continue
        waiting: list[re.Match[str]] = []
        for run in runs:
            if waiting and waiting[-1][0] == run[0] and not body[run.start() - 1].isspace():
                yield from _of_pair(body, waiting.pop(), run)
            elif not body[run.end() : run.end() + 1].isspace():
                waiting.append(run)


def _by_paragraph(body: str) -> Iterator[list[re.Match[str]]]:
    runs: list[re.Match[str]] = []
    for run in _RUN.finditer(body):
        if runs and _BLANK.search(body, runs[-1].end(), run.start()):
            yield runs
            runs = []
        runs.append(run)
    yield runs


def _of_pair(body: str, first: re.Match[str], second: re.Match[str]) -> Iterator[int]:
    """A mark that is not valid in its place gets a sign if the other one looks like a mark."""
    opening = first.start() > 0 and _OPENING.match(body, first.start() - 1) is not None
    closing = _CLOSING.match(body, second.start() - 1) is not None
    if closing and (opening or _opens(body, first)):
        yield second.start()
    if opening and (closing or not body[second.end() : second.end() + 1].isalnum()):
        yield first.end()


def _opens(body: str, run: re.Match[str]) -> bool:
    """Whether a mark can open emphasis, by the characters around it: not in `)*c`."""
    before, after = body[max(0, run.start() - 1) : run.start()], body[run.end() : run.end() + 1]
    begins = not before or before.isspace() or before in "([{«„“‘\"'—–-/>|"
    return begins or not (before.isalnum() or after.isalnum())
