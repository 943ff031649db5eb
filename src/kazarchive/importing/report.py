"""What an import is asked and what it answers."""

from msgspec import Struct

from kazarchive.problems import Problem


class ImportRequest(Struct, frozen=True):
    """What was asked for besides the paths."""

    date: str | None = None
    """Date for documents that do not state one."""
    lang: str | None = None
    """Recognised from the letters where it is not given."""
    tags: tuple[str, ...] = ()
    author: str | None = None
    """Author of documents without a byline."""
    dry_run: bool = False


class Recognised(Struct, frozen=True):
    """What was found in a document, and became its article."""

    title: str
    lang: str
    date: str | None
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    credit: str | None
    paragraphs: int
    translation_key: str | None


class ImportRow(Struct, frozen=True):
    """What came of one file."""

    document: str
    """Relative to the project's root, or as it was named if it lies outside."""
    outcome: str
    """`written`, `draft` (written, but it has no date), `would be written`, `unchanged`,
    `refused` or `skipped`."""
    article: str | None = None
    """Relative to the project's root."""
    recognised: Recognised | None = None
    """Of articles that were or would be written."""
    left_out: tuple[str, ...] = ()
    """Texts of the document that are not in the article, verbatim."""
    problem: Problem | None = None
    """Why it was refused (an error) or skipped (a warning)."""


class ImportReport(Struct, frozen=True):
    """One row for each file that was asked for or lies in a folder that was, in their order."""

    rows: tuple[ImportRow, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(row.problem for row in self.rows if row.problem)
