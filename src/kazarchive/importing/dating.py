"""A document → its date, or why that is uncertain."""

from typing import NamedTuple

from msgspec import Struct

from kazarchive.importing import local_dates
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.reading.source import SourceText
from kazarchive.rules import dateforms, dates


class Dated(Struct, frozen=True):
    """The date of a document."""

    date: str | None = None
    """In a form that an article's `date` can have."""
    problem: Problem | None = None
    """Why none of the dates that it may mean is taken."""


class Dating(Struct, frozen=True):
    """What is known of a document besides its content."""

    stem: str
    """Its file name without language and ending."""
    record: str
    """Its path, as far as it is recorded: a folder may name the year."""
    asked: str | None
    """The date for documents that state none."""
    zone: str
    """IANA name of the archive's zone."""


class DateLine(NamedTuple):
    """A line of a document that is nothing but a date."""

    written: str
    number: int
    """Counted from 1."""


def dated(line_of_head: DateLine | None, first: str, source: SourceText, known: Dating) -> Dated:
    """The date of a document: a line of its head, its file name, the dateline of its first
    paragraph, or the date for documents that state none. Raises ProblemsFound (K0103) for an
    impossible date."""
    if line_of_head:
        return _chosen(line_of_head.written, source.place(line_of_head.number, 1, 1_000), known)
    if named := local_dates.of_name(known.stem, known.zone):
        return _chosen(named, Place(source.path), known)
    line = local_dates.of_dateline(first)
    year = local_dates.year_of(known.record)
    if line is None or not local_dates.meanings(line.on(year or "2000"), known.zone):
        return Dated(known.asked)
    place = source.place_at(max(0, source.text.find(line.day)))
    if line.has_year or year:
        return _chosen(line.on(year or ""), place, known)
    values = {"written": line.day, "reason": "it has no year"}
    return Dated(known.asked, None if known.asked else Problem("K0823", place, values))


def _chosen(written: str, place: Place, known: Dating) -> Dated:
    """The only meaning of a date, or the one that was asked for."""
    zone, asked = known.zone, known.asked
    meanings = local_dates.meanings(written, zone)
    if len(meanings) == 1:
        return Dated(meanings[0])
    if not meanings:
        if written[4:5] == "-":  # as an article's `date`: more is known of what is wrong
            check(written, zone, place)
        raise _impossible(place, "there is no such day", dateforms.FORM)
    if asked and dates.parse(asked, zone)[0].date() in {
        dates.parse(one, zone)[0].date() for one in meanings
    }:
        return Dated(asked)
    choices = " or ".join(f"`{meaning}`" for meaning in meanings)
    values = {"written": written, "reason": f"it can be {choices}"}
    return Dated(None, Problem("K0823", place, values))


def check(written: str, timezone: str, place: Place) -> None:
    """Raises ProblemsFound (K0103) if `written` is not a date."""
    try:
        dates.parse(written, timezone)
    except dates.NotADate as error:
        hint = dateforms.hint(written, timezone)
        raise _impossible(place, str(error), hint) from None


def _impossible(place: Place, reason: str, hint: str) -> ProblemsFound:
    values = {"field": "date", "reason": reason, "hint": hint}
    return ProblemsFound([Problem("K0103", place, values)])
