"""Room for letters in a drawing, and labels as readers see them."""

from decimal import Decimal

from kazarchive.rules import dates, locales
from kazarchive.rules.figures import Scale

NARROW = 300
"""Pixels of the narrowest text column, by which room for letters is reckoned."""
LETTER = 7.4
"""Pixels of a letter of 13 pixels, on average: a little more than in common fonts."""
LINE = 17
"""Pixels from one line of letters to the next."""
ROOM = int(NARROW / LETTER)
"""Letters in a line."""


def shown(label: str, scale: Scale, lang: str) -> str:
    """A label as readers see it."""
    if scale == "month":
        return locales.month_title(dates.day_of(label), lang)
    return locales.long_day(dates.day_of(label), lang) if scale == "day" else label


def percent(letters: int) -> Decimal:
    """The share of the width that letters need on a telephone."""
    return Decimal(min(40, round(letters * LETTER * 100 / NARROW)))


def share(percent: Decimal) -> str:
    """A share as an attribute has it, without its sign."""
    return f"{percent.quantize(Decimal('0.01')).normalize():f}"
