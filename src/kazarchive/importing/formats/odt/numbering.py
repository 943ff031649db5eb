"""The numbers of the items of lists (OpenDocument 1.3, part 3, 5.3 and 16.30)."""

import re
from collections.abc import Iterable, Mapping

from lxml import etree
from msgspec import Struct, field

from kazarchive.importing.formats.odt.names import STYLE, TEXT, XML
from kazarchive.importing.office import numbers

_KINDS = frozenset("1aAiI")
_LEVELS = 10


class Level(Struct, frozen=True):
    """How the items of one level are numbered."""

    kind: str
    """As in office/lists.py; empty if HTML has no such numbers."""
    format: str = ""
    prefix: str = ""
    suffix: str = ""
    shown: int = 1
    """How many levels a number names."""
    start: int = 1


_BULLET = Level("-")


class Counter(Struct):
    """The numbers of one list."""

    levels: Mapping[int, Level]
    numbers: list[int | None] = field(default_factory=lambda: [None] * (_LEVELS + 1))

    def count(self, depth: int, start: int | None) -> None:
        """Begin an item. `depth` counts from 1."""
        depth = min(depth, _LEVELS)
        last = self.numbers[depth]
        first = self.level(depth).start if start is None else start
        self.numbers[depth] = first if last is None or start is not None else last + 1
        self.numbers[depth + 1 :] = [None] * (_LEVELS - depth)

    def level(self, depth: int) -> Level:
        return self.levels.get(min(depth, _LEVELS), _BULLET)

    def number(self, depth: int) -> int:
        return self.numbers[min(depth, _LEVELS)] or 0

    def label(self, depth: int) -> str:
        """The number of an item as text."""
        form = self.level(depth)
        shown = range(max(1, depth - form.shown + 1), depth + 1)
        parts = (
            numbers.shown(self.number(each), self.level(each).format)
            for each in shown
            if self.level(each).format
        )
        return f"{form.prefix}{'.'.join(parts)}{form.suffix}".strip()


class Lists:
    """The lists of a document, in their order."""

    def __init__(self, roots: Iterable[etree._Element]) -> None:
        self._styles: dict[str, Mapping[int, Level]] = {}
        self.outline = Counter({})
        for root in roots:
            for each in root.iter(f"{TEXT}list-style"):
                self._styles.setdefault(each.get(f"{STYLE}name", ""), _levels(each))
            for each in root.iter(f"{TEXT}outline-style"):
                self.outline = Counter(_levels(each))
        self._by_style: dict[str, Counter] = {}
        self._by_id: dict[str | bytes, Counter] = {}

    def begin(self, element: etree._Element, style: str) -> Counter:
        """The counter of a list that is in no other. `style`: that of the list."""
        before, own = element.get(f"{TEXT}continue-list"), element.get(f"{XML}id")
        continued = self._by_id.get(before) if before else None
        if continued is None and element.get(f"{TEXT}continue-numbering") == "true":
            continued = self._by_style.get(style)
        counter = continued or Counter(self._styles.get(style, {}))
        self._by_style[style] = counter
        if own:
            self._by_id[own] = counter
        return counter


def _levels(style: etree._Element) -> Mapping[int, Level]:
    levels = {}
    for each in style:
        depth = each.get(f"{TEXT}level", "")
        if not depth.isdecimal():
            continue
        is_number = each.tag.endswith(("}list-level-style-number", "}outline-level-style"))
        levels[int(depth)] = _level(each) if is_number else _BULLET
    return levels


def _level(element: etree._Element) -> Level:
    form = element.get(f"{STYLE}num-format", "")
    prefix, suffix = element.get(f"{STYLE}num-prefix", ""), element.get(f"{STYLE}num-suffix", "")
    shown, start = element.get(f"{TEXT}display-levels", "1"), element.get(f"{TEXT}start-value", "1")
    plain = shown == "1" and re.fullmatch(r"[\s.():-]*", prefix + suffix)
    return Level(
        kind=form if plain and form in _KINDS else "",
        format=form,
        prefix=prefix,
        suffix=suffix,
        shown=int(shown) if shown.isdecimal() else 1,
        start=min(int(start), numbers.MOST) if start.isdecimal() else 1,
    )
