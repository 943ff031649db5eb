"""A file that is published as it is → its bytes; an image is published without its metadata."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from io import BufferedReader
from pathlib import Path

from kazarchive.answers import Copy
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.reading import files, media, theme_files
from kazarchive.reading.theme_files import BUNDLED
from kazarchive.rules import signatures, stripping


def stripped(root: Path, page: Copy) -> bytes | None:
    """The bytes of an image without its metadata; None for any other file.

    Raises ProblemsFound (K0304, and the codes of `media.Fault`).
    """
    if page.source.startswith(BUNDLED):
        return None
    with _opened(root, page) as source:
        form = signatures.kind(source.read(signatures.HEAD))
        if form not in stripping.FORMS:
            return None
        source.seek(0)
        raw = source.read()
    if hashlib.sha256(raw).hexdigest() != page.digest:
        raise changed(page)
    try:
        return media.stripped(raw, form)
    except media.Fault as fault:
        values = {"image": page.source, "reason": fault.reason}
        raise ProblemsFound([Problem(fault.code, Place(page.source), values)]) from None


@contextmanager
def blocks(root: Path, page: Copy) -> Iterator[Iterator[bytes]]:
    """The bytes of any other file, block by block. The caller compares their digest with that of
    the page, and raises `changed` if they differ."""
    with _opened(root, page) as source:
        yield files.blocks(source, page.source)


def size(root: Path, page: Copy) -> int:
    """The size of the file in bytes."""
    with _opened(root, page) as source:
        return os.fstat(source.fileno()).st_size


def content(root: Path, page: Copy) -> bytes:
    """The bytes that are published. Raises as `stripped`."""
    if (clean := stripped(root, page)) is not None:
        return clean
    with blocks(root, page) as parts:
        raw = b"".join(parts)
    if hashlib.sha256(raw).hexdigest() != page.digest:
        raise changed(page)
    return raw


def changed(page: Copy) -> ProblemsFound:
    """K0304: the file has changed since it was read."""
    return ProblemsFound([Problem("K0304", Place(page.source))])


def _opened(root: Path, page: Copy) -> AbstractContextManager[BufferedReader]:
    return files.opened(theme_files.resolve(root, page.source), page.source)
