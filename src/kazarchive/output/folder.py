"""Every write into the output folder: whole files, in an order without dangling links.

A marker tells that the folder is ours. What is rendered waits in a staging folder beside the
pages, so that a rename puts it in place; the journal in the catalogue says what is to be renamed.
"""

import errno
import hashlib
import itertools
import json
import os
import shutil
import sqlite3
import stat
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from io import BufferedReader
from pathlib import Path
from typing import IO

from msgspec import Struct
from msgspec.structs import replace

from kazarchive.disk import WriteFailed, disk_errors
from kazarchive.output import inventory
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.rules import addresses
from kazarchive.state import database, journal
from kazarchive.state.journal import Signs
from kazarchive.values import Address

MARKER = ".kazarchive-output.json"
STAGING = ".kazarchive-staging"
INTERNAL = frozenset({MARKER, inventory.FILE})
"""Files of the output folder that are no part of the site."""


class Folder(Struct, frozen=True):
    """An output folder that belongs to an archive."""

    path: Path
    shown: str
    """As its owner named it, for messages."""
    known: bool
    """Whether it is as this archive's state remembers it; else every file is compared."""
    empty: bool
    """Whether it holds nothing yet."""

    @property
    def staging(self) -> Path:
        return self.path / STAGING


def claim(
    path: Path, shown: str, connection: sqlite3.Connection, base_url: str, moved: bool
) -> Folder:
    """Find out whether a folder is ours or free. Raises ProblemsFound (K0701) if it is neither.

    `moved`: whether the catalogue comes from another place. Then it is the catalogue that does not
    belong here if the folder is another archive's: store.Unfit.
    """
    with disk_errors(shown):
        marker = _marker(path)
        if marker is None and path.exists() and any(one.name != STAGING for one in path.iterdir()):
            raise ProblemsFound([Problem("K0701", Place(shown))])
    ours = database.meta(connection, "archive")
    if marker and moved and marker["archive"] != ours and marker["base_url"] == base_url:
        raise database.Unfit("of another archive")
    if marker and (marker["archive"] != ours if ours else marker["base_url"] != base_url):
        raise ProblemsFound([Problem("K0701", Place(shown))])
    if marker and not ours:
        journal.adopt(connection, inventory.read(path))
    archive = ours or (marker["archive"] if marker else os.urandom(8).hex())
    database.set_meta(connection, "archive", archive)
    return Folder(path, shown, _is_known(marker, connection), empty=marker is None)


def _is_known(marker: dict[str, str] | None, connection: sqlite3.Connection) -> bool:
    return marker is not None and marker["serial"] == database.meta(connection, "serial")


def _marker(path: Path) -> dict[str, str] | None:
    try:
        with _opened(f"{path}/{MARKER}") as file:
            marker = json.load(file)
        return {name: str(marker[name]) for name in ("archive", "base_url", "serial")}
    except (FileNotFoundError, NotADirectoryError, ValueError, KeyError, TypeError):
        return None


def mark(folder: Folder, connection: sqlite3.Connection, base_url: str) -> None:
    """Leave the marker of what is about to be published, whole."""
    serial = os.urandom(8).hex()
    database.set_meta(connection, "serial", serial)
    marker = {
        "archive": database.meta(connection, "archive"),
        "base_url": base_url,
        "serial": serial,
    }
    waiting = folder.staging / "marker"
    with disk_errors(f"{folder.shown}/{MARKER}"):
        waiting.write_text(json.dumps(marker) + "\n", "utf-8")
        waiting.replace(folder.path / MARKER)


# --- staging ------------------------------------------------------------------------------------


@contextmanager
def staging(folder: Folder, connection: sqlite3.Connection) -> Iterator[None]:
    """A staging folder for as long as it is needed: past a failure only to finish the journal,
    once that is committed."""
    with disk_errors(f"{folder.shown}/{STAGING}"):
        close_staging(folder)
        folder.staging.mkdir(parents=True)
    try:
        yield
    finally:
        connection.rollback()
        if database.meta(connection, "publishing") is None:
            close_staging(folder)


def close_staging(folder: Folder) -> None:
    if folder.staging.is_dir():  # rmtree would wait at a pipe
        shutil.rmtree(folder.staging, ignore_errors=True)


def stage(folder: Folder, address: Address, content: bytes) -> tuple[str, Signs]:
    """Write what is to stand at an address; returns the staged file's name and signs."""
    name = _staged_name(address)
    try:
        with open(f"{folder.path}/{STAGING}/{name}", "wb") as file:
            file.write(content)
            return name, _signs(file)
    except OSError as error:
        raise WriteFailed.by(f"{folder.shown}/{addresses.file(address)}", error) from None


def stage_copy(
    folder: Folder, address: Address, blocks: Iterable[bytes]
) -> tuple[str, Signs, str, int]:
    """Stage a file of any size; returns the staged file's name and signs, its digest and size."""
    name, digest, size = _staged_name(address), hashlib.sha256(), 0
    with (
        disk_errors(f"{folder.shown}/{addresses.file(address)}"),
        open(f"{folder.path}/{STAGING}/{name}", "wb") as file,
    ):
        for block in blocks:
            file.write(block)
            digest.update(block)
            size += len(block)
        signs = _signs(file)
    return name, signs, digest.hexdigest(), size


def _signs(file: IO[bytes]) -> Signs:
    """Of a file that is written; the renaming that puts it in place leaves them as they are."""
    file.flush()
    status = os.fstat(file.fileno())
    return Signs(status.st_mtime_ns, status.st_ino)


