"""Publishes the staged files by the journal in the state, in an order without broken links.

The journal lists the files to rename. It is committed first, so that the next command that opens
the archive can finish an interrupted publication.
"""

import os
import shutil
import sqlite3
from collections.abc import Collection
from pathlib import Path

from msgspec.structs import replace

from kazarchive.config.options import Site
from kazarchive.disk import disk_errors
from kazarchive.options import Options
from kazarchive.output import folder as output_folder
from kazarchive.output import inventory
from kazarchive.output.destination import Destination
from kazarchive.output.folder import (
    MARKER,
    STAGING,
    Folder,
    close_staging,
    is_known,
    mark,
    marker_of,
)
from kazarchive.output.local import LocalFolder
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.rules import addresses
from kazarchive.state import database, journal
from kazarchive.state.folder import State


def claim(opened: State, site: Site, options: Options, kinds: Collection[str]) -> Folder:
    """The output folder of a build, after the publication of an interrupted build is finished.

    Raises ProblemsFound (K0701), database.Unfit, WriteFailed.
    """
    folder = output_folder.claim(options, opened, site.base_url)
    folder = recover(folder, opened.connection, kinds)
    return replace(folder, known=folder.known and not options.full)


def publish(
    folder: Folder, connection: sqlite3.Connection, kinds: Collection[str], base_url: str
) -> None:
    """Put all staged files in place, then remove the files without a page.

    The journal is committed first; if the rest is interrupted, `recover` finishes it. Raises
    ProblemsFound (K0705), WriteFailed.
    """
    destination = LocalFolder(folder)
    _, written, removed = journal.staged_counts(connection)
    if written or removed:
        _check_newcomers(folder, connection)
        mark(folder, connection, base_url)
        database.set_meta(connection, "publishing", str(folder.path))
        connection.commit()
        if not (folder.empty and _move_tree(destination, connection)):
            _move(destination, connection, kinds)
        _settle(folder, connection)
    elif not is_known(marker_of(folder.path), connection):
        mark(folder, connection, base_url)  # every file was compared, so now the folder is known
        _settle(folder, connection)
    _close(destination, connection)
    connection.commit()


def recover(folder: Folder, connection: sqlite3.Connection, kinds: Collection[str]) -> Folder:
    """Finish the publication of an interrupted build, or forget what it had rendered. Nothing stays
    staged.

    Returns the folder, which is no longer `known` if staged files were removed.
    """
    database.begin(connection)
    if folder.empty or database.meta(connection, "publishing") != str(folder.path):
        journal.drop_journal(connection)
    else:
        with disk_errors(f"{folder.shown}/{STAGING}"):
            folder.staging.mkdir(exist_ok=True)
        try:
            _move(LocalFolder(folder), connection, kinds)
            _settle(folder, connection)
            _close(LocalFolder(folder), connection)
        except FileNotFoundError:
            journal.drop_journal(connection)
            journal.adopt(connection, inventory.read(folder.path))
            folder = replace(folder, known=False)
    connection.commit()
    close_staging(folder)
    return folder


def _close(destination: Destination, connection: sqlite3.Connection) -> None:
    everything = database.meta(connection, "everything") is not None
    journal.close_journal(connection)
    if everything:
        journal.divide(connection)
        destination.note_all(journal.every_address(connection))


def _settle(folder: Folder, connection: sqlite3.Connection) -> None:
    """Record when the work in the folder ended, by the file system's clock, unless there are
    files that this build has not checked: an older change of theirs must still be found."""
    marker = folder.path / MARKER
    with disk_errors(f"{folder.shown}/{MARKER}"):
        os.utime(marker)
        if not folder.sampled or database.meta(connection, "everything"):
            database.set_meta(connection, "settled", str(marker.stat().st_ctime_ns))


def _check_newcomers(folder: Folder, connection: sqlite3.Connection) -> None:
    """Raises ProblemsFound (K0705) if a file that no build published would be overwritten."""
    if all(path.name == STAGING for path in folder.path.iterdir()):
        return
    leaving = {folder.path / addresses.file(gone) for gone in journal.in_the_way(connection)}
    foreign = [
        address
        for address in journal.newcomers(connection)
        if not _occupied(folder.path / addresses.file(address)) <= leaving
    ]
    for address in journal.disowned(connection):
        target = folder.path / addresses.file(address)
        if target.is_dir() and not target.is_symlink() and not _occupied(target) <= leaving:
            foreign.append(address)
    problems = [
        Problem("K0705", Place(f"{folder.shown}/{addresses.file(address)}"), {"address": address})
        for address in foreign
    ]
    problems += _symbolic_links(folder, connection)
    if problems:
        raise ProblemsFound(problems)


def _symbolic_links(folder: Folder, connection: sqlite3.Connection) -> list[Problem]:
    """An error for each symbolic link in the place of a folder of pages (K0705): nothing is written
    or removed through a link, wherever it points."""
    checked: dict[str, Problem | None] = {"": None}
    for address in journal.every_change(connection):
        parent = addresses.file(address).rpartition("/")[0]
        while parent not in checked:
            linked = os.path.islink(f"{folder.path}/{parent}")
            place = Place(f"{folder.shown}/{parent}")
            checked[parent] = Problem("K0705", place, {"address": address}) if linked else None
            parent = parent.rpartition("/")[0]
    return [problem for problem in checked.values() if problem]


def _occupied(target: Path) -> set[Path]:
    """The files in the place of a new file: none, one, or all files of a folder with its name."""
    if target.is_dir() and not target.is_symlink():
        return {path for path in target.rglob("*") if not path.is_dir()}
    return {target} if os.path.lexists(target) else set()


def _move_tree(destination: Destination, connection: sqlite3.Connection) -> bool:
    """Rename what was staged for an empty folder, each folder at its top at once. Returns whether
    all of it is in place; otherwise `_move` continues, as it does after an interruption."""
    destination.note_coming(journal.newcomers(connection))
    return destination.put_tree()


def _move(destination: Destination, connection: sqlite3.Connection, kinds: Collection[str]) -> None:
    """Rename and remove files, each step kind after kind: first new pages, to which nothing links
    yet; then changed pages, which may link to them; last the removals, to which nothing links any
    more. Files that an earlier process has put in place, alone or with their folder, stay."""
    destination.note_coming(journal.newcomers(connection))
    for address in journal.in_the_way(connection):
        destination.remove(address)
    for new in (True, False):
        for kind in kinds:
            for address, staged, digest in journal.staged(connection, kind, new):
                destination.put(address, staged, digest)
    for address in journal.removals(connection):
        destination.remove(address)
    destination.note_gone(journal.removals(connection))


def erase(folder: Folder, connection: sqlite3.Connection) -> int:
    """Remove every file that this archive published; returns how many.

    If it is interrupted, the next build compares what is left and completes the site. If other
    files remain, the marker does too, so that the next build can use the folder.
    """
    published = list(journal.every_address(connection))
    database.set_meta(connection, "serial", "")
    destination = LocalFolder(folder)
    for address in published:
        destination.remove(address)
    close_staging(folder)
    with disk_errors(folder.shown):
        (folder.path / inventory.FILE).unlink(missing_ok=True)
        if folder.path.is_dir() and {path.name for path in folder.path.iterdir()} <= {MARKER}:
            shutil.rmtree(folder.path)
    return len(published)
