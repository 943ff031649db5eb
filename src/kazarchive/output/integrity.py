"""Whether the published files are as they were left: what was edited or removed by hand is made
again by the next build.

A file is taken for ours by its size, its modification time and its inode, if it has not been
changed (ctime) since the last publication ended. Only where these differ its content is read.
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
    """Start to look at the published files, perhaps in another process; calling what comes back
    gives the suspects. Those of a folder that is not known are compared when they are rendered."""
    if not folder.known:
        return list
    parts = [(state, folder.path, part) for part in journal.parts(connection)]
    found = pool.run_in_background(suspects, parts)
    return lambda: [address for some in found() for address in some]


def suspects(state: Path, folder: Path, part: journal.Part) -> list[Address]:
    """Of the published files of a part the addresses of those that do not look as they were left,
    by a view of the catalogue of its own: another process may ask."""
    with closing(database.open_for_reading(state)) as connection:
        settled = int(database.meta(connection, "settled") or 0)
        return [*_altered(connection, part, folder, settled)]


def _altered(
    connection: sqlite3.Connection, part: journal.Part, folder: Path, settled: int
) -> Iterator[Address]:
    top = str(folder)
    for address, size, mtime, inode in journal.signs(connection, part):
        try:
            found = os.lstat(f"{top}/{addresses.file(address)}")
        except OSError:
            yield address
            continue
        if not (
            found.st_mtime_ns == mtime
            and found.st_ino == inode
            and found.st_size == size
            and found.st_ctime_ns <= settled
            and stat.S_ISREG(found.st_mode)
        ):
            yield address


def confirm(
    folder: output_folder.Folder,
    connection: sqlite3.Connection,
    suspected: list[Address],
    started: int,
) -> dict[Address, str]:
    """Of some suspects those that are not what was published, and what happened to each: they are
    planned to be made again. Of the others the signs are renewed.

    `started`: nanoseconds by the file system's clock, before the suspects were looked for.
    """
    wanted = journal.digests(connection, suspected)
    same: list[tuple[Address, Signs]] = []
    differing: dict[Address, str] = {}
    for address in suspected:
        found = output_folder.standing(folder.path, address)
        if found and found[0] == wanted[address]:
            same.append((address, found[1]))
        else:
            there = os.path.lexists(folder.path / addresses.file(address))
            differing[address] = CHANGED if there else GONE
            journal.disown(connection, address, differing[address])
    journal.sign(connection, same)
    if suspected:
        database.set_meta(connection, "settled", str(started))
    return differing


def foreign(folder: output_folder.Folder, connection: sqlite3.Connection) -> Iterator[str]:
    """The files of the output folder that no build has made, relative to it."""
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
