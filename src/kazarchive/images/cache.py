"""What was made of images, kept in the state folder by the content of their files.

An unchanged image is never encoded again; the folder may be deleted at any time. One folder an
image: each file in it is believed only while its digest is the one noted beside it.
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
    """A file that was made."""

    digest: str
    size: int
    """Bytes."""


def key(picture: Picture, digest: str, options: ImageOptions) -> str:
    """The folder of an image by the SHA-256 of its file. Another decoder of HEIC makes no other
    image anew."""
    made = f"{digest} {edition(options)} {picture.decoder}"
    return hashlib.sha256(made.encode()).hexdigest()[:32]


class VariantCache:
    """What is kept, for one process."""

    def __init__(self, root: Path, state: Path, options: ImageOptions) -> None:
        self._root, self._folder, self._options = root, state / FOLDER, options
        self._shown = f"{state.name}/{FOLDER}"

    def place(self, picture: Picture, digest: str) -> str:
        """The name of the folder for what is made of a file."""
        return key(picture, digest, self._options)

    def kept(self, picture: Picture, digest: str) -> dict[str, Variant] | None:
        """What was made of a file, by name; None if nothing usable is there."""
        folder = self._folder / self.place(picture, digest)
        with suppress(OSError, ValueError, TypeError, AttributeError):
            sums = json.loads((folder / SUMS).read_text("utf-8"))
            return {one: Variant(*known) for one, known in sums.items()}
        return None

    def file(self, picture: Picture, digest: str, name: str) -> Variant:
        """What is to be published of an image. Raises ProblemsFound."""
        kept = self.kept(picture, digest) or {}
        if name not in kept:
            self._make_again(picture, digest)
            kept = self.kept(picture, digest) or {}
        return kept[name]

    def read(self, picture: Picture, digest: str, name: str) -> bytes:
        """Its bytes; made again if they are not those that were made."""
        file = self._folder / self.place(picture, digest) / name
        with suppress(OSError):
            content = file.read_bytes()
            if hashlib.sha256(content).hexdigest() == self.file(picture, digest, name).digest:
                return content
        self._make_again(picture, digest)
        with disk_errors(self._shown):
            return file.read_bytes()

    def _make_again(self, picture: Picture, digest: str) -> None:
        """What was made once, and has been deleted since."""
        try:
            self.make(picture, digest)
        except Fault:
            raise ProblemsFound([Problem("K0304", Place(picture.source))]) from None

    def make(self, picture: Picture, digest: str) -> None:
        """Make all sizes of a file. Raises Fault; ProblemsFound (K0304) if it is another now."""
        raw = files.read(self._root / picture.source, picture.source)
        if hashlib.sha256(raw).hexdigest() != digest:
            raise ProblemsFound([Problem("K0304", Place(picture.source))])
        self._put(self.place(picture, digest), encoded(raw, picture, self._options))

    def _put(self, key: str, made: Mapping[str, bytes]) -> None:
        """Whole or not at all, whoever else puts the same."""
        waiting, folder = self._folder / f".{key}-{os.getpid()}", self._folder / key
        with disk_errors(self._shown):
            shutil.rmtree(waiting, ignore_errors=True)
            waiting.mkdir(parents=True)
            for one, content in made.items():
                (waiting / one).write_bytes(content)
            sums = {
                one: (hashlib.sha256(content).hexdigest(), len(content))
                for one, content in made.items()
            }
            (waiting / SUMS).write_text(json.dumps(sums), "utf-8")
            shutil.rmtree(folder, ignore_errors=True)
            waiting.replace(folder)
