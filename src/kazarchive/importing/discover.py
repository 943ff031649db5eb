"""Which files an import is asked to look at, and by which names they are known.

Inside a folder links are not followed: a folder of documents comes from others, and must not
bring in what lies elsewhere on this machine. A file named on the command line may be one.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from kazarchive.importing.formats import FORMATS
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.reading import files
from kazarchive.reading.frontmatter import LARGEST_FILE
from kazarchive.rules import text


class Candidate(Struct, frozen=True):
    """A file that was asked for or lies in a folder that was."""

    path: Path
    shown: str
    """Relative to the project's root, or as it was named if it lies outside."""
    record: str
    """By which an article remembers it: relative to the root; outside, the file's name alone, so
    that a published archive tells nothing of its editor's machine."""
    inside: bool
    problem: Problem | None = None
    """Why it cannot be a document."""

    def read(self) -> bytes:
        """Raises ProblemsFound (K0124, K0301, K0303, K0304)."""
        try:
            size = self.path.stat().st_size
        except OSError:
            size = 0
        if size > LARGEST_FILE:
            raise ProblemsFound([Problem("K0124", Place(self.shown), {"size": f"{size:,}"})])
        return files.read(self.path, self.shown)


def candidates(root: Path, paths: Sequence[Path]) -> Iterator[Candidate]:
    """Every file once, folders walked in the order of names; hidden files are nobody's document."""
    seen: set[str] = set()
    for given in paths:
        for path, fault in _walk(given) if os.path.isdir(given) else [(given, None)]:
            whole = os.path.abspath(path)
            if whole not in seen:
                seen.add(whole)
                yield _candidate(root, path, fault)


Fault = tuple[str, dict[str, str]]
"""A problem's code and values."""


def _walk(folder: Path) -> Iterator[tuple[Path, Fault | None]]:
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        if path != folder and os.path.islink(path):
            yield path, ("K0301", {"what": "a link"})
        elif not os.path.isdir(path):
            yield path, None
        else:
            try:
                names = sorted(name for name in os.listdir(path) if not name.startswith("."))
                waiting += [path / name for name in reversed(names)]
            except OSError as error:
                yield path, ("K0303", {"reason": error.strerror or str(error)})


def _candidate(root: Path, path: Path, fault: Fault | None) -> Candidate:
    real = Path(os.path.realpath(path.parent)) / path.name
    home = Path(os.path.realpath(root))
    inside = real.is_relative_to(home)
    name = real.relative_to(home).as_posix() if inside else path.name
    shown = _readable(name if inside else path.as_posix())
    if fault is None and shown != (name if inside else path.as_posix()):
        fault = ("K0303", {"reason": "its name is not UTF-8"})
    if fault is None and path.suffix.lower() not in FORMATS:
        fault = ("K0805", {"known": ", ".join(f"`*{ending}`" for ending in sorted(FORMATS))})
    problem = Problem(fault[0], Place(shown), fault[1]) if fault else None
    return Candidate(path, shown, text.clean(name), inside, problem)


def _readable(name: str) -> str:
    """A name that can be shown: undecodable bytes become U+FFFD."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
