"""`import`: documents → article files and a report.

Nothing is dropped silently: every requested file has a row in the report, which also contains every
text that was left out. Existing articles are never changed, but for drafts that get a date.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from kazarchive.config.options import Site
from kazarchive.importing import article_file, completion, dating, encoding_names, tags
from kazarchive.importing.analyse import Examined, examined, translation_keys
from kazarchive.importing.article_file import NewArticle
from kazarchive.importing.discover import Candidate, candidates
from kazarchive.importing.document import Document
from kazarchive.importing.existing import ExistingArticles
from kazarchive.importing.report import ImportReport, ImportRequest, ImportRow, Recognised
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.rules import text

__all__ = ["ImportReport", "ImportRequest", "ImportRow", "Recognised", "import_documents"]

Terms = Sequence[tuple[str, str, str]]
"""(language, taxonomy, name)"""


def import_documents(
    root: Path, site: Site, paths: Sequence[Path], request: ImportRequest, terms: Terms
) -> ImportReport:
    """Import documents and folders of documents. `terms`: those of the archive, to suggest tags.

    Raises ProblemsFound (K0103, K0115, K0826) if the date, the language or the encoding of
    `request` is invalid. All other problems are in the report.
    """
    _check(request, site)
    existing = ExistingArticles(root, site)
    documents = [examined(candidate, site, request) for candidate in candidates(root, paths)]
    keys = translation_keys(documents, existing)
    importer = _Importer(root, site, request, terms, existing, keys)
    return ImportReport(tuple(importer.row(document) for document in documents))


def _check(request: ImportRequest, site: Site) -> None:
    if request.date is not None:
        dating.check(request.date, site, Place("--date"))
    if request.lang is not None and request.lang not in site.languages:
        languages = ", ".join(f"`{lang}`" for lang in site.languages)
        values = {"lang": request.lang, "languages": languages}
        raise ProblemsFound([Problem("K0115", Place("--lang"), values)])
    if request.encoding is not None:
        encoding_names.check(request.encoding)


class _Importer:
    """Imports one document after the other; each article takes a free name."""

    def __init__(
        self,
        root: Path,
        site: Site,
        request: ImportRequest,
        terms: Terms,
        existing: ExistingArticles,
        keys: Mapping[str, str],
    ) -> None:
        self.root, self.site, self.request = root, site, request
        self.terms, self.existing, self.keys = terms, existing, keys

    def row(self, examined: Examined) -> ImportRow:
        """Import one document; a file that is not a document gets a row, too."""
        display_path, document = examined.candidate.display_path, examined.document
        if imported := self.existing.article(examined.digest):
            return self.again(examined, imported)
        if document is None or examined.problem:
            return _refused(examined.candidate, examined.problem)
        new = self.article(examined, document)
        try:
            self.check_new(examined.candidate, new)
            path = self.write(new, display_path)
        except ProblemsFound as error:
            return _refused(examined.candidate, error.problems[0])
        outcome = "written" if new.fields.date else "draft"
        if self.request.dry_run:
            outcome = "would be written"
        left_out, notes = document.left_out, examined.notes
        return ImportRow(display_path, outcome, path, new.fields, left_out, notes=notes)

    def again(self, examined: Examined, imported: str) -> ImportRow:
        """The row of a document that was imported before: it may have a date now that it lacked."""
        display_path, draft = examined.candidate.display_path, self.existing.draft(examined.digest)
        unchanged = ImportRow(display_path, "unchanged", imported)
        if examined.document is None or examined.date is None or draft is None:
            return unchanged
        try:
            new = self.article(examined, examined.document)
            completed = completion.completed(self.root, draft, new, self.site)
            if completed is None:
                return unchanged
            path = self.complete(completed, draft, imported, display_path)
        except ProblemsFound as error:
            return replace(unchanged, notes=error.problems)
        outcome = "would be completed" if self.request.dry_run else "completed"
        return ImportRow(display_path, outcome, path, completed.fields, notes=examined.notes)

    def complete(self, new: NewArticle, draft: str, imported: str, display_path: str) -> str:
        """Write the article of a draft and remove the draft; its path. If an earlier import was
        stopped between the two, the article is there."""
        raw = article_file.content(new, self.site)
        there = imported != draft and (self.root / imported).read_bytes() == raw
        path = imported if there else self.write(new, display_path)
        if not self.request.dry_run:
            completion.remove(self.root, draft)
        return path

    def article(self, examined: Examined, document: Document) -> NewArticle:
        lang = examined.lang
        existing_tags = [name for *key, name in self.terms if key == [lang, "tags"]]
        suggested = tags.suggested(document.text, lang, existing_tags)
        fallback = filter(None, [text.clean(self.request.author or "")])
        fields = Recognised(
            title=document.head.title,
            lang=lang,
            date=examined.date,
            authors=document.head.authors or tuple(fallback),
            tags=tags.merged(suggested, filter(None, map(text.clean, self.request.tags))),
            credit=document.head.credit,
            paragraphs=len(document.paragraphs),
            translation_key=self.keys.get(examined.stem),
            encoding=examined.encoding,
        )
        record, digest = examined.candidate.record, examined.digest
        return NewArticle(fields, record, digest, document.paragraphs)

    def check_new(self, candidate: Candidate, new: NewArticle) -> None:
        """Raises ProblemsFound (K0804) if an earlier version of the document has been imported."""
        names = article_file.file_names(new.fields.title, new.fields.lang, self.site)
        edited = self.existing.edited(candidate.record, None if candidate.inside else names)
        if edited:
            raise ProblemsFound([Problem("K0804", Place(candidate.display_path), {"path": edited})])

    def write(self, new: NewArticle, display_path: str) -> str:
        """Write the article under a free name (a dry run only chooses the name); its path."""
        raw = article_file.content(new, self.site)
        folder = article_file.folder(new, self.site)
        lang = new.fields.lang
        wanted = article_file.stem(new.fields.title, lang)
        while True:
            stem = self.existing.free_stem(folder, wanted)
            path = f"{folder}/{article_file.file_name(stem, lang, self.site)}"
            article_file.check(raw, path, self.site, display_path)
            if self.request.dry_run or article_file.write(self.root, path, raw):
                self.existing.add(path, new.sha256)
                return path
            self.existing.take(path)


def _refused(candidate: Candidate, problem: Problem | None) -> ImportRow:
    outcome = "skipped" if problem and problem.severity == "warning" else "refused"
    return ImportRow(candidate.display_path, outcome, problem=problem)
