"""Dates as people write them in three languages, such as `5 января 2022 года`: their forms, and
what a text means that is such a date as a whole.

`rules/dateforms.py` turns them into the form of an article's `date`.
"""

import re
from datetime import datetime
from functools import cache

from kazarchive.rules import dateforms, dates

MONTH = (
    r"(?:(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
    r"|янв(?:аря)?|февр?(?:аля)?|мар(?:та)?|апр(?:еля)?|ма[йя]|июн[яь]?|июл[яь]?|авг(?:уста)?"
    r"|сент?(?:ября)?|окт(?:ября)?|нояб?(?:ря)?|дек(?:абря)?)\.?"
    r"|(?:қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйе[кг]|қазан|қараша|желтоқсан)"
    r"(?:с?[ыі](?:нд[ае])?|[дт][ае])?)(?!\w)"
)
WEEKDAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|понедельник|вторник|среда|четверг|пятница"
    r"|суббота|воскресенье|(?:дүй|сей|сәр|бей|жек)?сенбі|жұма)"
)
DAY = r"\d{1,2}(?:st|nd|rd|th|-?(?:го|е|ші|шы))?(?!\w)"
YEAR = r"(?:1[6-9]|20)\d\d(?!\d)"
OF_YEAR = r"(?: ?(?:года?|г|жыл(?:ғы|дың|ы)?|ж)(?!\w)\.?)?"
TIME = (
    r"(?P<time>\d{1,2}[:.]\d\d(?::\d\d)?(?: ?[ap]\.?m\b\.?)?(?: ?(?:Z|UTC|GMT|[+-]\d\d:?\d\d))?)"
    r"(?: ?ч\.?)?"
)
DAY_AND_MONTH = rf"(?:{DAY}[ -](?:of )?{MONTH}|{MONTH} {DAY})"
DATE = (
    rf"(?P<date>{DAY_AND_MONTH},?[ -]{YEAR}|{YEAR}{OF_YEAR},? {DAY_AND_MONTH}"
    rf"|\d{{1,2}}(?P<sign>[./-])\d{{1,2}}(?P=sign){YEAR}"
    rf"|\d{{4}}(?P<other>[./-])\d{{1,2}}(?P=other)\d{{1,2}}(?!\d)){OF_YEAR}"
)
MOMENT = (
    rf"(?:{WEEKDAY},? )?{DATE}(?:,? {WEEKDAY})?"
    rf"(?:(?:,? (?:(?:at|в|сағат|[-–—|/]) )?|T){TIME})?"
)
"""A date, perhaps with its weekday and a time. Groups: `date`, `time`; `sign` and `other` are the
signs between the numbers of a date that ends or begins with the year."""
_LONGEST = 80
_SPACES = re.compile(r"\s+")


@cache
def _moment() -> re.Pattern[str]:
    """Compiled only for a date in another form than that of the field: most articles have none."""
    return re.compile(MOMENT, re.IGNORECASE)


def moment(found: re.Match[str]) -> str:
    """The date and the time of a match, without weekday and words between them."""
    time = found["time"]
    hour = re.sub(r"^(\d\d?)\.", r"\1:", time) if time else ""
    return f"{found['date']} {hour}".rstrip()


def parse(written: str, zone: str) -> tuple[datetime, bool]:
    """As `dates.parse`, also for dates that people write. Raises NotADate."""
    try:
        return dates.parse(written, zone)
    except dates.NotADate:
        only = meaning(written, zone)
        if only is None:
            raise
    return dates.parse(only, zone)


def meaning(written: str, zone: str) -> str | None:
    """The date, in the form of an article's `date`, that a text can only mean; None for any other
    text. The order of `05/06/2022` and `05-06-2022` differs between countries, so that no date in
    these forms counts, `21/11/2026` neither; `2026-11-26 18.30` is a mistake."""
    plain = _SPACES.sub(" ", written.strip())
    found = _moment().fullmatch(plain) if len(plain) <= _LONGEST else None
    if found is None or found["sign"] in ("/", "-") or found["other"] == "-":
        return None
    meanings = dateforms.readings(moment(found), zone)
    return meanings[0] if len(meanings) == 1 else None
