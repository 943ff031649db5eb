"""A written date → its moment and its day in the archive's time zone.

Zones come from the `tzdata` package and never from the machine: a build must not depend on what the
system knows about Almaty (+07 in summer 2003, +06 in 2010, +05 since 2024-03-01).
"""

import calendar
import pkgutil
import re
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from io import BytesIO
from zoneinfo import ZoneInfo

_DATE = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
    r"(?:(?:[Tt]|[ \t]+)(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d{1,9})?)?"
    r"(?:[ \t]*(?P<offset>[Zz]|UTC|(?:UTC)?[+-]\d{1,2}(?::?\d\d)?))?)?"
)

_LATE_OFFSET = re.compile(r":\d\d.*?((?:[+]1[4-9]|-1[2-9]|[+-]2\d)(?::?\d\d)?)\s*$")
_SHORT = re.compile(r"(\d{4}-(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12]\d|3[01]))[-_ ](.+)")
"""A date at the beginning of a file name, and the rest."""

_RANGES = {
    "year": r"[1-9]\d{3}",
    "month": r"(?:0?[1-9]|1[0-2])",
    "day": r"(?:0?[1-9]|[12]\d|3[01])",
    "hour": r"(?:[01]?\d|2[0-3])",
    "minute": r"[0-5]\d",
    "second": r"[0-5]\d",
}

NEVER = datetime(9998, 12, 31, tzinfo=UTC)
"""When an article without a date is due; only drafts may lack one."""


class NotADate(ValueError):
    """The message says why a text is not a date, as the end of a sentence."""


@lru_cache(maxsize=8)
def zone(name: str) -> ZoneInfo:
    """An IANA time zone, from the tzdata package."""
    data = pkgutil.get_data("tzdata", f"zoneinfo/{name}")
    return ZoneInfo.from_file(BytesIO(data or b""), key=name)


def parse(text: str, zone_name: str) -> tuple[datetime, bool]:
    """The moment in the archive's zone, with a fixed offset, and whether it has a time of day.

    A time without an offset is in the archive's zone. Raises NotADate.
    """
    written = _DATE.fullmatch(text.strip())
    if written is None:
        raise NotADate("the format is not recognised")
    year, month, day = int(written["year"]), int(written["month"]), int(written["day"])
    _check_day(year, month, day)
    hour, minute, second = (int(written[part] or 0) for part in ("hour", "minute", "second"))
    if hour > 23 or minute > 59 or second > 59:
        raise NotADate(f"there is no time {hour}:{minute:02}:{second:02}")
    naive = datetime(year, month, day, hour, minute, second)
    home = zone(zone_name)
    offset = written["offset"]
    local = (
        naive.replace(tzinfo=_offset(offset)).astimezone(home)
        if offset
        else naive.replace(tzinfo=home)
    )
    return _fixed(local), written["hour"] is not None


def _check_day(year: int, month: int, day: int) -> None:
    if not 1 <= month <= 12:
        raise NotADate(f"there is no month {month}")
    if not 1000 <= year <= 9998:
        raise NotADate(f"the year {year} is not between 1000 and 9998")
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise NotADate(f"{year}-{month:02} has {last} days")


@lru_cache(maxsize=64)
def _offset(written: str) -> timezone:
    if written in ("Z", "z", "UTC"):
        return UTC
    written = written.removeprefix("UTC")
    digits = written[1:].replace(":", "")
    hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
    if hours > 23 or minutes > 59:
        raise NotADate(f"there is no time zone {written}")
    sign = -1 if written[0] == "-" else 1
    return timezone(sign * timedelta(hours=hours, minutes=minutes))


def odd_offset(text: str) -> str | None:
    """The offset of a date if it is outside the range in use, from -12:00 to +14:00."""
    written = _LATE_OFFSET.search(text)
    if written is None:
        return None
    offset = _offset(written[1]).utcoffset(None) or timedelta(0)
    return None if timedelta(hours=-12) <= offset <= timedelta(hours=14) else written[1]


def _fixed(moment: datetime) -> datetime:
    """The moment with an offset in place of the zone, so that it survives ISO 8601 and back.
    Offsets of the 19th century had seconds, which RFC 3339 cannot express; they are rounded to
    minutes."""
    return moment.replace(tzinfo=_minutes(moment.utcoffset() or timedelta(0)))


@lru_cache(maxsize=64)
def _minutes(offset: timedelta) -> timezone:
    rounded = timedelta(minutes=round(offset.total_seconds() / 60))
    return timezone(rounded) if rounded else UTC


def at(instant: int, zone_name: str) -> datetime:
    """The moment in the archive's zone. `instant`: seconds since 1970-01-01 UTC."""
    return _fixed(datetime.fromtimestamp(instant, zone(zone_name)))


def pattern() -> str:
    """A regular expression (ECMA 262) that matches every date in ASCII digits, and few other
    texts."""
    parts = re.sub(r"\(\?P<(\w+)>(\\d[^()]*)\)", lambda part: _RANGES[part[1]], _DATE.pattern)
    return rf"^\s*(?:{parts.replace('(?P<offset>', '(?:')})\s*$"


def from_name(stem: str) -> tuple[str, str] | None:
    """`2010-03-13-title` → (`2010-03-13`, `title`). The date is not checked. A month and a day of
    one digit, `2010-3-6-title`, are accepted as in Jekyll if they are possible."""
    name = re.fullmatch(r"(\d{4}-\d\d-\d\d)[-_ ](.+)", stem) or _SHORT.fullmatch(stem)
    return (name[1], name[2]) if name else None


def day_of(period: str) -> date:
    """The first day of a year, month or day."""
    year, month, day = (*period.split("-"), "01", "01")[:3]
    return date(int(year), int(month), int(day))
