"""Media, static files and templates: their digests, and what is wrong with them."""

import sqlite3
from collections.abc import Iterable, Sequence

from kazarchive.catalogue import images
from kazarchive.catalogue.sync import Sync
from kazarchive.execution.pool import Pool, chunks
from kazarchive.images import tasks
from kazarchive.ingest.kinds import Kinds
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.reading import files, theme_files
from kazarchive.reading.scan import SourceFile
from kazarchive.reading.theme_files import BUNDLED
from kazarchive.rules import slugs
from kazarchive.state import sources
from kazarchive.workspace import Workspace


def template_name(path: str) -> str:
    """Below `templates/`."""
    return path.removeprefix(BUNDLED).removeprefix("templates/")


def record(
    connection: sqlite3.Connection,
    workspace: Workspace,
    fresh: Iterable[SourceFile],
    kind_of: Kinds,
    started: int,
) -> list[Problem]:
    """Record files that are new or changed; returns what is wrong with them."""
    known: list[tuple[SourceFile, str]] = []
    problems: list[Problem] = []
    for file in fresh:
        try:
            if kind_of(file.path) == "static" and not file.path.startswith(BUNDLED):
                _check_static(connection, workspace, file.path)
            digest = files.digest(theme_files.resolve(workspace.root, file.path), file.path)
        except ProblemsFound as found:
            problems += found.problems
        else:
            known.append((file, digest))
    sources.record(connection, known, kind_of, started)
    return problems


def examine_media(
    connection: sqlite3.Connection,
    workspace: Workspace,
    paths: Sequence[str],
    pool: Pool,
    sync: Sync,
) -> list[str]:
    """Examine media files that are new or changed, and forget what is gone. Each article that shows
    an image counts as changed: as many as link to the file. Returns where their sizes are kept."""
    there = [path for path in paths if sources.digest(connection, path)]
    parts = ((workspace, part) for part in chunks(there))
    examined = pool.map(tasks.examine_chunk, parts, len(there))
    known = [one for part in examined for one in part]
    for path in sorted({*images.known(connection, paths), *(one.path for one in known)}):
        for user in images.users(connection, path):
            sync.note(user)
    kept = images.forget(connection, paths)
    images.record(connection, known)
    return kept


def _check_static(connection: sqlite3.Connection, workspace: Workspace, path: str) -> None:
    """Raises ProblemsFound if a static file cannot be published; a warning is kept."""
    if problem := _name_problem(path):
        raise ProblemsFound([problem])
    if (known := tasks.examine_static(workspace, path)) is None:
        return
    if known.facts == "":
        values = {"image": path, "reason": known.fault or ""}
        raise ProblemsFound([Problem(known.code or "", Place(path), values)])
    images.record(connection, [known])


def _name_problem(path: str) -> Problem | None:
    """Why a static file cannot be published under its name."""
    name = path.rpartition("/")[2]
    reason = slugs.media_fault(name)
    return Problem("K0208", Place(path), {"name": name, "reason": reason}) if reason else None
