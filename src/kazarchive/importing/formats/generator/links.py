"""The addresses in a text of a generator's folder → the texts and the files that they name."""

import os
import posixpath
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urljoin

from msgspec import Struct, field

from kazarchive.importing.document import MediaFile, Note
from kazarchive.importing.naming import key
from kazarchive.rules import urls

TEXTS = (".md", ".markdown", ".mdx", ".html", ".htm", ".rst")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


class Index(Struct, frozen=True):
    """What a folder has: its texts by path and name, its files, and where all of them were."""

    root: Path
    """The folder, without links."""
    home: str
    """The URL of the site; ends with `/`."""
    statics: Sequence[str]
    """Folders whose files were at the root of the site."""
    urls: Mapping[str, str]
    """Path of a text → its URL."""
    names: Mapping[str, str]
    """Name of a text, as links say it → its URL; empty if several have it."""
    known: Mapping[str, str] = field(default_factory=dict)
    """Key of each URL that a text had (importing/naming.py) → its URL."""

    def text(self, path: str) -> str | None:
        """The URL of the text at a path, which may lack its ending or name a folder."""
        path = posixpath.normpath(path)
        tried = (path, *(f"{path}{ending}" for ending in TEXTS))
        tried += tuple(f"{path}/{name}{ending}" for name in ("index", "_index") for ending in TEXTS)
        return next((self.urls[each] for each in tried if each in self.urls), None)

    def named(self, name: str) -> str | None:
        """The URL of the only text with a name."""
        return self.names.get(name.strip("/").casefold()) or None

    def address(self, path: str) -> str | None:
        """The URL of the text that was at an address, given from the root of the site."""
        plain = path.lstrip("/")
        bare = plain.rstrip("/").removesuffix(".html")
        tried = (key(urljoin(self.home, each)) for each in (plain, bare, f"{bare}.html"))
        return next((self.known[each] for each in tried if each in self.known), None)

    def file(self, path: str) -> str | None:
        """The path on this machine of a file of the folder; links do not lead out of it."""
        real = os.path.realpath(self.root / path.replace("\0", ""))
        inside = real.startswith(f"{os.path.realpath(self.root)}{os.sep}")
        return real if inside and os.path.isfile(real) else None

    def static(self, path: str) -> str | None:
        """The path on this machine of a file, by its address from the root of the site."""
        found = (self.file(posixpath.join(top, path.lstrip("/"))) for top in self.statics)
        return next(filter(None, found), None)


class Links:
    """Resolves the addresses of one text."""

    def __init__(self, index: Index, path: str, url: str, beside: Sequence[str] = ()) -> None:
        self._index, self._path, self._url = index, path, url
        self._folders = (posixpath.dirname(path), *beside)
        """Where relative addresses are looked for."""
        self.media: dict[str, MediaFile] = {}
        self.notes: dict[str, Note] = {}

    def target(self, address: str, is_media: bool) -> str:
        """The URL of the text that an address names, or the address of a file; otherwise the
        address, from the root of the site."""
        given = address.strip()
        plain, mark, tail = _apart(given)
        if not plain or _SCHEME.match(plain) or "{{" in given or "{%" in given:
            return self._outside(given, is_media)
        path = unquote(plain)
        if url := self._text(path):
            return url + (mark + tail if mark == "#" else "")
        if not path.endswith(TEXTS) and (file := self._file(path)):
            self.media.setdefault(given, MediaFile(given, posixpath.basename(path), path=file))
            return given
        if path.startswith("/"):
            self._lose(given)
            return given
        self._lose(given)
        return urls.split(urljoin(self._url, given)).path + (mark + tail)

    def _outside(self, address: str, is_media: bool) -> str:
        """An address with a host; the site's own is looked up."""
        home = self._index.home
        own = home.partition("://")[2]
        bare = re.sub(r"^(?:https?:)?//(?:www\.)?", "", address)
        if address.startswith(("#", "?")) or not f"{bare}/".startswith(own.removeprefix("www.")):
            return address
        path, mark, tail = _apart(bare[len(own.removeprefix("www.")) :])
        if url := self._index.address(unquote(path)):
            return url + (mark + tail if mark == "#" else "")
        if file := self._index.static(unquote(path)):
            self.media.setdefault(address, MediaFile(address, posixpath.basename(path), path=file))
        return address

    def _text(self, path: str) -> str | None:
        index = self._index
        if path.startswith("/"):
            base = urls.split(index.home).path
            return index.address(path) or index.address(path.removeprefix(base))
        for folder in self._folders:
            if not path.endswith("/") and (url := index.text(posixpath.join(folder, path))):
                return url
        joined = urljoin(self._url, path)
        return self._index.known.get(key(joined))

    def _file(self, path: str) -> str | None:
        index = self._index
        if path.startswith("/"):
            base = urls.split(index.home).path
            return index.static(path) or index.static(path.removeprefix(base))
        for folder in self._folders:
            if file := index.file(posixpath.normpath(posixpath.join(folder, path))):
                return file
        joined = urls.split(urljoin(self._url, path)).path
        return index.static(unquote(joined.removeprefix(urls.split(index.home).path)))

    def _lose(self, address: str) -> None:
        note = Note("lost", f"the address {address} leads to nothing in the folder")
        self.notes.setdefault(address, note)


class _Apart(NamedTuple):
    path: str
    mark: str
    tail: str


def _apart(address: str) -> _Apart:
    """The path of an address, the sign that ends it, and the rest."""
    found = re.search(r"[?#]", address)
    if found is None:
        return _Apart(address, "", "")
    return _Apart(address[: found.start()], found[0], address[found.end() :])
