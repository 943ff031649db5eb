"""Whether the published files are as they were left: what was edited or removed by hand is made
again by the next build.

A file is taken for ours by its size, its modification time and its inode, if it has not been
changed (ctime) since the last publication ended. Only where these differ its content is read.
"""

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from kazarchive.catalogue import published, store
from kazarchive.publishing import output
from kazarchive.publishing.output import INTERNAL, STAGING
from kazarchive.rules import addresses
from kazarchive.values import Address, Signs

CHANGED, GONE = "was changed by hand", "was removed"


def suspects(state: Path, folder: Path, part: published.Part) -> list[Address]:
    """Of the published files of a part the addresses of those that do not look as they were left,
    by a view of the catalogue of its own: another process may ask."""
    with closing(store.open_for_reading(state)) as connection:
        settled = int(store.meta(connection, "settled") or 0)
        return [*_altered(connection, part, folder, settled)]


def _altered(
    connection: sqlite3.Connection, part: published.Part, folder: Path, settled: int
) -> Iterator[Address]:
    top = str(folder)
    for address, size, mtime, inode in published.signs(connection, part):
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
    folder: output.Folder, connection: sqlite3.Connection, suspected: list[Address], started: int
) -> dict[Address, str]:
    """Of some suspects those that are not what was published, and what happened to each: they are
    planned to be made again. Of the others the signs are renewed.

    `started`: nanoseconds by the file system's clock, before the suspects were looked for.
    """
    wanted = published.digests(connection, suspected)
    same: list[tuple[Address, Signs]] = []
    differing: dict[Address, str] = {}
    for address in suspected:
        found = output.standing(folder.path, address)
        if found and found[0] == wanted[address]:
            same.append((address, found[1]))
        else:
            there = os.path.lexists(folder.path / addresses.file(address))
            differing[address] = CHANGED if there else GONE
            published.disown(connection, address, differing[address])
    published.sign(connection, same)
    if suspected:
        store.set_meta(connection, "settled", str(started))
    return differing


def foreign(folder: output.Folder, connection: sqlite3.Connection) -> Iterator[str]:
    """The files of the output folder that no build has made, relative to it."""
    ours = {addresses.file(address) for address in published.every_address(connection)}
    for path, folders, names in os.walk(folder.path):
        below = Path(path).relative_to(folder.path).as_posix().removeprefix(".")
        if not below:
            folders[:] = [name for name in folders if name != STAGING]
        folders.sort()
        for name in sorted(names):
            file = f"{below}/{name}".removeprefix("/")
            if file not in ours and file not in INTERNAL:
                yield file
