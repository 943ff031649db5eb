"""The marks of an axis: multiples of 1, 2 or 5 times a power of ten."""

from decimal import Decimal
from math import floor, log10


def ticks(low: Decimal, high: Decimal, most: int = 5) -> tuple[Decimal, ...]:
    """At most `most` + 2 marks, of which the first is not above `low` and the last not below
    `high`. One value has an axis from zero."""
    if low == high:
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
    if low == high:
        high = Decimal(1)
    rough = (high - low) / most
    power = Decimal(1).scaleb(floor(log10(rough)))
    step = next(power * factor for factor in (1, 2, 5, 10, 20) if power * factor >= rough)
    first = (low / step).to_integral_value(rounding="ROUND_FLOOR")
    last = (high / step).to_integral_value(rounding="ROUND_CEILING")
    return tuple(step * number for number in range(int(first), int(last) + 1))
