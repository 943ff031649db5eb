"""Seeing to it that every image that a page shows has its sizes, before any page is planned: one
that turns out to be broken is then a problem among the others."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

from kazarchive.catalogue import pictures
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.publishing import workers
from kazarchive.publishing.workers import Workers, Workshop

FOLDER = "images"
"""In the state folder; `publishing/pictures.py` keeps there what it makes."""

WEIGHT = 100
"""An image is as much work as so many articles."""


def make(
    connection: sqlite3.Connection,
    workshop: Workshop,
    team: Workers,
    progress: Callable[[str, int, int], None],
) -> None:
    """Make the sizes of what was not made before, in parallel, in one open transaction. Raises
    ProblemsFound (K0311) where Pillow cannot write a format that is asked for."""
    waiting = pictures.to_make(connection)
    if not waiting:
        return
    _check_formats(workshop)
    tasks = ((workshop, picture, digest) for picture, digest in waiting)
    made = team.map(workers.make_image, tasks, WEIGHT * len(waiting))
    for done, one in enumerate(made, 1):
        pictures.note_made(connection, one)
        progress("images", done, len(waiting))


def let_go(connection: sqlite3.Connection, state: Path, places: Sequence[str] | None) -> None:
    """Remove what is kept at some places of the state folder, or anywhere in it (None), if it is
    no image's any more."""
    folder = state / FOLDER
    if places is None:
        places = os.listdir(folder) if folder.is_dir() else []
    for place in places:
        if not pictures.is_kept(connection, place):
            shutil.rmtree(folder / place, ignore_errors=True)


def _check_formats(workshop: Workshop) -> None:
    from kazarchive.publishing.pictures import missing_formats

    if missing := missing_formats(workshop.site.images):
        values = {"formats": " and ".join(missing)}
        raise ProblemsFound([Problem("K0311", Place("kazarchive.toml"), values)])
