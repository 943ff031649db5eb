"""A folder → its source files, by their `stat` alone: no file is opened.

Links to files are followed if they stay inside the archive; links to folders are never followed, so
that no walk can loop or leave. Names that begin with a dot are ignored, but for a few at the top of
`root/`. Paths are composed
(`reading/forms.py`); of names in a folder that differ only in their Unicode form, one counts.
"""

import hashlib
import marshal
import os
import re
import stat
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

from kazarchive.problems import Place, Problem
from kazarchive.reading import forms

ROOT = "root"
"""The folder of the files that are published at the top of the site."""

DOTTED = frozenset([".well-known", ".nojekyll", ".htaccess", ".domains"])
"""The names with a dot that hosts and standards (RFC 8615) ask for at the top of a site."""

_Status = tuple[str, int, int, int, int]
"""The name of a file, and its stat signature in the order of `SourceFile`."""


Below = list[tuple[str, str]]
"""The subfolders of a folder, each with its path on disk and its composed path."""


class SourceFile(Struct, frozen=True):
    """A source file, with the stat signature that reveals edits."""

    path: str
    """Relative to the root of the archive, with `/`; `theme:…` for a file of the bundled theme."""
    size: int
    mtime: int
    """Nanoseconds, like `ctime`. The change time reveals an edit that restores all other values."""
    ctime: int
    inode: int


