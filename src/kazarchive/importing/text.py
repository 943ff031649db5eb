"""`import`: raw documents of plain text become article files.

Nothing is dropped in silence: every file that was asked for has a row in the report, every text
that was left out stands in it, and no article is touched that is there already.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from kazarchive.config import Site
from kazarchive.importing import documents, tags, writing
from kazarchive.importing.documents import Document
from kazarchive.importing.finding import Candidate, candidates
from kazarchive.importing.shelf import Shelf
from kazarchive.importing.writing import NewArticle
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.reading import frontmatter
from kazarchive.rules import dates, languages, text


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """What was asked for besides the paths."""

    date: str | None = None
    """Of documents that do not say theirs."""
    lang: str | None = None
    """Recognised from the letters where it is not given."""
    tags: tuple[str, ...] = ()
    author: str | None = None
    """Of documents without a byline."""
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was found in a document, and became its article."""

    title: str
    lang: str
    date: str | None
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    credit: str | None
    paragraphs: int
    translation_key: str | None


@dataclass(frozen=True, slots=True)
class ImportRow:
    """What came of one file."""

    document: str
    outcome: str
    """`written`, `draft` (written, but it has no date), `would be written`, `unchanged`,
    `refused` or `skipped`."""
    article: str | None = None
    """Relative to the project's root."""
    recognised: Recognised | None = None
    """Of articles that were or would be written."""
    left_out: tuple[str, ...] = ()
    """Texts of the document that are not in the article, verbatim."""
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class ImportReport:
    rows: tuple[ImportRow, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(row.problem for row in self.rows if row.problem)


def import_documents(
    root: Path,
    site: Site,
    paths: Sequence[Path],
    options: ImportRequest,
    terms: Sequence[tuple[str, str, str]],
) -> ImportReport:
    """Make articles of documents and folders of them.

    `terms`: those of the archive, as (language, taxonomy, name). Raises ProblemsFound (K0103,
    K0115) when the date or the language asked for is none; all else stands in the report.
    """
    _check(options, site)
    shelf = Shelf(root, site)
    examined = [_examined(found, site, options) for found in candidates(root, paths)]
    keys = _translation_keys(examined, site, shelf)
    rows = []
    for one in examined:
        try:
            rows.append(_imported(one, root, site, options, terms, shelf, keys))
        except ProblemsFound as found:
            rows.append(_turned_away(one.candidate, found.problems[0]))
    return ImportReport(tuple(rows))


def _check(options: ImportRequest, site: Site) -> None:
    if options.lang is not None and options.lang not in site.languages:
        known = ", ".join(f"`{lang}`" for lang in site.languages)
        values = {"lang": options.lang, "languages": known}
        raise ProblemsFound([Problem("K0115", Place("--lang"), values)])
    if options.date is not None:
        _check_date(options.date, site, Place("--date"))


def _check_date(written: str, site: Site, place: Place) -> None:
    try:
        dates.parse(written, site.timezone)
    except dates.NotADate as error:
        values = {"field": "date", "reason": str(error)}
        raise ProblemsFound([Problem("K0103", place, values)]) from None


# --- one document -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Examined:
    """A candidate, read; without a document there is a problem."""

    candidate: Candidate
    digest: str = ""
    document: Document | None = None
    lang: str = ""
    date: str | None = None
    problem: Problem | None = None


def _examined(candidate: Candidate, site: Site, options: ImportRequest) -> _Examined:
    if candidate.problem:
        return _Examined(candidate, problem=candidate.problem)
    digest = ""
    try:
        raw = candidate.read()
        digest = hashlib.sha256(raw).hexdigest()
        source = frontmatter.decode(raw, candidate.shown)
        document = documents.parse(source, site.imports.boilerplate)
        lang = options.lang or languages.detect(source.text, site.languages)
        date = _date(document, source, candidate, site) or options.date
    except ProblemsFound as found:
        return _Examined(candidate, digest, problem=found.problems[0])
    return _Examined(candidate, digest, document, lang, date)


def _date(
    document: Document, source: frontmatter.SourceText, candidate: Candidate, site: Site
) -> str | None:
    """The document's own date: a line of its head, or the beginning of its name."""
    head = document.head
    if head.date:
        _check_date(head.date, site, source.place(head.date_line, 1, 1_000))
        return head.date
    named = re.match(r"\d{4}-\d\d-\d\d(?!\d)", candidate.path.name)
    if named:
        _check_date(named[0], site, Place(candidate.shown))
    return named[0] if named else None


def _imported(
    one: _Examined,
    root: Path,
    site: Site,
    options: ImportRequest,
    terms: Sequence[tuple[str, str, str]],
    shelf: Shelf,
    keys: Mapping[str, str],
) -> ImportRow:
    """Raises ProblemsFound when no article can be made of the document."""
    shown = one.candidate.shown
    known = shelf.article(one.digest)
    if known:
        return ImportRow(shown, "unchanged", known)
    if one.document is None or one.problem:
        return _turned_away(one.candidate, one.problem)
    new = _new_article(one, one.document, options, terms, keys.get(_stem(one, site)))
    slug = writing.stem(new.title, new.lang)
    edited = shelf.edited(one.candidate.record, one.candidate.inside, slug)
    if edited:
        raise ProblemsFound([Problem("K0804", Place(shown), {"path": edited})])
    path = _shelved(root, new, slug, site, shelf, shown, options.dry_run)
    outcome = "would be written" if options.dry_run else "written" if new.date else "draft"
    return ImportRow(shown, outcome, path, _recognised(new), one.document.left_out)


def _new_article(
    one: _Examined,
    document: Document,
    options: ImportRequest,
    terms: Sequence[tuple[str, str, str]],
    key: str | None,
) -> NewArticle:
    names = [name for lang, taxonomy, name in terms if (lang, taxonomy) == (one.lang, "tags")]
    suggested = tags.suggested(document.text, one.lang, names)
    fallback = (text.clean(options.author),) if options.author else ()
    return NewArticle(
        title=document.head.title,
        lang=one.lang,
        date=one.date,
        authors=document.head.authors or fallback,
        tags=tags.merged(suggested, map(text.clean, options.tags)),
        credit=document.head.credit,
        file=one.candidate.record,
        sha256=one.digest,
        translation_key=key,
        paragraphs=document.paragraphs,
    )


def _shelved(
    root: Path, new: NewArticle, slug: str, site: Site, shelf: Shelf, document: str, dry: bool
) -> str:
    """Write the article under a free name (or only choose it) and return its path."""
    raw = writing.content(new, site)
    folder = writing.folder(new, site)
    while True:
        stem = shelf.free_stem(folder, slug)
        path = f"{folder}/{writing.file_name(stem, new.lang, site)}"
        writing.check(raw, path, site, document)
        free = dry or writing.write(root, path, raw)
        shelf.add(path, new.sha256, new.translation_key)
        if free:
            return path


def _recognised(new: NewArticle) -> Recognised:
    return Recognised(
        title=new.title,
        lang=new.lang,
        date=new.date,
        authors=new.authors,
        tags=new.tags,
        credit=new.credit,
        paragraphs=len(new.paragraphs),
        translation_key=new.translation_key,
    )


def _turned_away(candidate: Candidate, problem: Problem | None) -> ImportRow:
    outcome = "refused" if problem and problem.severity == "error" else "skipped"
    return ImportRow(candidate.shown, outcome, problem=problem)


# --- translations -------------------------------------------------------------------------------


def _stem(one: _Examined, site: Site) -> str:
    """The name that translations share: `en/march.txt` and `ru/march.txt`, or `march.ru.txt`."""
    whole = PurePath(one.candidate.path.name).stem
    before, dot, ending = whole.rpartition(".")
    return text.clean(before if dot and before and ending in site.languages else whole)


def _translation_keys(examined: Sequence[_Examined], site: Site, shelf: Shelf) -> dict[str, str]:
    """A translation key for each stem that several documents share, one in a language.

    A key that one of them has from an earlier import serves the others too.
    """
    groups: dict[str, dict[str, _Examined]] = {}
    for one in examined:
        if one.document:
            groups.setdefault(_stem(one, site), {})[one.digest] = one
    keys = {}
    for stem, members in groups.items():
        langs = {one.lang for one in members.values()}
        if 1 < len(members) == len(langs):
            known = (shelf.key(shelf.article(digest) or "") for digest in members)
            keys[stem] = next(filter(None, known), None) or shelf.free_key(stem)
    return keys
