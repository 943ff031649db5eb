"""The request for an import, and the rows of the report that answers it."""

from collections import Counter
from pathlib import Path
from typing import Literal

from msgspec import Struct

from kazarchive.importing.document import Note
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
    format: str | None = None
    """The name of the format of all files; otherwise each file's is recognised."""
    doubles: Literal["keep", "skip", "draft"] | None = None
    """What becomes of a document if another has nearly its text, and its title or day too; None
    keeps it, and compares few documents with each other only."""
    media: Path | None = None
    """The folder of media files that documents name."""


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


NOTE = "note"
"""The outcome of what is no document: something that is said of a file as a whole."""


class ImportRow(Struct, frozen=True):
    """The result for one document, or a note about a file."""

    document: str
    """Relative to the root of the archive; outside it, as it was named. A part of a file has its
    line too, `export.xml:120`, or its name: `crawl.warc.gz https://archive.example/`."""
    outcome: str
    """`written`, `draft` (written, but it has no date), `completed` (a draft that has got a date),
    `would be written`, `would be completed`, `unchanged`, `superseded` (the import has a newer
    version), `refused`, `skipped` or NOTE."""
    article: str | None = None
    """Relative to the root of the archive."""
    recognised: Recognised | None = None
    """For articles that were or would be written or completed."""
    kept: float | None = None
    """The share of the document's words that the rendered article has, for formats with markup."""
    notes: tuple[Note, ...] = ()
    """What was guessed, changed, left out or lost."""
    problem: Problem | None = None
    """Why it was refused (an error) or skipped (a warning), or what is said of its file."""
    warnings: tuple[Problem, ...] = ()
    """What is uncertain."""

    @property
    def left_out(self) -> tuple[str, ...]:
        """Paragraphs of the document that are not in the article, verbatim."""
        return tuple(note.text for note in self.notes if note.kind == "left out")

    @property
    def problems(self) -> tuple[Problem, ...]:
        return (self.problem, *self.warnings) if self.problem else self.warnings


class Totals:
    """What the rows of an import add up to."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        """Outcome → number of documents; together, all that were found."""
        self.least_kept: ImportRow | None = None
        """The row of the article that has the smallest share of its document's words."""
        self.has_errors = False

    def add(self, row: ImportRow) -> None:
        if row.outcome != NOTE:
            self.counts[row.outcome] += 1
        self.has_errors |= any(problem.severity == "error" for problem in row.problems)
        least = self.least_kept
        if row.kept is not None and (least is None or row.kept < (least.kept or 0)):
            self.least_kept = row
