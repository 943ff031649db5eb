"""The article folder → which names are taken, and which documents have been imported.

Only the heads of files are read, and only the lines that an import writes are looked for, because
an article whose front matter has become invalid since must still be recognised.
"""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from kazarchive.config.options import Site
from kazarchive.importing import article_file
from kazarchive.reading import forms, scan
from kazarchive.reading.source import LARGEST_BLOCK
from kazarchive.rules import dates, text

_FIRST_READ = 2_048
_CLOSED = re.compile(rb"^(?:\xef\xbb\xbf)?---[ \t\r]*\n.*?^---[ \t\r]*$", re.MULTILINE | re.DOTALL)

_SCALAR = r"""(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\n]|'')*)'|([^\s"'{\[][^\n,}]*))"""
_SOURCE = re.compile(
    r"""^["']?source["']?[ \t]*:.*\n?(?:(?:[ \t].*|[ \t]*)(?:\n|\Z))*""", re.MULTILINE
)
_DIGEST = re.compile(r"""\bsha256["']?\s*:\s*["']?([0-9a-f]{64})\b""", re.IGNORECASE)
_FILE = re.compile(rf"""(?:^[ \t]+|[{{,]\s*)["']?file["']?\s*:\s*{_SCALAR}""", re.MULTILINE)
_ID = re.compile(rf"""(?:^[ \t]+|[{{,]\s*)["']?id["']?\s*:\s*{_SCALAR}""", re.MULTILINE)
_KIND = re.compile(rf"""(?:^[ \t]+|[{{,]\s*)["']?kind["']?\s*:\s*{_SCALAR}""", re.MULTILINE)
_ALIASES = re.compile(r"^aliases\s*:\s*\[(.*)\]", re.MULTILINE)
_QUOTED = re.compile(r'"([^"\\]*)"')
_KEY = re.compile(rf"^translation_key\s*:\s*{_SCALAR}", re.MULTILINE)


class Imported(NamedTuple):
    """What an article says of the document of which it was made."""

    sha256: str
    file: str
    id: str | None
    kind: str
    """Its format; empty for plain text."""


def article_paths(root: Path, site: Site) -> Iterator[str]:
    """The paths of all pages and articles."""
    for page in sorted((root / site.pages.folder).glob("*.md")):
        yield f"{site.pages.folder}/{page.name}"
    wanted = scan.pattern(site.articles.include)
    for top in site.articles.folders:
        files = (file for folder in scan.walk(root, top) for file in folder.files)
        for file in files:
            if wanted.fullmatch(file.path.removeprefix(f"{top}/")):
                yield file.path


def imported(root: Path, path: str) -> Imported | None:
    """The document of an article; None if it was not imported."""
    return _imported(_head(Path(forms.real(root / path))))


def _imported(head: str) -> Imported | None:
    found = _SOURCE.search(head)
    digest = _DIGEST.search(found[0]) if found else None
    if found is None or digest is None:
        return None
    said = (pattern.search(found[0]) for pattern in (_FILE, _ID, _KIND))
    file, id_, kind = (_scalar(each) if each else None for each in said)
    return Imported(digest[1].lower(), text.clean(file or ""), id_, kind or "")


