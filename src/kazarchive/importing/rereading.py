"""An original that was kept → its document, read again by the reader of its format."""

from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec.structs import replace

from kazarchive.config.options import Site
from kazarchive.importing import formats
from kazarchive.importing.analyse import Examined, Surroundings, examined
from kazarchive.importing.discover import Candidate
from kazarchive.importing.document import Document
from kazarchive.importing.existing import Imported
from kazarchive.importing.report import ImportRequest
from kazarchive.problems import Place, Problem, ProblemsFound

PLAIN = "text"
"""The format of articles whose `source` names none."""


class Rereader:
    """Reads originals as an import with a request would."""

    def __init__(self, root: Path, site: Site, request: ImportRequest) -> None:
        self._root, self._site = root, site
        # What language a text has is no question here, and must not refuse it.
        self._request = replace(request, lang=site.languages[0])

    def document(self, path: str, imported: Imported) -> Document:
        """The document of the original at a path. `imported`: what its article says of it. Raises
        ProblemsFound (K0892)."""
        format = formats.named(imported.kind or PLAIN)
        if format is None:
            raise _unreadable(path, f"there is no format `{imported.kind}`")
        file = self._root / path
        candidate = Candidate(file, path, imported.file, inside=True, format=format)
        with TemporaryDirectory(prefix="kazarchive-") as scratch:
            surroundings = Surroundings({}, Path(scratch))
            found = list(examined(0, candidate, self._site, self._request, surroundings))
        chosen = _chosen(found, imported)
        if chosen is None:
            problems = (each.problem for each in found if each.problem)
            reasons = (each.message for each in problems if not each.of_file)
            raise _unreadable(path, next(reasons, "it has another document"))
        return chosen


def _chosen(found: list[Examined], imported: Imported) -> Document | None:
    """The document with the SHA-256 of the original; of several of one file, that with its id."""
    same = [each.document for each in found if each.document and each.sha256 == imported.sha256]
    named = [each for each in same if each.origin.id == imported.id]
    return next(iter(named or same), None)


def _unreadable(path: str, reason: str) -> ProblemsFound:
    return ProblemsFound([Problem("K0892", Place(path), {"reason": reason})])
