"""A candidate file → its document, its language, its date and the documents that translate it."""

import hashlib
from collections.abc import Sequence
from pathlib import PurePath

from msgspec import Struct
from msgspec.structs import replace

from kazarchive.config.options import Site
from kazarchive.importing import dating, encodings
from kazarchive.importing.dating import Dating
from kazarchive.importing.discover import Candidate
from kazarchive.importing.document import Document
from kazarchive.importing.encoding_names import named
from kazarchive.importing.encodings import Decoded
from kazarchive.importing.existing import ExistingArticles
from kazarchive.importing.formats import FORMATS
from kazarchive.importing.report import ImportRequest
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.reading import frontmatter
from kazarchive.rules import languages, text


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
    encoding: str = ""
    """As in `Recognised`."""
    notes: tuple[Problem, ...] = ()
    """What is uncertain."""
    problem: Problem | None = None


def examined(candidate: Candidate, site: Site, request: ImportRequest) -> Examined:
    """Read and parse one candidate."""
    if candidate.problem:
        return Examined(candidate, problem=candidate.problem)
    digest, stem, path = "", _stem(candidate, site), candidate.display_path
    try:
        raw = candidate.read()
        digest = hashlib.sha256(raw).hexdigest()
        decoded = _decoded(raw, path, request)
        source = frontmatter.decode(decoded.text.encode(), path)
        parse = FORMATS[candidate.path.suffix.lower()]
        document = parse(source, site.imports.boilerplate)
        dated = dating.dated(document, source, Dating(stem, candidate.record, request.date), site)
    except ProblemsFound as found:
        return Examined(candidate, digest, problem=found.problems[0])
    lang = request.lang or languages.detect(source.text, site.languages)
    date = text.clean(dated.date) if dated.date else None
    if document.head.date and dated.problem:  # what the line says is not in the article
        line = dated.problem.place.text
        document = replace(document, left_out=(line, *document.left_out))
    notes = (*decoded.problems(source), *filter(None, [dated.problem]))
    return Examined(candidate, digest, document, lang, date, stem, decoded.described, notes)


def _decoded(raw: bytes, path: str, request: ImportRequest) -> Decoded:
    """The text of a document. Raises ProblemsFound (K0825)."""
    if name := named(request.encoding or ""):
        return encodings.decode_as(raw, name)
    try:
        return encodings.decode(raw)
    except encodings.NotRecognised as error:
        line = raw.count(b"\n", 0, error.position) + 1
        raise ProblemsFound([Problem("K0825", Place(path, line))]) from None


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
