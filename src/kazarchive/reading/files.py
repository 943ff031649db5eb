"""Open source files: only regular ones, without blocking, and in any Unicode form of their
names."""

import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path

from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.reading import forms
from kazarchive.rules import text

_CAREFULLY = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""Do not wait for a pipe, and do not convert bytes, on systems with these flags."""

Beside = Callable[[str], bytes]
"""The path of a file, relative to the root → its bytes. Raises ProblemsFound."""


def read(file: Path | str, path: str) -> bytes:
    """The bytes of a source file. `path`: its name in messages.

    Raises ProblemsFound (K0301, K0303, K0304).
    """
    with opened(file, path) as source:
        return source.read()


def below(root: Path) -> Beside:
    """A function that reads a source file by its path below the root. It raises like `read`, and
    for a link that leads out of the root (K0302)."""

    def read_below(path: str) -> bytes:
        file = forms.real(root / path)
        if not Path(os.path.realpath(file)).is_relative_to(os.path.realpath(root)):
            target = text.printable(os.path.realpath(file))
            raise ProblemsFound([Problem("K0302", Place(path), {"target": target})])
        return read(file, path)

    return read_below


def digest(file: Path | str, path: str) -> str:
    """SHA-256 of a source file of any size. Raises like `read`."""
    with opened(file, path) as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


@contextmanager
def opened(file: Path | str, path: str) -> Iterator[BufferedReader]:
    """An open file; an OSError while it is read becomes ProblemsFound (K0303). Raises like
    `read`."""
    with open_regular(file, path) as source:
        try:
            yield source
        except OSError as error:
            raise _unreadable(path, error) from None


def open_regular(file: Path | str, path: str) -> BufferedReader:
    """Open a file without blocking, so that a named pipe in its place cannot stop the program.
    Raises like `read`."""
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
    """The content of an open file of any size, in blocks. Raises ProblemsFound (K0303)."""
    try:
        while block := source.read(1 << 20):
            yield block
    except OSError as error:
        raise _unreadable(path, error) from None


def _unreadable(path: str, error: OSError) -> ProblemsFound:
    reason = {"reason": error.strerror or str(error)}
    return ProblemsFound([Problem("K0303", Place(path), reason)])
