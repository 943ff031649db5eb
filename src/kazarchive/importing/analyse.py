"""A candidate file → its documents, each with its language and its name among translations."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePath

from msgspec import Struct
from msgspec.structs import replace

from kazarchive.config.options import Site
from kazarchive.importing import corrections, dating
from kazarchive.importing.discover import Candidate
from kazarchive.importing.document import Document, Note
from kazarchive.importing.formats import Format
from kazarchive.importing.formats.source import UNFORESEEN, Source
from kazarchive.importing.report import ImportRequest
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.reading import files
from kazarchive.rules import languages, text

LONGEST_TITLE = 80
"""Characters of a title that is taken from the text."""

_SENTENCE = re.compile(rf".{{10,{LONGEST_TITLE - 1}}}?[.!?…](?=\s|\Z)")


class Examined(Struct, frozen=True):
    """A document, or the problem of a document or of a whole file."""

    candidate: int
    """The number of its file among the candidates."""
    document: Document | None = None
    sha256: str = ""
    """Of its original."""
    lang: str = ""
    group: str = ""
    """Shared by documents that may be translations of each other."""
    problem: Problem | None = None
    line: int = 0
    """Where it begins in its file, counted from 1; 0 for a whole file."""
    part: str = ""
    """As in Document; of a problem, what its place names besides the file."""


class Surroundings(Struct, frozen=True):
    """What a reader may need besides its file."""

    siblings: Mapping[str, Sequence[Path]]
    """Name of a format → all its files in the import."""
    scratch: Path
    """A folder that is there until the end of the import."""


def examined(
    number: int,
    candidate: Candidate,
    site: Site,
    request: ImportRequest,
    surroundings: Surroundings,
) -> Iterator[Examined]:
    """All documents of one candidate, and at least one value. Nothing is raised but OSError of the
    spool's reader."""
    if candidate.problem or candidate.format is None:
        yield Examined(number, problem=candidate.problem)
        return
    try:
        source = replace(
            _source(candidate, site, request),
            siblings=surroundings.siblings.get(candidate.format.name, ()),
            scratch=surroundings.scratch,
        )
        documents = _documents(candidate, candidate.format, source)
        for document in documents:
            if isinstance(document, Problem):
                named = candidate.of(None, document).display_path
                part = document.place.path.removeprefix(named).strip()
                yield Examined(number, problem=document, line=document.place.line, part=part)
            else:
                yield _examined(number, candidate.of(document), document, site, request)
    except ProblemsFound as found:
        yield Examined(number, problem=found.problems[0])
    except UNFORESEEN as fault:
        values = {"reason": f"{type(fault).__name__}: {fault}"}
        yield Examined(number, problem=Problem("K0810", Place(candidate.display_path), values))


def _source(candidate: Candidate, site: Site, request: ImportRequest) -> Source:
    return Source(
        candidate.path,
        candidate.display_path,
        site.timezone,
        format=candidate.format.name if candidate.format else "",
        base_url=site.base_url,
        now=request.now,
        record=candidate.record,
        folder=candidate.folder,
        stem=_stem(candidate, site),
        date=request.date,
        encoding=request.encoding,
        boilerplate=site.imports.boilerplate,
        shortcodes=site.imports.shortcodes,
    )


def _documents(
    candidate: Candidate, format: Format, source: Source
) -> Iterator[Document | Problem]:
    """Raises ProblemsFound."""
    whole = ""
    for document in format.documents(source):
        if isinstance(document, Document) and not document.sha256:
            whole = whole or files.digest(candidate.path, candidate.display_path)
            document = replace(document, sha256=whole)
        yield document


def _examined(
    number: int,
    candidate: Candidate,
    document: Document,
    site: Site,
    request: ImportRequest,
) -> Examined:
    place = Place(f"{candidate.display_path} {document.part}".rstrip(), document.line)
    document = corrections.with_letters(document)
    document = corrections.without_boilerplate(document, site.imports.boilerplate)
    at = Examined(number, sha256=document.sha256, line=document.line, part=document.part)
    try:
        if document.date:
            dating.check(document.date, site.timezone, place)
        # The reader of plain text knows why a text has no date although one was asked for.
        date = document.date or (request.date if document.html else None)
        lang = request.lang or _language(document, site, place)
    except ProblemsFound as found:
        return replace(at, problem=found.problems[0])
    if document.page and document.draft:
        document = _hidden(document)
    document = replace(document, date=text.clean(date) if date and not document.page else None)
    if not text.clean(document.title):
        document = _titled(document)
    group = document.translation or ("" if document.original else _stem(candidate, site))
    return replace(at, document=document, lang=lang, group=group)


def _hidden(document: Document) -> Document:
    """A page that was not public: pages are always published, so it becomes a draft of an
    article."""
    note = Note("changed", "a page that was not public; it is a draft of an article now")
    return replace(document, page=False, notes=(*document.notes, note))


def _titled(document: Document) -> Document:
    """A document without a title gets the first sentence or the first words of its text; without a
    text, its address or its id."""
    words = text.clean(" ".join(document.plain.split()))
    sentence = _SENTENCE.match(words)
    if sentence:
        title = sentence[0].rstrip(".")
    elif len(words) > LONGEST_TITLE:
        cut = words[:LONGEST_TITLE].rpartition(" ")[0] or words[:LONGEST_TITLE]
        title = f"{cut.rstrip(',;:–—- ')}…"
    else:
        title = words or document.origin.url or document.origin.id or ""
    if not title:
        return document
    note = Note("guessed", f"it has no title; in its place stands: {title}")
    return replace(document, title=title, notes=(*document.notes, note))


def _language(document: Document, site: Site, place: Place) -> str:
    """The language of the site that the document says or its letters tell. Raises ProblemsFound
    (K0115)."""
    if not document.lang:
        if document.lang_hint in site.languages:
            return document.lang_hint
        return languages.detect(f"{document.title}\n{document.plain}", site.languages)
    wanted = document.lang.replace("_", "-").lower()
    for lang in (wanted, wanted.partition("-")[0]):
        if lang in site.languages:
            return lang
    raise ProblemsFound([unknown_language(document.lang, site, place)])


def unknown_language(lang: str, site: Site, place: Place) -> Problem:
    """K0115"""
    known = ", ".join(f"`{lang}`" for lang in site.languages)
    return Problem("K0115", place, {"lang": lang, "languages": known})


def _stem(candidate: Candidate, site: Site) -> str:
    """`march` of `en/march.txt`, `ru/march.txt` and `march.kk.txt`."""
    stem = PurePath(candidate.path.name).stem
    before, dot, ending = stem.rpartition(".")
    return text.clean(before if dot and before and ending in site.languages else stem)
