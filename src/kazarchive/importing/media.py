"""The media files of documents → files beside the articles, each once.

They are part of the document, beside it, in the folder that `--media` names, or fetched from the
web. Nothing outside these folders is read.
"""

import hashlib
import mimetypes
import os
import posixpath
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from kazarchive.importing import article_file
from kazarchive.importing.document import MediaFile, Note
from kazarchive.importing.downloads import Downloads
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.rules import media_names, slugs, urls

_OTHERS = media_names.DOCUMENTS | {media_names.SUBTITLES}
"""Endings of media that are neither images nor sounds nor videos."""

TEXTS = frozenset({".htm", ".html", ".markdown", ".md", ".xhtml"})
"""Endings of files that could be taken for articles or pages."""


def is_media(url: str) -> bool:
    """Whether the ending of a URL is that of a file that can stand beside an article."""
    path = urls.split(url).path
    kind = (mimetypes.guess_type(path)[0] or "").partition("/")[0]
    ending = Path(path).suffix.lower()
    return kind in ("image", "audio", "video") or ending in _OTHERS


class MediaFiles:
    """The media of one import. A file gets its name at once, and is written when its article has
    proved to be one."""

    def __init__(
        self,
        root: Path,
        folder: Path | None,
        *,
        dry_run: bool,
        downloads: Downloads | None = None,
    ) -> None:
        self._root, self._folder, self._dry_run = root, folder, dry_run
        self._downloads = downloads
        self._placed: dict[tuple[str, str], str] = {}
        """(folder, SHA-256) → path"""
        self._numbers: dict[tuple[str, str], int] = {}
        """(folder, name without letter case) → the last number that was tried"""
        self._names: dict[str, dict[str, str]] = {}
        """Folder → name without letter case → name, of files that are there or placed"""
        self._waiting: dict[tuple[str, str], tuple[str, bytes | Path]] = {}
        """(folder, SHA-256) → name without a number and content, of files that are not written"""

    def beside(self, file: MediaFile, article: str, url: str = "") -> str | None:
        """The path, relative to the article, that a file has beside it or beside another article
        of the same folder; None if the file is nowhere. `url`: its address on the web.

        Raises ProblemsFound (K0702).
        """
        content, name = self._content(file), file.name
        if content is None and self._downloads:
            content = self._downloads.file(url)
            stem = posixpath.splitext(posixpath.basename(name))[0] or "file"
            name = f"{stem}{content.suffix}" if content else name
        if content is None or Path(name).suffix.lower() in TEXTS:
            return None
        folder = posixpath.dirname(article)
        try:
            key = (folder, _sha256(content))
            if key not in self._placed:
                self._placed[key] = self._place(key, _safe(posixpath.basename(name)), content)
        except OSError as error:
            raise _failed(f"{content if isinstance(content, Path) else folder}", error) from None
        return posixpath.basename(self._placed[key])

    def write(self) -> None:
        """Write the files that wait. Raises ProblemsFound (K0302, K0702)."""
        for key, (_, content) in self._waiting.items():
            path = self._placed[key]
            if not self._dry_run and not article_file.write(self._root, path, content):
                error = FileExistsError("another file has been put there meanwhile")
                raise _failed(path, error)
        self._waiting.clear()

    def discard(self) -> None:
        """Forget the files that wait, because their article is not written."""
        for key, (wanted, _) in self._waiting.items():
            folder, name = posixpath.split(self._placed.pop(key))
            del self._names[folder][name.casefold()]
            self._numbers.pop((folder, wanted.casefold()), None)
        self._waiting.clear()

    def is_wanted(self, file: MediaFile) -> bool:
        """Whether a file can only come from the web."""
        return self._content(file) is None and Path(file.name).suffix.lower() not in TEXTS

    def missing(self, url: str, *, shown: bool) -> tuple[Note, ...]:
        """What is said of a file that is nowhere. `shown`: in the article, which else only links to
        it."""
        if self._downloads and self._dry_run:
            return (Note("recognised", f"the file {url} would be fetched"),)
        reason = self._downloads.reason(url) if self._downloads else ""
        said = f"the file {url} is not there{reason and f': {reason}'}"
        return (Note("lost", said),) if shown or reason else ()

    def _content(self, file: MediaFile) -> bytes | Path | None:
        return file.content if file.content is not None else self._found(file)

    def _found(self, file: MediaFile) -> Path | None:
        if file.path is not None:
            return Path(file.path) if _is_readable(file.path) else None
        if self._folder is None:
            return None
        home = os.path.realpath(self._folder)
        for name in _tails(file):
            path = os.path.realpath(os.path.join(home, name.replace("\0", "")))
            if path.startswith(home + os.sep) and _is_readable(path):
                return Path(path)
        return None

    def _place(self, key: tuple[str, str], name: str, content: bytes | Path) -> str:
        """The path of a file: under its name, or with a number if another file has it. Raises
        OSError."""
        folder, digest = key
        names = self._names_in(folder)
        stem, ending = posixpath.splitext(name)
        number = self._numbers.get((folder, name.casefold()), 0)
        while True:
            number += 1
            self._numbers[folder, name.casefold()] = number
            numbered = name if number == 1 else f"{stem}-{number}{ending}"
            path = f"{folder}/{numbered}"
            there = names.get(numbered.casefold())
            if there is None:
                names[numbered.casefold()] = numbered
                self._waiting[key] = name, content
                return path
            real = self._root / path
            if there == numbered and real.is_file() and _sha256(real) == digest:
                return path

    def _names_in(self, folder: str) -> dict[str, str]:
        if folder not in self._names:
            real = self._root / folder
            listed = os.listdir(real) if real.is_dir() else ()
            self._names[folder] = {each.casefold(): each for each in listed}
        return self._names[folder]


def _failed(path: str, error: OSError) -> ProblemsFound:
    reason = {"reason": error.strerror or str(error)}
    return ProblemsFound([Problem("K0702", Place(path), reason)])


def _is_readable(path: str) -> bool:
    return os.path.isfile(path) and os.access(path, os.R_OK)


def _sha256(content: bytes | Path) -> str:
    if isinstance(content, bytes):
        return hashlib.sha256(content).hexdigest()
    with content.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _tails(file: MediaFile) -> Iterator[str]:
    """The names that a file may have below a folder: the one that the document gives, then the path
    of its URL, without its first part, without its first two parts, and so on."""
    yield file.name.lstrip("/")
    parts = [part for part in unquote(urls.split(file.address).path).split("/") if part]
    for first in range(len(parts)):
        yield "/".join(parts[first:])


def _safe(name: str) -> str:
    """The file name, if a site can publish it; otherwise one made of its letters."""
    name = unquote(name)
    if slugs.media_fault(name) is None:
        return name
    stem, ending = posixpath.splitext(name)
    return f"{slugs.slug(stem, 'en') or 'file'}{ending.lower() if ending.isascii() else ''}"
