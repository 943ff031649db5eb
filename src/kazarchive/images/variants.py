"""Create missing sizes of images before planning, so that a broken image is reported with all other
problems."""

import os
import shutil
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from kazarchive.catalogue import images
from kazarchive.execution.pool import Pool, Progress
from kazarchive.images import FOLDER
from kazarchive.images.tasks import make_variants
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.workspace import Workspace

WEIGHT = 100
"""The work of one image, in articles."""


def make(
    connection: sqlite3.Connection,
    workspace: Workspace,
    pool: Pool,
    progress: Progress,
) -> None:
    """Make missing sizes in parallel, within the open transaction. Raises ProblemsFound (K0311) if
    Pillow cannot write a configured format."""
    waiting = images.to_make(connection)
    if not waiting:
        return
    _check_formats(workspace)
    tasks = ((workspace, picture, digest) for picture, digest in waiting)
    made = pool.map(make_variants, tasks, WEIGHT * len(waiting))
    for done, variants in enumerate(made, 1):
        images.note_made(connection, variants)
        progress("images", done, len(waiting))


def remove_unused(
    connection: sqlite3.Connection, state: Path, places: Sequence[str] | None
) -> None:
    """Remove the cached sizes at `places`, or anywhere in the cache (None), that no image uses any
    more."""
    folder = state / FOLDER
    if places is None:
        places = os.listdir(folder) if folder.is_dir() else []
    for place in places:
        if not images.is_kept(connection, place):
            shutil.rmtree(folder / place, ignore_errors=True)


def _check_formats(workspace: Workspace) -> None:
    from kazarchive.images.encode import missing_formats

    if missing := missing_formats(workspace.site.images):
        values = {"formats": " and ".join(missing)}
        raise ProblemsFound([Problem("K0311", Place("kazarchive.toml"), values)])
