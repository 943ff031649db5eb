"""One process at a time works in a state folder: a lock on a file there, which the system releases
with the process that holds it. `flock` on POSIX systems, `msvcrt.locking` on Windows.

The library `filelock` does the same; to import it took a twentieth of a build without work.
"""

import os
from importlib import import_module
from pathlib import Path
from time import sleep
from typing import Any

FILE = "lock"

TRIES, PAUSE = 6, 0.05
"""A quarter of a second, pauses in seconds: processes that were killed hold the lock until they are
gone, and one that has just taken it says so a moment later."""


class Held(Exception):
    """Another process has the lock."""


def take(folder: Path, tries: int = TRIES) -> int:
    """A descriptor of the lock's file, to be given to `release`. Raises Held, OSError."""
    for number in range(tries):
        if number:
            sleep(PAUSE)
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
        descriptor = os.open(folder / FILE, flags, 0o644)
        if not _lock(descriptor):
            os.close(descriptor)
            continue
        if os.fstat(descriptor).st_nlink:
            return descriptor
        os.close(descriptor)  # whoever had it has removed the folder
    raise Held


def release(descriptor: int) -> None:
    """Even where a process that was forked meanwhile still has the file open."""
    _unlock(descriptor)
    os.close(descriptor)


def busy(folder: Path) -> bool:
    """Whether a process is at work in a state folder."""
    try:
        release(take(folder, tries=1))
    except Held:
        return True
    except OSError:
        return False
    return False


def _lock(descriptor: int) -> bool:
    """Whether the lock was free; it is ours then."""
    posix, windows = _systems()
    try:
        if posix:
            posix.flock(descriptor, posix.LOCK_EX | posix.LOCK_NB)
        else:
            windows.locking(descriptor, windows.LK_NBLCK, 1)
    except (BlockingIOError, PermissionError):  # as either system says that another has it
        return False
    return True


def _unlock(descriptor: int) -> None:
    posix, windows = _systems()
    if posix:
        posix.flock(descriptor, posix.LOCK_UN)
    else:
        os.lseek(descriptor, 0, os.SEEK_SET)
        windows.locking(descriptor, windows.LK_UNLCK, 1)


def _systems() -> tuple[Any, Any]:
    """`fcntl` of POSIX systems, or None and `msvcrt` of Windows."""
    try:
        return import_module("fcntl"), None
    except ImportError:
        return None, import_module("msvcrt")
