"""The inventory: a log in the output folder of the files that were published to it.

The state records them too, but it may be deleted at any time; then the log says which pages have no
article any more. A build adds a line for each file that is added (`+`) or removed (`-`), so that
the cost is that of the edit; a build of everything replaces the log.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from kazarchive.rules import addresses
from kazarchive.values import Address

FILE = ".kazarchive-files"


def note(folder: Path, sign: str, changed: Iterable[Address]) -> None:
    """Add lines for files that will be added (`+`) or were removed (`-`)."""
    lines = "".join(f"{sign}{address}\n" for address in changed).encode()
    if lines:
        with _log(folder).open("a+b") as log:
            log.write(_invalid_end(log) + lines)


def _invalid_end(log: BinaryIO) -> bytes:
    """What must follow an incomplete last line, so that it is a line that names no file."""
    if log.seek(0, os.SEEK_END) == 0:
        return b""
    log.seek(-1, os.SEEK_END)
    return b"" if log.read(1) == b"\n" else b"\0\n"


def _log(folder: Path) -> Path:
    """The log's file, after a link or a pipe in its place was removed."""
    log = folder / FILE
    if log.is_symlink() or log.is_fifo():
        log.unlink()
    return log


def rewrite(folder: Path, staging: Path, every: Iterable[Address]) -> None:
    """Replace the log by a rename, unless it has these lines already."""
    lines = "".join(f"+{address}\n" for address in every).encode()
    log, waiting = _log(folder), staging / "files"
    if not log.exists() or log.read_bytes() != lines:
        waiting.write_bytes(lines)
        waiting.replace(log)


def read(folder: Path) -> set[Address]:
    """The addresses of the published files. The log is not trusted: a line is ignored if it is
    incomplete or does not name a file inside the folder."""
    try:
        complete = _log(folder).read_text("utf-8", errors="replace").rpartition("\n")[0]
    except OSError:
        return set()
    published: set[Address] = set()
    for line in complete.split("\n"):
        sign, address = line[:1], line[1:]
        if sign == "+" and addresses.inside(address):
            published.add(address)
        elif sign == "-":
            published.discard(address)
    return published
