"""Lines: figures → the height in pixels and the inside of an SVG element."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from html import escape

from kazarchive.rules import locales
from kazarchive.rules.figures import Figures, position
from kazarchive.rules.lettering import LINE, ROOM, percent, share, shown
from kazarchive.rules.ticks import ticks

HEIGHT = 220
"""Pixels of the area of a line chart."""


def lines(figures: Figures, lang: str) -> tuple[int, str]:
    """Lines over labels in time, at their distances, or over names, one after the other."""
    figures = _in_order(figures)
    numbers = [Decimal(each) for series in figures.series for each in series.values if each]
    low, high = min(numbers), max(numbers)
    if 0 < low < high * Decimal("0.4"):
        low = Decimal(0)
    marks = ticks(low, high)
    written = [locales.decimal(mark, lang) for mark in marks]
    left = percent(max(map(len, written)) + 1)
    span = Decimal("98.5") - left
    height_of = partial(_height, marks[0], marks[-1])
    places = _places(figures)
    pieces = [*_grid(marks, written, height_of)]
    for number, series in enumerate(figures.series, 1):
        path = _path(places, [None if v is None else height_of(Decimal(v)) for v in series.values])
        pieces.append(
            f'<svg x="{left}%" y="{LINE}" width="{span}%" height="{HEIGHT}"'
            f' viewBox="0 0 1000 {HEIGHT}" preserveAspectRatio="none" overflow="visible">'
            f'<path class="l{number}" d="{path}" vector-effect="non-scaling-stroke"/></svg>'
        )
        alone = {0, len(places) - 1} if len(places) > 40 else {*range(len(places))}
        for index, (place, value) in enumerate(zip(places, series.values, strict=True)):
            if value is not None and (index in alone or _is_alone(series.values, index)):
                x, y = share(left + span * place / 1000), height_of(Decimal(value)) + LINE
                pieces.append(f'<circle class="c{number}" cx="{x}%" cy="{y}" r="3"/>')
    if len(figures.series) == 1:
        pieces.append(_last(figures, places, left, span, height_of, lang))
    pieces += _names_below(figures, places, left, span, lang)
    return LINE + HEIGHT + LINE + 6, "".join(pieces)


def _in_order(figures: Figures) -> Figures:
    """The figures in the order of time."""
    if not figures.scale:
        return figures
    labels = figures.labels
    order = sorted(range(len(labels)), key=lambda n: position(labels[n], figures.scale))
    series = [
        type(each)(each.name, tuple(each.values[n] for n in order)) for each in figures.series
    ]
    return Figures(tuple(labels[n] for n in order), tuple(series), figures.scale)


def _places(figures: Figures) -> list[int]:
    """Where each label is, from 0 to 1000."""
    if figures.scale:
        steps = [position(label, figures.scale) for label in figures.labels]
    else:
        steps = list(range(len(figures.labels)))
    length = steps[-1] - steps[0]
    return [round((step - steps[0]) * 1000 / length) if length else 500 for step in steps]


def _grid(
    marks: Sequence[Decimal], written: Sequence[str], height_of: Callable[[Decimal], int]
) -> Iterator[str]:
    for mark, text in zip(marks, written, strict=True):
        y = height_of(mark) + LINE
        kind = "axis" if mark == 0 else "grid"
        yield f'<line class="{kind}" x1="0" x2="100%" y1="{y}" y2="{y}"/>'
        yield f'<text class="tick" y="{y - 4}">{text}</text>'


def _path(places: Sequence[int], heights: Sequence[int | None]) -> str:
    """A line with gaps where there is no number."""
    pieces, pen = list[str](), "M"
    for x, y in zip(places, heights, strict=True):
        if y is None:
            pen = "M"
        else:
            pieces.append(f"{pen}{x} {y}")
            pen = "L"
    return "".join(pieces)


def _is_alone(values: Sequence[str | None], index: int) -> bool:
    """Whether no line leads to or from a number."""
    before = values[index - 1] if index else None
    after = values[index + 1] if index + 1 < len(values) else None
    return before is None and after is None


def _last(
    figures: Figures,
    places: Sequence[int],
    left: Decimal,
    span: Decimal,
    height_of: Callable[[Decimal], int],
    lang: str,
) -> str:
    """The last number at the end of its line."""
    known = [(place, v) for place, v in zip(places, figures.series[0].values, strict=True) if v]
    place, value = known[-1]
    x, y = share(left + span * place / 1000), height_of(Decimal(value)) + LINE - 8
    anchor = "middle" if len(places) == 1 else "end"
    number = locales.decimal(Decimal(value), lang)
    return f'<text class="last" x="{x}%" y="{y}" text-anchor="{anchor}">{number}</text>'


def _names_below(
    figures: Figures, places: Sequence[int], left: Decimal, span: Decimal, lang: str
) -> Iterator[str]:
    """Labels below the lines, as many as have room: the first, the last, some between."""
    labels = [shown(label, figures.scale, lang) for label in figures.labels]
    longest = ROOM // 2 if len(labels) > 1 else ROOM
    labels = [label if len(label) <= longest else label[: longest - 1] + "…" for label in labels]
    room = float(percent(max(map(len, labels)) + 2) / span) * 1000
    kept = [0]
    for index in range(1, len(labels) - 1):
        if places[index] - places[kept[-1]] >= room * (1 if kept[-1] else 1.5) and (
            places[-1] - places[index] >= room * 1.5
        ):
            kept.append(index)
    if len(labels) > 1:
        kept.append(len(labels) - 1)
    y = LINE + HEIGHT + LINE
    for index in kept:
        x = share(left + span * places[index] / 1000)
        side = "start" if index == 0 else "end" if index == len(labels) - 1 else "middle"
        anchor = "middle" if len(labels) == 1 else side
        yield f'<text x="{x}%" y="{y}" text-anchor="{anchor}">{escape(labels[index])}</text>'


def _height(low: Decimal, high: Decimal, value: Decimal) -> int:
    return round(HEIGHT * (high - value) / (high - low))
