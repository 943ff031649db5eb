"""A file or a folder to import, as the reader of its format is given it."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from kazarchive.importing.document import Document
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.reading import files
from kazarchive.reading.frontmatter import LARGEST_FILE

UNFORESEEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What a reader raises at something in a document that nobody has thought of."""


def whole(documents: Iterable[Document | Problem], place: Place) -> Iterator[Document | Problem]:
    """The documents of one item; a fault of its reader is that item's problem (K0810), and the
    items after it are read."""
    try:
        yield from list(documents)
    except UNFORESEEN as fault:
        yield Problem("K0810", place, {"reason": f"{type(fault).__name__}: {fault}"})


class Source(Struct, frozen=True):
    """A file, which may be larger than memory, or a folder that is one source."""

    path: Path
    display_path: str
    """For messages."""
    timezone: str
    """IANA name of the archive's zone: that of times without an offset."""
    format: str = ""
    """The name of its format."""
    base_url: str = ""
    """The URL of the archive; ends with `/`."""
    now: int | None = None
    """The moment of the import, in seconds since 1970 UTC, for texts that are public for a time."""
    record: str = ""
    """Its name as the article records it; a folder in it may name the year."""
    folder: Path | None = None
    """The folder that was named, if one was; no file outside is read. For a file that was named, it
    is that of the file."""
    stem: str = ""
    """Its file name without language and ending."""
    date: str | None = None
    """The date for texts that state none."""
    encoding: str | None = None
    """Of a text; otherwise it is recognised."""
    boilerplate: Sequence[str] = ()
    """Regular expressions of paragraphs to leave out."""
    shortcodes: Sequence[tuple[str, str]] = ()
    """(name, HTML template): what is added to the table of shortcodes (importing/shortcodes.py)."""
    siblings: Sequence[Path] = ()
    """All files of this format in the import, in their order: one may have what another names."""
    scratch: Path | None = None
    """A folder of the import for what its readers need until its end."""

    def place(self, line: int = 0, column: int = 0) -> Place:
        return Place(self.display_path, line, column)

    def read(self) -> bytes:
        """The whole file. Raises ProblemsFound (K0124, K0301, K0303, K0304)."""
        try:
            size = self.path.stat().st_size
        except OSError:
            size = 0
        if size > LARGEST_FILE:
            raise ProblemsFound([Problem("K0124", Place(self.display_path), {"size": f"{size:,}"})])
        return files.read(self.path, self.display_path)
