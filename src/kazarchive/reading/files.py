"""Reading a source file's bytes: regular files only, and never a wait."""

import os
import stat
from pathlib import Path

from kazarchive.problems import Place, Problem, ProblemsFound


def read(file: Path, path: str) -> bytes:
    """The bytes of a source file, which messages call `path`.

    Raises ProblemsFound (K0301, K0303, K0304).

    Opened without blocking, so that a named pipe put in the file's place cannot stop the build.
    """
    try:
        descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with open(descriptor, "rb") as opened:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise ProblemsFound([Problem("K0301", Place(path), {"what": "a device or pipe"})])
            return opened.read()
    except FileNotFoundError:
        raise ProblemsFound([Problem("K0304", Place(path))]) from None
    except OSError as error:
        reason = {"reason": error.strerror or str(error)}
        raise ProblemsFound([Problem("K0303", Place(path), reason)]) from None
