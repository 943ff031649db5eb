"""The lines of all pages → those that belong to the pages and not to the text: headers and footers
that recur at the same place, and page numbers."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from kazarchive.importing.pdf.lines import Line

_EDGE = 3
"""Lines at the top and at the bottom of a page that are looked at."""
_FEWEST = 3
"""Pages on which a line must recur."""
_NEAR = 4.0
"""Points between the places of a line on two pages."""
_NUMBER = re.compile(
    r"\W*(?:page|p\.|стр(?:аница|\.)?|с\.|бет)?\W*(?P<number>\d{1,4})\W*"
    r"(?:(?:of|/|из|бет)\W*\d{0,4})?\W*(?:бет)?\W*",
    re.IGNORECASE,
)


def furniture(pages: Sequence[Sequence[Line]]) -> set[Line]:
    """The lines to leave out; none if they would be most of the text."""
    edges = [_edges(lines) for lines in pages]
    found = _recurring(edges) | _numbers(edges)
    letters = sum(len(line.text) for lines in pages for line in lines)
    return found if 2 * sum(len(line.text) for line in found) < letters else set()


def _edges(lines: Sequence[Line]) -> list[Line]:
    by_place = sorted(lines, key=lambda line: -line.y)
    if len(by_place) <= 2 * _EDGE:
        return by_place
    return [*by_place[:_EDGE], *by_place[-_EDGE:]]


def _recurring(edges: Sequence[Sequence[Line]]) -> set[Line]:
    """Lines with the same text, numbers apart, at the same height on most pages, or on most left
    or most right pages."""
    places: dict[tuple[str, int], list[Line]] = defaultdict(list)
    for page in edges:
        for line in page:
            text = re.sub(r"\d+", "#", " ".join(line.text.split()).casefold())
            if re.search(r"[^\W\d_]", text):
                for height in {round(line.y / _NEAR), round(line.y / _NEAR + 0.5)}:
                    places[text, height].append(line)
    found: set[Line] = set()
    for lines in places.values():
        numbers = {line.page for line in lines}
        sides = Counter(number % 2 for number in numbers)
        least = len(edges) / (4 if len(sides) == 1 else 2)
        if len(numbers) >= max(_FEWEST, least):
            found.update(lines)
    return found


def _numbers(edges: Sequence[Sequence[Line]]) -> set[Line]:
    """Lines that are only a number that counts the pages."""
    counted: dict[int, list[Line]] = defaultdict(list)
    for page in edges:
        for line in page:
            if number := _NUMBER.fullmatch(line.text):
                counted[int(number["number"]) - line.page].append(line)
    return {
        line
        for lines in counted.values()
        if len({line.page for line in lines}) >= max(2, len(edges) / 2)
        for line in lines
    }
