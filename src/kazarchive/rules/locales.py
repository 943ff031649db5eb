"""How dates, numbers and the names of languages are written in each language (CLDR, by Babel).

The operating system's locales are refused: a build machine often has none but `C`.
"""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.core import get_global, parse_locale
from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_decimal

# Bare `en` is American in CLDR (January 5, 2022); an archive read around the world puts the day
# first, as it does in kk and ru.
_ENGLISH = Locale("en", "GB")

# A language's name for itself, as a reader looks for it in a list of languages.
_OWN_NAMES = {"kk": "Қазақша", "ru": "Русский", "en": "English"}

MONDAY = date(2001, 1, 1)
"""Any: the name of a weekday is the same every week."""


def long_day(day: date, lang: str) -> str:
    """A day in full: `5 January 2022`, `5 января 2022 г.`, `2022 ж. 5 қаңтар`."""
    return _date(_only_day(day), "long", lang)


def short_day(day: date, lang: str) -> str:
    """A day within a year that is known: `5 January`, `5 января`, `5 қаңтар`."""
    return _month_day(day.month, day.day, lang)


def month_title(day: date, lang: str) -> str:
    """A month as a heading, in the stand-alone form: `Январь 2022`, never `Января`."""
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
    """A whole number with its digits in groups: `12,345`; `12 345` with no-break spaces."""
    return _in_any_font(format_decimal(n, locale=_locale(lang)))


def plural(n: int, lang: str) -> str:
    """The category of a number by which a language chooses among forms (CLDR): `one`, `few` …"""
    return _locale(lang).plural_form(n)


@lru_cache(maxsize=512)
def language_name(code: str, lang: str) -> str:
    """A language's name in another, as a label (capitalised); its own name where they are one."""
    if code == lang and code in _OWN_NAMES:
        return _OWN_NAMES[code]
    if not is_language(code):
        return code
    return _capitalised(Locale.parse(code, sep="-").get_display_name(_locale(lang)) or code)


@lru_cache(maxsize=512)
def territorial(code: str) -> str:
    """A language with the territory where most read it, as Open Graph wants it: `kk_KZ`."""
    if not is_language(code):
        return code.replace("-", "_")
    locale = _locale(code)
    likely = get_global("likely_subtags").get(str(locale), str(locale))
    territory = locale.territory or parse_locale(likely)[1]
    return f"{locale.language}_{territory}" if territory else locale.language


@lru_cache(maxsize=512)
def is_language(code: str) -> bool:
    """Whether a BCP 47 code names a language whose dates and numbers can be written.

    False where Babel would quietly put another script in the place of the one asked for.
    """
    try:
        found = Locale.parse(code, sep="-")
        script = parse_locale(code, sep="-")[2]
    except (UnknownLocaleError, ValueError):
        return False
    return script in (None, found.script)


@lru_cache(maxsize=512)
def direction(lang: str) -> Literal["ltr", "rtl"]:
    """The direction in which a language is written."""
    return "rtl" if _locale(lang).character_order == "right-to-left" else "ltr"


@lru_cache(maxsize=512)
def _locale(lang: str) -> Locale:
    """CLDR's data for a language; English for one that it does not know."""
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
    """CLDR's narrow no-break space is missing from many fonts, and comes and goes with its
    versions; the plain one keeps a line together as well."""
    return text.replace("\u202f", "\u00a0")


def _only_day(day: date) -> date:
    """A `datetime` is a `date`, but another key of the cache for each second."""
    return day.date() if isinstance(day, datetime) else day


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
