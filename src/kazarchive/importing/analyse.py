"""A candidate file → its document, its language, its date and the documents that translate it."""

import hashlib
import re
from collections.abc import Sequence
from pathlib import PurePath

from msgspec import Struct

from kazarchive.config.options import Site
from kazarchive.importing.discover import Candidate
from kazarchive.importing.document import Document
from kazarchive.importing.existing import ExistingArticles
from kazarchive.importing.formats import FORMATS
from kazarchive.importing.report import ImportRequest
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.reading import frontmatter
from kazarchive.reading.source import SourceText
from kazarchive.rules import dateforms, dates, languages, text


class Examined(Struct, frozen=True):
    """A candidate after reading: it has either a document or a problem."""

    candidate: Candidate
    digest: str = ""
    """SHA-256 of the file; empty if it could not be read."""
    document: Document | None = None
    lang: str = ""
    date: str | None = None
    stem: str = ""
    """The file's name without its language and ending, which translations share."""
    problem: Problem | None = None


def examined(candidate: Candidate, site: Site, request: ImportRequest) -> Examined:
    """Read and parse one candidate."""
    if candidate.problem:
        return Examined(candidate, problem=candidate.problem)
    digest = ""
    try:
        raw = candidate.read()
        digest = hashlib.sha256(raw).hexdigest()
        source = frontmatter.decode(raw, candidate.display_path)
        parse = FORMATS[candidate.path.suffix.lower()]
        document = parse(source, site.imports.boilerplate)
        date = _date(document, source, candidate.path.name, site) or request.date
    except ProblemsFound as found:
        return Examined(candidate, digest, problem=found.problems[0])
    lang = request.lang or languages.detect(source.text, site.languages)
    written = text.clean(date) if date else None
    return Examined(candidate, digest, document, lang, written, _stem(candidate, site))


def _date(document: Document, source: SourceText, name: str, site: Site) -> str | None:
    """The document's own date: a line of its head, or the beginning of its file name. Raises
    ProblemsFound (K0103)."""
    head = document.head
    if head.date:
        check_date(head.date, site, source.place(head.date_line, 1, 1_000))
        return head.date
    named = re.match(r"\d{4}-\d\d-\d\d(?!\d)", name)
    if named:
        check_date(named[0], site, Place(source.path))
    return named[0] if named else None


def check_date(written: str, site: Site, place: Place) -> None:
    """Raises ProblemsFound (K0103) if `written` is not a date."""
    try:
        dates.parse(written, site.timezone)
    except dates.NotADate as error:
        hint = dateforms.hint(written, site.timezone)
        values = {"field": "date", "reason": str(error), "hint": hint}
        raise ProblemsFound([Problem("K0103", place, values)]) from None


def _stem(candidate: Candidate, site: Site) -> str:
    """`march` of `en/march.txt`, `ru/march.txt` and `march.kk.txt`."""
    stem = PurePath(candidate.path.name).stem
    before, dot, ending = stem.rpartition(".")
    return text.clean(before if dot and before and ending in site.languages else stem)


def translation_keys(
    all_examined: Sequence[Examined], existing: ExistingArticles
) -> dict[str, str]:
    """Stem → translation key, for stems shared by several documents in different languages.

    If one of the documents has a key from an earlier import, the others get the same key.
    """
    groups: dict[str, dict[str, Examined]] = {}
    for candidate in all_examined:
        if candidate.document:
            groups.setdefault(candidate.stem, {})[candidate.digest] = candidate
    return {
        stem: existing.key_of(group) or existing.free_key(stem)
        for stem, group in groups.items()
        if 1 < len(group) == len({document.lang for document in group.values()})
    }
