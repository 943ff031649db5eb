"""Whether the published files are intact: a file that was changed or removed by hand is rendered
again by the next build.

A file counts as intact if its size, modification time and inode are as recorded, and it has not
been changed (ctime) since the last publication ended. Only if these differ, its content is read.
"""

import os
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from kazarchive.execution.pool import Pool
from kazarchive.output import folder as output_folder
from kazarchive.output.folder import INTERNAL, STAGING
from kazarchive.rules import addresses
from kazarchive.state import database, journal
from kazarchive.state.journal import Signs
from kazarchive.values import Address

CHANGED, GONE = "was changed by hand", "was removed"


def begin(
    connection: sqlite3.Connection, state: Path, folder: output_folder.Folder, pool: Pool
) -> Callable[[], list[Address]]:
    """Start to check the published files, in another process if that helps. Calling the result
    returns the suspects. If the folder is not known, files are compared when they are rendered."""
    if not folder.known:
        return list
    parts = [(state, folder.path, part) for part in journal.parts(connection)]
    results = pool.run_in_background(suspects, parts)
    return lambda: [address for part in results() for address in part]


def suspects(state: Path, folder: Path, part: journal.Part) -> list[Address]:
    """The addresses in a part whose files no longer match their recorded stat. Opens a connection,
    so that it can run in another process."""
    with closing(database.open_for_reading(state)) as connection:
        settled = int(database.meta(connection, "settled") or 0)
        return [*_altered(connection, part, folder, settled)]


def _altered(
    connection: sqlite3.Connection, part: journal.Part, folder: Path, settled: int
) -> Iterator[Address]:
    top = str(folder)
    for address, size, mtime, inode in journal.signs(connection, part):
        try:
            status = os.lstat(f"{top}/{addresses.file(address)}")
        except OSError:
            yield address
            continue
        if not (
            status.st_mtime_ns == mtime
            and status.st_ino == inode
            and status.st_size == size
            and status.st_ctime_ns <= settled
            and stat.S_ISREG(status.st_mode)
        ):
            yield address


def confirm(
    folder: output_folder.Folder,
    connection: sqlite3.Connection,
    suspected: list[Address],
    started: int,
) -> dict[Address, str]:
    """Address → what happened to its file, of the suspects that are not what was published. They
    are planned to be rendered; the stat of the others is recorded again.

    `started`: nanoseconds by the file system's clock, before the check began.
    """
    wanted = journal.digests(connection, suspected)
    same: list[tuple[Address, Signs]] = []
    differing: dict[Address, str] = {}
    for address in suspected:
        published = output_folder.read_published(folder.path, address)
        if published and published[0] == wanted[address]:
            same.append((address, published[1]))
        else:
            exists = os.path.lexists(folder.path / addresses.file(address))
            differing[address] = CHANGED if exists else GONE
            journal.disown(connection, address, differing[address])
    journal.sign(connection, same)
    if suspected:
        database.set_meta(connection, "settled", str(started))
    return differing


def foreign(folder: output_folder.Folder, connection: sqlite3.Connection) -> Iterator[str]:
    """The files of the output folder that no build has published, relative to it."""
    ours = {addresses.file(address) for address in journal.every_address(connection)}
    for path, folders, names in os.walk(folder.path):
        below = Path(path).relative_to(folder.path).as_posix().removeprefix(".")
        if not below:
            folders[:] = [name for name in folders if name != STAGING]
        folders.sort()
        for name in sorted(names):
            file = f"{below}/{name}".removeprefix("/")
            if file not in ours and file not in INTERNAL:
                yield file
