"""Seeing to it that every image that a page shows has its sizes, before any page is planned: one
that turns out to be broken is then a problem among the others."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

from kazarchive.catalogue import images
from kazarchive.execution.pool import Pool
from kazarchive.images import FOLDER
from kazarchive.images.tasks import make_variants
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.workspace import Workspace

WEIGHT = 100
"""An image is as much work as so many articles."""


def make(
    connection: sqlite3.Connection,
    workspace: Workspace,
    pool: Pool,
    progress: Callable[[str, int, int], None],
) -> None:
    """Make the sizes of what was not made before, in parallel, in one open transaction. Raises
    ProblemsFound (K0311) where Pillow cannot write a format that is asked for."""
    waiting = images.to_make(connection)
    if not waiting:
        return
    _check_formats(workspace)
    tasks = ((workspace, picture, digest) for picture, digest in waiting)
    made = pool.map(make_variants, tasks, WEIGHT * len(waiting))
    for done, one in enumerate(made, 1):
        images.note_made(connection, one)
        progress("images", done, len(waiting))


def let_go(connection: sqlite3.Connection, state: Path, places: Sequence[str] | None) -> None:
    """Remove what is kept at some places of the state folder, or anywhere in it (None), if it is
    no image's any more."""
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
