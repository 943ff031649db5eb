"""Turns an `OSError` while writing into an error of the command."""

from collections.abc import Iterator
from contextlib import contextmanager

from kazarchive.problems import Place, Problem


class WriteFailed(Exception):
    """A file or folder cannot be written; `problem` says which one and why (K0702)."""

    def __init__(self, path: str, reason: str) -> None:
        self.problem = Problem("K0702", Place(path), {"reason": reason})
        super().__init__(path, reason)

    @classmethod
    def by(cls, path: str, error: OSError) -> "WriteFailed":
        return cls(path, error.strerror or str(error))


@contextmanager
def disk_errors(path: str) -> Iterator[None]:
    """Turn `OSError` into WriteFailed. `path`: as messages show it."""
    try:
        yield
    except OSError as error:
        raise WriteFailed.by(path, error) from None
