"""Where a saved page stands → its address, and where its links and images lead.

The page is alone, or with a folder that a browser saved beside it, or in the copy of a site: by
HTTrack, whose table has every address, or by wget and others, whose folders are named like hosts.
"""

import os
import posixpath
from pathlib import Path
from urllib.parse import quote, unquote

from kazarchive.importing.document import MediaFile
from kazarchive.importing.formats.html import httrack, names
from kazarchive.importing.formats.html.inside import Inside
from kazarchive.rules import urls

_LARGEST_ORIGINAL = 16_000_000
_PAGE = (".htm", ".html", ".shtml", ".xhtml", ".php", ".asp", ".aspx", "")


class Site:
    """The place of one page."""

    def __init__(self, page: Path, folder: Path) -> None:
        self._inside = Inside(folder)
        self._page = os.path.realpath(page)
        self._home = self._inside.folder
        self._table: httrack.Table | None = None
        """Of HTTrack, whose files are relative to the home."""
        self._top = _top(self._page, self._inside.folder)
        """Folder above the folder of the host, and that folder's name."""
        for above in _above(self._page, self._inside.folder):
            if table := httrack.table(above):
                self._home, self._table = above, table
                break
        self.local_address = _local(self._page)
        """By which other pages of the folder know it; it never stands in an article."""
        self.address = self._in_table(self._page)
        """On the web, if it is known."""
        self.folder_address = self._by_name(self._page)
        """On the web, if the name of a folder suggests one."""
        former = self._table.former if self._table and self.address else {}
        self.former = former.get(httrack.key(self.address or ""), ())
        """Addresses that led to it."""

    def original(self) -> bytes | None:
        """The page as the server sent it, where wget has kept it."""
        for name in (f"{self._page}.orig", f"{self._page.removesuffix('.html')}.orig"):
            kept = self._inside.file(name)
            if kept and kept != self._page and os.path.getsize(kept) <= _LARGEST_ORIGINAL:
                return Path(kept).read_bytes()
        return None

    # --- links and files ------------------------------------------------------------------------

    def web(self, written: str) -> str | None:
        """The address on the web of a page to which a relative link leads."""
        if not _is_relative(written):
            return None
        found = self._inside.beside(self._page, written)
        if found is None:
            return None
        if Path(found).suffix.lower() not in _PAGE and "?" not in found:
            return self._in_table(found) or self._by_name(found)
        part = f"#{written.partition('#')[2]}" if "#" in written else ""
        return (self._in_table(found) or self._by_name(found) or _local(found)) + part

    def file(self, written: str, absolute: str) -> MediaFile | None:
        """The file of an image or a link to a file."""
        found = self._inside.beside(self._page, written) if _is_relative(written) else None
        found = found or self._of_address(absolute) or self._from_root(written)
        return MediaFile("", os.path.basename(found), path=found) if found else None

    def _of_address(self, url: str) -> str | None:
        """The file that the copy has of an address."""
        if not url.startswith(("http:", "https:")):
            return None
        if self._table and (local := self._table.files.get(httrack.key(url))):
            return self._inside.file(os.path.join(self._home, local))
        if self._top is None:
            return None
        paths = (os.path.join(self._top[0], *each) for each in names.files(url))
        return next(filter(None, map(self._inside.file, paths)), None)

    def _from_root(self, written: str) -> str | None:
        """The file of an address like `/img/a.jpg`, in a folder above that holds the site."""
        if not written.startswith("/") or written.startswith("//") or self._top:
            return None
        path = unquote(written.partition("?")[0]).lstrip("/")
        above = _above(self._page, self._inside.folder)
        return next(
            filter(None, (self._inside.file(os.path.join(each, path)) for each in above)), None
        )

    # --- addresses ------------------------------------------------------------------------------

    def _in_table(self, path: str) -> str | None:
        if self._table is None:
            return None
        return self._table.addresses.get(os.path.relpath(path, self._home))

    def _by_name(self, path: str) -> str | None:
        if self._top is None or self._table:
            return None
        above, host = self._top
        below = posixpath.relpath(path, os.path.join(above, host))
        if below.startswith(".."):
            return None
        if below.endswith(".html") and self._inside.file(f"{path.removesuffix('.html')}.orig"):
            below = below.removesuffix(".html")  # wget has appended it
        return names.address(host, below)


def site(page: Path, folder: Path) -> Site:
    """`folder`: nothing outside of it is read."""
    return Site(page, folder)


def _is_relative(written: str) -> bool:
    parts = urls.split(written)
    return not (parts.scheme or parts.netloc or written.startswith(("/", "#", "\\")))


def _above(page: str, folder: str) -> list[str]:
    """The folders above a page, up to the one that was named."""
    folders, at = list[str](), os.path.dirname(page)
    while at.startswith(folder):
        folders.append(at)
        if at == folder:
            break
        at = os.path.dirname(at)
    return folders


def _top(page: str, folder: str) -> tuple[str, str] | None:
    """The folder of the host, as the folder above it and its name; the one that was named can be
    it."""
    parts = [os.path.basename(folder), *os.path.relpath(page, folder).split(os.sep)[:-1]]
    number = names.host_folder(parts)
    if number is None:
        return None
    return os.path.join(os.path.dirname(folder), *parts[:number]), parts[number]


def _local(path: str) -> str:
    return f"file://{quote(path)}"
