"""One process at a time works in a state folder: `flock` on a file there, which the system lets go
with the process that holds it.

The library `filelock` does the same; to import it took a twentieth of a build without work.
"""

import fcntl
import os
from pathlib import Path
from time import sleep

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
        descriptor = os.open(folder / FILE, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            continue
        if os.fstat(descriptor).st_nlink:
            return descriptor
        os.close(descriptor)  # whoever had it has removed the folder
    raise Held


def release(descriptor: int) -> None:
    """Even where a process that was forked meanwhile still has the file open."""
    fcntl.flock(descriptor, fcntl.LOCK_UN)
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
