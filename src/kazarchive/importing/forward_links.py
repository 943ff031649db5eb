"""Links to documents that are not written yet, and may be refused.

All names are chosen before the first article is written. If a document is refused then, the
articles that link to it must be written again: their links lead to its old address.
"""

from hashlib import sha256
from pathlib import Path

from kazarchive.importing.composition import Composed
from kazarchive.importing.document import Document
from kazarchive.reading import files


class ForwardLinks:
    """Which articles link to documents that are still to be written."""

    def __init__(self) -> None:
        self._planned: set[str] = set()
        """The paths of documents that are still to be written."""
        self._linking: dict[str, list[str]] = {}
        """One of these paths → SHA-256 of the documents whose articles link to it."""
        self._contents: dict[str, bytes] = {}
        """SHA-256 of such a document → that of its article."""
        self.stale: set[str] = set()
        """SHA-256 of the documents whose articles have a link that leads nowhere."""

    def plan(self, path: str) -> None:
        self._planned.add(path)

    def written(self, made: Composed, path: str, raw: bytes) -> None:
        """Record that an article has been written."""
        self._planned.discard(path)
        self._linking.pop(path, None)
        document = made.new.document.sha256
        for target in made.linked & self._planned:
            self._linking.setdefault(target, []).append(document)
            self._contents[document] = sha256(raw).digest()

    def refused(self, path: str) -> None:
        """Record that no article is written at a path."""
        self._planned.discard(path)
        self.stale.update(self._linking.pop(path, ()))

    def is_as_written(self, root: Path, path: str, document: Document) -> bool:
        """Whether an article with a forward link is as it was written. Raises ProblemsFound."""
        raw = files.read(root / path, path)
        return self._contents.get(document.sha256) == sha256(raw).digest()
