"""A date as feeds and mail write it → a date of an article."""

import pytest

from kazarchive.importing.moments import instant, moment


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("Wed, 05 Jan 2022 10:00:00 +0600", "2022-01-05 10:00:00 +0600"),
        ("Wed, 05 Jan 2022 10:00:00 GMT", "2022-01-05 10:00:00 +00:00"),
        ("Wed, 05 Jan 2022 10:00:00 ALMT", "2022-01-05T10:00:00+06:00"),
        ("Fri, 01 Mar 2024 10:00 ALMT", "2024-03-01T10:00:00+05:00"),
        ("Wed, 05 Jan 2022 10:00:00 QYZT", "2022-01-05T10:00:00+05:00"),
        ("Wed Jan  5 10:00:00 MSK 2022", "2022-01-05T10:00:00+03:00"),
        ("Wed, 05 Jan 2022 10:00:00 +0600 (ALMT)", "2022-01-05 10:00:00 +0600"),
        ("Wed, 05 Jan 22 10:00:00 EST", "2022-01-05 10:00:00 -05:00"),
        ("January 5, 2022 10:00 PM EST", "2022-01-05 22:00 -05:00"),
        ("05-Jan-2022 10:00:00", "2022-01-05 10:00:00"),
        ("Ср, 05 янв 2022 10:00:00 +0600", "2022-01-05 10:00:00 +0600"),
        ("Сәрсенбі, 05 қаңтар 2022 10:00:00 +0600", "2022-01-05 10:00:00 +0600"),
        ("05.01.2022 10:00", "2022-01-05 10:00"),
        ("2022-01-05T10:00:00Z", "2022-01-05T10:00:00 +00:00"),
        ("2022-01-05T10:00:00+06:00", "2022-01-05T10:00:00+06:00"),
        ("2022-01-05T10:00+0600", "2022-01-05T10:00 +0600"),
        ("2022-01-05", "2022-01-05"),
    ],
)
def test_a_date_is_read(written: str, date: str) -> None:
    assert moment(written, "Asia/Almaty") == (date, "")


@pytest.mark.parametrize(
    ("written", "doubt"),
    [
        ("05/06/2022", "the date `05/06/2022` can be 2022-06-05 or 2022-05-06"),
        ("0000-00-00", "the date `0000-00-00` is not recognised"),
        ("x" * 1_000, f"the date `{'x' * 100}…` is not recognised"),
    ],
)
def test_what_is_no_date_is_said(written: str, doubt: str) -> None:
    assert moment(written, "Asia/Almaty") == (None, doubt)


def test_a_zone_that_is_not_known_is_said() -> None:
    found = moment("Wed, 05 Jan 2022 10:00:00 XYZT", "Asia/Almaty")
    assert found.date == "2022-01-05 10:00:00"
    assert "`XYZT`" in found.doubt


def test_instants_are_in_the_order_of_time() -> None:
    written = ("1969-12-31", "2022-01-05 10:00 +06:00", "2022-01-05 10:00 +05:00")
    instants = [instant(None, "UTC"), *(instant(each, "UTC") for each in written[1:])]
    assert instants == sorted(instants)
    assert len(set(instants)) == 3
