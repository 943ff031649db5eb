"""Dates, numbers and names of languages → their form in a language (CLDR, through Babel).

The locales of the operating system are not used: a build machine often has only `C`.
"""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.core import get_global, parse_locale
from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_decimal

# `en` without a region is American in CLDR (January 5, 2022); an archive with readers around the
# world puts the day first, as in kk and ru.
_ENGLISH = Locale("en", "GB")

# The name of a language in itself, as readers look for it in a list of languages.
_OWN_NAMES = {"kk": "Қазақша", "ru": "Русский", "en": "English"}

MONDAY = date(2001, 1, 1)
"""Any Monday: the name of a weekday is the same every week."""


def long_day(day: date, lang: str) -> str:
    """A day in full: `5 January 2022`, `5 января 2022 г.`, `2022 ж. 5 қаңтар`."""
    return _date(_only_day(day), "long", lang)


def short_day(day: date, lang: str) -> str:
    """A day without its year: `5 January`, `5 января`, `5 қаңтар`."""
    return _month_day(day.month, day.day, lang)


def month_title(day: date, lang: str) -> str:
    """A month as a heading, in the stand-alone form: `Январь 2022`, not `Января`."""
    return _capitalised(_date(_only_day(day).replace(day=1), "LLLL y", lang))


def month_name(day: date, lang: str) -> str:
    """A month as a heading within its year: `Январь`."""
    return _capitalised(_date(_only_day(day).replace(day=1), "LLLL", lang))


def weekday(day: date, lang: str) -> str:
    """The day of the week, as written within a sentence: `Wednesday`, `среда`."""
    return _date(MONDAY + timedelta(day.weekday()), "cccc", lang)


def short_weekday(day: date, lang: str) -> str:
    """The day of the week as the heading of a column: `Wed`, `ср`."""
    return _date(MONDAY + timedelta(day.weekday()), "ccc", lang)


def clock(moment: datetime, lang: str) -> str:
    """The time of day by the 24-hour clock, in the moment's own zone: `09:05`."""
    return _clock(moment.hour, moment.minute, lang)


@lru_cache(maxsize=8192)
def number(n: int, lang: str) -> str:
    """An integer with its digits in groups: `12,345`, or `12 345` with no-break spaces."""
    return _in_any_font(format_decimal(n, locale=_locale(lang)))


def decimal(n: Decimal, lang: str) -> str:
    """A number with the decimals that it has: `1,234.50`, `−1\xa0234,50`."""
    # No cache: 1.5 and 1.50 are equal, and would be one key.
    places = max(0, -int(n.as_tuple().exponent))
    pattern = "#,##0" + ("." + "0" * places if places else "")
    written = format_decimal(n, format=pattern, locale=_locale(lang))
    return _in_any_font(written).replace("-", "−")


@lru_cache(maxsize=512)
def file_size(size: int, lang: str) -> str:
    """A number of bytes as readers know it: `340 KB`, `1.2 MB`."""
    units = _UNITS.get(lang.partition("-")[0], _UNITS["en"])
    power = 1 if size < 999_500 else 2 if size < 999_500_000 else 3
    value = size / 1000**power
    rounded = max(1, round(value)) if power == 1 or value >= 9.95 else round(value, 1)
    return f"{format_decimal(rounded, locale=_locale(lang))}\xa0{units[power - 1]}"


_UNITS = {
    "en": ("kB", "MB", "GB"),
    "kk": ("КБ", "МБ", "ГБ"),
    "ru": ("КБ", "МБ", "ГБ"),
}
"""Multiples of 1000 bytes (IEC 80000-13)."""


def language_name(code: str, lang: str) -> str:
    """The name of a language in the language `lang`, capitalised."""
    if code == lang and code in _OWN_NAMES:
        return _OWN_NAMES[code]
    if not is_language(code):
        return code
    return _capitalised(Locale.parse(code, sep="-").get_display_name(_locale(lang)) or code)


@lru_cache(maxsize=512)
def territorial(code: str) -> str:
    """A language with its most likely territory, in the form of Open Graph: `kk_KZ`."""
    if not is_language(code):
        return code.replace("-", "_")
    locale = _locale(code)
    likely = get_global("likely_subtags").get(str(locale), str(locale))
    territory = locale.territory or parse_locale(likely)[1]
    return f"{locale.language}_{territory}" if territory else locale.language


@lru_cache(maxsize=512)
def is_language(code: str) -> bool:
    """Whether a BCP 47 code names a language with data in CLDR.

    False if Babel would silently replace the script by another one.
    """
    try:
        locale = Locale.parse(code, sep="-")
        script = parse_locale(code, sep="-")[2]
    except (UnknownLocaleError, ValueError):
        return False
    return script in (None, locale.script)


@lru_cache(maxsize=512)
def direction(lang: str) -> Literal["ltr", "rtl"]:
    """The direction in which a language is written."""
    return "rtl" if _locale(lang).character_order == "right-to-left" else "ltr"


@lru_cache(maxsize=512)
def _locale(lang: str) -> Locale:
    """The data of CLDR for a language; English for an unknown one."""
    if lang == "en" or not is_language(lang):
        return _ENGLISH
    return Locale.parse(lang, sep="-")


@lru_cache(maxsize=8192)
def _date(day: date, pattern: str, lang: str) -> str:
    return _in_any_font(format_date(day, pattern, locale=_locale(lang)))


@lru_cache(maxsize=4096)
def _month_day(month: int, day: int, lang: str) -> str:
    in_leap_year = date(2000, month, day)
    return _in_any_font(format_skeleton("MMMMd", in_leap_year, locale=_locale(lang)))


@lru_cache(maxsize=4096)
def _clock(hour: int, minute: int, lang: str) -> str:
    return format_time(time(hour, minute), "HH:mm", locale=_locale(lang))


def _in_any_font(text: str) -> str:
    """Replace the narrow no-break space of CLDR, which many fonts lack and which differs between
    versions of CLDR, by the plain one."""
    return text.replace("\u202f", "\u00a0")


def _only_day(day: date) -> date:
    """A `date` for a `datetime`, so that the cache does not get a key for each second."""
    return day.date() if isinstance(day, datetime) else day


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
