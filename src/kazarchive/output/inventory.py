"""Which files of an output folder are ours, as the folder itself tells it.

The catalogue knows, but it may be deleted at any time; then this log tells which pages have no
article any more. A build adds a line for each file that comes (`+`) or goes (`-`), so that an edit
costs no more than it changes; a build of everything writes it anew.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from kazarchive.rules import addresses
from kazarchive.values import Address

FILE = ".kazarchive-files"


def note(folder: Path, sign: str, changed: Iterable[Address]) -> None:
    """Add lines for files that come (`+`) or have gone (`-`)."""
    lines = "".join(f"{sign}{address}\n" for address in changed).encode()
    if lines:
        with _own(folder).open("a+b") as log:
            log.write(_void_end(log) + lines)


def _void_end(log: BinaryIO) -> bytes:
    """What ends a last line that was not written whole, so that it names nothing."""
    if log.seek(0, os.SEEK_END) == 0:
        return b""
    log.seek(-1, os.SEEK_END)
    return b"" if log.read(1) == b"\n" else b"\0\n"


def _own(folder: Path) -> Path:
    """The log's file; a link or a pipe in its place is none of ours, and removed."""
    log = folder / FILE
    if log.is_symlink() or log.is_fifo():
        log.unlink()
    return log


def rewrite(folder: Path, staging: Path, every: Iterable[Address]) -> None:
    """Write the log anew, whole, unless it is so already."""
    lines = "".join(f"+{address}\n" for address in every).encode()
    log, waiting = _own(folder), staging / "files"
    if not log.exists() or log.read_bytes() != lines:
        waiting.write_bytes(lines)
        waiting.replace(log)


def read(folder: Path) -> set[Address]:
    """The addresses of our files. The log is not trusted: a line that names no place inside the
    folder, or was not written whole, is left out."""
    try:
        whole = _own(folder).read_text("utf-8", errors="replace").rpartition("\n")[0]
    except OSError:
        return set()
    found: set[Address] = set()
    for line in whole.split("\n"):
        sign, address = line[:1], line[1:]
        if sign == "+" and addresses.inside(address):
            found.add(address)
        elif sign == "-":
            found.discard(address)
    return found
