"""Whether the published files are intact: a file that was changed or removed by hand is rendered
again by the next build.

A file counts as intact if its size, modification time and inode are as recorded, and it has not
been changed (ctime) since the last publication ended. Only if these differ, its content is read.

Of a large site, the files in the plan are checked and a sample of the others; all of them if one of
these was altered, and once a day. The time by which a change is recognised is then that of the last
check of all files, so a file that was published later is read. Folders have no times that could
replace a look at each file: overwriting a file does not change them.
"""

import os
import sqlite3
import stat
from collections.abc import Callable, Iterable, Iterator
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
    returns the suspects. If the folder is not known, files are compared when they are rendered; if
    it is sampled, `check_sample` checks it after planning."""
    if not folder.known or folder.sampled:
        return list
    parts = [(state, folder.path, part) for part in journal.parts(connection)]
    results = pool.run_in_background(suspects, parts)
    return lambda: [address for part in results() for address in part]


def suspects(state: Path, folder: Path, part: journal.Part) -> list[Address]:
    """The addresses in a part whose files no longer match their recorded stat. Opens a connection,
    so that it can run in another process."""
    with closing(database.open_for_reading(state)) as connection:
        return [*_altered(journal.signs(connection, part), folder, _settled(connection))]


def _settled(connection: sqlite3.Connection) -> int:
    return int(database.meta(connection, "settled") or 0)


def _altered(files: Iterable[journal.Row], folder: Path, settled: int) -> Iterator[Address]:
    top = str(folder)
    for address, size, mtime, inode in files:
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
    if not folder.sampled and (suspected or journal.is_large(connection)):
        database.set_meta(connection, "settled", str(started))
    return differing


def check_sample(
    folder: output_folder.Folder, connection: sqlite3.Connection, started: int
) -> dict[Address, str]:
    """As `confirm`, for a sampled folder after planning: checks the planned files, the first file
    of each part and one part; the rest too if one of these was altered."""
    if not (folder.known and folder.sampled):
        return {}
    part = journal.any_part(connection, started)
    altered = _check(folder, connection, journal.signs_of_planned(connection), started)
    altered |= _check(folder, connection, journal.signs(connection, part), started)
    if altered:
        for part in journal.parts(connection):
            altered |= _check(folder, connection, journal.signs(connection, part), started)
    return altered


def _check(
    folder: output_folder.Folder,
    connection: sqlite3.Connection,
    files: Iterable[journal.Row],
    started: int,
) -> dict[Address, str]:
    suspected = [*_altered(files, folder.path, _settled(connection))]
    return confirm(folder, connection, suspected, started)


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
