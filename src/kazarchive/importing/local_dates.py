"""Dates as documents write them, such as `5 января 2022 года` or `ALMATY, Jan. 5, 2022 —`.

Only what is a date as a whole counts: a line of the head, the beginning or end of a file name, a
dateline. `rules/dateforms.py` decides what it means. A form with two meanings, such as
`05/06/2022`, keeps both, and the editor chooses.
"""

import re
from typing import NamedTuple

from kazarchive.rules import dateforms, dates, written_dates
from kazarchive.rules.written_dates import (
    DATE,
    DAY_AND_MONTH,
    MOMENT,
    OF_YEAR,
    TIME,
    WEEKDAY,
    YEAR,
)

_LABEL = (
    r"(?:(?:date|published(?: on)?|posted(?: on)?|дата(?: публикации)?|опубликован[оа]?|күні"
    r"|жарияланған(?: күні)?|жарияланды)\s*:\s*)?"
)
_LINES = (
    re.compile(rf"{_LABEL}{MOMENT}", re.IGNORECASE),
    re.compile(rf"{_LABEL}{TIME},? {DATE}", re.IGNORECASE),
)


def of_line(line: str) -> str | None:
    """The date in a line that is a date and nothing else, without its label and weekday."""
    for form in _LINES:
        if found := form.fullmatch(line):
            return written_dates.moment(found)
    return None


def meanings(written: str, zone: str) -> tuple[str, ...]:
    """The dates, in the form of an article's `date`, that a text can mean."""
    try:
        dates.parse(written, zone)
    except dates.NotADate:
        return dateforms.readings(written, zone)
    return (written,)


# --- file names ---------------------------------------------------------------------------------

_IN_NAME = (
    r"(?P<year>\d{4})(?P<sign>[-_.]?)(?P<month>\d\d)(?P=sign)(?P<day>\d\d)"
    r"(?:T(?P<hour>[0-2]\d)[-:.]?(?P<minute>[0-5]\d)(?:[-:.]?[0-5]\d)?)?"
)
_BACKWARDS = r"(?P<first>\d\d)(?P<between>[-_.])(?P<second>\d\d)(?P=between)(?P<last>(?:19|20)\d\d)"
_NAME = re.compile(rf"(?:{_IN_NAME}|{_BACKWARDS})(?!\d)")
_YEAR_ALONE = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def of_name(stem: str, zone: str) -> str | None:
    """The date at the beginning or end of a file name; other numbers are none, unless they have the
    form `YYYY-MM-DD`, which must be a date."""
    found = _NAME.match(stem)
    if found is None:
        ends = [one for one in _NAME.finditer(stem) if one.end() == len(stem)]
        found = next((one for one in ends if not stem[one.start() - 1].isalnum()), None)
    if found is None:
        return None
    if found["year"] is None:
        sign = "." if found["between"] == "." else "/"
        written = sign.join(found.group("first", "second", "last"))
    else:
        written = "-".join(found.group("year", "month", "day"))
        written += f" {found['hour']}:{found['minute']}" if found["hour"] else ""
    begins = found.start() == 0 and found["sign"] == "-"
    return written if begins or meanings(written, zone) else None


def year_of(path: str) -> str | None:
    """The year in a path, if there is one and no other."""
    years = set(_YEAR_ALONE.findall(path))
    return years.pop() if len(years) == 1 else None


# --- datelines ----------------------------------------------------------------------------------


class Dateline(NamedTuple):
    """The date at the beginning of a text, after the place."""

    day: str
    """With the month, and the year if it is there."""
    has_year: bool

    def on(self, year: str) -> str:
        """The date, in this year if it has none."""
        return self.day if self.has_year else f"{self.day} {year}"


_DATELINE = re.compile(
    rf"(?P<place>[^\W\d_][\w .,’'/-]{{1,40}}?)[.,] ?(?:{WEEKDAY},? )?"
    rf"(?P<day>(?:{YEAR}{OF_YEAR},? )?{DAY_AND_MONTH}(?:,? {YEAR})?){OF_YEAR}"
    r"[.,]?\s*(?:\([^()]{1,60}\)|/[^/]{1,60}/)?(?: ?[^\s.!?]{1,30}){0,3}?\s*"
    r"(?:—|–|―|--| - |(?<=/)\.)",
    re.IGNORECASE,
)


def of_dateline(paragraph: str) -> Dateline | None:
    """The date of a first paragraph such as `АСТАНА, 5 января — …`."""
    found = _DATELINE.match(paragraph)
    if found is None:
        return None
    first, *others = re.split(r"\W+", found["place"])
    if len(first) < 3 or len(others) > 3 or not all(word[0].isupper() for word in (first, *others)):
        return None
    return Dateline(found["day"], bool(re.search(YEAR, found["day"])))
