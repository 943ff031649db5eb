"""How dates, numbers and the names of languages are written."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from kazarchive.rules import locales

DAY = date(2022, 1, 5)


@pytest.mark.parametrize(
    ("lang", "long", "short", "title", "name", "weekday"),
    [
        ("kk", "2022\u00a0ж. 5 қаңтар", "5 қаңтар", "Қаңтар 2022", "Қаңтар", "сәрсенбі"),
        ("ru", "5 января 2022\u00a0г.", "5 января", "Январь 2022", "Январь", "среда"),
        ("en", "5 January 2022", "5 January", "January 2022", "January", "Wednesday"),
        ("xx", "5 January 2022", "5 January", "January 2022", "January", "Wednesday"),
        ("de", "5. Januar 2022", "5. Januar", "Januar 2022", "Januar", "Mittwoch"),
    ],
)
def test_a_day_is_written_as_its_language_writes_it(
    lang: str, long: str, short: str, title: str, name: str, weekday: str
) -> None:
    assert locales.long_day(DAY, lang) == long
    assert locales.short_day(DAY, lang) == short
    assert locales.month_title(DAY, lang) == title
    assert locales.month_name(DAY, lang) == name
    assert locales.weekday(DAY, lang) == weekday


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_a_moment_is_written_by_its_own_day(lang: str) -> None:
    moment = datetime(2022, 1, 5, 0, 30, tzinfo=ZoneInfo("Asia/Almaty"))
    assert locales.long_day(moment, lang) == locales.long_day(DAY, lang)
    assert locales.month_title(moment, lang) == locales.month_title(DAY, lang)
    assert locales.weekday(moment, lang) == locales.weekday(DAY, lang)
    assert locales.clock(moment, lang) == "00:30"


def test_a_naive_time_is_written_as_it_stands() -> None:
    assert locales.clock(datetime(2022, 1, 5, 17, 5), "ru") == "17:05"


@pytest.mark.parametrize(
    ("lang", "n", "written"),
    [
        ("kk", 1234567, "1\u00a0234\u00a0567"),
        ("ru", 12345, "12\u00a0345"),
        ("en", 12345, "12,345"),
        ("en", 7, "7"),
        ("xx", 12345, "12,345"),
    ],
)
def test_the_digits_of_a_number_are_grouped(lang: str, n: int, written: str) -> None:
    assert locales.number(n, lang) == written


@pytest.mark.parametrize(
    ("code", "lang", "name"),
    [
        ("kk", "kk", "Қазақша"),
        ("ru", "ru", "Русский"),
        ("en", "en", "English"),
        ("de", "de", "Deutsch"),
        ("kk", "ru", "Казахский"),
        ("ru", "kk", "Орыс тілі"),
        ("kk", "en", "Kazakh"),
        ("en", "xx", "English"),
        ("xx", "en", "xx"),
    ],
)
def test_a_language_is_named_in_another_and_in_itself(code: str, lang: str, name: str) -> None:
    assert locales.language_name(code, lang) == name


@pytest.mark.parametrize(
    ("code", "known"),
    [
        ("kk", True),
        ("ru", True),
        ("ru-KZ", True),
        ("kk-Cyrl", True),
        ("kk-Arab", True),
        ("zh-Hant", True),
        ("kk-Latn", False),  # Babel would answer in Cyrillic
        ("kz", False),  # the country
        ("en_GB", False),
        ("english", False),
        ("kk-", False),
        ("", False),
        ("../kk", False),
    ],
)
def test_a_language_is_one_that_can_be_written(code: str, known: bool) -> None:
    assert locales.is_language(code) is known


@pytest.mark.parametrize(
    ("lang", "expected"),
    [("kk", "ltr"), ("ru", "ltr"), ("en", "ltr"), ("ar", "rtl"), ("kk-Arab", "rtl"), ("xx", "ltr")],
)
def test_a_language_has_a_direction(lang: str, expected: str) -> None:
    assert locales.direction(lang) == expected


@pytest.mark.parametrize(
    ("size", "lang", "expected"),
    [
        (0, "en", "1 kB"),
        (999, "en", "1 kB"),
        (340_400, "ru", "340 КБ"),
        (999_499, "en", "999 kB"),
        (999_500, "en", "1 MB"),
        (1_234_000, "kk", "1,2 МБ"),
        (12_400_000, "ru", "12 МБ"),
        (2_500_000_000, "en", "2.5 GB"),
        (5_000_000_000_000, "de", "5.000 GB"),
    ],
)
def test_the_size_of_a_file_is_short(size: int, lang: str, expected: str) -> None:
    assert locales.file_size(size, lang).replace("\xa0", " ") == expected


def test_a_number_keeps_the_decimals_that_were_written() -> None:
    written = [locales.decimal(Decimal(each), "ru") for each in ("1234.5", "1234.50", "-3", "0.10")]
    assert written == ["1\u00a0234,5", "1\u00a0234,50", "\u22123", "0,10"]
    assert locales.decimal(Decimal("1234567.5"), "en") == "1,234,567.5"
