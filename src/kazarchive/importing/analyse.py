"""A candidate → what it says, which language and date it has, and which others translate it."""

import hashlib
import re
from collections.abc import Sequence
from pathlib import PurePath

from msgspec import Struct

from kazarchive.config.options import Site
from kazarchive.importing.discover import Candidate
from kazarchive.importing.document import Document
from kazarchive.importing.existing import Shelf
from kazarchive.importing.formats import FORMATS
from kazarchive.importing.report import ImportRequest
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.reading import frontmatter
from kazarchive.reading.source import SourceText
from kazarchive.rules import dateforms, dates, languages, text


class Examined(Struct, frozen=True):
    """A candidate that was read: it has either a document or a problem."""

    candidate: Candidate
    digest: str = ""
    """SHA-256 of the file; empty if it could not be read."""
    document: Document | None = None
    lang: str = ""
    date: str | None = None
    stem: str = ""
    """Of the file's name, without its language: what translations have in common."""
    problem: Problem | None = None


def examined(candidate: Candidate, site: Site, request: ImportRequest) -> Examined:
    """Read and take apart one candidate."""
    if candidate.problem:
        return Examined(candidate, problem=candidate.problem)
    digest = ""
    try:
        raw = candidate.read()
        digest = hashlib.sha256(raw).hexdigest()
        source = frontmatter.decode(raw, candidate.shown)
        parse = FORMATS[candidate.path.suffix.lower()]
        document = parse(source, site.imports.boilerplate)
        date = _date(document, source, candidate.path.name, site) or request.date
    except ProblemsFound as found:
        return Examined(candidate, digest, problem=found.problems[0])
    lang = request.lang or languages.detect(source.text, site.languages)
    written = text.clean(date) if date else None
    return Examined(candidate, digest, document, lang, written, _stem(candidate, site))


def _date(document: Document, source: SourceText, name: str, site: Site) -> str | None:
    """The document's own date: a line of its head, or the beginning of its name."""
    head = document.head
    if head.date:
        check_date(head.date, site, source.place(head.date_line, 1, 1_000))
        return head.date
    named = re.match(r"\d{4}-\d\d-\d\d(?!\d)", name)
    if named:
        check_date(named[0], site, Place(source.path))
    return named[0] if named else None


def check_date(written: str, site: Site, place: Place) -> None:
    """Raises ProblemsFound (K0103) if it is none."""
    try:
        dates.parse(written, site.timezone)
    except dates.NotADate as error:
        hint = dateforms.hint(written, site.timezone)
        values = {"field": "date", "reason": str(error), "hint": hint}
        raise ProblemsFound([Problem("K0103", place, values)]) from None


def _stem(candidate: Candidate, site: Site) -> str:
    """`march` of `en/march.txt`, `ru/march.txt` and `march.kk.txt`."""
    whole = PurePath(candidate.path.name).stem
    before, dot, ending = whole.rpartition(".")
    return text.clean(before if dot and before and ending in site.languages else whole)


def translation_keys(all_examined: Sequence[Examined], shelf: Shelf) -> dict[str, str]:
    """A translation key for each stem that several documents share, one in a language.

    A key that one of them has from an earlier import serves the others too.
    """
    groups: dict[str, dict[str, Examined]] = {}
    for one in all_examined:
        if one.document:
            groups.setdefault(one.stem, {})[one.digest] = one
    return {
        stem: shelf.key_of(group) or shelf.free_key(stem)
        for stem, group in groups.items()
        if 1 < len(group) == len({one.lang for one in group.values()})
    }
