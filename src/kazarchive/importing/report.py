"""The request for an import, and the report that answers it."""

from msgspec import Struct

from kazarchive.problems import Problem


class ImportRequest(Struct, frozen=True):
    """The options of an import."""

    date: str | None = None
    """Date for documents that do not state one."""
    lang: str | None = None
    """Language of the documents; otherwise it is recognised from the letters."""
    tags: tuple[str, ...] = ()
    author: str | None = None
    """Author of documents without a byline."""
    encoding: str | None = None
    """Encoding of the documents; otherwise it is recognised."""
    dry_run: bool = False


class Recognised(Struct, frozen=True):
    """The fields of an article, as recognised in its document."""

    title: str
    lang: str
    date: str | None
    """As it is written into the file; without a date, the article is a draft."""
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    credit: str | None
    paragraphs: int
    translation_key: str | None
    encoding: str = ""
    """Of the document, and what was repaired; empty for plain UTF-8."""


class ImportRow(Struct, frozen=True):
    """The result for one file."""

    document: str
    """Relative to the root of the archive; outside it, as it was named."""
    outcome: str
    """`written`, `draft` (written, but it has no date), `completed` (a draft that has got a date),
    `would be written`, `would be completed`, `unchanged`, `refused` or `skipped`."""
    article: str | None = None
    """Relative to the root of the archive."""
    recognised: Recognised | None = None
    """For articles that were or would be written or completed."""
    left_out: tuple[str, ...] = ()
    """Paragraphs of the document that are not in the article, verbatim."""
    problem: Problem | None = None
    """Why it was refused (an error) or skipped (a warning)."""
    notes: tuple[Problem, ...] = ()
    """What is uncertain: warnings."""


class ImportReport(Struct, frozen=True):
    """One row for each file that was named or is in a named folder, in order."""

    rows: tuple[ImportRow, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(
            problem
            for row in self.rows
            for problem in (row.problem, *row.notes)
            if problem is not None
        )
