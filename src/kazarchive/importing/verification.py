"""`import --verify`: the articles that were imported, compared with their originals again."""

from collections.abc import Iterator
from pathlib import Path

from kazarchive.config.options import Site
from kazarchive.importing import article_file, comparison, existing
from kazarchive.importing.comparison import Content
from kazarchive.importing.document import Document
from kazarchive.importing.existing import Imported
from kazarchive.importing.originals import Originals
from kazarchive.importing.report import DIFFERS, ImportRequest, ImportRow
from kazarchive.importing.rereading import Rereader
from kazarchive.importing.run import Progress
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.reading import files


def verified(
    root: Path, site: Site, request: ImportRequest, progress: Progress = lambda *_: None
) -> Iterator[ImportRow]:
    """A row for each article with an original: whether that is there and intact, and what differs
    between the words of both. Of `request`, only the encoding counts."""
    verifier = _Verifier(root, site, request)
    paths = list(existing.article_paths(root, site))
    for number, path in enumerate(paths, 1):
        imported = existing.imported(root, path)
        if imported:
            yield verifier.row(path, imported)
        progress("verifying", number, len(paths))


class _Verifier:
    def __init__(self, root: Path, site: Site, request: ImportRequest) -> None:
        self._root, self._site = root, site
        self._originals = Originals(root, site)
        self._rereader = Rereader(root, site, request)

    def row(self, path: str, imported: Imported) -> ImportRow:
        original = self._originals.path(imported.sha256, imported.file)
        if original is None:
            folder = f"{self._originals.folder}/"
            problem = Problem("K0890", Place(path), {"folder": folder, "sha256": imported.sha256})
            return ImportRow(imported.file, "missing", path, problem=problem)
        try:
            digest = files.digest(self._root / original, original)
            if digest != imported.sha256:
                problem = Problem("K0891", Place(original), {"path": path, "sha256": digest})
                return ImportRow(original, "damaged", path, problem=problem)
            content = self._content(original, imported)
            raw = files.read(self._root / path, path)
            article = article_file.reading(raw, path, self._site, path)
        except ProblemsFound as found:
            return ImportRow(original, "unreadable", path, problem=found.problems[0])
        proof, notes = comparison.compared(content, comparison.of_article(article.html))
        outcome = DIFFERS if notes else "verified"
        return ImportRow(original, outcome, path, proof=proof, notes=notes)

    def _content(self, original: str, imported: Imported) -> Content:
        """What is in an original: as it was read when it was kept, or else as it is read now.
        Raises ProblemsFound (K0303, K0892)."""
        text = self._originals.text(imported.sha256)
        if text is not None:
            return comparison.of_document(Document(title="", html=text))
        return comparison.of_document(self._rereader.document(original, imported))
