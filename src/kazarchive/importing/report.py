"""The request for an import, and the rows of the report that answers it."""

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
    downloads: Path | None = None
    """Fetch media that are nowhere else; here they wait until their articles are written."""
    originals: bool = False
    """Keep the original of each article."""
    comments: bool = False
    """Keep the comments of readers in a file beside the article."""
    now: int | None = None
    """The moment of the import, in seconds since 1970 UTC; None if it does not matter."""


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


def percent(share: float) -> str:
    """A share from 0 to 1, never rounded up to all."""
    return "100%" if share == 1 else f"{min(share, 0.9999):.2%}"


class Proof(Struct, frozen=True):
    """What became of the content of a document."""

    kept: float
    """The share of the document's words that the rendered article has in order, from 0 to 1."""
    words: int = 0
    """How many words and signs the document has."""
    counts: Mapping[str, tuple[int, int]] = {}
    """Such as `images` → how many the document and the article have."""


NOTE = "note"
"""The outcome of what is no document: something that is said of a file as a whole."""


DIFFERS = "differs"
"""The outcome of an article whose words are not those of its original."""

VERIFIED = frozenset({"verified", DIFFERS, "missing", "damaged", "unreadable"})
"""The outcomes of articles that are compared with their originals, which may be missing or
damaged."""


class ImportRow(Struct, frozen=True):
    """The result for one document, or a note about a file."""

    document: str
    """Relative to the root of the archive; outside it, as it was named. A part of a file has its
    line too, `export.xml:120`, or its name: `crawl.warc.gz https://archive.example/`."""
    outcome: str
    """`written`, `draft` (written, but it has no date), `completed` (a draft that has got a date),
    `would be written`, `would be completed`, `unchanged`, `superseded` (the import has a newer
    version), `refused`, `skipped` or NOTE; or one of VERIFIED."""
    article: str | None = None
    """Relative to the root of the archive."""
    recognised: Recognised | None = None
    """For articles that were or would be written or completed."""
    proof: Proof | None = None
    """For formats with markup, and when the originals are compared again."""
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
    def kept(self) -> float | None:
        """The share of the document's words that the rendered article has."""
        return self.proof.kept if self.proof else None

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
        self.words = 0
        """Of all documents that were compared with their articles."""
        self.contents: dict[str, tuple[int, int]] = {}
        """Such as `images` → how many all documents and their articles have."""
        self.has_errors = False
        self._kept = 0.0

    @property
    def kept(self) -> float:
        """The share of all words that the articles have."""
        return self._kept / self.words if self.words else 1.0

    def add(self, row: ImportRow) -> None:
        if row.outcome != NOTE:
            self.counts[row.outcome] += 1
        self.has_errors |= row.outcome == DIFFERS
        self.has_errors |= any(problem.severity == "error" for problem in row.problems)
        if row.proof:
            self._add(row, row.proof)

    def _add(self, row: ImportRow, proof: Proof) -> None:
        self.words += proof.words
        self._kept += proof.kept * proof.words
        for what, (had, has) in proof.counts.items():
            before = self.contents.get(what, (0, 0))
            self.contents[what] = before[0] + had, before[1] + has
        if self.least_kept is None or proof.kept < (self.least_kept.kept or 0):
            self.least_kept = row
