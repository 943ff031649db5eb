"""`import`: raw documents of plain text become article files.

Nothing is dropped in silence: every file that was asked for has a row in the report, every text
that was left out stands in it, and no article is touched that is there already.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from kazarchive.config.options import Site
from kazarchive.importing import article_file, tags
from kazarchive.importing.analyse import Examined, check_date, examined, translation_keys
from kazarchive.importing.article_file import NewArticle
from kazarchive.importing.discover import Candidate, candidates
from kazarchive.importing.document import Document
from kazarchive.importing.existing import Shelf
from kazarchive.importing.report import ImportReport, ImportRequest, ImportRow, Recognised
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.rules import text

__all__ = ["ImportReport", "ImportRequest", "ImportRow", "Recognised", "import_documents"]

Terms = Sequence[tuple[str, str, str]]
"""(language, taxonomy, name)"""


def import_documents(
    root: Path, site: Site, paths: Sequence[Path], options: ImportRequest, terms: Terms
) -> ImportReport:
    """Make articles of documents and folders of them; `terms` are those of the archive.

    Raises ProblemsFound (K0103, K0115) when the date or the language asked for is none. All else
    that is wrong stands in the report.
    """
    _check(options, site)
    shelf = Shelf(root, site)
    found = [examined(candidate, site, options) for candidate in candidates(root, paths)]
    keys = translation_keys(found, shelf)
    importer = _Importer(root, site, options, terms, shelf, keys)
    return ImportReport(tuple(importer.row(one) for one in found))


def _check(options: ImportRequest, site: Site) -> None:
    if options.date is not None:
        check_date(options.date, site, Place("--date"))
    if options.lang is not None and options.lang not in site.languages:
        known = ", ".join(f"`{lang}`" for lang in site.languages)
        values = {"lang": options.lang, "languages": known}
        raise ProblemsFound([Problem("K0115", Place("--lang"), values)])


class _Importer:
    """Makes an article of one document after the other; each takes a name from the shelf."""

    def __init__(
        self,
        root: Path,
        site: Site,
        request: ImportRequest,
        terms: Terms,
        shelf: Shelf,
        keys: Mapping[str, str],
    ) -> None:
        self.root, self.site, self.request = root, site, request
        self.terms, self.shelf, self.keys = terms, shelf, keys

    def row(self, one: Examined) -> ImportRow:
        """What comes of one document, or of a file that is none."""
        known = self.shelf.article(one.digest)
        if known:
            return ImportRow(one.candidate.shown, "unchanged", known)
        if one.document is None or one.problem:
            return _turned_away(one.candidate, one.problem)
        new = self.article(one, one.document)
        try:
            self.check_new(one.candidate, new)
            path = self.shelved(new, one.candidate.shown)
        except ProblemsFound as found:
            return _turned_away(one.candidate, found.problems[0])
        outcome = "written" if new.date else "draft"
        if self.request.dry_run:
            outcome = "would be written"
        left_out = one.document.left_out
        return ImportRow(one.candidate.shown, outcome, path, _recognised(new), left_out)

    def article(self, one: Examined, document: Document) -> NewArticle:
        ours = [
            name for lang, taxonomy, name in self.terms if (lang, taxonomy) == (one.lang, "tags")
        ]
        suggested = tags.suggested(document.text, one.lang, ours)
        fallback = filter(None, [text.clean(self.request.author or "")])
        return NewArticle(
            title=document.head.title,
            lang=one.lang,
            date=one.date,
            authors=document.head.authors or tuple(fallback),
            tags=tags.merged(suggested, filter(None, map(text.clean, self.request.tags))),
            credit=document.head.credit,
            file=one.candidate.record,
            sha256=one.digest,
            translation_key=self.keys.get(one.stem),
            paragraphs=document.paragraphs,
        )

    def check_new(self, candidate: Candidate, new: NewArticle) -> None:
        """Raises ProblemsFound (K0804) if an article was made of the document before its edit."""
        names = article_file.file_names(new.title, new.lang, self.site)
        edited = self.shelf.edited(candidate.record, None if candidate.inside else names)
        if edited:
            raise ProblemsFound([Problem("K0804", Place(candidate.shown), {"path": edited})])

    def shelved(self, new: NewArticle, document: str) -> str:
        """Write the article under a free name, or only choose the name; returns its path."""
        raw = article_file.content(new, self.site)
        folder = article_file.folder(new, self.site)
        wanted = article_file.stem(new.title, new.lang)
        while True:
            stem = self.shelf.free_stem(folder, wanted)
            path = f"{folder}/{article_file.file_name(stem, new.lang, self.site)}"
            article_file.check(raw, path, self.site, document)
            if self.request.dry_run or article_file.write(self.root, path, raw):
                self.shelf.add(path, new.sha256)
                return path
            self.shelf.take(path)


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
    outcome = "skipped" if problem and problem.severity == "warning" else "refused"
    return ImportRow(candidate.shown, outcome, problem=problem)
