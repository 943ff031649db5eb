"""Figures → the inside of an SVG element, without the title.

Horizontal positions are shares of the width, in percent, and letters keep their size, so that one
drawing serves a telephone and a wide screen. A viewBox was rejected: on a telephone it shrinks the
letters to half their size.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal

from msgspec import Struct

from kazarchive.rules import locales, maps, regions
from kazarchive.rules.bars import bars, stacked
from kazarchive.rules.figures import Figures
from kazarchive.rules.lettering import shown
from kazarchive.rules.lines import lines


class Drawing(Struct, frozen=True):
    """A chart as its template gets it."""

    kind: str
    """`bar`, `line`, `stacked`, `map`."""
    height: int
    """Pixels; the width is that of the text. 0 for a map, which has a `box` instead."""
    box: str
    """The viewBox of a map."""
    svg: str
    """The inside of the element, safe SVG."""
    legend: tuple[tuple[str, str], ...]
    """(class, name) of each colour, in order; empty without one."""
    gaps: bool
    """Whether a region of a map has no number."""
    rows: int
    highest: tuple[str, str, str]
    """Label, name of the series, and number."""
    lowest: tuple[str, str, str]


def drawing(kind: str, figures: Figures, lang: str) -> Drawing:
    """`kind`: one of MOST. The figures have at least one number."""
    several = len(figures.series) > 1
    numbers = [
        (Decimal(value), shown(label, figures.scale, lang), series.name if several else "")
        for series in figures.series
        for label, value in zip(figures.labels, series.values, strict=True)
        if value is not None
    ]
    if kind == "map":
        svg, legend = maps.drawn(figures, lang)
        height, box, gaps = 0, maps.BOX, 'class="q0' in svg
        numbers = [each for each in numbers if regions.code(each[1])] or numbers
    else:
        height, svg = KINDS[kind](figures, lang)
        shape = "l" if kind == "line" else "c"
        names = (series.name for series in figures.series)
        legend = tuple((f"{shape}{n}", name) for n, name in enumerate(names, 1)) if several else ()
        box, gaps = "", False
    high, low = (end(numbers, key=lambda each: each[0]) for end in (max, min))
    return Drawing(
        kind,
        height,
        box,
        svg,
        legend,
        gaps,
        len(figures.labels),
        (*high[1:], locales.decimal(high[0], lang)),
        (*low[1:], locales.decimal(low[0], lang)),
    )


KINDS: Mapping[str, Callable[[Figures, str], tuple[int, str]]] = {
    "bar": bars,
    "line": lines,
    "stacked": stacked,
}
"""Type of a chart → height in pixels and SVG."""

MOST = {"bar": 40, "line": 400, "stacked": 40, "map": 40}
"""Kind → the most rows."""
