"""`import`: documents → article files and a report.

    candidates → examined (read, in a spool) → names of all articles → each article and its row

Nothing is dropped silently: every document that is found has a row in the report, which also
contains every text that was left out. Existing articles are never changed, but for drafts that get
a date.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from kazarchive.config.options import Site
from kazarchive.importing import dating, encoding_names, formats
from kazarchive.importing.analyse import Examined, Surroundings, examined, unknown_language
from kazarchive.importing.discover import Candidate, candidates
from kazarchive.importing.downloads import Downloads, Fetch
from kazarchive.importing.existing import ExistingArticles
from kazarchive.importing.naming import Names
from kazarchive.importing.report import ImportRequest, ImportRow
from kazarchive.importing.spool import Spool
from kazarchive.importing.tags import Terms
from kazarchive.importing.translations import TranslationKeys
from kazarchive.importing.versions import Versions
from kazarchive.importing.writing import Importer, Importing
from kazarchive.problems import Place, ProblemsFound

FEW = 100
"""Articles for each new document: at most so many are read to compare their texts."""

Progress = Callable[[str, int, int], None]
"""Called with a stage's name, the number of documents done, and of all; 0 while it is not known."""


def import_documents(
    root: Path,
    site: Site,
    paths: Sequence[Path],
    request: ImportRequest,
    terms: Terms,
    progress: Progress = lambda *_: None,
    fetch: Fetch | None = None,
) -> Iterator[ImportRow]:
    """Import documents and folders of documents; each row is given out as soon as its article is
    written. `terms`: those of the archive, to suggest tags. `fetch`: how media are fetched, if not
    by HTTPS.

    Raises ProblemsFound (K0103, K0115, K0826) if the date, the language or the encoding of
    `request` is invalid. All other problems are in the rows.
    """
    _check(request, site)
    existing = ExistingArticles(root, site)
    chosen = formats.named(request.format) if request.format else None
    found = list(candidates(root, paths, chosen))
    count = pages = 0
    with Spool(Examined) as spool, TemporaryDirectory(prefix="kazarchive-") as scratch:
        surroundings = Surroundings(_siblings(found), Path(scratch))
        for number, candidate in enumerate(found):
            for document in examined(number, candidate, site, request, surroundings):
                spool.add(document)
                count += document.document is not None
                pages += bool(document.document and document.document.extracted)
                progress("reading", count, 0)
        names, keys = Names(site, existing), TranslationKeys(existing)
        compared = existing.paths if _compares(request, count, existing) else ()
        downloads = _downloads(request, fetch)
        shared = Importing(root, site, request, terms, existing, names, keys, compared, downloads)
        importer = Importer(shared)
        versions = Versions(spool)
        current = _current(versions, spool, pages)
        for number, document in enumerate(spool):
            if not versions.newer(number):
                importer.prepare(
                    found[document.candidate].of(document.document, document.problem),
                    current(number, document),
                )
        if downloads and not request.dry_run:
            wanted = dict[str, str]()
            for number, document in enumerate(spool):
                if not versions.newer(number):
                    wanted.update(importer.wanted(current(number, document)))
            downloads.get(wanted, progress)
        for number, row in enumerate(_rows(importer, found, spool, versions, current), 1):
            progress("writing", number, spool.length)
            yield row
        if importer.links.stale:
            for number, document in enumerate(spool):
                importer.mend(
                    found[document.candidate].of(document.document, document.problem),
                    current(number, document),
                )
        if downloads:
            downloads.remove()


def _downloads(request: ImportRequest, fetch: Fetch | None) -> Downloads | None:
    if request.downloads is None:
        return None
    from kazarchive.importing.fetching import Fetcher  # loads `ssl`

    return Downloads(request.downloads, fetch or Fetcher().fetch)


def _siblings(found: Sequence[Candidate]) -> Mapping[str, Sequence[Path]]:
    siblings = defaultdict[str, list[Path]](list)
    for candidate in found:
        if candidate.format:
            siblings[candidate.format.name].append(candidate.path)
    return siblings


Current = Callable[[int, Examined], Examined]
"""The number of a document and what its reader has made of it → what is imported."""


def _current(versions: Versions, spool: Spool[Examined], pages: int) -> Current:
    """With what the other documents tell of each. `pages`: how many can be of one site."""
    if not pages:
        return versions.with_addresses
    from kazarchive.importing.recurring import Recurring  # needs packages of the extra

    recurring = Recurring(spool)
    return lambda number, each: recurring.without(versions.with_addresses(number, each))


def _rows(
    importer: Importer,
    found: Sequence[Candidate],
    spool: Spool[Examined],
    versions: Versions,
    current: Current,
) -> Iterator[ImportRow]:
    for number, document in enumerate(spool):
        candidate = found[document.candidate].of(document.document, document.problem)
        if newer := versions.newer(number):
            yield importer.superseded(candidate, document, newer)
        else:
            yield importer.row(candidate, current(number, document))


def _compares(request: ImportRequest, documents: int, existing: ExistingArticles) -> bool:
    """Whether new texts are compared with those of the whole archive, which takes a millisecond an
    article: if that is wanted, or little beside the import itself."""
    return request.doubles is not None or documents * FEW >= len(existing.paths)


def _check(request: ImportRequest, site: Site) -> None:
    if request.date is not None:
        dating.check(request.date, site.timezone, Place("--date"))
    if request.lang is not None and request.lang not in site.languages:
        raise ProblemsFound([unknown_language(request.lang, site, Place("--lang"))])
    if request.encoding is not None:
        encoding_names.check(request.encoding)
