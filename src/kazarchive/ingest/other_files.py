"""Media, static files, those of `root/` and templates: their digests, and their faults."""

import sqlite3

from kazarchive.catalogue import images
from kazarchive.catalogue.sync import Sync
from kazarchive.execution.pool import chunks
from kazarchive.images import tasks
from kazarchive.ingest.ingestion import Ingestion
from kazarchive.ingest.scanning import Scan
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.reading import files, theme_files
from kazarchive.reading.scan import ROOT, SourceFile, is_dotted
from kazarchive.reading.theme_files import BUNDLED
from kazarchive.rules import media_names, slugs
from kazarchive.state import sources
from kazarchive.workspace import Workspace


def update(work: Ingestion, scan: Scan, sync: Sync) -> tuple[list[Problem], list[str]]:
    """Record files that are new or changed, and forget what is known of images that are gone.

    Each article that shows an image file that changed, or links to it, counts as changed. Returns
    what is wrong with the files, and the folders with the sizes of images that changed or are gone.
    """
    images.forget(work.connection, scan.touched("static", "root"))
    problems = _record(work, scan)
    return problems, _examine_media(work, scan.touched("media"), sync)


def changed_templates(scan: Scan) -> frozenset[str]:
    """The names below `templates/` of those that are new, changed or gone."""
    return frozenset(
        path.removeprefix(BUNDLED).removeprefix("templates/") for path in scan.touched("template")
    )


def _record(work: Ingestion, scan: Scan) -> list[Problem]:
    recorded: list[tuple[SourceFile, str]] = []
    problems: list[Problem] = []
    for file in scan.fresh_of("media", "static", "root", "template", "other"):
        try:
            kind = work.kind_of(file.path)
            if kind == "root" or (kind == "static" and not file.path.startswith(BUNDLED)):
                _check_static(work.connection, work.workspace, file.path)
            digest = files.digest(theme_files.resolve(work.workspace.root, file.path), file.path)
        except ProblemsFound as refusal:
            problems += refusal.problems
        else:
            recorded.append((file, digest))
    sources.record(work.connection, recorded, work.kind_of, work.started)
    return problems


def _examine_media(work: Ingestion, paths: list[str], sync: Sync) -> list[str]:
    """Returns the folders of sizes that are stale."""
    connection = work.connection
    present = [path for path in paths if sources.digest(connection, path)]
    parts = ((work.workspace, part) for part in chunks(present))
    results = work.pool.map(tasks.examine_chunk, parts, len(present))
    examined = [image for part in results for image in part]
    shown = {path for path in paths if media_names.kind(path) or media_names.is_subtitle(path)}
    for path in sorted(
        {*images.known(connection, paths), *(image.path for image in examined), *shown}
    ):
        for user in images.users(connection, path):
            sync.note(user)
    stale = images.forget(connection, paths)
    images.record(connection, examined)
    return stale


def _check_static(connection: sqlite3.Connection, workspace: Workspace, path: str) -> None:
    """Raises ProblemsFound if a static file cannot be published; a warning is recorded."""
    if problem := _name_problem(path):
        raise ProblemsFound([problem])
    if (examined := tasks.examine_static(workspace, path)) is None:
        return
    if examined.facts == "":
        values = {"image": path, "reason": examined.fault or ""}
        raise ProblemsFound([Problem(examined.code or "", Place(path), values)])
    images.record(connection, [examined])


def _name_problem(path: str) -> Problem | None:
    """Why a static file cannot be published under its name."""
    names = path.split("/")
    for name in names[1:] if names[0] == ROOT else names[-1:]:
        if reason := None if is_dotted(name) else slugs.media_fault(name):
            return Problem("K0208", Place(path), {"name": name, "reason": reason})
    return None
