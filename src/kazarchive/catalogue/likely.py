"""Which existing file an author may have meant by a name that does not exist.

The suggestion is made when a problem is reported, not when it is recorded, so that it is right
whichever files were added or removed since. Only names that look the same to a reader are
suggested: another case, a missing extension, an invisible character, a Windows path.
"""

import posixpath
import sqlite3
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

from msgspec import Struct, field

from kazarchive.catalogue import rows
from kazarchive.problems import did_you_mean
from kazarchive.rules import addresses
from kazarchive.state import sources
from kazarchive.values import Address

_EXTENSIONS = {
    ".html": (".md", ".markdown"),
    ".htm": (".md", ".markdown"),
    ".md": (".markdown",),
    ".markdown": (".md",),
    ".jpg": (".jpeg",),
    ".jpeg": (".jpg",),
}
"""Extension → the extensions that may be meant instead."""


class Likely(Struct, frozen=True):
    """Suggestions for one state of the catalogue. The names of a folder are looked up once."""

    connection: sqlite3.Connection
    _names: dict[str, dict[str, str]] = field(default_factory=dict)
    """Folder → folded file name → file name."""
    _folders: dict[str, str] = field(default_factory=dict)
    """Folded path → path of a folder, with all folders below each top folder that was needed."""

    def file(self, target: str) -> str:
        """The end of a message about a missing file: a question, or an empty string."""
        for name in _spellings(target):
            folder, name = posixpath.split(name)
            likely = self._in(folder, name) or self._in(self._folder(folder), name)
            if likely and likely != target:
                return did_you_mean(likely)
        return ""

    def address(self, address: Address) -> Address | None:
        """An existing address that differs only in case or in the last `/`."""
        bare = address.rstrip("/")
        for variant in (address, bare + "/", bare):
            query = "SELECT min(address) FROM claim WHERE key = ?"
            claimed = self.connection.execute(query, (rows.file_key(variant),)).fetchone()[0]
            if claimed:
                return str(claimed)
        return None

    def _in(self, folder: str, name: str) -> str:
        names = self._names_in(folder)
        likely = next((names[key] for key in _variants(_folded(name)) if key in names), None)
        return f"{folder}/{likely}" if likely else ""

    def _names_in(self, folder: str) -> dict[str, str]:
        if folder not in self._names:
            query = "SELECT path FROM source WHERE folder = ? ORDER BY path DESC"
            paths = (row[0] for row in self.connection.execute(query, (folder,)))
            names = map(posixpath.basename, paths)
            self._names[folder] = {_folded(name): name for name in names}
        return self._names[folder]

    def _folder(self, folder: str) -> str:
        top = folder.partition("/")[0]
        if top not in self._folders:
            paths = sources.folders_below(self.connection, top)
            self._folders.update((_folded(path), path) for path in paths)
            self._folders.setdefault(top, top)
        return self._folders.get(_folded(folder), folder)


def _spellings(target: str) -> Iterator[str]:
    """A path as written, and as it may be meant: from Windows, or percent-encoded."""
    yield target
    if "\\" in target:
        yield posixpath.normpath(target.replace("\\", "/"))
    if "%" in target:
        yield unquote(target)


def _variants(name: str) -> Iterator[str]:
    stem, ending = posixpath.splitext(name)
    yield name
    yield from (name + extension for extension in (".md", ".markdown"))
    yield from (stem + extension for extension in _EXTENSIONS.get(ending, ()))


def _folded(name: str) -> str:
    """A name without case and invisible characters."""
    seen = "".join(sign for sign in name if unicodedata.category(sign) not in ("Cf", "Cc"))
    return addresses.key(seen).strip()
