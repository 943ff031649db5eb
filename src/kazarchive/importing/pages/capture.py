"""The comments of a page → where and when the program that saved it found it.

Browsers write `saved from url=(0023)http://…`, where the number is the length of the address.
"""

import re
from collections.abc import Iterable

from msgspec import Struct

_SAVED = re.compile(r"\s*saved from url=\(\d+\)(https?://\S+)")
_SINGLE_FILE = re.compile(
    r"\s*(?:Page saved with|Archive processed by) SingleFile\s+url:\s*(https?://\S+)"
    r"(?:\s+saved date:\s*([^\n]{1,60}))?"
)
_HTTRACK = re.compile(
    r"\s*Mirrored from (\S+) by HTTrack Website Copier/[^,\n]{1,60},\s*([^\n]{1,60})"
)
_WAYBACK = re.compile(
    r"\s*FILE ARCHIVED ON (\d\d:\d\d:\d\d [A-Z][a-z]{2} \d\d, \d{4}) AND RETRIEVED FROM"
)
_WAYBACK_ADDRESS = re.compile(
    r"https?://web\.archive\.org/web/(\d{4,14})(?:[a-z]{2}_)?/(https?:/.+)", re.DOTALL
)
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_DAY = re.compile(r"\b(\d{1,2}) ([A-Z][a-z]{2}) (\d{4})\b|\b([A-Z][a-z]{2}) (\d\d),? (\d{4})\b")
_TIME = re.compile(r"\b(\d\d:\d\d:\d\d)\b")
_OFFSET = re.compile(r"GMT([+-]\d\d):?(\d\d)")


class Capture(Struct, frozen=True):
    """What the program that saved a page says."""

    url: str | None = None
    retrieved: str | None = None
    """ISO 8601."""


def capture(comments: Iterable[str]) -> Capture:
    """The first that speaks; the time of a copy of the Wayback Machine is that of its capture."""
    url = retrieved = None
    for comment in comments:
        if saved := _SAVED.match(comment):
            url = url or saved[1]
        elif named := (_SINGLE_FILE.match(comment) or _HTTRACK.match(comment)):
            address = named[1] if "://" in named[1] else f"http://{named[1]}"
            url, retrieved = url or address, retrieved or moment(named[2] or "")
        elif archived := _WAYBACK.match(comment):
            retrieved = moment(archived[1]) or retrieved
    original, stamp = unwrapped(url) if url else (None, None)
    return Capture(original, stamp or retrieved)


def unwrapped(url: str) -> tuple[str, str | None]:
    """The address that a copy of the Wayback Machine is of, and the time of the copy."""
    copy = _WAYBACK_ADDRESS.fullmatch(url)
    if copy is None:
        return url, None
    digits = copy[1]
    parts = (digits[:4], digits[4:6], digits[6:8])
    day = "-".join(filter(None, parts))
    clock = ":".join((digits[8:10], digits[10:12], digits[12:14]))
    address = re.sub(r"^(https?:)/+", r"\1//", copy[2])
    return address, f"{day}T{clock}Z" if len(digits) == 14 else day


def moment(written: str) -> str | None:
    """A time such as `Wed, 05 Jan 2022 04:00:00 GMT` or `Wed Jan 05 2022 10:00:00 GMT+0600`."""
    day, time = _DAY.search(written), _TIME.search(written)
    if day is None:
        return None
    number, name, year = day.groups()[:3] if day[1] else (day[5], day[4], day[6])
    if name not in _MONTHS:
        return None
    date = f"{year}-{_MONTHS.index(name) + 1:02}-{int(number):02}"
    offset = _OFFSET.search(written)
    zone = f"{offset[1]}:{offset[2]}" if offset and offset[0][3:] != "+0000" else "Z"
    return f"{date}T{time[1]}{zone}" if time else date
