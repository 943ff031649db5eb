"""The output folder of an archive: the marker that says whose it is, and the staging folder.

Rendered files wait in the staging folder, which is inside the output folder so that a rename puts
each in place. For an empty output folder they wait there as the tree that they will be, so that one
rename puts a whole folder in place.
"""

import errno
import hashlib
import json
import os
import shutil
import sqlite3
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from io import BufferedReader
from pathlib import Path
from typing import IO

from msgspec import Struct

from kazarchive.disk import WriteFailed, disk_errors
from kazarchive.options import Options
from kazarchive.output import inventory
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.rules import addresses
from kazarchive.state import database, journal
from kazarchive.state.folder import State
from kazarchive.state.journal import Signs
from kazarchive.values import Address

_CAREFULLY = sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOFOLLOW", "O_BINARY"))
"""Flags to open a file without blocking on a pipe, following a link or converting line ends, on
systems that have them."""

MARKER = ".kazarchive-output.json"
STAGING = ".kazarchive-staging"
TREE = "tree"
"""The folder in it that contains the files for an empty output folder, at their final paths."""
INTERNAL = frozenset({MARKER, inventory.FILE})
"""Files of the output folder that are not part of the site."""

DAY = 24 * 60 * 60 * 10**9
"""Nanoseconds after which all files of a large site are checked again."""


class Folder(Struct, frozen=True):
    """An output folder that belongs to an archive."""

    path: Path
    shown: str
    """The path as the user gave it, for messages."""
    known: bool
    """Whether it is as the state records it; otherwise every file is compared."""
    empty: bool
    """Whether nothing was published to it yet."""
    sampled: bool = False
    """Whether a build checks only a sample of its files (output/integrity.py)."""

    @property
    def staging(self) -> Path:
        return self.path / STAGING


def claim(options: Options, opened: State, base_url: str) -> Folder:
    """The output folder, if it belongs to this archive or is empty.

    Raises ProblemsFound (K0701) if it is neither. If the state folder was moved here and the marker
    names another archive, the state is what does not belong here: database.Unfit.
    """
    path, shown, connection = options.output, options.shown, opened.connection
    with disk_errors(shown):
        marker = marker_of(path)
        if marker is None and path.exists() and any(one.name != STAGING for one in path.iterdir()):
            raise ProblemsFound([Problem("K0701", Place(shown))])
    ours = database.meta(connection, "archive")
    if marker and opened.moved and marker["archive"] != ours and marker["base_url"] == base_url:
        raise database.Unfit("of another archive")
    if marker and (marker["archive"] != ours if ours else marker["base_url"] != base_url):
        raise ProblemsFound([Problem("K0701", Place(shown))])
    if marker and not ours:
        journal.adopt(connection, inventory.read(path))
    archive = ours or (marker["archive"] if marker else os.urandom(8).hex())
    database.set_meta(connection, "archive", archive)
    known, sampled = is_known(marker, connection), _sampled(options, opened)
    return Folder(path, shown, known, empty=marker is None, sampled=sampled)


def _sampled(options: Options, opened: State) -> bool:
    """Whether a site is large, and all of its files were checked less than a day ago."""
    since = opened.started - int(database.meta(opened.connection, "settled") or 0)
    return not options.check_all and 0 <= since < DAY and journal.is_large(opened.connection)


def is_known(marker: dict[str, str] | None, connection: sqlite3.Connection) -> bool:
    """Whether a marker is from the last publication that the state records."""
    return marker is not None and marker["serial"] == database.meta(connection, "serial")


def marker_of(path: Path) -> dict[str, str] | None:
    """The marker of an output folder; None if there is none that can be read."""
    try:
        with _opened(f"{path}/{MARKER}") as file:
            marker = json.load(file)
        return {name: str(marker[name]) for name in ("archive", "base_url", "serial")}
    except (FileNotFoundError, NotADirectoryError, ValueError, KeyError, TypeError):
        return None


