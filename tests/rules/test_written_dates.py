"""Dates as people write them, where they can mean one day only."""

import pytest

from kazarchive.rules import dates, written_dates

ZONE = "Asia/Almaty"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("21.11.2026", "2026-11-21"),
        ("5.6.2026", "2026-06-05"),
        ("21.11.2026 г.", "2026-11-21"),
        ("21.11.2026 18:30", "2026-11-21 18:30"),
        ("2026.11.21", "2026-11-21"),
        ("26 ноября 2026", "2026-11-26"),
        ("26 ноября 2026 года", "2026-11-26"),
        ("26 ноября 2026 г., 9:05", "2026-11-26 9:05"),
        ("2026 ж. 26 қараша", "2026-11-26"),
        ("2026 жылғы 26 қараша", "2026-11-26"),
        ("26 қараша 2026", "2026-11-26"),
        ("2026 жылғы 26 қараша, сағат 18:30", "2026-11-26 18:30"),
        ("26 November 2026", "2026-11-26"),
        ("November 26, 2026", "2026-11-26"),
        ("26  November\u00a02026", "2026-11-26"),
        ("Thursday, 26 November 2026", "2026-11-26"),
    ],
)
def test_a_date_in_words_or_with_full_stops_is_read(written: str, meant: str) -> None:
    assert written_dates.meaning(written, ZONE) == meant
    assert written_dates.parse(written, ZONE) == dates.parse(meant, ZONE)


@pytest.mark.parametrize(
    "written",
    [
        "05/06/2026",
        "21/11/2026",
        "11/21/2026",
        "05-06-2026",
        "2026-11-26 18.30",
        "31.02.2026",
        "21.11.26",
        "26 ноября",
        "ноябрь 2026",
        "about 26 November 2026",
        "26 November 2026 in Astana",
        "26 or 27 November 2026",
        "tomorrow",
        "1669000000",
        "",
        "1" * 100_000,
        "26 November 2026" + " " * 100_000 + "x",
    ],
)
def test_any_other_text_is_none(written: str) -> None:
    assert written_dates.meaning(written, ZONE) is None
    with pytest.raises(dates.NotADate):
        written_dates.parse(written, ZONE)


def test_what_is_a_date_already_stays_one() -> None:
    assert written_dates.parse("2026-11-26", ZONE) == dates.parse("2026-11-26", ZONE)