def _staged_name(address: Address) -> str:
    return hashlib.sha256(address.encode()).hexdigest()[:32]


def _opened(path: str) -> BufferedReader:
    """A regular file of the output folder, without waiting at a pipe or following a link, which
    somebody may have put in its place. Raises OSError: FileNotFoundError for anything else."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENXIO):  # a link, a socket
            raise FileNotFoundError(error.errno, error.strerror, path) from None
        raise
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)
    return os.fdopen(descriptor, "rb")


def standing(folder: Path, address: Address) -> tuple[str, Signs] | None:
    """The digest and the signs of the file that stands at an address now, if there is one."""
    try:
        with _opened(f"{folder}/{addresses.file(address)}") as file:
            status = os.fstat(file.fileno())
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
    return digest, Signs(status.st_mtime_ns, status.st_ino)


# --- publishing ---------------------------------------------------------------------------------


def publish(
    folder: Folder, connection: sqlite3.Connection, kinds: Collection[str], base_url: str
) -> None:
    """Put everything staged in place, then remove what has no page any more.

    The journal is committed first; whatever interrupts the rest, `recover` finishes it.
    """
    _, written, removed = journal.staged_counts(connection)
    if written or removed:
        _check_newcomers(folder, connection)
        mark(folder, connection, base_url)
        database.set_meta(connection, "publishing", str(folder.path))
        connection.commit()
        _move(folder, connection, kinds)
        _settle(folder, connection)
    elif not _is_known(_marker(folder.path), connection):
        mark(folder, connection, base_url)  # every file was compared: from now on it is known
        _settle(folder, connection)
    _close(folder, connection)
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
            _move(folder, connection, kinds)
            _settle(folder, connection)
            _close(folder, connection)
        except FileNotFoundError:
            journal.drop_journal(connection)
            journal.adopt(connection, inventory.read(folder.path))
            folder = replace(folder, known=False)
    connection.commit()
    close_staging(folder)
    return folder


def _close(folder: Folder, connection: sqlite3.Connection) -> None:
    whole = database.meta(connection, "everything") is not None
    journal.close_journal(connection)
    if whole:
        journal.divide(connection)
        with disk_errors(f"{folder.shown}/{inventory.FILE}"):
            inventory.rewrite(folder.path, folder.staging, journal.every_address(connection))


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


def _move(folder: Folder, connection: sqlite3.Connection, kinds: Collection[str]) -> None:
    """First the new pages, which nothing links to yet; then the changed ones, which may link to
    them; last the removals, when nothing links there any more. Each time kind after kind."""
    with disk_errors(f"{folder.shown}/{inventory.FILE}"):
        inventory.note(folder.path, "+", journal.newcomers(connection))
    for address in journal.in_the_way(connection):
        _remove(folder, address)
    made = {""}
    for new in (True, False):
        for kind in kinds:
            for address, file, digest in journal.staged(connection, kind, new):
                _rename(folder, address, file, digest, made)
    for address in journal.removals(connection):
        _remove(folder, address)
    with disk_errors(f"{folder.shown}/{inventory.FILE}"):
        inventory.note(folder.path, "-", journal.removals(connection))


def _rename(folder: Folder, address: Address, file: str, digest: str, made: set[str]) -> None:
    name = addresses.file(address)
    above = name.rpartition("/")[0]
    try:
        _make(f"{folder.path}/", above, made)
        os.replace(f"{folder.path}/{STAGING}/{file}", f"{folder.path}/{name}")
    except FileNotFoundError:
        found = standing(folder.path, address)
        if found is None or found[0] != digest:  # else it was renamed before we were stopped
            raise
    except OSError as error:
        raise WriteFailed.by(f"{folder.shown}/{name}", error) from None


def _make(top: str, below: str, made: set[str]) -> None:
    """A folder and all above it, up to the `top`, each asked for once. Raises OSError."""
    if below not in made:
        _make(top, below.rpartition("/")[0], made)
        try:
            os.mkdir(top + below)
        except FileExistsError:
            if not os.path.isdir(top + below):
                raise
        made.add(below)


def _remove(folder: Folder, address: Address) -> None:
    """A file of ours, and the folders that it leaves empty."""
    assert addresses.inside(address), address
    target = folder.path / addresses.file(address)
    if target.is_dir():
        return  # a folder has come in the file's place already
    try:
        with suppress(NotADirectoryError):
            target.unlink(missing_ok=True)
        for above in itertools.takewhile(lambda one: one != folder.path, target.parents):
            if above.is_dir():  # else it went before we were stopped, or a file has its place
                if any(above.iterdir()):
                    break
                above.rmdir()
    except OSError as error:
        shown = f"{folder.shown}/{addresses.file(address)}"
        raise WriteFailed.by(shown, error) from None


def erase(folder: Folder, connection: sqlite3.Connection) -> int:
    """Remove every file that this archive published; returns how many.

    If that is interrupted, the next build compares what is left and makes the site whole again.
    Where files of somebody else remain, the marker does too, so that the next build may go on.
    """
    found = list(journal.every_address(connection))
    database.set_meta(connection, "serial", "")
    for address in found:
        _remove(folder, address)
    close_staging(folder)
    with disk_errors(folder.shown):
        (folder.path / inventory.FILE).unlink(missing_ok=True)
        if folder.path.is_dir() and {one.name for one in folder.path.iterdir()} <= {MARKER}:
            shutil.rmtree(folder.path)
    return len(found)
