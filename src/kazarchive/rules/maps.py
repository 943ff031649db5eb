"""A map of Kazakhstan: figures by region → the inside of an SVG element.

The outlines in `regions.txt` come from Natural Earth; its first lines say how.
"""

import pkgutil
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from html import escape

from kazarchive.rules import locales
from kazarchive.rules.figures import Figures
from kazarchive.rules.regions import SINCE_2022, code

BOX = "-14 -2 1028 570"
"""The viewBox: there are no letters in the drawing that it could shrink."""

SHADES = 5
"""The most classes of numbers, each with about as many regions."""

Legend = tuple[tuple[str, str], ...]
"""(class, numbers) from the lightest shade to the darkest."""


def drawn(figures: Figures, lang: str) -> tuple[str, Legend]:
    """The regions in shades, and what these mean. Each label is a region or the country."""
    values = _values(figures)
    shades = _shades([Decimal(value) for _, value in values.values() if value])
    pieces = [
        f'<path class="{_class(values.get(number), shades)}" d="{outline}">'
        f"{_title(values.get(number), lang)}</path>"
        for number, outline in _outlines(bool(SINCE_2022.keys() & values.keys())).items()
    ]
    for number, (x, y) in _cities().items():
        pieces.append(
            f'<circle class="{_class(values.get(number), shades)} city" cx="{x}" cy="{y}" r="14">'
            f"{_title(values.get(number), lang)}</circle>"
        )
    return "".join(pieces), _legend(shades, lang)


Entry = tuple[str, str | None]
"""A region as its author writes it, and its number."""


def _values(figures: Figures) -> dict[str, Entry]:
    pairs = zip(figures.labels, figures.series[0].values, strict=True)
    return {number: (label, value) for label, value in pairs if (number := code(label))}


def _shades(numbers: list[Decimal]) -> dict[Decimal, int]:
    """Each number with its shade, from 1; equal numbers have one shade."""
    different = sorted({*numbers})
    classes = min(SHADES, len(different))
    ranks = {each: index * classes // len(different) for index, each in enumerate(different)}
    darkest = {1: (4,), 2: (2, 5), 3: (1, 3, 5), 4: (1, 2, 4, 5), 5: (1, 2, 3, 4, 5)}
    return {each: darkest[classes][rank] for each, rank in ranks.items()}


def _class(entry: Entry | None, shades: Mapping[Decimal, int]) -> str:
    return f"q{shades[Decimal(entry[1])]}" if entry and entry[1] else "q0"


def _title(entry: Entry | None, lang: str) -> str:
    if entry is None:
        return ""
    number = locales.decimal(Decimal(entry[1]), lang) if entry[1] else "–"
    return f"<title>{escape(entry[0])}: {number}</title>"


def _legend(shades: Mapping[Decimal, int], lang: str) -> Legend:
    legend = []
    for shade in sorted({*shades.values()}):
        numbers = [each for each, its in shades.items() if its == shade]
        ends = dict.fromkeys(locales.decimal(each, lang) for each in (min(numbers), max(numbers)))
        legend.append((f"q{shade}", " – ".join(ends)))
    return tuple(legend)


@cache
def _lines() -> tuple[tuple[str, str], ...]:
    """(numbers of regions, outline or place), as in regions.txt."""
    data = pkgutil.get_data(__package__, "regions.txt") or b""
    lines = data.decode("ascii").splitlines()
    parts = (line.partition(" ") for line in lines if not line.startswith("#"))
    return tuple((name, rest) for name, _, rest in parts)


def _outlines(since_2022: bool) -> dict[str, str]:
    """The outlines of the regions since 2022, or of those before."""
    outlines = {name: rest for name, rest in _lines() if rest.startswith("M")}
    joined = {name: outlines.pop(name) for name in [*outlines] if "+" in name}
    if since_2022:
        return outlines
    before = {name.partition("+")[0]: outline for name, outline in joined.items()}
    return {name: before.get(name, o) for name, o in outlines.items() if name not in SINCE_2022}


def _cities() -> dict[str, tuple[str, str]]:
    places = {name: rest.split() for name, rest in _lines() if not rest.startswith("M")}
    return {name: (x, y) for name, (x, y) in places.items()}
