"""Emphasis at a quotation mark inside a word: `**«Самұрық»**тың`, as Kazakh adds its endings.

CommonMark 0.31.2 (6.2) has marks close behind punctuation only where no letter follows, so that
readers of a language whose endings stand right behind a name in quotation marks see asterisks
(commonmark-spec issue 650). This is a step beyond it, for marks that came out as letters alone: a
letter that nobody sees is put between the punctuation and the mark, which makes the mark one inside
a word. What the engine has understood already is not touched.
"""

import re
from collections.abc import Iterator

from kazarchive.reading import signs

_RUN = re.compile(r"(?<![*\\])\*{1,3}(?!\*)|(?<![~\\])~~(?!~)")
_CLOSING = re.compile(r"[^\w\s\\*~](?:\*{1,3}|~~)[^\W\d_]")
_OPENING = re.compile(r"[^\W\d_](?:\*{1,3}|~~)[^\w\s\\*~]")
_BLANK = re.compile(r"\n[ \t>]*\n")


def may_be_left(body: str, whole: str) -> bool:
    """Whether marks of this kind may have come out as letters; `whole`: the HTML of the body."""
    if "*" not in whole and "~~" not in whole:
        return False
    return _CLOSING.search(body) is not None or _OPENING.search(body) is not None


def sign(body: str) -> str:
    """What stands between punctuation and a mark: it is no punctuation to an engine."""
    return signs.sign(body, signs.FOR_EMPHASIS)


def mended(body: str, left: set[int]) -> str:
    """A body whose marks can close and open inside a word, in each paragraph where some are left
    over. `left`: at which letters stand asterisks and tildes that came out as such."""
    pieces, done, between = [], 0, sign(body)
    for place in sorted({*_places(body, left)}):
        pieces += [body[done:place], between]
        done = place
    return "".join([*pieces, body[done:]])


def shown(html: str, sign: str) -> str:
    """The HTML of a body that was `mended` with a sign."""
    return html.replace(sign, "").replace(signs.in_url(sign), "")


def _places(body: str, left: set[int]) -> Iterator[int]:
    """Where the sign goes: at marks that stand in pairs, as an author pairs them."""
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


def _of_pair(body: str, one: re.Match[str], other: re.Match[str]) -> Iterator[int]:
    """The mark that could not stand there gets a sign if its counterpart looks like one."""
    opening = one.start() > 0 and _OPENING.match(body, one.start() - 1) is not None
    closing = _CLOSING.match(body, other.start() - 1) is not None
    if closing and (opening or _opens(body, one)):
        yield other.start()
    if opening and (closing or not body[other.end() : other.end() + 1].isalnum()):
        yield one.end()


def _opens(body: str, run: re.Match[str]) -> bool:
    """Whether what stands around a mark is a beginning: `)*c` is none."""
    before, after = body[max(0, run.start() - 1) : run.start()], body[run.end() : run.end() + 1]
    begins = not before or before.isspace() or before in "([{«„“‘\"'—–-/>|"
    return begins or not (before.isalnum() or after.isalnum())
