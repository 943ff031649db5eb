"""The lock by which one process at a time works in a state folder.

The system releases it when the process ends: `flock` on POSIX systems, `msvcrt.locking` on Windows.
The library `filelock` does the same; importing it took a twentieth of a build with nothing to do.
"""

import os
from importlib import import_module
from pathlib import Path
from time import sleep
from typing import Any

FILE = "lock"

TRIES, PAUSE = 6, 0.05
"""Together a quarter of a second: a killed process holds the lock until it is gone, and a process
that has just taken the lock writes its number a moment later. PAUSE is in seconds."""


class Held(Exception):
    """Another process has the lock."""


def take(folder: Path, tries: int = TRIES) -> int:
    """Take the lock; returns the descriptor for `release`. Raises Held, OSError."""
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
        os.close(descriptor)  # the process that held it has removed the folder
    raise Held


def release(descriptor: int) -> None:
    """Release the lock, even if a process that was forked meanwhile still has the file open."""
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
    """Take the lock if it is free; returns whether it was."""
    posix, windows = _systems()
    try:
        if posix:
            posix.flock(descriptor, posix.LOCK_EX | posix.LOCK_NB)
        else:
            windows.locking(descriptor, windows.LK_NBLCK, 1)
    except (BlockingIOError, PermissionError):  # either system's answer if it is held
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
    """(`fcntl`, None) on POSIX systems, (None, `msvcrt`) on Windows."""
    try:
        return import_module("fcntl"), None
    except ImportError:
        return None, import_module("msvcrt")
