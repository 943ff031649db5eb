"""Dates in forms that kazarchive does not accept → what to write instead, for a message.

The date of an article is never read this way: if a form can mean two days, both are named and the
author chooses. Only fields such as `publishDate`, which may hide an article, are interpreted.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

from kazarchive.rules import dates

FORM = "write YYYY-MM-DD, for example 2024-12-05, or 2024-12-05 18:30 +05:00"

_MONTHS = {
    name: number
    for names in (
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "янв фев мар апр мая июн июл авг сен окт ноя дек",
        "қаң ақп нау сәу мам мау шіл там қыр қаз қар жел",
    )
    for number, name in enumerate(names.split(), 1)
} | {"май": 5}

_DASHES = re.compile("[\u2010-\u2015\u2212]")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")

_ISO = r"(?P<day>\d{4}-\d{1,2}-\d{1,2})"
_TIME = r"(?P<time>(?:[ T]+\d{1,2}:\d\d.*)?)"
_LITTLE = re.compile(rf"(\d{{1,2}})([./-])(\d{{1,2}})\2(\d{{4}})(?: ?г\.?)?{_TIME}")
_BIG = re.compile(rf"(\d{{4}})[./](\d{{1,2}})[./](\d{{1,2}}){_TIME}")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
_MONTH = re.compile(r"(\d{4})(?:[-./](\d{1,2}))?")
_HALF_DAY = re.compile(
    r"(?<![\d:.])(1[0-2]|0?[1-9])(?:[:.](\d\d))?(:\d\d)? ?([ap])\.?m\b\.?", re.IGNORECASE
)
_OTHER_TIME = re.compile(rf"{_ISO}[ T]+(\d{{1,2}})(?:[.hч-](\d\d))?(?:h|ч\.?)?", re.IGNORECASE)
_NAMED_ZONE = re.compile(rf"({_ISO}[ T]+\d{{1,2}}:\d\d(?::\d\d(?:\.\d+)?)?) ?(?:[^\W\d_]|\[).*")
_GREENWICH = re.compile(r" ?\b(?:GMT|UTC) ?(?=[+-]\d)")
_GREENWICH_ALONE = re.compile(r"(\d) ?(?:GMT|UTC|UT)$")
_BRACKETED = re.compile(r"(?<=\d)\[[\w/+-]+\]$")
_WORD = re.compile(r"[^\W\d_]{3,}")
_DIGITS = re.compile(r"\d+")
_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?: ?[+-]\d\d:?\d\d)?")


def hint(written: str, zone: str) -> str:
    """What to write instead of a text that is not a date."""
    plain = _plain(written)
    if meanings := readings(written, zone):
        choices = " or ".join(f"`{meaning}`" for meaning in meanings)
        return f"write {choices}" + (", whichever is meant" if len(meanings) > 1 else "")
    if _MONTH.fullmatch(plain):
        return _month_hint(plain, zone)
    named = _NAMED_ZONE.fullmatch(plain)
    if named and _is_date(named[1], zone):
        return f"write an offset, `{named[1]} +05:00`, or none for the archive's own zone"
    return FORM


def readings(written: str, zone: str) -> tuple[str, ...]:
    """The dates, in the accepted form, that a text in another form can mean."""
    plain = _plain(written)
    for form in FORMS:
        meanings = [meaning for meaning in form(plain) if _is_date(meaning, zone)]
        if meanings:
            return tuple(dict.fromkeys(meanings))
    return ()


def is_of_day(written: str, day: date, zone: str) -> bool:
    """Whether a text that is not a date can only mean this day in the zone, at any time: it has no
    other day or year, and no offset that makes it another day in the zone."""
    if meanings := readings(written, zone):
        return {dates.parse(meaning, zone)[0].date() for meaning in meanings} == {day}
    time = _SOME_TIME.fullmatch(_plain(written).removeprefix(f"{day}"))
    if time is None or not time["offset"]:
        return time is not None
    moment = f"{day} {time['clock']} {time['offset']}"
    return _is_date(moment, zone) and dates.parse(moment, zone)[0].date() == day


_SOME_TIME = re.compile(
    r"(?:[ T]+(?P<clock>\d{1,2}:\d\d)?(?:[\d:.,hч]|-(?=:)){0,9} ?(?:[ap]\.?m\.?)?"
    r" ?(?P<offset>Z|[+-]\d\d:?\d\d)?)?",
    re.IGNORECASE,
)


def _plain(written: str) -> str:
    """With plain dashes and spaces, without invisible characters and quotation marks, and with the
    24-hour clock."""
    plain = unicodedata.normalize("NFKC", _UNSEEN.sub("", _DASHES.sub("-", written)))
    plain = _GREENWICH.sub("", _BRACKETED.sub("", plain.strip(" «»“”„‘’\"'")))
    return _HALF_DAY.sub(_by_24_hours, " ".join(_GREENWICH_ALONE.sub(r"\1 +00:00", plain).split()))


def _by_24_hours(time: re.Match[str]) -> str:
    """`6:30 PM` → `18:30`; noon is 12 PM and midnight is 12 AM."""
    hour = int(time[1]) % 12 + 12 * (time[4].lower() == "p")
    return f"{hour:02}:{time[2] or '00'}{time[3] or ''}"


def _is_date(written: str, zone: str) -> bool:
    try:
        dates.parse(written, zone)
    except dates.NotADate:
        return False
    return True


def _month_hint(plain: str, zone: str) -> str:
    """What to write instead of a year or a month."""
    year, _, month = re.sub("[./]", "-", plain).partition("-")
    first = f"{year}-{int(month or 1):02}-01"
    if not _is_date(first, zone):
        return FORM
    return f"name a day: `{first}` if no other is known"


# --- forms: a text → the dates that it can mean ---------------------------------------------------


def _cleaned(plain: str) -> Iterator[str]:
    """A date with a comma, or one that `_plain` has made valid."""
    yield plain.replace(",", "")


def _day_first(plain: str) -> Iterator[str]:
    """`5.01.2022`; with `/` and `-` also the American order."""
    if date := _LITTLE.fullmatch(plain):
        first, sign, second, year = date.group(1, 2, 3, 4)
        yield f"{year}-{int(second):02}-{int(first):02}{date['time']}"
        if sign != ".":
            yield f"{year}-{int(first):02}-{int(second):02}{date['time']}"


def _year_first(plain: str) -> Iterator[str]:
    """`2022.1.5`, `2022/01/05`, `20220105`."""
    if date := _BIG.fullmatch(plain) or _COMPACT.fullmatch(plain):
        time = date.groupdict().get("time", "")
        yield f"{date[1]}-{int(date[2]):02}-{int(date[3]):02}{time}"


def _without_colon(plain: str) -> Iterator[str]:
    """`2022-01-05 18.30`, `18h30`, `18`."""
    if moment := _OTHER_TIME.fullmatch(plain):
        yield f"{moment['day']} {int(moment[2]):02}:{moment[3] or '00'}"


def _month_in_words(plain: str) -> Iterator[str]:
    """`5 January 2022`, `5 января 2022 г.`, `2022 жылғы 5 қаңтар`, dates of mail (RFC 5322) and of
    the command `date`; a named zone is left out."""
    months = {_MONTHS.get(word[:3].lower()) for word in _WORD.findall(plain)} - {None}
    clock = _CLOCK.search(plain)
    numbers = _DIGITS.findall(_CLOCK.sub(" ", plain, count=1))
    years = [number for number in numbers if len(number) == 4]
    days = [int(number) for number in numbers if len(number) < 3]
    if len(months) == len(years) == len(days) == 1:
        time = f" {clock[0]}" if clock else ""
        yield f"{years[0]}-{months.pop():02}-{days[0]:02}{time}"


def _seconds(plain: str) -> Iterator[str]:
    """Unix time in seconds."""
    if re.fullmatch(r"\d{9,10}", plain):
        yield datetime.fromtimestamp(int(plain), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


FORMS: tuple[Callable[[str], Iterator[str]], ...] = (
    _cleaned,
    _day_first,
    _year_first,
    _without_colon,
    _month_in_words,
    _seconds,
)
