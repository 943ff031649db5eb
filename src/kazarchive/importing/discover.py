"""The paths of an import → the files to read, and the names under which they are recorded.

Links inside a folder are not followed: a folder of documents comes from other people, and must not
bring in files from elsewhere on this machine. A file named on the command line may be a link.
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
    """A file that was named, or is in a folder that was named."""

    path: Path
    display_path: str
    """Relative to the root of the archive; outside it, as it was named."""
    record: str
    """The name that the article records: relative to the root of the archive; outside it, only the
    file name, so that a published archive reveals nothing about the editor's machine."""
    inside: bool
    problem: Problem | None = None
    """Why it cannot be read as a document."""

    def read(self) -> bytes:
        """Raises ProblemsFound (K0124, K0301, K0303, K0304)."""
        try:
            size = self.path.stat().st_size
        except OSError:
            size = 0
        if size > LARGEST_FILE:
            raise ProblemsFound([Problem("K0124", Place(self.display_path), {"size": f"{size:,}"})])
        return files.read(self.path, self.display_path)


def candidates(root: Path, paths: Sequence[Path]) -> Iterator[Candidate]:
    """Each file once, folders in the order of names; hidden files in folders are left out."""
    seen: set[str] = set()
    for given in paths:
        for path, refusal in _walk(given) if os.path.isdir(given) else [(given, None)]:
            absolute = os.path.abspath(path)
            if absolute not in seen:
                seen.add(absolute)
                yield _candidate(root, path, refusal)


Refusal = tuple[str, dict[str, str]]
"""A problem's code and values."""


def _walk(folder: Path) -> Iterator[tuple[Path, Refusal | None]]:
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


def _candidate(root: Path, path: Path, refusal: Refusal | None) -> Candidate:
    real = Path(os.path.realpath(path.parent)) / path.name
    home = Path(os.path.realpath(root))
    inside = real.is_relative_to(home)
    name = real.relative_to(home).as_posix() if inside else path.name
    display_path = _readable(name if inside else path.as_posix())
    if refusal is None and display_path != (name if inside else path.as_posix()):
        refusal = ("K0303", {"reason": "its name is not UTF-8"})
    if refusal is None and path.suffix.lower() not in FORMATS:
        refusal = ("K0805", {"known": ", ".join(f"`*{ending}`" for ending in sorted(FORMATS))})
    problem = Problem(refusal[0], Place(display_path), refusal[1]) if refusal else None
    return Candidate(path, display_path, text.clean(name), inside, problem)


def _readable(name: str) -> str:
    """A name that can be printed: bytes that are not UTF-8 become U+FFFD."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