class SourceFolder(Struct, frozen=True):
    """One folder of a walk: its files, and the problems of what cannot be a source."""

    path: str
    statuses: tuple[_Status, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def files(self) -> tuple[SourceFile, ...]:
        above = f"{self.path}/" if self.path else ""
        return tuple(SourceFile(above + name, *signs) for name, *signs in self.statuses)

    @property
    def signs(self) -> str:
        """Changes whenever a file in the folder is added, renamed or touched, so that the files of
        an unchanged folder need not be compared."""
        return hashlib.blake2b(marshal.dumps(self.statuses, 2), digest_size=16).hexdigest()


def walk(
    root: Path, top: str, prefix: str = "", unchanged: Mapping[str, Below] = MappingProxyType({})
) -> Iterator[SourceFolder]:
    """Every folder below `root / top`, in the order of names; paths begin with `prefix`. Those that
    are `unchanged` come without their files."""
    if problem := _outside(root, forms.real(root / top), Place(prefix + top)):
        yield SourceFolder(prefix + top, (), (problem,))
        return
    folders = [(forms.real(root / top), top)]
    while folders:
        real, path = folders.pop()
        if path in unchanged:
            folder, below = SourceFolder(path, ()), unchanged[path]
        else:
            folder, below = _folder(root, real, path, prefix)
        folders += reversed(below)
        yield folder


def unchanged(root: Path, recorded: Sequence[tuple[str, str]]) -> dict[str, Below]:
    """Of (folder, its recorded signature), those that still have it, with their subfolders. It can
    run in another process."""
    found: dict[str, Below] = {}
    for path, signs in recorded:
        folder, below = _folder(root, f"{root}/{path}", path, "")
        if folder.signs == signs and not folder.problems:
            found[path] = below
    return found


def top(root: Path, names: re.Pattern[str]) -> SourceFolder:
    """The root itself, without its subfolders. `names`: the files that count; the root may contain
    anything else."""
    folder, _ = _folder(root, str(root), "", "", names)
    return folder


def _folder(
    root: Path, real: str, path: str, prefix: str, names: re.Pattern[str] | None = None
) -> tuple[SourceFolder, Below]:
    """One folder of a walk, and its subfolders. `names`: the files that count; None for all, and
    for subfolders."""
    composed = prefix + path
    try:
        descriptor = os.open(real, os.O_RDONLY | os.O_DIRECTORY)
    except FileNotFoundError:
        return SourceFolder(composed, ()), []
    except OSError as error:
        return SourceFolder(composed, (), (_unreadable(Place(path), error),)), []
    files: list[_Status] = []
    problems: list[Problem] = []
    below: Below = []
    try:  # looking up files relative to the descriptor is faster than by full paths
        for name, entry in _entries(descriptor, composed, problems):
            if names and not names.fullmatch(name):
                continue
            if entry.is_dir(follow_symlinks=False):
                if readable(name) == name:
                    below.append((f"{real}/{entry.name}", f"{path}/{name}"))
                else:
                    problems.append(_not_utf8(composed, name))
            elif status := _status(root, real, composed, name, entry, problems):
                files.append(status)
    except OSError as error:
        problems.append(_unreadable(Place(path), error))
    finally:
        os.close(descriptor)
    return SourceFolder(composed, tuple(files), tuple(problems)), below


def _entries(
    descriptor: int, folder: str, problems: list[Problem]
) -> list[tuple[str, os.DirEntry[str]]]:
    """(composed name, entry) of a folder, in the order of names."""
    with os.scandir(descriptor) as listed:
        entries = [entry for entry in listed if is_source(folder, entry.name)]
    entries.sort(key=attrgetter("name"))
    if "".join([entry.name for entry in entries]).isascii():
        return [(entry.name, entry) for entry in entries]
    by_name: dict[str, os.DirEntry[str]] = {}
    for entry in sorted(entries, key=lambda entry: forms.rank(entry.name)):
        name = forms.composed(entry.name)
        if by_name.setdefault(name, entry) is not entry:
            problems.append(Problem("K0213", _place(folder, name), {"name": readable(name)}))
    return sorted(by_name.items())


def is_source(folder: str, name: str) -> bool:
    """Whether a name in a folder can be that of a source or of a folder of sources."""
    return name[0] != "." or (folder == ROOT and is_dotted(name))


def is_dotted(name: str) -> bool:
    """Whether a name with a dot may be at the top of the site."""
    return name in DOTTED


def _status(
    root: Path,
    real: str,
    folder: str,
    name: str,
    entry: os.DirEntry[str],
    problems: list[Problem],
) -> _Status | None:
    """The status of a file in a folder, `real` on disk; None if it cannot be a source, with the
    problem added."""
    try:
        if entry.is_symlink():
            target = f"{real}/{entry.name}"
            problem = _link_problem(root, target, entry, _place(folder, name))
            if problem:
                problems.append(problem)
                return None
        status = entry.stat()
    except OSError as error:
        problems.append(_unreadable(_place(folder, name), error))
        return None
    if not stat.S_ISREG(status.st_mode):
        problems.append(Problem("K0301", _place(folder, name), {"what": _kind(status.st_mode)}))
        return None
    if not name.isascii() and readable(name) != name:
        problems.append(_not_utf8(folder, name))
        return None
    return name, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def _unreadable(place: Place, error: OSError) -> Problem:
    return Problem("K0303", place, {"reason": error.strerror or str(error)})


def _place(folder: str, name: str) -> Place:
    return Place(f"{folder}/{readable(name)}" if folder else readable(name))


def _not_utf8(folder: str, name: str) -> Problem:
    return Problem("K0303", _place(folder, name), {"reason": "its name is not UTF-8"})


def _link_problem(root: Path, real: str, entry: os.DirEntry[str], place: Place) -> Problem | None:
    if problem := _outside(root, real, place):
        return problem
    return Problem("K0305", place) if entry.is_dir() else None


def _outside(root: Path, real: str, place: Place) -> Problem | None:
    """The problem of a link that leads out of the archive."""
    target = Path(os.path.realpath(real))
    if target.is_relative_to(os.path.realpath(root)):
        return None
    written = os.readlink(real) if os.path.islink(real) else str(target)
    return Problem("K0302", place, {"target": readable(written)})


def readable(name: str) -> str:
    """A name that can be stored and printed: bytes that are not UTF-8 become U+FFFD."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _kind(mode: int) -> str:
    kinds = {
        stat.S_IFIFO: "a named pipe",
        stat.S_IFSOCK: "a socket",
        stat.S_IFBLK: "a device",
        stat.S_IFCHR: "a device",
    }
    return kinds.get(stat.S_IFMT(mode), "something else")


@lru_cache(maxsize=8)
def pattern(globs: tuple[str, ...]) -> re.Pattern[str]:
    """Matches composed paths, relative to the article folder, that match any of the globs.

    `**/` matches any number of folders; `*` and `?` stay inside one name.
    """
    return re.compile("|".join(f"(?:{_translated(glob)})" for glob in globs) or r"(?!)")


def _translated(glob: str) -> str:
    signs = {"**/": r"(?:[^/]+/)*", "**": r".*", "*": r"[^/]*", "?": r"[^/]"}
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", glob)
    return "".join(signs.get(part, re.escape(forms.composed(part))) for part in parts)
