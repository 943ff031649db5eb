"""One document after the other → its article file and its row in the report."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from kazarchive.config.options import Site
from kazarchive.importing import article_file, completion, tags, versions
from kazarchive.importing.analyse import Examined
from kazarchive.importing.article_file import NewArticle
from kazarchive.importing.discover import Candidate
from kazarchive.importing.document import Document, MediaFile, Note, Picture
from kazarchive.importing.doubles import Doubles
from kazarchive.importing.duplicates import Likeness
from kazarchive.importing.existing import ExistingArticles
from kazarchive.importing.formats.source import UNFORESEEN
from kazarchive.importing.former import FormerAddresses
from kazarchive.importing.media import MediaFiles
from kazarchive.importing.naming import Names
from kazarchive.importing.report import NOTE, ImportRequest, ImportRow, Recognised
from kazarchive.importing.translations import TranslationKeys
from kazarchive.importing.versions import Newest
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.reading import article as articles
from kazarchive.reading import standalone
from kazarchive.rules import text, urls
from kazarchive.values import Address

Terms = Sequence[tuple[str, str, str]]
"""(language, taxonomy, name)"""


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
    compared: tuple[str, ...] = ()
    """The articles with whose texts new ones are compared."""


class Importer:
    """Imports one document after the other, after all have been prepared."""

    def __init__(self, shared: Importing) -> None:
        self.root, self.site, self.request = shared.root, shared.site, shared.request
        self.terms, self.existing = shared.terms, shared.existing
        self.names, self.keys = shared.names, shared.keys
        self.doubles = Doubles(self.root, shared.compared)
        self.alike: dict[str, tuple[Likeness, ...]] = {}
        """SHA-256 of a document → the texts that are nearly the same."""
        self.double: dict[str, Likeness] = {}
        """Those of them that `--doubles` is about."""
        self.former = FormerAddresses(self.site, self.existing.aliases)
        self.media = MediaFiles(self.root, self.request.media, dry_run=self.request.dry_run)

    # --- before the first article --------------------------------------------------------------

    def prepare(self, candidate: Candidate, examined: Examined) -> None:
        """Choose the name of an article that will be written, and note which it translates."""
        document = examined.document
        if document is None or examined.problem:
            return
        self.keys.add(examined.group, document, examined.lang)
        before = self.existing.article(document.sha256) or self._edited(candidate, examined)
        if before:
            self.names.add(document, before)
        elif self.names.path(document) is None:
            self.names.choose(document, examined.lang)
            self._compare(document)

    def _compare(self, document: Document) -> None:
        """Look for the text of a document among the articles and the documents before it."""
        path = self.names.path(document)
        assert path is not None
        alike = self.doubles.alike(document)
        same = (each for each in alike if self.doubles.is_same(document, each.name))
        double = next(same, None) if self.request.doubles in ("skip", "draft") else None
        if double:
            self.double[document.sha256] = double
        if double and self.request.doubles == "skip":
            self.names.redirect(document, double.name)
            return
        self.alike[document.sha256] = alike
        self.doubles.add(path, document)

    def _edited(self, candidate: Candidate, examined: Examined) -> str | None:
        """The path of the article that an earlier version of a document has become."""
        document = examined.document
        assert document is not None
        if document.origin.id is not None:
            return self.existing.of_id(document.origin.id)
        pattern = article_file.file_names(document.title, examined.lang, self.site)
        return self.existing.edited(candidate.record, None if candidate.inside else pattern)

    # --- each article --------------------------------------------------------------------------

    def row(self, candidate: Candidate, examined: Examined) -> ImportRow:
        """Import one document; a file that is not a document gets a row, too."""
        document, shown = examined.document, _shown(candidate, examined)
        if imported := self.existing.article(examined.sha256):
            return self.again(candidate, examined, imported)
        if document is None or examined.problem:
            return _refused(shown, examined.problem)
        try:
            if edited := self._edited(candidate, examined):
                values = {"path": edited}
                raise ProblemsFound([Problem("K0804", Place(shown), values)])
            double = self.double.get(document.sha256)
            if double and self.request.doubles == "skip":
                values = {"path": double.name, "share": f"{double.share:.0%}"}
                raise ProblemsFound([Problem("K0809", Place(shown), values)])
            document = replace(document, draft=document.draft or double is not None)
            path, new, notes = self.write(candidate, examined, document)
        except ProblemsFound as error:
            return _refused(shown, error.problems[0])
        except UNFORESEEN as fault:
            values = {"reason": f"{type(fault).__name__}: {fault}"}
            return _refused(shown, Problem("K0810", Place(shown), values))
        outcome = "draft" if document.draft or not (new.fields.date or document.page) else "written"
        if self.request.dry_run:
            outcome = "would be written"
        kept, differences = self._proved(new, path)
        notes = (*notes, *differences)
        warnings = document.warnings
        return ImportRow(shown, outcome, path, new.fields, kept, notes, warnings=warnings)

    def again(self, candidate: Candidate, examined: Examined, imported: str) -> ImportRow:
        """The row of a document that was imported before. A plain text may have a date now that it
        lacked."""
        document, shown = examined.document, _shown(candidate, examined)
        draft = self.existing.draft(examined.sha256)
        unchanged = ImportRow(shown, "unchanged", imported)
        if document is None or document.html or document.date is None or draft is None:
            return unchanged
        try:
            new, _ = self.article(candidate, examined, document, draft)
            completed = completion.completed(self.root, draft, new, self.site)
            if completed is None:
                return unchanged
            path = self.complete(completed, draft, imported, shown)
        except ProblemsFound as error:
            return replace(unchanged, warnings=error.problems)
        outcome = "would be completed" if self.request.dry_run else "completed"
        return ImportRow(shown, outcome, path, completed.fields, warnings=document.warnings)

    def complete(self, new: NewArticle, draft: str, imported: str, shown: str) -> str:
        """Write the article of a draft and remove the draft; its path. If an earlier import was
        stopped between the two, the article is there."""
        raw = article_file.content(new, self.site)
        path = imported
        if imported == draft or (self.root / imported).read_bytes() != raw:
            path = self.names.free(new.document, new.fields.lang)
            while not self._put(new, path, shown):
                path = self.names.free(new.document, new.fields.lang)
        if not self.request.dry_run:
            completion.remove(self.root, draft)
        return path

    def _proved(self, new: NewArticle, path: str) -> tuple[float | None, tuple[Note, ...]]:
        """The share of the document's words that the article has as readers will see it."""
        if not new.document.html:
            return None, ()
        from kazarchive.importing import body  # needs packages of the extra

        return body.proved(new.document, article_file.rendered(new, path, self.site))

    def superseded(self, candidate: Candidate, examined: Examined, newer: Newest) -> ImportRow:
        """The row of a document of which the import has a newer version."""
        shown = _shown(candidate, examined)
        if imported := self.existing.article(examined.sha256):
            return ImportRow(shown, "unchanged", imported)
        path = self.existing.article(newer.sha256) or self.names.of(newer.sha256)
        same = examined.document and versions.content(examined.document) == newer.content
        text = "the same text as in another copy" if same else "an earlier text of the article"
        return ImportRow(shown, "superseded", path, notes=(Note("recognised", text),))

    def write(
        self, candidate: Candidate, examined: Examined, document: Document
    ) -> tuple[str, NewArticle, tuple[Note, ...]]:
        """Write the article under its name, or under another if a file has taken it meanwhile (a
        dry run only chooses the name). Raises ProblemsFound."""
        path = self.names.path(document) or self.names.free(document, examined.lang)
        while True:
            new, notes = self.article(candidate, examined, document, path)
            if self._put(new, path, _shown(candidate, examined)):
                return path, new, notes
            path = self.names.free(document, examined.lang)

    def _put(self, new: NewArticle, path: str, shown: str) -> bool:
        """Write an article, or nothing in a dry run; false if a file has the name. Raises
        ProblemsFound."""
        raw = article_file.content(new, self.site)
        article_file.check(raw, path, self.site, shown)
        if self.request.dry_run or article_file.write(self.root, path, raw):
            self.existing.add(path, new.document.sha256)
            return True
        self.existing.take(path)
        return False

    def article(
        self, candidate: Candidate, examined: Examined, document: Document, path: str
    ) -> tuple[NewArticle, tuple[Note, ...]]:
        """The article of a document at a path, with its media written beside it."""
        document, unusable = _with_usable_url(document)
        body, notes = self._body(document, path)
        fields = self._recognised(examined, document)
        others, moved = self._other_terms(document)
        picture, lost = self._picture(document, path)
        new = NewArticle(
            replace(fields, tags=tags.merged(fields.tags, moved)),
            document,
            candidate.record,
            body,
            picture,
            others,
        )
        aliases, gone = self._aliases(new, path)
        new = replace(new, aliases=aliases)
        if moved:
            notes += (Note("changed", f"these terms are tags now: {', '.join(moved)}"),)
        alike = (
            Note("recognised", f"nearly the same text as {each.name} ({each.share:.0%})")
            for each in self.alike.get(document.sha256, ())
        )
        notes = (*notes, *self._moved(new, path))
        return new, (*document.notes, *unusable, *notes, *lost, *gone, *alike)

    def _body(self, document: Document, path: str) -> tuple[str, tuple[Note, ...]]:
        if not document.html:
            return article_file.plain(document.paragraphs), ()
        from kazarchive.importing import body  # needs packages of the extra

        return body.converted(document, path, self.names, self.media)

    def _recognised(self, examined: Examined, document: Document) -> Recognised:
        lang, names = examined.lang, dict(document.terms).get("tags", ())
        existing = [name for *key, name in self.terms if key == [lang, "tags"]]
        suggested = () if document.html else tags.suggested(document.text, lang, existing)
        fallback = filter(None, [text.clean(self.request.author or "")])
        return Recognised(
            title=document.title,
            lang=lang,
            date=document.date,
            authors=document.authors or tuple(fallback),
            tags=tags.merged(suggested, names, filter(None, map(text.clean, self.request.tags))),
            credit=document.credit,
            paragraphs=len(document.paragraphs) or document.html.count("</p>"),
            translation_key=self.keys.key(examined.group),
            encoding=document.encoding,
        )

    def _other_terms(
        self, document: Document
    ) -> tuple[tuple[tuple[str, tuple[str, ...]], ...], tuple[str, ...]]:
        """The terms of the site's own taxonomies, and those of others, which become tags."""
        others = [
            (name, names) for name, names in document.terms if name not in ("tags", "authors")
        ]
        own = tuple(each for each in others if each[0] in self.site.taxonomy_names)
        moved = (name for each in others if each not in own for name in each[1])
        return own, tuple(dict.fromkeys(moved))

    def _picture(self, document: Document, path: str) -> tuple[Picture | None, tuple[Note, ...]]:
        """The main image with its address as the article has it; without one, only the credit."""
        picture = document.picture
        if picture is None or not picture.address or document.page:
            return picture, ()
        files = {file.address: file for file in document.media}
        name = urls.split(picture.address).path.rpartition("/")[2]
        file = files.get(picture.address) or MediaFile(picture.address, name)
        if beside := self.media.beside(file, path):
            return replace(picture, address=urls.encoded(beside)), ()
        lost = Note("lost", f"the file {picture.address} is not there")
        return replace(picture, address="") if picture.credit else None, (lost,)

    def _aliases(self, new: NewArticle, path: str) -> tuple[tuple[Address, ...], tuple[Note, ...]]:
        """The former addresses on the archive's own host, and those that it cannot keep."""
        document = new.document
        if document.page or not (document.origin.url or document.addresses):
            return (), ()
        read = articles.read(article_file.content(new, self.site), path, self.site).article
        return self.former.aliases(document, path, read.entry.address if read else None)

    def _moved(self, new: NewArticle, path: str) -> Iterator[Note]:
        """What a page without a date cannot do: keep a former address that is not its new one."""
        if not new.document.page or not (url := new.document.origin.url):
            return
        page = standalone.read(article_file.content(new, self.site), path, self.site).page
        if page and self.former.alias(url) not in (None, page.address):
            text = f"the address {url}: a page has no aliases, and this one is at {page.address}"
            yield Note("lost", text)


def _shown(candidate: Candidate, examined: Examined) -> str:
    """The name of a document in the report: that of its file, and its line in it."""
    line = examined.line
    return f"{candidate.display_path}:{line}" if line else candidate.display_path


def _with_usable_url(document: Document) -> tuple[Document, tuple[Note, ...]]:
    """A document whose address, if it has one, can stand in an article."""
    url = document.origin.url
    if url is None or re.fullmatch(r"https?://[^\s\"'<>\\]+", url):
        return document, ()
    origin = replace(document.origin, url=None)
    return replace(document, origin=origin), (Note("lost", f"no web address: {url[:100]}"),)


def _refused(shown: str, problem: Problem | None) -> ImportRow:
    outcome = "skipped" if problem and problem.severity == "warning" else "refused"
    return ImportRow(shown, NOTE if problem and problem.of_file else outcome, problem=problem)
