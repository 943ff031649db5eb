"""The words of a source and those of the article made of it → what was kept, lost and added.

Sequences are compared, because counts or sets of words do not show two words that were swapped. The
tree of a source must come from another reader than the article, or a fault of that reader would be
on both sides.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from lxml.html import HtmlElement
from msgspec import Struct

from kazarchive.importing import footnote_marks

_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q rp rt ruby"
    " s samp small span strike strong sub sup time tt u var wbr".split()
)
"""Elements that can begin or end inside a word. All others are between two words."""

_LEFT_OUT = frozenset({"head", "noscript", "script", "style", "template"})
"""Elements that no reader sees."""

_FRAMES = frozenset({"audio", "iframe", "object", "video"})
"""Elements between two words, with a text for browsers that cannot show them."""
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_TOKEN = re.compile(r"\w+|[^\w\s]")

CONTEXT = 5
"""How many words before a run show its place."""

_RUN = 3
"""Words of a run that fixes a place in both texts, if it occurs once in each."""

_SLOW = 4_000_000
"""Pairs of words above which repeated words are not looked at one by one."""


class Run(Struct, frozen=True):
    """Words after each other that only one side has."""

    words: tuple[str, ...]
    place: int
    """The index of the first of them, in the words of their side."""
    after: tuple[str, ...]
    """The words before them, at most CONTEXT."""


class Comparison(Struct, frozen=True):
    """What became of the words of a source."""

    source: int
    """How many words and signs the source has."""
    result: int
    """How many the article has."""
    kept: float
    """The share of the source's that the article has, in order: 1.0 if it has all of them."""
    lost: tuple[Run, ...] = ()
    """Runs of the source that the article lacks."""
    added: tuple[Run, ...] = ()
    """Runs of the article that the source lacks."""

    @property
    def is_exact(self) -> bool:
        """Whether nothing was lost, added or moved."""
        return not self.lost and not self.added


# -- words ---------------------------------------------------------------------------------------


def words(tree: HtmlElement) -> tuple[str, ...]:
    """The words and signs that readers see, in NFC, without the numbers of footnotes and the links
    back from them. Case, quotation marks, dashes and letters of another alphabet count."""
    parts: list[str] = []
    _read(tree, parts)
    return tokens("".join(parts))


def tokens(text: str) -> tuple[str, ...]:
    """The words and signs of a text."""
    if not text.isascii():
        text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return tuple(_TOKEN.findall(text))


def _read(element: HtmlElement, parts: list[str]) -> None:
    """Add the text of an element, with a space where another block begins or ends."""
    if element.text:
        parts.append(element.text)
    for child in element:
        tag = child.tag
        if isinstance(tag, str) and tag not in _LEFT_OUT:
            if tag in _INLINE:
                if tag not in ("a", "sup") or not footnote_marks.is_of_note(child):
                    _read(child, parts)
            elif tag in _FRAMES:
                parts.append(" ")
            else:
                parts.append(" ")
                _read(child, parts)
                if tag == "img" and (caption := _caption(child)):
                    parts.append(caption)
                parts.append(" ")
        if child.tail:
            parts.append(child.tail)


def _caption(image: HtmlElement) -> str:
    """The caption of an image of an article that no template has made a figure yet: its title, if
    it is alone in its paragraph or item."""
    above = image.getparent()
    while above is not None and above.tag == "a" and len(above) == 1:
        above = above.getparent()
    if above is None or above.tag not in ("p", "li") or len(above) != 1:
        return ""
    return "" if "".join(above.itertext()).strip() else (image.get("title") or "")


# -- comparison ----------------------------------------------------------------------------------


def compare(source: Sequence[str], result: Sequence[str]) -> Comparison:
    """Compare the words of a source with those of the article made of it."""
    source, result = tuple(source), tuple(result)
    if source == result:
        return Comparison(len(source), len(result), 1.0)
    lost, added, missing = [], [], 0
    for (start, end), (begin, stop) in _differences(source, result):
        if end > start:
            lost.append(_run(source, start, end))
            missing += end - start
        if stop > begin:
            added.append(_run(result, begin, stop))
    kept = 1 - missing / len(source) if source else 1.0
    return Comparison(len(source), len(result), kept, tuple(lost), tuple(added))


def _run(side: tuple[str, ...], start: int, end: int) -> Run:
    return Run(side[start:end], start, side[max(0, start - CONTEXT) : start])


Gap = tuple[tuple[int, int], tuple[int, int]]
"""A part of the source, and the part of the result in its place: (start, end) of each."""


def _differences(source: tuple[str, ...], result: tuple[str, ...]) -> Iterator[Gap]:
    """The parts that differ, in order."""
    for (start, end), (begin, stop) in _gaps(source, result):
        autojunk = (end - start) * (stop - begin) > _SLOW
        a, b = source[start:end], result[begin:stop]
        for kind, i, j, k, m in SequenceMatcher(None, a, b, autojunk=autojunk).get_opcodes():
            if kind != "equal":
                yield (start + i, start + j), (begin + k, begin + m)


def _gaps(source: tuple[str, ...], result: tuple[str, ...]) -> Iterator[Gap]:
    """The parts between the runs that are certainly the same."""
    i = j = 0
    for start, begin, size in _same_runs(source, result):
        if start > i or begin > j:
            yield (i, start), (j, begin)
        i, j = start + size, begin + size


def _same_runs(source: tuple[str, ...], result: tuple[str, ...]) -> Iterator[tuple[int, int, int]]:
    """(index in the source, index in the result, number of words) of the beginning and the end that
    both have, and of the runs between that occur once in each, in an order that both have."""
    shorter = min(len(source), len(result))
    first = next((n for n in range(shorter) if source[n] != result[n]), shorter)
    rest = shorter - first
    last = next((n for n in range(rest) if source[-1 - n] != result[-1 - n]), rest)
    yield 0, 0, first
    i = j = first
    ones = _once(source, first, len(source) - last)
    others = _once(result, first, len(result) - last)
    pairs = [(start, others[run]) for run, start in ones.items() if run in others]
    for start, begin in _in_both_orders(pairs):
        overlap = max(i - start, j - begin, 0)
        yield start + overlap, begin + overlap, _RUN - overlap
        i, j = start + _RUN, begin + _RUN
    yield len(source) - last, len(result) - last, last


def _once(words: tuple[str, ...], start: int, end: int) -> dict[tuple[str, ...], int]:
    """Each run that occurs once between two indexes → its index, in order."""
    part = words[start:end]
    runs: dict[tuple[str, ...], int] = {}
    repeated = set()
    for at, run in enumerate(zip(part, part[1:], part[2:], strict=False), start):
        if run in runs:
            repeated.add(run)
        runs[run] = at
    return {run: at for run, at in runs.items() if run not in repeated}


def _in_both_orders(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most pairs that rise on both sides; `pairs` rise on the first (longest increasing
    subsequence, by patience sorting)."""
    tops: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_, place) in enumerate(pairs):
        pile = bisect_left(tops, place)
        before.append(last[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [place]
        last[pile : pile + 1] = [number]
    chain = []
    number = last[-1] if last else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]
