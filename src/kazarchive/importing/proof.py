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

_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q rp rt ruby"
    " s samp small span strike strong sub sup time tt u var wbr".split()
)
"""Elements that can begin or end inside a word. All others are between two words."""

_LEFT_OUT = frozenset({"head", "noscript", "script", "style", "template"})
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_TOKEN = re.compile(r"\w+|[^\w\s]")
_BACK = re.compile(r"[\s\[\]↩↑^⇑⤴\ufe0e\ufe0f]*[↩↑^⇑⤴][\s\[\]↩↑^⇑⤴\ufe0e\ufe0f]*")
_MARK = re.compile(r"[\s\[\](),;]*(?:\d{1,4}|[*†‡§]{1,4}|[ivxlc]{1,6}|[a-z])[\s\[\](),;]*", re.I)
_BETWEEN = re.compile(r"[\s\[\](),;]*")

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


class Counts(Struct, frozen=True):
    """What a text has beside words."""

    images: int = 0
    links: int = 0
    """Without those of footnotes. Two beside each other with one address are one."""
    tables: int = 0
    footnotes: int = 0
    headings: int = 0
    lists: int = 0
    """Without those of footnotes."""


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
                if tag not in ("a", "sup") or not _is_of_note(child):
                    _read(child, parts)
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


def _is_of_note(element: HtmlElement) -> bool:
    """Whether an element is the number of a footnote, or leads back from one."""
    if element.tag == "a":
        return _leads_to_note(element) or _leads_back(element)
    links = list(element.iter("a"))
    between = [element.text, *(link.tail for link in links)]
    return (
        bool(links)
        and all(_is_local(link) and _MARK.fullmatch(_text(link)) for link in links)
        and all(_BETWEEN.fullmatch(text or "") for text in between)
    )


def _is_local(link: HtmlElement) -> bool:
    return (link.get("href") or "").startswith("#")


def _leads_back(link: HtmlElement) -> bool:
    if not _is_local(link):
        return False
    said = f"{link.get('class')} {link.get('role')}"
    return "backref" in said or "backlink" in said or bool(_BACK.fullmatch(_text(link)))


def _leads_to_note(link: HtmlElement) -> bool:
    """Whether a link is the number of a footnote: it says so, or it is a raised number."""
    if not _is_local(link) or not _MARK.fullmatch(_text(link)):
        return False
    said = f"{link.get('class')} {link.get('role')} {link.get('epub:type')}"
    above = link.getparent()
    raised = (above is not None and above.tag == "sup") or any(c.tag == "sup" for c in link)
    return raised or _text(link).strip()[0] == "[" or "noteref" in said or "footnote-ref" in said


def _text(element: HtmlElement) -> str:
    return "".join(element.itertext())


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


# -- counts --------------------------------------------------------------------------------------


def counts(tree: HtmlElement) -> Counts:
    """The images, links and so on of a text."""
    notes = _notes(tree)
    return Counts(
        images=sum(bool(image.get("src")) for image in tree.iter("img")),
        links=_links(tree),
        tables=sum(1 for _ in tree.iter("table")),
        footnotes=len(notes),
        headings=sum(bool(_text(each).strip()) for each in tree.iter(*_HEADINGS)),
        lists=sum(not any(item.get("id") in notes for item in each) for each in tree.iter(*_LISTS)),
    )


_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LISTS = ("ol", "ul")


def _notes(tree: HtmlElement) -> set[str]:
    """The ids of the footnotes to which there are references."""
    notes: set[str] = set()
    names: set[str | None] = set()
    for link in tree.iter("a"):
        target = (link.get("href") or "")[1:]
        if _leads_to_note(link) and not _leads_back(link) and target not in names:
            notes.add(target)
            names |= {link.get("id"), link.get("name")}
    return notes


def _links(tree: HtmlElement) -> int:
    number, before = 0, None
    for link in tree.iter("a"):
        href = link.get("href")
        if not href or not (_text(link).strip() or len([*link.iter("img")])) or _is_of_note(link):
            continue
        joins = before is not None and before.getnext() is link and not before.tail
        number += not (joins and before is not None and before.get("href") == href)
        before = link
    return number
