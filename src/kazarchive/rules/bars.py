"""Bars: figures → the height in pixels and the inside of an SVG element."""

import textwrap
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from html import escape

from kazarchive.rules import locales
from kazarchive.rules.figures import Figures
from kazarchive.rules.lettering import LINE, ROOM, percent, share, shown

BESIDE = 11
"""Letters of the longest label that stands beside its bar; longer ones stand above."""

SHORTEST = 20
"""The share of the width that bars have at least; labels leave it to them."""

Band = tuple[Decimal, Decimal]
"""From and to."""


def bars(figures: Figures, lang: str) -> tuple[int, str]:
    """Horizontal bars; those of one label stand together."""
    values = [series.values for series in figures.series]
    rows = [
        [
            [(number, (Decimal(0), Decimal(value)))] if value is not None else []
            for number, value in enumerate(row, 1)
        ]
        for row in zip(*values, strict=True)
    ]
    ends = [[each[0][1][1] if each else None for each in row] for row in rows]
    return _horizontal(figures, lang, rows, ends)


def stacked(figures: Figures, lang: str) -> tuple[int, str]:
    """Horizontal bars in parts; negative parts stand on the other side of zero."""
    rows, ends = [], []
    for row in zip(*(series.values for series in figures.series), strict=True):
        above = below = Decimal(0)
        parts: list[tuple[int, Band]] = []
        for number, value in enumerate(row, 1):
            amount = Decimal(value or 0)
            if value is not None and amount >= 0:
                parts.append((number, (above, above := above + amount)))
            elif value is not None:
                parts.append((number, (below, below := below + amount)))
        rows.append([parts])
        total = above + below if parts else None
        ends.append([total])
    return _horizontal(figures, lang, rows, ends)


def _horizontal(
    figures: Figures,
    lang: str,
    rows: Sequence[Sequence[Sequence[tuple[int, Band]]]],
    ends: Sequence[Sequence[Decimal | None]],
) -> tuple[int, str]:
    """`rows`: for each label the bars, each of parts (number of the series, from, to). `ends`: the
    number that stands at the end of each bar."""
    labels = [shown(label, figures.scale, lang) for label in figures.labels]
    bands = [band for row in rows for bar in row for _, band in bar]
    low = min((edge for band in bands for edge in band), default=Decimal(0))
    high = max((edge for band in bands for edge in band), default=Decimal(0))
    texts = [locales.decimal(end, lang) for row in ends for end in row if end is not None]
    letters = percent(max(map(len, texts), default=0) + 1)
    span = 100 - letters * ((low < 0) + (high > 0 or low == 0))
    inset = percent(max(map(len, labels)) + 1)
    beside = max(map(len, labels)) <= BESIDE and span - inset >= SHORTEST
    inset = inset if beside else Decimal(0)
    left, span = inset + (letters if low < 0 else 0), span - inset
    at = partial(_at, low, (high - low) or Decimal(1), left, span)
    thick = 16 if len(rows[0]) == 1 else 13
    pieces, y = list[str](), 0
    for label, row, numbers in zip(labels, rows, ends, strict=True):
        if beside:
            middle = y + len(row) * (thick + 2) // 2
            pieces.append(f'<text y="{middle + 4}">{escape(label)}</text>')
        else:
            written, y = _label(label, y)
            pieces.append(written)
        for bar, end in zip(row, numbers, strict=True):
            pieces += _bar(bar, y, thick, at)
            pieces.append(_end(end, bar, y + thick // 2 + 5, at, lang))
            y += thick + 2
        y += 8
    zero = at(Decimal(0))
    height = y - 8
    axis = f'<line class="axis" x1="{zero}%" x2="{zero}%" y1="0" y2="{height}"/>'
    return height, "".join([*pieces, axis if beside else ""])


def _label(label: str, y: int) -> tuple[str, int]:
    """The text of a label above its bar, and where the bar begins."""
    lines = textwrap.wrap(label, ROOM, max_lines=3, placeholder=" …") or [""]
    pieces = (
        f'<text y="{y + 13 + number * LINE}">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )
    return "".join(pieces), y + len(lines) * LINE + 2


def _bar(
    parts: Sequence[tuple[int, Band]], y: int, thick: int, at: Callable[[Decimal], str]
) -> Iterator[str]:
    for number, (start, end) in parts:
        x, width = at(min(start, end)), Decimal(at(max(start, end))) - Decimal(at(min(start, end)))
        yield f'<rect class="c{number}" x="{x}%" y="{y}" width="{width}%" height="{thick}"/>'


def _end(
    end: Decimal | None,
    parts: Sequence[tuple[int, Band]],
    y: int,
    at: Callable[[Decimal], str],
    lang: str,
) -> str:
    """The number at the end of a bar; a dash if there is none."""
    edges = [edge for _, band in parts for edge in band] or [Decimal(0)]
    left = min(edges) < 0 and max(edges) <= 0
    x, side = (min(edges), ' dx="-5" text-anchor="end"') if left else (max(edges), ' dx="5"')
    text = "–" if end is None else locales.decimal(end, lang)
    return f'<text x="{at(x)}%" y="{y}"{side}>{text}</text>'


def _at(low: Decimal, length: Decimal, left: Decimal, span: Decimal, value: Decimal) -> str:
    return share(left + span * (value - low) / length)
