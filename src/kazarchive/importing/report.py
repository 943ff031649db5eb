"""The request for an import, and the report that answers it."""

from collections import Counter
from collections.abc import Mapping
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


class ImportRow(Struct, frozen=True):
    """The result for one file."""

    document: str
    """Relative to the root of the archive; outside it, as it was named. A part of a file has its
    line too: `export.xml:120`."""
    outcome: str
    """`written`, `draft` (written, but it has no date), `completed` (a draft that has got a date),
    `would be written`, `would be completed`, `unchanged`, `superseded` (the import has a newer
    version), `refused` or `skipped`."""
    article: str | None = None
    """Relative to the root of the archive."""
    recognised: Recognised | None = None
    """For articles that were or would be written or completed."""
    kept: float | None = None
    """The share of the document's words that the rendered article has, for formats with markup."""
    notes: tuple[Note, ...] = ()
    """What was guessed, changed, left out or lost."""
    problem: Problem | None = None
    """Why it was refused (an error) or skipped (a warning)."""
    warnings: tuple[Problem, ...] = ()
    """What is uncertain."""

    @property
    def left_out(self) -> tuple[str, ...]:
        """Paragraphs of the document that are not in the article, verbatim."""
        return tuple(note.text for note in self.notes if note.kind == "left out")


class ImportReport(Struct, frozen=True):
    """One row for each file that was named or is in a named folder, in order."""

    rows: tuple[ImportRow, ...]

    @property
    def counts(self) -> Mapping[str, int]:
        """Outcome → number of documents; together, all that were found."""
        return Counter(row.outcome for row in self.rows)

    @property
    def least_kept(self) -> "ImportRow | None":
        """The row of the article that has the smallest share of its document's words."""
        proved = [row for row in self.rows if row.kept is not None]
        return min(proved, key=lambda row: row.kept or 0, default=None)

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(
            problem
            for row in self.rows
            for problem in (row.problem, *row.warnings)
            if problem is not None
        )
