"""Which source files there are, seen by their `stat` alone: nothing is opened.

Links to files are followed while they stay inside the project; links to folders never are, so
that no walk can loop or leave. Names that begin with a dot are nobody's source. Paths are composed
(`reading/forms.py`); of names in one folder that differ in their Unicode form alone one counts.
"""

import hashlib
import marshal
import os
import re
import stat
from collections.abc import Iterator
from functools import lru_cache
from operator import attrgetter
from pathlib import Path

from msgspec import Struct

from kazarchive.problems import Place, Problem
from kazarchive.reading import forms

_Status = tuple[str, int, int, int, int]
"""The name of a file, and its signs in the order of `SourceFile`."""


class SourceFile(Struct, frozen=True):
    """A source file and the signs by which an edit of it is noticed."""

    path: str
    """Relative to the project's root, with `/`; `theme:…` for a file of the bundled theme."""
    size: int
    mtime: int
    """Nanoseconds, as `ctime` is. The change time betrays an edit that restores the other signs."""
    ctime: int
    inode: int


class Folder(Struct, frozen=True):
    """One folder of a walk: its files, and what in it cannot be a source."""

    path: str
    statuses: tuple[_Status, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def files(self) -> tuple[SourceFile, ...]:
        above = f"{self.path}/" if self.path else ""
        return tuple(SourceFile(above + name, *signs) for name, *signs in self.statuses)

    @property
    def signs(self) -> str:
        """Another when any file in the folder has another name or another sign: so a folder in
        which nothing happened is known without a look at its files."""
        return hashlib.blake2b(marshal.dumps(self.statuses, 2), digest_size=16).hexdigest()


def walk(root: Path, top: str, prefix: str = "") -> Iterator[Folder]:
    """Every folder under `root / top`, in the order of their names; paths begin with `prefix`."""
    if problem := _outside(root, forms.real(root / top), Place(prefix + top)):
        yield Folder(prefix + top, (), (problem,))
        return
    folders = [(forms.real(root / top), top)]
    while folders:
        found, below = _folder(root, *folders.pop(), prefix)
        folders += reversed(below)
        yield found


def top(root: Path, names: re.Pattern[str]) -> Folder:
    """The root itself, without what lies below: its files of some names alone, as nobody knows what
    else is there."""
    found, _ = _folder(root, str(root), "", "", names)
    return found


def _folder(
    root: Path, real: str, path: str, prefix: str, names: re.Pattern[str] | None = None
) -> tuple[Folder, list[tuple[str, str]]]:
    """One folder of a walk, and those that lie in it, each as it is on the disk and composed.
    `names`: which files count, and nothing else does."""
    shown = prefix + path
    try:
        descriptor = os.open(real, os.O_RDONLY | os.O_DIRECTORY)
    except FileNotFoundError:
        return Folder(shown, ()), []
    except OSError as error:
        return Folder(shown, (), (_unreadable(Place(path), error),)), []
    files: list[_Status] = []
    problems: list[Problem] = []
    below: list[tuple[str, str]] = []
    try:  # the files are looked up from here, which is quicker than from the root of all folders
        for name, entry in _entries(descriptor, shown, problems):
            if names and not names.fullmatch(name):
                continue
            if entry.is_dir(follow_symlinks=False):
                if _readable(name) == name:
                    below.append((f"{real}/{entry.name}", f"{path}/{name}"))
                else:
                    problems.append(_not_utf8(shown, name))
            elif found := _found(root, f"{real}/{entry.name}", shown, name, entry, problems):
                files.append(found)
    except OSError as error:
        problems.append(_unreadable(Place(path), error))
    finally:
        os.close(descriptor)
    return Folder(shown, tuple(files), tuple(problems)), below


def _entries(
    descriptor: int, shown: str, problems: list[Problem]
) -> list[tuple[str, os.DirEntry[str]]]:
    """What lies in a folder, by its composed names."""
    with os.scandir(descriptor) as listed:
        entries = [entry for entry in listed if entry.name[0] != "."]
    entries.sort(key=attrgetter("name"))
    if all(entry.name.isascii() for entry in entries):
        return [(entry.name, entry) for entry in entries]
    found: dict[str, os.DirEntry[str]] = {}
    for entry in sorted(entries, key=lambda entry: forms.rank(entry.name)):
        name = forms.composed(entry.name)
        if found.setdefault(name, entry) is not entry:
            problems.append(Problem("K0213", _place(shown, name), {"name": _readable(name)}))
    return sorted(found.items())


def _found(
    root: Path,
    real: str,
    shown: str,
    name: str,
    entry: os.DirEntry[str],
    problems: list[Problem],
) -> _Status | None:
    try:
        if entry.is_symlink():
            problem = _link_problem(root, real, entry, _place(shown, name))
            if problem:
                problems.append(problem)
                return None
        status = entry.stat()
    except OSError as error:
        problems.append(_unreadable(_place(shown, name), error))
        return None
    if not stat.S_ISREG(status.st_mode):
        problems.append(Problem("K0301", _place(shown, name), {"what": _kind(status.st_mode)}))
        return None
    if not name.isascii() and _readable(name) != name:
        problems.append(_not_utf8(shown, name))
        return None
    return name, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def _unreadable(place: Place, error: OSError) -> Problem:
    return Problem("K0303", place, {"reason": error.strerror or str(error)})


def _place(folder: str, name: str) -> Place:
    return Place(f"{folder}/{_readable(name)}" if folder else _readable(name))


def _not_utf8(folder: str, name: str) -> Problem:
    return Problem("K0303", _place(folder, name), {"reason": "its name is not UTF-8"})


def _link_problem(root: Path, real: str, entry: os.DirEntry[str], place: Place) -> Problem | None:
    if problem := _outside(root, real, place):
        return problem
    return Problem("K0305", place) if entry.is_dir() else None


def _outside(root: Path, real: str, place: Place) -> Problem | None:
    """Links may lead to any file of the project, and to nothing else."""
    target = Path(os.path.realpath(real))
    if target.is_relative_to(os.path.realpath(root)):
        return None
    written = os.readlink(real) if os.path.islink(real) else str(target)
    return Problem("K0302", place, {"target": _readable(written)})


def _readable(name: str) -> str:
    """A name that can be stored and shown: undecodable bytes become U+FFFD."""
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
    """Matches the composed paths, relative to the article folder, that any of the globs names.

    `**/` stands for any folders or none, `*` and `?` stay inside one name.
    """
    return re.compile("|".join(f"(?:{_translated(glob)})" for glob in globs) or r"(?!)")


def _translated(glob: str) -> str:
    signs = {"**/": r"(?:[^/]+/)*", "**": r".*", "*": r"[^/]*", "?": r"[^/]"}
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", glob)
    return "".join(signs.get(part, re.escape(forms.composed(part))) for part in parts)
