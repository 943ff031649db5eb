"""An EPUB file → a document for each chapter, in the order of reading."""

from collections.abc import Iterator

from msgspec.structs import replace

from kazarchive.importing.document import Document, Note
from kazarchive.importing.formats.epub.book import Book, Item, book, fault, is_page
from kazarchive.importing.formats.epub.labels import labels
from kazarchive.importing.formats.epub.reader import Reader
from kazarchive.importing.formats.source import Source, whole
from kazarchive.importing.zip_files import ZipFiles
from kazarchive.problems import Problem, ProblemsFound
from kazarchive.reading import files, timeout

SECONDS = 2.0
"""Of processor time for a chapter."""


def documents(source: Source) -> Iterator[Document | Problem]:
    """The chapters of a book. Raises ProblemsFound (K0301, K0303, K0304, K0880 without a chapter,
    and those of ZipFiles)."""
    with ZipFiles(source.path, source.place()) as members:
        package = book(members, source)
        digest = files.digest(source.path, source.display_path)
        reader = Reader(members, package, labels(members, package, source), source, digest)
        last: Document | None = None
        found = False
        for each in _chapters(reader, package, source):
            found = True
            if isinstance(each, Problem):
                yield each
            else:
                if last:
                    yield last
                last = each
        if not found:
            raise fault(source, "it has no chapter")
        if last:  # it tells what is no chapter, as that belongs to no other
            left_out = (Note("left out", what) for what in reader.left_out)
            yield replace(last, notes=(*last.notes, *members.notes, *left_out))


def _chapters(reader: Reader, package: Book, source: Source) -> Iterator[Document | Problem]:
    for item in package.spine:
        try:
            with timeout.limited(SECONDS):
                found = list(_chapter(reader, item, package, source))
        except timeout.TooLong:
            reason = f"reading it takes longer than {SECONDS:.0f} seconds"
            found = [Problem("K0880", source.place(), {"what": _name(item), "reason": reason})]
        yield from found


def _chapter(
    reader: Reader, item: Item, package: Book, source: Source
) -> Iterator[Document | Problem]:
    if how := package.encrypted.get(item.path):
        yield Problem("K0881", source.place(), {"what": _name(item), "how": how})
    elif not is_page(item):
        reader.left_out.append(f"a file that is no text: `{item.path}`")
    else:
        try:
            yield from whole(reader.chapter(item), source.place())
        except ProblemsFound as found:
            yield found.problems[0]


def _name(item: Item) -> str:
    return f"`{item.path}` in this book"
