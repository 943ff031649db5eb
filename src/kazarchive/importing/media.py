"""The media files of documents → files beside the articles, each once.

They are part of the document, beside it, or in the folder that `--media` names. Nothing is fetched,
and nothing outside these folders is read.
"""

import hashlib
import mimetypes
import os
import posixpath
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from kazarchive.importing import article_file
from kazarchive.importing.document import MediaFile
from kazarchive.rules import slugs, urls

DOCUMENTS = frozenset(
    ".csv .doc .docx .epub .ods .odt .pdf .ppt .pptx .rtf .txt .vtt .xls .xlsx .zip".split()
)
"""Endings of files that are media although they are neither images nor sounds nor videos."""


TEXTS = frozenset({".htm", ".html", ".markdown", ".md", ".xhtml"})
"""Endings of files that could be taken for articles or pages."""


def is_media(url: str) -> bool:
    """Whether the ending of a URL is that of a file that can stand beside an article."""
    path = urls.split(url).path
    kind = (mimetypes.guess_type(path)[0] or "").partition("/")[0]
    return kind in ("image", "audio", "video") or Path(path).suffix.lower() in DOCUMENTS


class MediaFiles:
    """The media of one import."""

    def __init__(self, root: Path, folder: Path | None, *, dry_run: bool) -> None:
        self._root, self._folder, self._dry_run = root, folder, dry_run
        self._written: dict[tuple[str, str], str] = {}
        """(folder, SHA-256) → path"""
        self._numbers: dict[tuple[str, str], int] = {}
        """(folder, name without letter case) → the last number that was tried"""
        self._names: dict[str, dict[str, str]] = {}
        """Folder → name without letter case → name"""

    def beside(self, file: MediaFile, article: str) -> str | None:
        """The path, relative to the article, of a file that is now beside it or beside another
        article of the same folder; None if it is nowhere. Raises ProblemsFound (K0302, K0702)."""
        content = file.content if file.content is not None else self._found(file)
        if content is None:
            return None
        if Path(file.name).suffix.lower() in TEXTS:
            return None
        folder = posixpath.dirname(article)
        known = (folder, _sha256(content))
        if known not in self._written:
            self._written[known] = self._write(
                folder, _safe(posixpath.basename(file.name)), content
            )
        return posixpath.basename(self._written[known])

    def _found(self, file: MediaFile) -> Path | None:
        if file.path is not None:
            return Path(file.path)
        if self._folder is None:
            return None
        home = os.path.realpath(self._folder)
        for name in _tails(file):
            path = os.path.realpath(os.path.join(home, name.replace("\0", "")))
            if path.startswith(home + os.sep) and os.path.isfile(path) and os.access(path, os.R_OK):
                return Path(path)
        return None

    def _write(self, folder: str, name: str, content: bytes | Path) -> str:
        """Write a file under its name, or with a number if another file has it."""
        stem, ending = posixpath.splitext(name)
        number = self._numbers.get((folder, name.casefold()), 0)
        while True:
            number += 1
            self._numbers[folder, name.casefold()] = number
            path = f"{folder}/{name if number == 1 else f'{stem}-{number}{ending}'}"
            if not self._dry_run and self._is_taken(path):
                continue
            if self._dry_run or article_file.write(self._root, path, content):
                return path
            there = self._root / path
            if there.is_file() and _sha256(there) == _sha256(content):
                return path

    def _is_taken(self, path: str) -> bool:
        """Whether another file has a name that differs by letter case only."""
        folder, name = posixpath.split(path)
        if folder not in self._names:
            listed = os.listdir(self._root / folder) if (self._root / folder).is_dir() else ()
            self._names[folder] = {each.casefold(): each for each in listed}
        return self._names[folder].setdefault(name.casefold(), name) != name


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
