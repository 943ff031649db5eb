"""`pages/*.jsonl`: the addresses that are pages, with their titles (WACZ 1.1.1, 4.3)."""

import re

import msgspec
from msgspec import Struct

from kazarchive.importing import naming
from kazarchive.importing.captures.index import Index
from kazarchive.importing.zip_files import ZipFiles
from kazarchive.problems import ProblemsFound

_LIST = re.compile(r"pages/[^/]+\.jsonl")
_LONGEST_LINE = 16_000_000
"""Bytes of one page, which may have its text there too."""


class ListedPage(Struct, frozen=True):
    """A line of a list."""

    url: str = ""
    """Empty in the first line, which describes the list."""
    title: str | None = None


_DECODER = msgspec.json.Decoder(ListedPage)


class PageList:
    """The lists of one web archive, in an index."""

    def __init__(self, index: Index[ListedPage]) -> None:
        self._index = index

    def add(self, files: ZipFiles) -> str:
        """Read all lists; what cannot be read is the end of a sentence, or nothing."""
        broken = 0
        try:
            for name in filter(_LIST.fullmatch, files.names):
                with files.opened(name) as lines:
                    while line := lines.readline(_LONGEST_LINE):
                        broken += not self._is_added(line)
        except ProblemsFound as error:
            return error.problems[0].message
        return f"lines of its lists of pages cannot be read: {broken:,}" if broken else ""

    def _is_added(self, line: bytes) -> bool:
        try:
            page = _DECODER.decode(line)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            return not line.strip()
        if page.url:
            self._index.add(page, naming.key(page.url))
        return True

    def title(self, url: str) -> str | None:
        """The title of the page at an address, perhaps empty; None if it is in no list. Some
        programs write the address for a title that they do not know."""
        pages = self._index.find(naming.key(url))
        if not pages:
            return None
        title = pages[0].title or ""
        return "" if title == pages[0].url else title
