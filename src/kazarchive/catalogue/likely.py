"""What an author may have meant by the name of a file that is not there.

Asked when a problem is told, and not when it is found: so the answer is right whatever file came or
went since. Only a name that means the same to a reader is offered: another case, an ending left
out, a letter that nobody sees, a path as Windows writes it.
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

_ENDINGS = {
    ".html": (".md", ".markdown"),
    ".htm": (".md", ".markdown"),
    ".md": (".markdown",),
    ".markdown": (".md",),
    ".jpg": (".jpeg",),
    ".jpeg": (".jpg",),
}
"""By an ending those that may be meant instead."""


class Likely(Struct, frozen=True):
    """Answers for one moment of the catalogue; what is looked up once is kept."""

    connection: sqlite3.Connection
    _names: dict[str, dict[str, str]] = field(default_factory=dict)
    """Of a folder: folded name → name."""
    _folders: dict[str, str] = field(default_factory=dict)
    """Folded path → path; filled with those of a top folder when one of them is asked for."""

    def file(self, target: str) -> str:
        """The end of a message about a file that is not there: a question, or nothing."""
        for name in _written(target):
            folder, name = posixpath.split(name)
            found = self._in(folder, name) or self._in(self._folder(folder), name)
            if found and found != target:
                return did_you_mean(found)
        return ""

    def address(self, address: Address) -> Address | None:
        """An address that is claimed, and that differs in case or in the last `/` alone."""
        bare = address.rstrip("/")
        for one in (address, bare + "/", bare):
            query = "SELECT min(address) FROM claim WHERE key = ?"
            found = self.connection.execute(query, (rows.file_key(one),)).fetchone()[0]
            if found:
                return str(found)
        return None

    def _in(self, folder: str, name: str) -> str:
        names = self._names_in(folder)
        found = next((names[one] for one in _variants(_folded(name)) if one in names), None)
        return f"{folder}/{found}" if found else ""

    def _names_in(self, folder: str) -> dict[str, str]:
        if folder not in self._names:
            query = "SELECT path FROM source WHERE folder = ? ORDER BY path DESC"
            found = (row[0] for row in self.connection.execute(query, (folder,)))
            names = map(posixpath.basename, found)
            self._names[folder] = {_folded(name): name for name in names}
        return self._names[folder]

    def _folder(self, folder: str) -> str:
        top = folder.partition("/")[0]
        if top not in self._folders:
            every = sources.folders_below(self.connection, top)
            self._folders.update((_folded(one), one) for one in every)
            self._folders.setdefault(top, top)
        return self._folders.get(_folded(folder), folder)


def _written(target: str) -> Iterator[str]:
    """A path, as it may also be meant."""
    yield target
    if "\\" in target:
        yield posixpath.normpath(target.replace("\\", "/"))
    if "%" in target:
        yield unquote(target)


def _variants(name: str) -> Iterator[str]:
    stem, ending = posixpath.splitext(name)
    yield name
    yield from (name + one for one in (".md", ".markdown"))
    yield from (stem + one for one in _ENDINGS.get(ending, ()))


def _folded(name: str) -> str:
    """Without case and what nobody sees."""
    seen = "".join(sign for sign in name if unicodedata.category(sign) not in ("Cf", "Cc"))
    return addresses.key(seen).strip()