class ExistingArticles:
    """The names and records of the articles. It grows as an import adds articles."""

    def __init__(self, root: Path, site: Site) -> None:
        self._languages = site.languages
        self._paths: list[str] = []
        self.aliases: dict[str, str] = {}
        """Those that earlier imports wrote → the paths of their articles."""
        self._articles: dict[str, str] = {}
        self._drafts: dict[str, str] = {}
        self._drafts_folder = f"{article_file.drafts(site)}/"
        self._files: dict[str, list[str]] = {}
        self._ids: dict[str, str] = {}
        self._keys: dict[str, str] = {}
        self._used_keys: set[str] = set()
        self._stems: dict[str, set[str]] = {}
        for path in article_paths(root, site):
            self._read(root, path)

    def _read(self, root: Path, path: str) -> None:
        self.take(path)
        self._paths.append(path)
        head = _head(Path(forms.real(root / path)))
        if found := _imported(head):
            self._articles.setdefault(found.sha256, path)
            if path.startswith(self._drafts_folder):
                self._drafts.setdefault(found.sha256, path)
            if found.file:
                self._files.setdefault(found.file, []).append(path)
            if found.id is not None:
                self._ids.setdefault(found.id, path)
        if aliases := _ALIASES.search(head):
            self.aliases |= dict.fromkeys(_QUOTED.findall(aliases[1]), path)
        if key := _KEY.search(head):
            self._keys[path] = _scalar(key)
            self._used_keys.add(_scalar(key))

    @property
    def paths(self) -> tuple[str, ...]:
        """Those of all articles that were there before."""
        return tuple(self._paths)

    # --- documents -----------------------------------------------------------------------------

    def article(self, digest: str) -> str | None:
        """The path of the article imported from a document with this SHA-256."""
        return self._articles.get(digest)

    def of_id(self, id_: str) -> str | None:
        """The path of the article imported from the document that its system identifies so."""
        return self._ids.get(id_)

    def draft(self, digest: str) -> str | None:
        """The path of an article imported from this document that is still in the folder of
        drafts. There can be another article of the document, if an import was stopped."""
        return self._drafts.get(digest)

    def edited(self, record: str, names: re.Pattern[str] | None) -> str | None:
        """The path of the article imported from a document with this record, whatever its content.

        `names`: the file names that count. The record of a document outside the archive is only its
        file name, which many documents may share; then only an article named after the title
        counts.
        """
        for path in self._files.get(record, ()):
            if names is None or names.fullmatch(PurePosixPath(path).name):
                return path
        return None

    def key_of(self, digests: Iterable[str]) -> str | None:
        """The translation key of an article imported from one of these documents."""
        paths = map(self._articles.get, digests)
        return next((self._keys[path] for path in paths if path in self._keys), None)

    # --- names ---------------------------------------------------------------------------------

    def free_key(self, wanted: str) -> str:
        """A translation key that no article has; sharing one would join two groups."""
        key = _first_free(wanted, self._used_keys)
        self._used_keys.add(key)
        return key

    def free_stem(self, folder: str, wanted: str) -> str:
        """A stem that no article in the folder has in any language, since articles with one stem
        are translations of each other."""
        return _first_free(wanted, self._stems.get(folder, set()))

    def take(self, path: str) -> None:
        """Record that a name is taken. The date and the language are not part of a stem."""
        file = PurePosixPath(path)
        stem, dot, ending = file.stem.rpartition(".")
        stem = stem if dot and ending in self._languages else file.stem
        dated = dates.from_name(stem)
        stems = self._stems.setdefault(str(file.parent), set())
        stems |= {stem.casefold(), (dated[1] if dated else stem).casefold()}

    def add(self, path: str, digest: str) -> None:
        """Record the article imported from the document with this SHA-256."""
        self.take(path)
        self._articles[digest] = path


def _first_free(wanted: str, used: set[str]) -> str:
    name, number = wanted, 2
    while name in used:
        name, number = f"{wanted}-{number}", number + 1
    return name


def _head(file: Path) -> str:
    """The front matter of an article, or nothing: `build` reports what is wrong with the file."""
    try:
        with file.open("rb") as opened:
            head = opened.read(_FIRST_READ)
            if not _CLOSED.search(head):
                head += opened.read(LARGEST_BLOCK)
    except OSError:
        return ""
    closed = _CLOSED.search(head)
    return (closed[0] if closed else head).decode("utf-8", "replace")


def _scalar(match: re.Match[str]) -> str:
    """The value of a YAML string in one of its three forms."""
    double, single, plain = match.groups()
    if double is not None:
        try:
            return str(json.loads(f'"{double}"'))
        except ValueError:
            return double
    return single.replace("''", "'") if single is not None else plain.strip()
