"""The layout of a calendar: the weeks of a month, the days of any year, the shade of a day."""

import calendar
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import lru_cache

from msgspec import Struct

from kazarchive.values import Address, Period

Where = Callable[[date], tuple[Address, str | None]]
"""A day → its address, and its anchor if the page shows other days too."""

DARKEST = 4
"""The number of shades for days with articles."""

LEAP_YEAR = 2000
"""Any leap year: it has every day that a year can have."""


class CalendarDay(Struct, frozen=True):
    """A day in a calendar; a day without articles has no link."""

    day: date
    n: int = 0
    shade: int = 0
    """From 0 (no articles) to DARKEST, relative to the day with the most articles."""
    address: Address | None = None
    anchor: str | None = None
    """The id of the day on the page at `address`, if that page shows other days too."""

    @property
    def number(self) -> int:
        """The number of the day in its month."""
        return self.day.day


class CalendarMonth(Struct, frozen=True):
    """A month in a calendar; a month without articles, or of all years, has no link."""

    period: Period
    """`2022-01`, or `-01` for all years."""
    n: int
    address: Address | None
    weeks: tuple[tuple[CalendarDay | None, ...], ...]
    """Seven days each, from Monday on, or from the 1st for all years; None for other months."""

    @property
    def first(self) -> date:
        """The first day; for all years, in LEAP_YEAR."""
        return next(day.day for day in self.weeks[0] if day)


def month(
    period: Period,
    counts: Sequence[tuple[Period, int]],
    most: int,
    address: Address | None,
    where: Where,
) -> CalendarMonth:
    """The calendar of a month, `2022-01`, or of a month of all years, `-01`.

    `counts`: its days with articles, and their numbers. `most`: the largest number of articles of
    any day in the calendar.
    """
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
    """The weeks of a month, without articles: seven days each, from Monday on; None for days of
    other months. For all years a day has no weekday, so that the first week begins with the 1st."""
    year, number = int(month[:-3] or LEAP_YEAR), int(month[-2:])
    begin = calendar.MONDAY if month[:-3] else date(year, number, 1).weekday()
    return tuple(
        tuple(CalendarDay(date(year, number, day)) if day else None for day in week)
        for week in calendar.Calendar(begin).monthdayscalendar(year, number)
    )


def shade(n: int, most: int) -> int:
    """The shade of a day with `n` articles if no day has more than `most`: 0 for none, then 1 to
    DARKEST. If `most` is at most DARKEST, each article is one step."""
    return -(-n * DARKEST // max(most, DARKEST))


def day_in_any_year(day: date) -> Period:
    """The period of a day in all years: `-01-05` for 5 January."""
    return f"-{day:%m-%d}"


def day_of(period: Period) -> date:
    """The date of `-01-05` in LEAP_YEAR."""
    return date(LEAP_YEAR, int(period[1:3]), int(period[4:]))


def beside(day: Period, days: Iterable[Period]) -> tuple[Period | None, Period | None]:
    """The days before and after a day of the year among `days`, which are sorted. The order is
    circular: the last day comes before the first."""
    others = [other for other in days if other != day]
    if not others:
        return None, None
    place = bisect_left(others, day)
    return others[place - 1], others[place % len(others)]
