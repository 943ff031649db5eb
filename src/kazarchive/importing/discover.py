"""The paths of an import → the files to read, and the names under which they are recorded.

A folder of files is read file by file, unless it is one source, such as that of another generator.
Links inside a folder are not followed: a folder of documents comes from other people, and must not
bring in files from elsewhere on this machine. A file named on the command line may be a link. The
files in a folder that belong to pages are no documents; they are counted.
"""

import os
import posixpath
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from kazarchive.importing import page_parts
from kazarchive.importing.document import Document
from kazarchive.importing.formats import HEAD, Format, of_folder, recognised
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.reading import files
from kazarchive.reading.scan import readable
from kazarchive.rules import text


class Candidate(Struct, frozen=True):
    """A file that was named, or is in a folder that was named; or a folder that is one source."""

    path: Path
    display_path: str
    """Relative to the root of the archive; outside it, as it was named."""
    record: str
    """The name that the article records: relative to the root of the archive; outside it, only the
    file name, so that a published archive reveals nothing about the editor's machine."""
    inside: bool
    folder: Path | None = None
    """The folder that was named; None for a file that was named."""
    format: Format | None = None
    """How it is read, unless there is a problem."""
    problem: Problem | None = None
    """Why it cannot be read as a document."""

    def of(self, document: Document | None, problem: Problem | None = None) -> "Candidate":
        """The file of one document or of its problem, if the source is a folder."""
        file = document.file if document else ""
        if problem and self.format and self.format.is_folder:
            file = problem.place.path.removeprefix(self.display_path).lstrip("/")
        if not file:
            return self
        shown, record = (
            posixpath.normpath(posixpath.join(name, file))
            for name in (self.display_path, self.record)
        )
        return replace(self, display_path=shown, record=record)


def candidates(root: Path, paths: Sequence[Path], chosen: Format | None) -> Iterator[Candidate]:
    """Each file once, folders in the order of names; hidden files in folders are left out, and
    files that belong to pages are one candidate with a problem.

    `chosen`: the format of all files; otherwise each is recognised.
    """
    seen: set[str] = set()
    for given in paths:
        folder = given if os.path.isdir(given) else None
        format, doubt = chosen, None
        if folder and chosen is None:
            format, doubt = _format_of_folder(given)
        alone = not folder or doubt or (format is not None and format.is_folder)
        for path, refusal in [(given, doubt)] if alone else _walk(given):
            absolute = os.path.abspath(path)
            if absolute not in seen:
                seen.add(absolute)
                yield _candidate(root, path, folder, refusal, format)


Refusal = tuple[str, dict[str, str]]
"""A problem's code and values."""


def _format_of_folder(folder: Path) -> tuple[Format | None, Refusal | None]:
    """The format of a folder that is one source, or why it is in doubt."""
    try:
        return of_folder(folder), None
    except ProblemsFound as found:
        return None, (found.problems[0].code, dict(found.problems[0].values))
    except OSError:
        return None, None


def _walk(folder: Path) -> Iterator[tuple[Path, Refusal | None]]:
    waiting, parts = [folder], 0
    while waiting:
        path = waiting.pop()
        if path != folder and os.path.islink(path):
            yield path, ("K0301", {"what": "a link"})
        elif not os.path.isdir(path):
            yield path, None
        else:
            try:
                names = sorted(name for name in os.listdir(path) if not name.startswith("."))
            except OSError as error:
                yield path, ("K0303", {"reason": error.strerror or str(error)})
                continue
            counts = _parts(path, names)
            parts += sum(counts.values())
            waiting += [path / name for name in reversed(names) if name not in counts]
    if parts:
        yield folder, ("K0865", {"count": f"{parts:,}"})


def _parts(folder: Path, names: Sequence[str]) -> dict[str, int]:
    """Name of a file or folder that belongs to pages → how many files it is."""
    beside, counts = frozenset(names), dict[str, int]()
    for name in names:
        if os.path.isdir(folder / name):
            if page_parts.holds_parts(name, beside) and not os.path.islink(folder / name):
                counts[name] = sum(len(files) for _, _, files in os.walk(folder / name))
        elif page_parts.is_part(name, beside):
            counts[name] = 1
    return counts


def _candidate(
    root: Path, path: Path, folder: Path | None, refusal: Refusal | None, chosen: Format | None
) -> Candidate:
    real = Path(os.path.realpath(path.parent)) / path.name
    home = Path(os.path.realpath(root))
    inside = real.is_relative_to(home)
    name = real.relative_to(home).as_posix() if inside else path.name
    display_path = readable(name if inside else path.as_posix())
    if refusal is None and display_path != (name if inside else path.as_posix()):
        refusal = ("K0303", {"reason": "its name is not UTF-8"})
    if refusal:
        problem = Problem(refusal[0], Place(display_path), refusal[1])
        return Candidate(path, display_path, text.clean(name), inside, problem=problem)
    try:
        format = chosen or _format(path, display_path)
    except ProblemsFound as found:
        problem = found.problems[0]
        return Candidate(path, display_path, text.clean(name), inside, problem=problem)
    return Candidate(path, display_path, text.clean(name), inside, folder, format)


def _format(path: Path, display_path: str) -> Format:
    """Raises ProblemsFound (K0805 if no format is recognised; K0301, K0303, K0304)."""
    with files.opened(path, display_path) as opened:
        format = recognised(opened.read(HEAD), path)
    if format is None:
        raise ProblemsFound([Problem("K0805", Place(display_path))])
    return format
