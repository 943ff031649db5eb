"""Publishing what is staged, in an order without dangling links, by the journal in the state.

The journal says what is to be renamed; it is committed first, so that whatever interrupts the rest,
the next command that opens the archive finishes it.
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
    """Put everything staged in place, then remove what has no page any more.

    The journal is committed first; whatever interrupts the rest, `recover` finishes it.
    """
    destination = LocalFolder(folder)
    _, written, removed = journal.staged_counts(connection)
    if written or removed:
        _check_newcomers(folder, connection)
        mark(folder, connection, base_url)
        database.set_meta(connection, "publishing", str(folder.path))
        connection.commit()
        _move(destination, connection, kinds)
        _settle(folder, connection)
    elif not is_known(marker_of(folder.path), connection):
        mark(folder, connection, base_url)  # every file was compared: from now on it is known
        _settle(folder, connection)
    _close(destination, connection)
    connection.commit()


def recover(folder: Folder, connection: sqlite3.Connection, kinds: Collection[str]) -> Folder:
    """Finish the publication of a build that was interrupted, or forget what it had rendered.
    Nothing stays staged.

    Returns the folder, no longer as known where somebody removed what was staged.
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
    whole = database.meta(connection, "everything") is not None
    journal.close_journal(connection)
    if whole:
        journal.divide(connection)
        destination.note_all(journal.every_address(connection))


def _settle(folder: Folder, connection: sqlite3.Connection) -> None:
    """Note until when, by the file system's own clock, we were at work in the folder."""
    marker = folder.path / MARKER
    with disk_errors(f"{folder.shown}/{MARKER}"):
        os.utime(marker)
        database.set_meta(connection, "settled", str(marker.stat().st_ctime_ns))


def _check_newcomers(folder: Folder, connection: sqlite3.Connection) -> None:
    """Nothing that we did not make is overwritten."""
    if all(one.name == STAGING for one in folder.path.iterdir()):
        return
    leaving = {folder.path / addresses.file(gone) for gone in journal.in_the_way(connection)}
    strange = [
        address
        for address in journal.newcomers(connection)
        if not _stood(folder.path / addresses.file(address)) <= leaving
    ]
    for address in journal.disowned(connection):
        target = folder.path / addresses.file(address)
        if target.is_dir() and not target.is_symlink() and not _stood(target) <= leaving:
            strange.append(address)
    found = [
        Problem("K0705", Place(f"{folder.shown}/{addresses.file(address)}"), {"address": address})
        for address in strange
    ]
    found += _links(folder, connection)
    if found:
        raise ProblemsFound(found)


def _links(folder: Folder, connection: sqlite3.Connection) -> list[Problem]:
    """The links that stand where folders of pages belong: nothing is written or removed through
    them, wherever they lead."""
    if folder.empty:
        return []
    found: dict[str, Problem | None] = {"": None}
    for address in journal.every_change(connection):
        above = addresses.file(address).rpartition("/")[0]
        while above not in found:
            linked = os.path.islink(f"{folder.path}/{above}")
            place = Place(f"{folder.shown}/{above}")
            found[above] = Problem("K0705", place, {"address": address}) if linked else None
            above = above.rpartition("/")[0]
    return [problem for problem in found.values() if problem]


def _stood(target: Path) -> set[Path]:
    """The files where one is to come: none, another one, or all in a folder of that name."""
    if target.is_dir() and not target.is_symlink():
        return {path for path in target.rglob("*") if not path.is_dir()}
    return {target} if os.path.lexists(target) else set()


def _move(destination: Destination, connection: sqlite3.Connection, kinds: Collection[str]) -> None:
    """First the new pages, which nothing links to yet; then the changed ones, which may link to
    them; last the removals, when nothing links there any more. Each time kind after kind."""
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

    If that is interrupted, the next build compares what is left and makes the site whole again.
    Where files of somebody else remain, the marker does too, so that the next build may go on.
    """
    found = list(journal.every_address(connection))
    database.set_meta(connection, "serial", "")
    destination = LocalFolder(folder)
    for address in found:
        destination.remove(address)
    close_staging(folder)
    with disk_errors(folder.shown):
        (folder.path / inventory.FILE).unlink(missing_ok=True)
        if folder.path.is_dir() and {one.name for one in folder.path.iterdir()} <= {MARKER}:
            shutil.rmtree(folder.path)
    return len(found)
