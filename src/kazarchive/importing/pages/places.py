"""The texts that an extractor gives → their places in the letters of a page."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from kazarchive.importing.pages.letters import Span, letters

SURE, END = 25, 30
"""So many letters are looked up anywhere, fewer only beside those; so many letters show where a
block begins or ends that is not found as a whole."""
_LONGER = 1.5
"""A block whose beginning and end are found may be so many times as long in the page."""
_FAR_LOOKUPS = 200
"""Blocks that are looked for from the beginning of the page again."""
_NEAR = 2_000
"""Letters before and after all long blocks in which short ones are looked for."""


def places(text: str, blocks: Sequence[str]) -> Iterator[tuple[int, Span]]:
    """Number of a block → where it is in the letters of a page. Long blocks are looked for
    anywhere, short ones only between them."""
    wanted = [letters(block) for block in blocks]
    long = dict[int, Span]()
    at, far = 0, _FAR_LOOKUPS
    for number, block in enumerate(wanted):
        if len(block) >= SURE:
            span = _span(text, block, at)
            if span is None and far and at:
                far -= 1
                span = _span(text, block, 0)
            if span:
                long[number] = span
                at = max(at, span.end)
    yield from long.items()
    numbers = sorted(long)
    for number, block in enumerate(wanted):
        if block and len(block) < SURE:
            after = bisect_right(numbers, number)
            start = long[numbers[after - 1]].end if after else max(0, _first(long) - _NEAR)
            end = long[numbers[after]].start if after < len(numbers) else start + _NEAR
            place = text.find(block, start, max(start, end))
            if place >= 0 and (long or len(wanted) < 3):
                yield number, Span(place, place + len(block))


def _first(spans: Mapping[int, Span]) -> int:
    return min((span.start for span in spans.values()), default=0)


def _span(text: str, block: str, start: int) -> Span | None:
    """The place of a block, or from its beginning to its end if something stands in it."""
    place = text.find(block, start)
    if place >= 0:
        return Span(place, place + len(block))
    if len(block) < 2 * END:
        return None
    begin = text.find(block[:END], start)
    if begin < 0:
        return None
    limit = begin + int(len(block) * _LONGER)
    end = text.find(block[-END:], begin, limit)
    return Span(begin, end + END) if end >= 0 else None
