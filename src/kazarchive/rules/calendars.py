"""How a calendar is laid out: the weeks of a month, the days of every year, how dark a day is."""

import calendar
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import lru_cache

from msgspec import Struct

from kazarchive.values import Address, Period

Where = Callable[[date], tuple[Address, str | None]]
"""The address of a day, and its anchor there if that page shows other days too."""

DARKEST = 4
"""Days are shaded in so many steps; one without articles has none."""

LEAP_YEAR = 2000
"""Any: it has all days that a year can have."""


class CalendarDay(Struct, frozen=True):
    """A day as a calendar shows it; one without articles leads nowhere."""

    day: date
    n: int = 0
    shade: int = 0
    """From 0 for none to 4, by the fullest day of the calendar."""
    address: Address | None = None
    anchor: str | None = None
    """The id of the day on the page at `address`, where that shows other days too."""

    @property
    def number(self) -> int:
        """Of the day in its month."""
        return self.day.day


class CalendarMonth(Struct, frozen=True):
    """A month as a calendar shows it; one without articles, or of all years, leads nowhere."""

    period: Period
    """`2022-01`; `-01` of all years."""
    n: int
    address: Address | None
    weeks: tuple[tuple[CalendarDay | None, ...], ...]
    """From Monday to Sunday, of all years from the first day on; None for days of other months."""

    @property
    def first(self) -> date:
        """The first day; of all years, in a leap year."""
        return next(day.day for day in self.weeks[0] if day)


def month(
    period: Period,
    counts: Sequence[tuple[Period, int]],
    most: int,
    address: Address | None,
    where: Where,
) -> CalendarMonth:
    """The calendar of a month, `2022-01`, or of a month of all years, `-01`. `counts`: of its days
    with articles; `most`: of the fullest day that is shown with it."""
    if not counts:
        return CalendarMonth(period, 0, None, weeks(period))
    filled = {}
    for written, n in counts:
        day = day_of(written) if written.startswith("-") else date.fromisoformat(written)
        filled[day.day] = CalendarDay(day, n, shade(n, most), *where(day))
    rows = tuple(
        tuple(day and filled.get(day.number, day) for day in week) for week in weeks(period)
    )
    return CalendarMonth(period, sum(n for _, n in counts), address, rows)


@lru_cache(maxsize=1024)
def weeks(month: Period) -> tuple[tuple[CalendarDay | None, ...], ...]:
    """The weeks of a month without articles, each of seven days from Monday on; None for days of
    other months. In all years together a day has no weekday: there the first week begins with the
    first day."""
    year, number = int(month[:-3] or LEAP_YEAR), int(month[-2:])
    begin = calendar.MONDAY if month[:-3] else date(year, number, 1).weekday()
    return tuple(
        tuple(CalendarDay(date(year, number, day)) if day else None for day in week)
        for week in calendar.Calendar(begin).monthdayscalendar(year, number)
    )


def shade(n: int, most: int) -> int:
    """How dark a day with `n` articles is where the fullest day has `most`: 0 for none, then 1 to
    DARKEST. Where no day has more than DARKEST, each article is one step."""
    return -(-n * DARKEST // max(most, DARKEST))


def day_in_any_year(day: date) -> Period:
    """The span of a day in all years: `-01-05`, for 5 January."""
    return f"-{day:%m-%d}"


def day_of(period: Period) -> date:
    """`-01-05` as a day of LEAP_YEAR."""
    return date(LEAP_YEAR, int(period[1:3]), int(period[4:]))


def beside(day: Period, days: Iterable[Period]) -> tuple[Period | None, Period | None]:
    """The day before one and the day after it among some days of the year, which are in order.
    The year goes round: before the first of them is the last."""
    others = [one for one in days if one != day]
    if not others:
        return None, None
    place = bisect_left(others, day)
    return others[place - 1], others[place % len(others)]
