"""A saved page → its article."""

from collections.abc import Iterator

from kazarchive.importing import pages
from kazarchive.importing.document import Document
from kazarchive.importing.formats.source import Source, whole
from kazarchive.problems import Problem


def documents(source: Source) -> Iterator[Document | Problem]:
    """The article of a page. Raises ProblemsFound (K0124, K0301, K0303, K0304)."""
    page = pages.Page(content=source.read(), charset=source.encoding)
    yield from whole(_document(page, source), source.place())


def _document(page: pages.Page, source: Source) -> Iterator[Document | Problem]:
    yield pages.document(page, source.place(), source.timezone)
