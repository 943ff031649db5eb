"""One document after the other → its article file and its row in the report."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from kazarchive.config.options import Site
from kazarchive.importing import article_file, completion, versions
from kazarchive.importing.analyse import Examined
from kazarchive.importing.article_file import NewArticle
from kazarchive.importing.comments import Comments
from kazarchive.importing.composition import Composed, Composer
from kazarchive.importing.discover import Candidate
from kazarchive.importing.document import Document, Note
from kazarchive.importing.doubles import Doubles
from kazarchive.importing.downloads import Downloads
from kazarchive.importing.duplicates import Likeness
from kazarchive.importing.existing import ExistingArticles
from kazarchive.importing.formats.source import UNFORESEEN
from kazarchive.importing.former import FormerAddresses
from kazarchive.importing.forward_links import ForwardLinks
from kazarchive.importing.keeping import Keeper
from kazarchive.importing.media import MediaFiles
from kazarchive.importing.naming import Names
from kazarchive.importing.report import NOTE, ImportRequest, ImportRow, Proof
from kazarchive.importing.tags import Terms
from kazarchive.importing.translations import TranslationKeys
from kazarchive.importing.versions import Newest
from kazarchive.problems import Place, Problem, ProblemsFound


class Importing(Struct, frozen=True):
    """What all documents of an import share."""

    root: Path
    site: Site
    request: ImportRequest
    terms: Terms
    """Those of the archive, to suggest tags."""
    existing: ExistingArticles
    names: Names
    keys: TranslationKeys
    compared: Sequence[str] = ()
    """The articles with whose texts new ones are compared."""
    downloads: Downloads | None = None


class Importer:
    """Imports one document after the other, after all have been prepared."""

    def __init__(self, shared: Importing) -> None:
        self.root, self.site, self.request = shared.root, shared.site, shared.request
        self.existing, self.names, self.keys = shared.existing, shared.names, shared.keys
        self.doubles = Doubles(self.root, shared.compared)
        self.alike: dict[str, tuple[Likeness, ...]] = {}
        """SHA-256 of a document → the texts that are nearly the same."""
        self.double: dict[str, Likeness] = {}
        """Those of them that `--doubles` is about."""
        self.media = MediaFiles(
            self.root,
            self.request.media,
            dry_run=self.request.dry_run,
            downloads=shared.downloads,
        )
        self.links = ForwardLinks()
        self.keeper = Keeper(self.root, self.site, self.request)
        self.comments = Comments(self.root, self.request)
        former = FormerAddresses(self.site, self.existing.aliases)
        self.composer = Composer(
            self.site, self.request, shared.terms, self.names, self.keys, former, self.media
        )

    # --- before the first article --------------------------------------------------------------

    def prepare(self, candidate: Candidate, examined: Examined) -> None:
        """Choose the name of an article that will be written, and note which it translates."""
        document = examined.document
        if document is None or examined.problem:
            return
        self.keys.add(examined.group, document, examined.lang)
        before = self.existing.article(document.sha256) or self._earlier(candidate, examined)
        if before:
            self.names.add(document, before)
        elif self.names.path(document) is None:
            self.links.plan(self.names.choose(document, examined.lang))
            self._compare(document)

    def _compare(self, document: Document) -> None:
        """Look for the text of a document among the articles and the documents before it."""
        path = self.names.path(document)
        assert path is not None
        text = self.doubles.text(document)
        alike = self.doubles.alike(text)
        same = (each for each in alike if self.doubles.is_same(text, each.name))
        double = next(same, None) if self.request.doubles in ("skip", "draft") else None
        if double:
            self.double[document.sha256] = double
        if double and self.request.doubles == "skip":
            self.links.refused(path)
            self.names.redirect(document, double.name)
            return
        if alike:
            self.alike[document.sha256] = alike
        self.doubles.add(path, text)

    def _earlier(self, candidate: Candidate, examined: Examined) -> str | None:
        """The path of the article that an earlier version of a document has become."""
        document = examined.document
        assert document is not None
        if document.origin.id is not None:
            return self.existing.of_id(document.origin.id)
        pattern = article_file.file_names(document.title, examined.lang, self.site)
        return self.existing.edited(candidate.record, None if candidate.inside else pattern)

    def wanted(self, examined: Examined) -> Iterator[tuple[str, str]]:
        """(URL, name) of the files of a document that can only come from the web, if its article
        will be written."""
        document = examined.document
        if document is None or not document.html or self.names.path(document) is None:
            return
        if self.request.doubles == "skip" and document.sha256 in self.double:
            return
        from kazarchive.importing import body  # needs packages of the extra

        for file, url in body.named(document):
            if self.media.is_wanted(file):
                yield url, file.name

    # --- each article --------------------------------------------------------------------------

    def row(self, candidate: Candidate, examined: Examined) -> ImportRow:
        """Import one document; what is said of a file gets a row, too."""
        row = self._row(candidate, examined)
        if row.article is None and examined.document:
            self._change_path(examined.document, None)
        return row

    def _row(self, candidate: Candidate, examined: Examined) -> ImportRow:
        document, shown = examined.document, _shown(candidate, examined)
        try:
            if imported := self.existing.article(examined.sha256):
                return self._again(candidate, examined, imported)
            if document is None or examined.problem:
                return _refused(shown, examined.problem)
            if earlier := self._earlier(candidate, examined):
                return self._after(candidate, examined, earlier)
            return self._new(candidate, examined, document)
        except ProblemsFound as error:
            return _refused(shown, error.problems[0])
        except UNFORESEEN as fault:
            values = {"reason": f"{type(fault).__name__}: {fault}"}
            return _refused(shown, Problem("K0810", Place(shown), values))
        finally:
            self.media.discard()

    def _new(self, candidate: Candidate, examined: Examined, document: Document) -> ImportRow:
        """Write the article of a document under its name, or under another if a file has taken it
        meanwhile; a dry run only chooses the name. Raises ProblemsFound."""
        shown, double = _shown(candidate, examined), self.double.get(document.sha256)
        if double and self.request.doubles == "skip":
            values = {"path": double.name, "share": f"{double.share:.0%}"}
            raise ProblemsFound([Problem("K0809", Place(shown), values)])
        examined, document = self._as_draft(examined, document)
        path = self.names.path(document) or self.names.free(document, examined.lang)
        made = self.composer.article(candidate.record, examined, path, shown)
        proof, differences = _proved(made)
        self.keeper.keep(document, candidate.path, candidate.record, shown)
        self.media.write()
        while not self._put(made.new, path):
            path = self.names.free(document, examined.lang)
            self._change_path(document, path)
            made = self.composer.article(candidate.record, examined, path, shown)
        self.links.written(made, path, article_file.content(made.new, self.site))
        has_date = made.new.fields.date or document.page
        outcome = "draft" if document.draft or not has_date else "written"
        if self.request.dry_run:
            outcome = "would be written"
        alike = (
            Note("recognised", f"nearly the same text as {each.name} ({each.share:.0%})")
            for each in self.alike.get(document.sha256, ())
        )
        comments = self.comments.keep(document, path)
        notes = (*made.notes, *comments, *alike, *differences)
        fields, warnings = made.new.fields, document.warnings
        return ImportRow(shown, outcome, path, fields, proof, notes, warnings=warnings)

    def _as_draft(self, examined: Examined, document: Document) -> tuple[Examined, Document]:
        """A document that is a draft if `--doubles draft` makes it one."""
        draft = document.draft or document.sha256 in self.double
        document = replace(document, draft=draft)
        return replace(examined, document=document), document

    def _put(self, new: NewArticle, path: str) -> bool:
        """Write an article, or nothing in a dry run; false if a file has the name. Raises
        ProblemsFound."""
        raw = article_file.content(new, self.site)
        if self.request.dry_run or article_file.write(self.root, path, raw):
            self.existing.add(path, new.document.sha256)
            return True
        self.existing.take(path)
        return False

    def _change_path(self, document: Document, path: str | None) -> None:
        """Let links to a document lead elsewhere: to another path, or to its old address."""
        if chosen := self.names.path(document):
            self.names.change(document, path)
            self.links.refused(chosen)

    def mend(self, candidate: Candidate, examined: Examined) -> None:
        """Write the article of a document once more, if it links to one that was refused. Raises
        ProblemsFound."""
        document, path = examined.document, self.names.of(examined.sha256)
        if document is None or path is None or examined.sha256 not in self.links.stale:
            return
        if self.request.dry_run or not self.links.is_as_written(self.root, path, document):
            return
        examined, _ = self._as_draft(examined, document)
        shown = _shown(candidate, examined)
        made = self.composer.article(candidate.record, examined, path, shown)
        article_file.replace(self.root, path, article_file.content(made.new, self.site))

    # --- what was imported before --------------------------------------------------------------

    def _again(self, candidate: Candidate, examined: Examined, imported: str) -> ImportRow:
        """The row of a document that was imported before. A plain text may have a date now that it
        lacked. Raises ProblemsFound."""
        document, shown = examined.document, _shown(candidate, examined)
        if document:
            self.keeper.keep_of_article(document, candidate.path, candidate.record, shown)
            if self.request.comments:
                self.comments.keep(document, imported)
        draft = self.existing.draft(examined.sha256)
        unchanged = ImportRow(shown, "unchanged", imported)
        if document is None or document.html or document.date is None or draft is None:
            return unchanged
        try:
            made = self.composer.article(candidate.record, examined, draft, shown)
            completed = completion.completed(self.root, draft, made.new, self.site)
            if completed is None:
                return unchanged
            path = self._complete(completed, draft, imported, shown)
        except ProblemsFound as error:
            return replace(unchanged, warnings=error.problems)
        outcome = "would be completed" if self.request.dry_run else "completed"
        return ImportRow(shown, outcome, path, completed.fields, warnings=document.warnings)

    def _complete(self, new: NewArticle, draft: str, imported: str, shown: str) -> str:
        """Write the article of a draft and remove the draft; its path. If an earlier import was
        stopped between the two, the article is there. Raises ProblemsFound."""
        raw = article_file.content(new, self.site)
        path = imported
        if imported == draft or (self.root / imported).read_bytes() != raw:
            path = self.names.free(new.document, new.fields.lang)
            article_file.reading(raw, path, self.site, shown)
            while not self._put(new, path):
                path = self.names.free(new.document, new.fields.lang)
        if not self.request.dry_run:
            completion.remove(self.root, draft)
        return path

    def _after(self, candidate: Candidate, examined: Examined, earlier: str) -> ImportRow:
        """The row of another version of a document. Raises ProblemsFound (K0804) if its article
        would be another one."""
        document, shown = examined.document, _shown(candidate, examined)
        assert document is not None
        try:
            made = self.composer.article(candidate.record, examined, earlier, shown)
        except ProblemsFound:
            made = None
        is_same = made and completion.is_same(self.root, earlier, made.new, self.site)
        if is_same or self.keeper.has_content_of(document, candidate.path, earlier):
            return ImportRow(shown, "unchanged", earlier)
        raise ProblemsFound([Problem("K0804", Place(shown), {"path": earlier})])

    def superseded(self, candidate: Candidate, examined: Examined, newer: Newest) -> ImportRow:
        """The row of a document of which the import has a newer version."""
        document, shown = examined.document, _shown(candidate, examined)
        if imported := self.existing.article(examined.sha256):
            return ImportRow(shown, "unchanged", imported)
        path = self.existing.article(newer.sha256) or self.names.of(newer.sha256)
        if document:
            self.keeper.keep_of_article(document, candidate.path, candidate.record, shown)
        same = document and versions.content(document) == newer.content
        text = "the same text as in another copy" if same else "an earlier text of the article"
        return ImportRow(shown, "superseded", path, notes=(Note("recognised", text),))


def _proved(made: Composed) -> tuple[Proof | None, tuple[Note, ...]]:
    """What the article has of the document's words, as readers will see it."""
    if not made.new.document.html:
        return None, ()
    from kazarchive.importing import comparison  # needs packages of the extra

    document, article = made.new.document, comparison.of_article(made.html)
    return comparison.compared(comparison.of_document(document), article)


def _shown(candidate: Candidate, examined: Examined) -> str:
    """The name of a document in the report: that of its file, and its line or its name in it."""
    if examined.line:
        return f"{candidate.display_path}:{examined.line}"
    return f"{candidate.display_path} {examined.part}".rstrip()


def _refused(shown: str, problem: Problem | None) -> ImportRow:
    outcome = "skipped" if problem and problem.severity == "warning" else "refused"
    return ImportRow(shown, NOTE if problem and problem.of_file else outcome, problem=problem)
