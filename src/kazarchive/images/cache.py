"""Encoded images, kept in the state folder under the digest of their source file.

An unchanged image is never encoded again, and the cache may be deleted at any time. Each image has
a folder; a file in it is used only if it still has the digest recorded beside it.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from kazarchive.config.options import ImageOptions
from kazarchive.disk import disk_errors
from kazarchive.images import FOLDER
from kazarchive.images.encode import edition, encoded
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.reading import files
from kazarchive.reading.media import Fault
from kazarchive.values import Picture

SUMS = "sums.json"


class Variant(NamedTuple):
    """An encoded file."""

    digest: str
    """SHA-256."""
    size: int
    """Bytes."""


def key(picture: Picture, digest: str, options: ImageOptions) -> str:
    """The folder name of an image, from the SHA-256 of its file and all that decides on the result.
    A new decoder of HEIC invalidates HEIC images only."""
    parts = f"{digest} {edition(options)} {picture.decoder}"
    return hashlib.sha256(parts.encode()).hexdigest()[:32]


class VariantCache:
    """The cache, as one process uses it."""

    def __init__(self, root: Path, state: Path, options: ImageOptions) -> None:
        self._root, self._folder, self._options = root, state / FOLDER, options
        self._shown = f"{state.name}/{FOLDER}"

    def place(self, picture: Picture, digest: str) -> str:
        """The name of the folder of a source file."""
        return key(picture, digest, self._options)

    def kept(self, picture: Picture, digest: str) -> dict[str, Variant] | None:
        """The variants of a source file by name; None if there are none or their record is
        damaged."""
        folder = self._folder / self.place(picture, digest)
        with suppress(OSError, ValueError, TypeError, AttributeError):
            sums = json.loads((folder / SUMS).read_text("utf-8"))
            return {name: Variant(*recorded) for name, recorded in sums.items()}
        return None

    def file(self, picture: Picture, digest: str, name: str) -> Variant:
        """A variant, made again if it is missing. Raises ProblemsFound (K0304) or Fault."""
        kept = self.kept(picture, digest) or {}
        if name not in kept:
            self._make_again(picture, digest)
            kept = self.kept(picture, digest) or {}
        return kept[name]

    def read(self, picture: Picture, digest: str, name: str) -> bytes:
        """The bytes of a variant, made again if they are missing or do not match their digest."""
        file = self._folder / self.place(picture, digest) / name
        with suppress(OSError):
            content = file.read_bytes()
            if hashlib.sha256(content).hexdigest() == self.file(picture, digest, name).digest:
                return content
        self._make_again(picture, digest)
        with disk_errors(self._shown):
            return file.read_bytes()

    def _make_again(self, picture: Picture, digest: str) -> None:
        """Restore variants that were deleted or damaged. Raises ProblemsFound (K0304)."""
        try:
            self.make(picture, digest)
        except Fault:
            raise ProblemsFound([Problem("K0304", Place(picture.source))]) from None

    def make(self, picture: Picture, digest: str) -> None:
        """Make all sizes of a source file. Raises Fault, or ProblemsFound (K0304) if the file has
        changed since it was read."""
        raw = files.read(self._root / picture.source, picture.source)
        if hashlib.sha256(raw).hexdigest() != digest:
            raise ProblemsFound([Problem("K0304", Place(picture.source))])
        self._put(self.place(picture, digest), encoded(raw, picture, self._options))

    def _put(self, key: str, made: Mapping[str, bytes]) -> None:
        """Store all variants or none, even if another process stores the same ones."""
        waiting, folder = self._folder / f".{key}-{os.getpid()}", self._folder / key
        with disk_errors(self._shown):
            shutil.rmtree(waiting, ignore_errors=True)
            waiting.mkdir(parents=True)
            for name, content in made.items():
                (waiting / name).write_bytes(content)
            sums = {
                name: (hashlib.sha256(content).hexdigest(), len(content))
                for name, content in made.items()
            }
            (waiting / SUMS).write_text(json.dumps(sums), "utf-8")
            shutil.rmtree(folder, ignore_errors=True)
            waiting.replace(folder)
