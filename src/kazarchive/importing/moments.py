"""A date as feeds and mail write it → a date that an article may have.

RSS has the dates of mail (RFC 822), Atom and JSON Feed those of RFC 3339. Others are common: names
of months in the language of the site, numbers in local order, and zones by name, which parsers of
feeds take for UTC without a word.
"""

import re
from typing import NamedTuple

from kazarchive.rules import dateforms, dates

_ZONES = {
    "Asia/Almaty": "ALMT",
    "Asia/Aqtau": "AQTT",
    "Asia/Aqtobe": "AQTB",
    "Asia/Oral": "ORAT",
    "Asia/Qyzylorda": "QYZT",
    "Asia/Bishkek": "KGT",
    "Asia/Tashkent": "UZT",
    "Asia/Yekaterinburg": "YEKT",
    "Asia/Omsk": "OMST",
    "Asia/Novosibirsk": "NOVT",
    "Asia/Krasnoyarsk": "KRAT",
    "Asia/Irkutsk": "IRKT",
    "Asia/Yakutsk": "YAKT",
    "Asia/Vladivostok": "VLAT",
    "Europe/Moscow": "MSK MSD",
    "Europe/Samara": "SAMT",
}
_BY_PLACE = {name: place for place, names in _ZONES.items() for name in names.split()}
"""The name of a zone → the place whose offset on that day it means; Almaty's has changed."""

_BY_OFFSET = {
    name: offset
    for names, offset in (
        ("GMT UT UTC Z WET", "+00:00"),
        ("CET BST WEST", "+01:00"),
        ("CEST EET", "+02:00"),
        ("EEST", "+03:00"),
        ("EST CDT", "-05:00"),
        ("EDT", "-04:00"),
        ("CST MDT", "-06:00"),
        ("MST PDT", "-07:00"),
        ("PST", "-08:00"),
    )
    for name in names.split()
}
"""RFC 822, 5.1, and those of Europe."""

_ZONE = re.compile(
    r":\d\d(?:\.\d+)?(?: ?[AP]\.?M\b\.?)?(?: (?=\())?( ?\(?([A-Z]{2,5}|Z)\b\)?)(?=$| \d{4}$)"
)
_COMMENT = re.compile(r"(?<=\d)\s*\([^()]*\)$")
_SHORT_YEAR = re.compile(r"^((?:\w+\.?,\s*)?\d{1,2}[ -][^\W\d_]{3,}\.?[ -])(\d\d)(?=\s+\d{1,2}:)")
_DASHED = re.compile(r"^((?:\w+\.?,\s*)?\d{1,2})-([^\W\d_]{3,})-(?=\d)")
_BARE_OFFSET = re.compile(r"(?<=:\d\d)([+-]\d{4})$")


_LONGEST = 100


class Moment(NamedTuple):
    """A date in the form of an article, or None, and why it is uncertain."""

    date: str | None
    doubt: str = ""


def moment(written: str, timezone: str) -> Moment:
    """What a date means. `timezone`: that of the archive, for times without a zone."""
    if len(written) > _LONGEST:
        return Moment(None, f"the date `{written[:_LONGEST]}…` is not recognised")
    plain = _plain(written)
    zone = _ZONE.search(plain)
    if zone is None or zone[2] in ("AM", "PM"):
        return _chosen(written, plain, timezone)
    without = plain[: zone.start(1)] + plain[zone.end(1) :]
    if offset := _BY_OFFSET.get(zone[2]):
        return _chosen(
            written, f"{plain[: zone.start(1)]} {offset}{plain[zone.end(1) :]}", timezone
        )
    if place := _BY_PLACE.get(zone[2]):
        there = _chosen(written, without, place)
        if there.date is None:
            return there
        return Moment(dates.parse(there.date, place)[0].isoformat())
    found = _chosen(written, without, timezone)
    unknown = f"the zone `{zone[2]}` of a date is not known; it is taken as the archive's"
    return Moment(found.date, unknown if found.date else found.doubt)


def instant(date: str | None, timezone: str) -> str:
    """A text by which dates can be put in order; empty for None."""
    return f"{dates.parse(date, timezone)[0].timestamp():020.3f}" if date else ""


def _chosen(written: str, plain: str, timezone: str) -> Moment:
    """The only meaning of a text."""
    try:
        dates.parse(plain, timezone)
    except dates.NotADate:
        meanings = dateforms.readings(plain, timezone)
    else:
        meanings = (plain,)
    if len(meanings) == 1:
        return Moment(meanings[0])
    if meanings:
        return Moment(None, f"the date `{written}` can be {' or '.join(meanings)}")
    return Moment(None, f"the date `{written}` is not recognised")


def _plain(written: str) -> str:
    plain = " ".join(written.split())
    plain = _COMMENT.sub("", plain) if re.search(r"[+-]\d{4} \(", plain) else plain
    plain = _BARE_OFFSET.sub(r" \1", _DASHED.sub(r"\1 \2 ", plain))
    short = _SHORT_YEAR.match(plain)
    if short:
        century = "19" if int(short[2]) >= 70 else "20"
        plain = f"{short[1]}{century}{short[2]}{plain[short.end() :]}"
    return plain
