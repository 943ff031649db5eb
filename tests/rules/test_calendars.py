"""How calendars are laid out."""

from datetime import date, timedelta

import pytest

from kazarchive.rules import calendars


def test_weeks_begin_on_monday_and_hold_a_month_whole() -> None:
    rows = [[day.number if day else 0 for day in week] for week in calendars.weeks("2024-02")]
    assert rows == [
        [0, 0, 0, 1, 2, 3, 4],
        [5, 6, 7, 8, 9, 10, 11],
        [12, 13, 14, 15, 16, 17, 18],
        [19, 20, 21, 22, 23, 24, 25],
        [26, 27, 28, 29, 0, 0, 0],
    ]
    assert next(day.day for day in calendars.weeks("2022-01")[0] if day) == date(2022, 1, 1)


def test_the_days_of_a_month_add_up_to_its_number() -> None:
    counts = [("2022-01-05", 3), ("2022-01-06", 1)]
    month = calendars.month("2022-01", counts, 3, "/2022/01/", lambda day: ("/2022/01/", None))
    days = [day for week in month.weeks for day in week if day]
    assert [day.number for day in days] == [*range(1, 32)]
    assert month.n == sum(day.n for day in days) == 4
    assert {day.address for day in days if not day.n} == {None}


@pytest.mark.parametrize(
    ("most", "shades"), [(1, [0, 1]), (4, [0, 1, 2, 3, 4]), (8, [0, 1, 1, 2, 2, 3, 3, 4, 4])]
)
def test_a_day_is_the_darker_the_more_articles_it_has(most: int, shades: list[int]) -> None:
    assert [calendars.shade(n, most) for n in range(most + 1)] == shades


def test_every_day_of_a_leap_year_is_a_day_of_any_year() -> None:
    days = [date(calendars.LEAP_YEAR, 1, 1) + timedelta(number) for number in range(366)]
    written = [calendars.day_in_any_year(day) for day in days]
    assert written == sorted(written)
    assert [calendars.day_of(day) for day in written] == days
    assert "-02-29" in written


def test_a_month_of_all_years_knows_no_weekdays() -> None:
    counts = [("-02-01", 1), ("-02-29", 3)]
    month = calendars.month("-02", counts, 3, None, lambda day: (f"/{day:%m-%d}/", None))
    rows = [[day.number if day else 0 for day in week] for week in month.weeks]
    assert rows[0] == [1, 2, 3, 4, 5, 6, 7]
    assert rows[4] == [29, 0, 0, 0, 0, 0, 0]
    assert (month.first.day, month.n) == (1, 4)
    assert [day.address for week in month.weeks for day in week if day and day.n] == [
        "/02-01/",
        "/02-29/",
    ]


def test_the_year_goes_round() -> None:
    days = ["-01-05", "-02-29", "-12-31"]
    assert calendars.beside("-01-05", days) == ("-12-31", "-02-29")
    assert calendars.beside("-12-31", days) == ("-02-29", "-01-05")
    assert calendars.beside("-03-01", days) == ("-02-29", "-12-31")
    assert calendars.beside("-01-05", ["-01-05"]) == (None, None)
    assert calendars.beside("-01-05", ["-02-29"]) == ("-02-29", "-02-29")
