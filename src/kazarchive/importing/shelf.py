"""What stands in the article folder already: which names are taken, which documents are there.

Only the heads of the files are read, and these by the few lines that an import writes: an article
whose front matter has become invalid since must still be recognised.
"""

import json
import re
from pathlib import Path, PurePosixPath

from kazarchive.config import Site
from kazarchive.reading import scan
from kazarchive.reading.frontmatter import LARGEST_BLOCK
from kazarchive.rules import dates

_FIRST_READ = 2_048
_CLOSED = re.compile(rb"^---[ \t\r]*\n.*^---[ \t\r]*$", re.MULTILINE | re.DOTALL)

_SCALAR = r"""(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\n]|'')*)'|([^\s"'{\[][^\n,}]*))"""
_DIGEST = re.compile(r"""\bsha256["']?\s*:\s*["']?([0-9a-f]{64})\b""", re.IGNORECASE)
_FILE = re.compile(rf"""(?:^[ \t]+|[{{,]\s*)["']?file["']?\s*:\s*{_SCALAR}""", re.MULTILINE)
_KEY = re.compile(rf"^translation_key\s*:\s*{_SCALAR}", re.MULTILINE)


class Shelf:
    """The articles' names and records. It grows as an import adds articles to it."""

    def __init__(self, root: Path, site: Site) -> None:
        self._languages = site.languages
        self._articles: dict[str, str] = {}
        self._files: dict[str, list[str]] = {}
        self._keys: dict[str, str] = {}
        self._taken: set[tuple[str, str]] = set()
        wanted = scan.pattern(site.articles.include)
        for folder in scan.walk(root, site.articles.folder):
            for file in folder.files:
                if wanted.fullmatch(file.path.removeprefix(f"{site.articles.folder}/")):
                    self._shelve(root, file.path)

    def _shelve(self, root: Path, path: str) -> None:
        head = _head(root / path)
        digest, file, key = _DIGEST.search(head), _FILE.search(head), _KEY.search(head)
        if digest:
            self._articles.setdefault(digest[1].lower(), path)
            if file:
                self._files.setdefault(_scalar(file), []).append(path)
        self._taken.add(self._name(path))
        if key:
            self._keys[path] = _scalar(key)

    def article(self, digest: str) -> str | None:
        """The article that was made of a document with this SHA-256."""
        return self._articles.get(digest)

    def edited(self, record: str, inside: bool, slug: str) -> str | None:
        """The article that was made of this document when it had another content.

        Outside the project documents are known by their name alone, which many may have: there
        the headline, and so the article's name, has to be the same too.
        """
        same_name = re.compile(rf"{re.escape(slug)}(?:-\d+)?")
        for path in self._files.get(record, ()):
            if inside or same_name.fullmatch(self._name(path)[1]):
                return path
        return None

    def key(self, path: str) -> str | None:
        """An article's translation key."""
        return self._keys.get(path)

    def free_key(self, wanted: str) -> str:
        """A translation key that no article has: another group's would join the two."""
        return _first_free(wanted, set(self._keys.values()))

    def free_stem(self, folder: str, wanted: str) -> str:
        """A stem that no article of the folder has, in any language: one stem is one group."""
        return _first_free(wanted, {stem for place, stem in self._taken if place == folder})

    def add(self, path: str, digest: str, key: str | None) -> None:
        self._articles[digest] = path
        self._taken.add(self._name(path))
        if key:
            self._keys[path] = key

    def _name(self, path: str) -> tuple[str, str]:
        """The folder and the stem, without language and date: what addresses are made of."""
        file = PurePosixPath(path)
        stem, dot, ending = file.stem.rpartition(".")
        stem = stem if dot and ending in self._languages else file.stem
        dated = dates.from_name(stem)
        return str(file.parent), (dated[1] if dated else stem).casefold()


def _first_free(wanted: str, taken: set[str]) -> str:
    name, number = wanted, 2
    while name in taken:
        name, number = f"{wanted}-{number}", number + 1
    return name


def _head(file: Path) -> str:
    """An article's front matter, or nothing; what is wrong with the file is for `build` to say."""
    try:
        with file.open("rb") as opened:
            head = opened.read(_FIRST_READ)
            if not _CLOSED.search(head):
                head += opened.read(LARGEST_BLOCK)
    except OSError:
        return ""
    closed = _CLOSED.search(head)
    return (closed[0] if closed else head).decode("utf-8", "replace")


def _scalar(found: re.Match[str]) -> str:
    """A YAML text in one of its three forms."""
    double, single, plain = found.groups()
    if double is not None:
        try:
            return str(json.loads(f'"{double}"'))
        except ValueError:
            return double
    return single.replace("''", "'") if single is not None else plain.strip()
