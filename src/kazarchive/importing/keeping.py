"""Keeps the original of each article that an import makes, in a form that can be read again."""

from pathlib import Path
from tempfile import TemporaryDirectory

from kazarchive.config.options import Site
from kazarchive.importing import versions
from kazarchive.importing.document import Document
from kazarchive.importing.existing import Imported, imported
from kazarchive.importing.originals import Originals
from kazarchive.importing.report import ImportRequest
from kazarchive.importing.rereading import Rereader
from kazarchive.problems import ProblemsFound


class Keeper:
    """The originals of one import."""

    def __init__(self, root: Path, site: Site, request: ImportRequest) -> None:
        self._root = root
        self._wanted = bool(request.originals or site.imports.originals) and not request.dry_run
        self._originals = Originals(root, site)
        # A later verification does not know what this import was told, such as the encoding.
        self._rereader = Rereader(root, site, ImportRequest())

    def keep(self, document: Document, file: Path, record: str, shown: str) -> None:
        """Keep the original of a document. `file`: its source; `record`: its name in the article.

        If another reading of the original alone gives another text, the text is kept too. Raises
        ProblemsFound (K0302, K0702, K0894).
        """
        if not self._wanted:
            return
        path = self._originals.keep(document, file, shown)
        try:
            again = self._rereader.document(path, _said(document, record))
        except ProblemsFound:
            again = None
        if again is None or not _is_same(document, again):
            self._originals.keep_text(document)

    def keep_of_article(self, document: Document, file: Path, record: str, shown: str) -> None:
        """As `keep`, for a document whose article is there already: so may its original be, and
        then nothing is read."""
        if self._wanted and not self._originals.path(document.sha256, file.name):
            self.keep(document, file, record, shown)

    def has_content_of(self, document: Document, file: Path, path: str) -> bool:
        """Whether the original of the article at a path, if it is kept, has the content of a
        document. The article may differ all the same, because files or other articles are there
        now. `file`: the source of the document."""
        earlier = imported(self._root, path)
        original = self._originals.path(earlier.sha256, earlier.file) if earlier else None
        if earlier is None or original is None:
            return False
        with TemporaryDirectory(prefix="kazarchive-") as folder:
            alone = file
            if document.original is not None:
                alone = Path(folder) / f"part{file.suffix}"
                alone.write_bytes(document.original)
            try:
                before = self._rereader.document(original, earlier)
                now = self._rereader.document(f"{alone.absolute()}", _said(document, earlier.file))
            except ProblemsFound:
                return False
        return versions.content(before) == versions.content(now)


def _said(document: Document, record: str) -> Imported:
    """What the article of a document says of it."""
    return Imported(document.sha256, record, document.origin.id, document.origin.kind)


def _is_same(document: Document, again: Document) -> bool:
    """Whether two readings have the same words and the same images, links and so on."""
    text = (document.paragraphs, document.html, document.source_text)
    if text == (again.paragraphs, again.html, again.source_text):
        return True
    if not (document.html and again.html):
        return False
    from kazarchive.importing import comparison  # needs packages of the extra

    one, other = map(comparison.of_document, (document, again))
    return (one.words, one.counts) == (other.words, other.counts)