def mark(folder: Folder, connection: sqlite3.Connection, base_url: str) -> None:
    """Write the marker of what is about to be published, by a rename. Raises WriteFailed."""
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
    """Make a staging folder, and remove it at the end, unless the committed journal still needs it
    after a failure."""
    with disk_errors(f"{folder.shown}/{STAGING}"):
        close_staging(folder)
        folder.staging.mkdir(parents=True)
        if folder.empty:
            (folder.staging / TREE).mkdir()
    try:
        yield
    finally:
        connection.rollback()
        if database.meta(connection, "publishing") is None:
            close_staging(folder)


def close_staging(folder: Folder) -> None:
    """Remove the staging folder."""
    if folder.staging.is_dir():  # `rmtree` would block on a pipe
        shutil.rmtree(folder.staging, ignore_errors=True)


_FOR_WRITING = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)


def stage(folder: Folder, address: Address, content: bytes) -> tuple[str, Signs]:
    """Stage the content of an address; returns the staged file's path below the staging folder
    and its stat."""
    name = _staged_name(folder, address)
    try:
        # Without the objects that Python's open() puts around a descriptor: every page passes here.
        descriptor = _open_for_writing(folder, name)
        try:
            rest = memoryview(content)
            while rest:
                rest = rest[os.write(descriptor, rest) :]
            status = os.fstat(descriptor)
        finally:
            os.close(descriptor)
        return name, Signs(status.st_mtime_ns, status.st_ino)
    except OSError as error:
        raise WriteFailed.by(f"{folder.shown}/{addresses.file(address)}", error) from None


def stage_copy(
    folder: Folder, address: Address, blocks: Iterable[bytes]
) -> tuple[str, Signs, str, int]:
    """Stage a file of any size; returns the staged file's path below the staging folder, its
    stat, SHA-256 and size."""
    name, digest, size = _staged_name(folder, address), hashlib.sha256(), 0
    with (
        disk_errors(f"{folder.shown}/{addresses.file(address)}"),
        os.fdopen(_open_for_writing(folder, name), "wb") as file,
    ):
        for block in blocks:
            file.write(block)
            digest.update(block)
            size += len(block)
        signs = _signs(file)
    return name, signs, digest.hexdigest(), size


def _signs(file: IO[bytes]) -> Signs:
    """The stat of a written file, which the rename into place does not change."""
    file.flush()
    status = os.fstat(file.fileno())
    return Signs(status.st_mtime_ns, status.st_ino)


def _staged_name(folder: Folder, address: Address) -> str:
    if folder.empty:
        return f"{TREE}/{addresses.file(address)}"
    return hashlib.sha256(address.encode()).hexdigest()[:32]


def _open_for_writing(folder: Folder, staged: str) -> int:
    """A descriptor of a new staged file. Raises OSError."""
    if folder.empty:
        _make_parent(folder, staged)  # first, since most pages are alone in their folder
    return os.open(f"{folder.path}/{STAGING}/{staged}", _FOR_WRITING, 0o666)


def _make_parent(folder: Folder, staged: str) -> None:
    """Make the folder of a staged file, and those between it and the tree. The tree itself is there
    unless the output was removed during the build, and then nothing is made. Raises OSError."""
    parent = staged.rpartition("/")[0]
    try:
        os.mkdir(f"{folder.path}/{STAGING}/{parent}")
    except FileExistsError:
        pass
    except FileNotFoundError:
        if parent == TREE:
            raise
        _make_parent(folder, parent)
        with suppress(FileExistsError):  # made by another process meanwhile
            os.mkdir(f"{folder.path}/{STAGING}/{parent}")


def _opened(path: str) -> BufferedReader:
    """Open a regular file of the output folder, without blocking on a pipe or following a link in
    its place. Raises OSError; for anything that is not a regular file, FileNotFoundError."""
    try:
        descriptor = os.open(path, os.O_RDONLY | _CAREFULLY)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENXIO):  # a link, a socket
            raise FileNotFoundError(error.errno, error.strerror, path) from None
        raise
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)
    return os.fdopen(descriptor, "rb")


def read_published(folder: Path, address: Address) -> tuple[str, Signs] | None:
    """The SHA-256 and the stat of the file that is at an address now, if there is one."""
    try:
        with _opened(f"{folder}/{addresses.file(address)}") as file:
            status = os.fstat(file.fileno())
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
    return digest, Signs(status.st_mtime_ns, status.st_ino)
