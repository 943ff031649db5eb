"""Comments of readers → a file beside the article, `NAME.comments.jsonl`, for the record.

A build neither reads nor publishes it. What a reader did not publish is not in it: addresses of
mail and of machines.
"""

import posixpath
from pathlib import Path

from msgspec import json

from kazarchive.importing import article_file
from kazarchive.importing.document import Document, Note
from kazarchive.importing.report import ImportRequest
from kazarchive.rules.media_names import COMMENTS


class Comments:
    """The comments of one import."""

    def __init__(self, root: Path, request: ImportRequest) -> None:
        self._root, self._wanted, self._dry_run = root, request.comments, request.dry_run

    def keep(self, document: Document, path: str) -> tuple[Note, ...]:
        """Write the comments of a document beside its article, if they are wanted; what becomes of
        them. A file that is there already is not changed. Raises ProblemsFound (K0702)."""
        count = f"{len(document.comments):,}"
        if not document.comments:
            return ()
        if not self._wanted:
            return (Note("lost", f"comments: {count} (`--comments` keeps them)"),)
        beside = f"{posixpath.splitext(path)[0]}{COMMENTS}"
        lines = b"".join(json.encode(each) + b"\n" for each in document.comments)
        file = self._root / beside
        if not self._dry_run:
            article_file.write(self._root, beside, lines)
        if file.is_file() and file.read_bytes() != lines:
            return (Note("lost", f"comments: {count}; `{beside}` is there with others"),)
        return (Note("recognised", f"comments: {count}, in `{beside}`"),)
