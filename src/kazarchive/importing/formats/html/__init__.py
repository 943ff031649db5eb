"""Saved pages, alone or in a folder that is the copy of a site → their articles.

A page is read as it stands in the folder, though programs that copy sites have rewritten its links:
`site.py` knows where they led. The originals that wget keeps with `-K` are read in its place.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from kazarchive.importing import pages
from kazarchive.importing.document import Document
from kazarchive.importing.formats.html import site as sites
from kazarchive.importing.formats.source import Source, whole
from kazarchive.problems import Problem

_INDEX = b"<!-- Mirror and index made by HTTrack Website Copier"
"""HTTrack's own list of the sites that it has copied."""


def documents(source: Source) -> Iterator[Document | Problem]:
    """The article of a page. Raises ProblemsFound (K0124, K0301, K0303, K0304)."""
    yield from whole(_document(source), source.place())


def _document(source: Source) -> Iterator[Document | Problem]:
    content = source.read()
    if _INDEX in content[:8_000]:
        yield Problem("K0860", source.place())
        return
    site = sites.site(source.path, source.folder or source.path.parent)
    page = pages.Page(
        content=site.original() or content,
        url=site.address,
        folder_url=site.folder_address,
        encoding=source.encoding,
        boilerplate=source.boilerplate,
        web=site.web,
        file=site.file,
    )
    read = pages.document(page, source.place(), source.timezone)
    if isinstance(read, Document):
        own = site.local_address
        addresses = (*read.addresses, *site.former, own)
        read = replace(read, addresses=addresses, translation=read.translation or own)
    yield read
