"""Dates in documents, as people write them in three languages."""

import pytest

from kazarchive.importing import local_dates
from kazarchive.importing.local_dates import Dateline

ZONE = "Asia/Almaty"


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("21.01.2022", ["2022-01-21"]),
        ("21.01.2022 г.", ["2022-01-21"]),
        ("21.01.2022, 18:30", ["2022-01-21 18:30"]),
        ("21.01.2022 18.30", ["2022-01-21 18:30"]),
        ("18:30, 21.01.2022", ["2022-01-21 18:30"]),
        ("5 января 2022 года", ["2022-01-05"]),
        ("5 января 2022 г., 9:05", ["2022-01-05 9:05"]),
        ("5 июля 2022 года в 18:30", ["2022-07-05 18:30"]),
        ("Среда, 5 января 2022 года", ["2022-01-05"]),
        ("5-го мая 2022", ["2022-05-05"]),
        ("2022 жылғы 5 қаңтар", ["2022-01-05"]),
        ("2022 жылғы 5 қаңтар, сағат 18:30", ["2022-01-05 18:30"]),
        ("2022 жылдың 16 желтоқсанында", ["2022-12-16"]),
        ("2022 ж. 5 қыркүйек", ["2022-09-05"]),
        ("5 қазан 2022 жыл", ["2022-10-05"]),
        ("Сәрсенбі, 5 қаңтар 2022", ["2022-01-05"]),
        ("January 5, 2022", ["2022-01-05"]),
        ("Wednesday, January 5, 2022", ["2022-01-05"]),
        ("Jan. 5, 2022 at 6:30 p.m.", ["2022-01-05 18:30"]),
        ("5th January 2022", ["2022-01-05"]),
        ("Sept. 5, 2022", ["2022-09-05"]),
        ("Published on: Jan 5, 2022", ["2022-01-05"]),
        ("Дата публикации: 05.01.2022", ["2022-01-05"]),
        ("Күні: 2022 жылғы 5 қаңтар", ["2022-01-05"]),
        ("2022/01/05", ["2022-01-05"]),
        ("2022-01-05T10:00+05:00", ["2022-01-05 10:00+05:00"]),
        ("05/06/2022", ["2022-06-05", "2022-05-06"]),
        ("05-06-2022", ["2022-06-05", "2022-05-06"]),
        ("13/06/2022", ["2022-06-13"]),
        ("31.02.2022", []),
        ("2022-02-30", []),
    ],
)
def test_a_line_that_is_a_date_is_read(line: str, meant: list[str]) -> None:
    written = local_dates.of_line(line)
    assert written
    assert list(local_dates.meanings(written, ZONE)) == meant


@pytest.mark.parametrize(
    "line",
    [
        "5 погибших в январе 2022",
        "В январе 2022 года",
        "16 декабря 2021 года в Жанаозене",
        "May 5 2022 was a day",
        "2022",
        "05.01.22",
        "5 января",
        "2022 жылғы қаңтар",
        "18:30",
        "",
    ],
)
def test_a_line_that_says_more_or_less_is_no_date(line: str) -> None:
    assert local_dates.of_line(line) is None


@pytest.mark.parametrize(
    ("stem", "date"),
    [
        ("20220105-news", "2022-01-05"),
        ("20220105", "2022-01-05"),
        ("news-20220105", "2022-01-05"),
        ("news_2022-01-05", "2022-01-05"),
        ("2022_01_05", "2022-01-05"),
        ("2022.01.05 news", "2022-01-05"),
        ("20220105T1830-news", "2022-01-05 18:30"),
        ("2022-01-05T18-30-00 news", "2022-01-05 18:30"),
        ("05.01.2022 news", "05.01.2022"),
        ("05-06-2022-news", "05/06/2022"),
        ("2022-13-05-news", "2022-13-05"),
        ("20221305-news", None),
        ("news-20221305", None),
        ("id20220105", None),
        ("2022-01-055", None),
        ("12345678", None),
        ("202201051", None),
        ("2022", None),
        ("march", None),
    ],
)
def test_a_file_name_begins_or_ends_with_a_date(stem: str, date: str | None) -> None:
    assert local_dates.of_name(stem, ZONE) == date


@pytest.mark.parametrize(
    ("path", "year"),
    [
        ("seeds/2022/gas.txt", "2022"),
        ("seeds/gas-2022.txt", "2022"),
        ("seeds/2022-01/2022 gas.txt", "2022"),
        ("seeds/2021-2022/gas.txt", None),
        ("seeds/12022/gas.txt", None),
        ("gas.txt", None),
    ],
)
def test_a_path_can_name_one_year(path: str, year: str | None) -> None:
    assert local_dates.year_of(path) == year


@pytest.mark.parametrize(
    ("paragraph", "day", "has_year"),
    [
        ("АСТАНА, 5 января — Цены выросли.", "5 января", False),
        ("АЛМАТЫ, 5 янв – AGENCY. Цены выросли.", "5 янв", False),
        ("АСТАНА, 5 января. /АГЕНТСТВО/. Цены выросли.", "5 января.", False),
        ("АСТАНА, 16 декабря 2021 года — Цены выросли.", "16 декабря 2021", True),
        ("АСТАНА. 5 қаңтар. Агенттік – Баға өсті.", "5 қаңтар", False),
        ("НҰР-СҰЛТАН, 2022 жылғы 5 қаңтар – Баға өсті.", "2022 жылғы 5 қаңтар", True),
        ("Жаңаөзен, 2 қаңтар. Агенттік — Баға өсті.", "2 қаңтар", False),
        ("ALMATY, Jan. 5, 2022 (AGENCY) — Prices rose.", "Jan. 5, 2022", True),
        ("ALMATY, Kazakhstan, Jan. 5 (AGENCY) -- Prices rose.", "Jan. 5", False),
        ("Astana, January 5 - Prices rose.", "January 5", False),
    ],
)
def test_a_dateline_has_a_place_a_day_and_a_dash(paragraph: str, day: str, has_year: bool) -> None:
    assert local_dates.of_dateline(paragraph) == Dateline(day, has_year)


@pytest.mark.parametrize(
    "paragraph",
    [
        "В Алматы, 5 января 2022 года – день траура.",
        "Almaty, 5 January 2022. The day was cold – and dark.",
        "The prices rose, Jan. 5 was a cold day — people said.",
        "ALMATY (AGENCY) — Prices rose.",
        "5 января — день траура.",
        "",
    ],
)
def test_a_sentence_is_no_dateline(paragraph: str) -> None:
    assert local_dates.of_dateline(paragraph) is None


def test_a_dateline_is_completed_by_a_year() -> None:
    assert Dateline("5 января", False).on("2022") == "5 января 2022"
    assert Dateline("Jan. 5, 2022", True).on("2021") == "Jan. 5, 2022"
