"""Opening source files, in whatever Unicode form their names are: regular ones only, and never a
wait."""

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path

from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.reading import forms

_CAREFULLY = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""Without waiting at a pipe, and with every byte as it is, on systems that have these."""


def read(file: Path | str, path: str) -> bytes:
    """The bytes of a source file, which messages call `path`.

    Raises ProblemsFound (K0301, K0303, K0304).
    """
    with opened(file, path) as source:
        return source.read()


def digest(file: Path | str, path: str) -> str:
    """SHA-256 of a source file of any size. Raises as `read` does."""
    with opened(file, path) as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


@contextmanager
def opened(file: Path | str, path: str) -> Iterator[BufferedReader]:
    """An opened file; what its reading raises is told as a problem too."""
    with open_regular(file, path) as source:
        try:
            yield source
        except OSError as error:
            raise _unreadable(path, error) from None


def open_regular(file: Path | str, path: str) -> BufferedReader:
    """Opened without blocking, so that a named pipe put in the file's place cannot stop us."""
    try:
        descriptor = os.open(forms.real(file), os.O_RDONLY | _CAREFULLY)
    except FileNotFoundError:
        raise ProblemsFound([Problem("K0304", Place(path))]) from None
    except OSError as error:
        raise _unreadable(path, error) from None
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return open(descriptor, "rb")
    os.close(descriptor)
    raise ProblemsFound([Problem("K0301", Place(path), {"what": "a device or pipe"})])


def blocks(source: BufferedReader, path: str) -> Iterator[bytes]:
    """The content of an opened file of any size. Raises ProblemsFound (K0303)."""
    try:
        while block := source.read(1 << 20):
            yield block
    except OSError as error:
        raise _unreadable(path, error) from None


def _unreadable(path: str, error: OSError) -> ProblemsFound:
    reason = {"reason": error.strerror or str(error)}
    return ProblemsFound([Problem("K0303", Place(path), reason)])
