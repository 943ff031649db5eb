"""A document → its date, or why that is uncertain."""

from msgspec import Struct

from kazarchive.config.options import Site
from kazarchive.importing import local_dates
from kazarchive.importing.document import Document
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


def dated(document: Document, source: SourceText, known: Dating, site: Site) -> Dated:
    """The date of a document: a line of its head, its file name, a dateline, or the date for
    documents that state none. Raises ProblemsFound (K0103) for an impossible date."""
    head, zone = document.head, site.timezone
    if head.date:
        place = source.place(head.date_line, 1, 1_000)
        return _chosen(head.date, place, known.asked, site)
    if named := local_dates.of_name(known.stem, zone):
        return _chosen(named, Place(source.path), known.asked, site)
    line = local_dates.of_dateline(document.paragraphs[0])
    year = local_dates.year_of(known.record)
    if line is None or not local_dates.meanings(line.on(year or "2000"), zone):
        return Dated(known.asked)
    place = source.place_at(max(0, source.text.find(line.day)))
    if line.has_year or year:
        return _chosen(line.on(year or ""), place, known.asked, site)
    values = {"written": line.day, "reason": "it has no year"}
    return Dated(known.asked, None if known.asked else Problem("K0823", place, values))


def _chosen(written: str, place: Place, asked: str | None, site: Site) -> Dated:
    """The only meaning of a date, or the one that was asked for."""
    zone = site.timezone
    meanings = local_dates.meanings(written, zone)
    if len(meanings) == 1:
        return Dated(meanings[0])
    if not meanings:
        if written[4:5] == "-":  # as an article's `date`: more is known of what is wrong
            check(written, site, place)
        raise _impossible(place, "there is no such day", dateforms.FORM)
    if asked and dates.parse(asked, zone)[0].date() in {
        dates.parse(one, zone)[0].date() for one in meanings
    }:
        return Dated(asked)
    choices = " or ".join(f"`{meaning}`" for meaning in meanings)
    values = {"written": written, "reason": f"it can be {choices}"}
    return Dated(None, Problem("K0823", place, values))


def check(written: str, site: Site, place: Place) -> None:
    """Raises ProblemsFound (K0103) if `written` is not a date."""
    try:
        dates.parse(written, site.timezone)
    except dates.NotADate as error:
        hint = dateforms.hint(written, site.timezone)
        raise _impossible(place, str(error), hint) from None


def _impossible(place: Place, reason: str, hint: str) -> ProblemsFound:
    values = {"field": "date", "reason": reason, "hint": hint}
    return ProblemsFound([Problem("K0103", place, values)])
