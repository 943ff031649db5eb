"""Which source files are new, changed or gone."""

import itertools
import os
import sqlite3
from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from kazarchive.config.options import Site
from kazarchive.execution.pool import SMALL, Pool
from kazarchive.ingest.kinds import PAGE, Kinds
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.reading import files, forms, scan, theme_files
from kazarchive.reading.scan import SourceFile
from kazarchive.reading.theme_files import BUNDLED
from kazarchive.state import sources
from kazarchive.workspace import Workspace


class Scan(Struct):
    """The differences between the sources and what is recorded of them."""

    found: int = 0
    """Article files."""
    fresh: tuple[SourceFile, ...] = ()
    """New and changed files, by path."""
    changed: tuple[str, ...] = ()
    """Of these the changed ones."""
    gone: tuple[str, ...] = ()
    refused: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    """Article files that cannot be read, and why."""
    problems: list[Problem] = field(default_factory=list)
    """What is wrong with other files."""
    looked_at: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Of every folder that may have changed its stat signature and its number of files."""


def differences(
    connection: sqlite3.Connection, workspace: Workspace, kind_of: Kinds, pool: Pool, started: int
) -> Scan:
    """Walk the sources. Raises ProblemsFound (K0306).

    `started`: nanoseconds by the file system's clock.
    """
    tops, pages_at_top = _tops(workspace.site)
    if tops[0] != "static" and not os.path.isdir(forms.real(workspace.root / tops[0])):
        what = {"what": "article" if workspace.site.articles.enabled else "page"}
        # --keep-going would empty the site
        raise ProblemsFound([Problem("K0306", Place(tops[0]), what)])
    bundled = [f"{BUNDLED}{top}" for top in ("static", "templates")]
    walks = [scan.walk(workspace.root, top) for top in tops]
    if pages_at_top:
        walks.append(iter([scan.top(workspace.root, PAGE)]))
    walks += [scan.walk(theme_files.bundled(), top, BUNDLED) for top in ("static", "templates")]
    calm, result = sources.calm(connection), Scan()

    def walked() -> Iterator[tuple[str, Sequence[SourceFile] | None]]:
        for folder in itertools.chain.from_iterable(walks):
            before, signs = calm.get(folder.path), folder.signs
            if before and before.signs == signs and not folder.problems:
                result.found += before.articles
                yield folder.path, None
            else:
                result.looked_at[folder.path] = signs, len(folder.statuses)
                yield folder.path, _files(folder, kind_of, result)
                if not calm and result.found > SMALL:
                    pool.start()

    every = [*tops, *bundled, *([""] if pages_at_top else [])]
    compared = sources.differences(connection, walked(), every)
    changed = _confirmed(connection, workspace, compared, kind_of, started)
    fresh = sorted((*compared.new, *changed), key=lambda file: file.path)
    result.fresh, result.gone = tuple(fresh), tuple(compared.gone)
    result.changed = tuple(file.path for file in changed)
    return result


def _tops(site: Site) -> tuple[list[str], bool]:
    """The folders of the sources, and whether pages lie in the archive's own."""
    folders = site.source_folders
    return [folder for folder in folders if folder != "."], "." in folders


def _files(folder: scan.SourceFolder, kind_of: Kinds, result: Scan) -> Sequence[SourceFile]:
    """The files of a folder; articles are counted, problems put where they belong."""
    for problem in folder.problems:
        if kind_of(problem.place.path) == "article" and problem.severity == "error":
            result.refused[problem.place.path] = (problem,)
            result.found += 1
        else:
            result.problems.append(problem)
    found = folder.files
    result.found += sum(kind_of(file.path) == "article" for file in found)
    return found


def _confirmed(
    connection: sqlite3.Connection,
    workspace: Workspace,
    compared: sources.Differences,
    kind_of: Kinds,
    started: int,
) -> list[SourceFile]:
    """Those of the suspect files whose content has changed; of the others the stat is renewed."""
    changed, same = [], []
    for file, digest in compared.suspect:
        if _digest(workspace, file) == digest:
            same.append((file, digest))
        else:
            changed.append(file)
    sources.record(connection, same, kind_of, started)
    return changed


def _digest(workspace: Workspace, file: SourceFile) -> str | None:
    try:
        return files.digest(theme_files.resolve(workspace.root, file.path), file.path)
    except ProblemsFound:
        return None
