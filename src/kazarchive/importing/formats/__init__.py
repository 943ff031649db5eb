"""The table of formats that can be imported. A new format is a module and a line in FORMATS.

The module has `documents(source) -> Iterator[Document | Problem]`: all documents of a Source, in
its order, read as a stream. A document that cannot be read is a Problem with its place, and the
others follow; it raises ProblemsFound if nothing can be read. It is only imported when it is
needed, since it may use packages of the extra `kazarchive[import]`.
"""

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path, PurePath

from msgspec import Struct

from kazarchive.importing.document import Document
from kazarchive.importing.formats import recognise
from kazarchive.importing.formats.source import Source
from kazarchive.importing.generators import table
from kazarchive.importing.generators.table import GENERATORS
from kazarchive.problems import Place, Problem, ProblemsFound

HEAD = 65_536
"""Bytes of a file that decide its format."""


class Format(Struct, frozen=True):
    """A kind of source, and how it is read."""

    name: str
    """As in `--from`."""
    what: str
    """One line for `--formats`."""
    recognises: Callable[[bytes, PurePath], bool]
    """Decides by the first HEAD bytes of a file; by its name only where these leave a doubt."""
    module: str = ""
    """The module of its reader, if it has another name."""
    recognises_folder: Callable[[Path], object] | None = None
    """Decides whether a folder is one source of this format; None if a source is a file."""

    @property
    def is_folder(self) -> bool:
        return self.recognises_folder is not None

    def documents(self, source: Source) -> Iterator[Document | Problem]:
        """Raises ProblemsFound (K0808 if a package is missing, and what the reader raises)."""
        try:
            module = import_module(f"kazarchive.importing.formats.{self.module or self.name}")
        except ModuleNotFoundError as missing:
            values = {"what": self.what, "package": missing.name or ""}
            place = Place(source.display_path)
            raise ProblemsFound([Problem("K0808", place, values)]) from None
        documents: Iterator[Document | Problem] = module.documents(source)
        return documents


def _of_generator(name: str) -> Format:
    """The folders of another generator."""

    def recognises(folder: Path) -> bool:
        return any(found == name for found, _ in table.recognised(folder))

    what = f"a folder of {name}"
    return Format(name.lower(), what, recognise.no_file, "generator", recognises)


FORMATS: Sequence[Format] = (
    Format("wordpress", "a WordPress export (WXR)", recognise.wordpress),
    Format("feed", "a feed (RSS, Atom, JSON Feed) or a Blogger export", recognise.feed),
    Format("mhtml", "a page saved as one file (MHTML)", recognise.mhtml),
    Format("warc", "a web capture (WARC or ARC)", recognise.warc),
    Format("wacz", "a web capture with a list of its pages (WACZ)", recognise.wacz),
    Format("html", "a saved page, or the copy of a site (HTML)", recognise.html),
    Format("mbox", "mail: a file with many messages (mbox)", recognise.mbox),
    Format("eml", "mail: a file with one message", recognise.eml),
    Format("pdf", "a PDF file with text", recognise.pdf),
    Format("epub", "a book (.epub), a document for each chapter", recognise.epub),
    Format("docx", "a document of Word (.docx)", recognise.docx),
    Format("odt", "a document of LibreOffice (.odt, .fodt)", recognise.odt),
    Format("rtf", "a document in Rich Text Format (.rtf)", recognise.rtf),
    Format("text", "plain text", recognise.text),
    *(_of_generator(name) for name in GENERATORS),
)
"""The first that recognises a file or a folder reads it."""


def named(name: str) -> Format | None:
    """The format of this name."""
    return next((each for each in FORMATS if each.name == name), None)


def of_folder(folder: Path) -> Format | None:
    """The format of a folder that is one source. Raises ProblemsFound (K0853) if it may have
    several."""
    if any(table.recognised(folder)):
        table.one(folder)
    for each in FORMATS:
        if each.recognises_folder and each.recognises_folder(folder):
            return each
    return None


def recognised(head: bytes, path: PurePath) -> Format | None:
    """The format of a file."""
    return next((each for each in FORMATS if each.recognises(head, path)), None)
