"""The output folder as a destination: files and folders are renamed from its staging folder, in one
file system."""

import itertools
import os
from collections.abc import Iterable
from contextlib import suppress

from kazarchive.disk import WriteFailed, disk_errors
from kazarchive.output import inventory
from kazarchive.output.folder import STAGING, TREE, Folder, read_published
from kazarchive.rules import addresses
from kazarchive.values import Address


class LocalFolder:
    """Implements `Destination`."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self._made = {""}
        """Folders below the output folder that exist."""

    def put_tree(self) -> bool:
        top = self.folder.path
        try:
            with os.scandir(self.folder.staging / TREE) as entries:
                staged = sorted(entries, key=_order)
            for entry in staged:
                os.rename(entry.path, top / entry.name)
        except OSError:  # a name is taken; one by one, files show which cannot be put in place
            return False
        return True

    def put(self, address: Address, staged: str, digest: str) -> None:
        top, name = f"{self.folder.path}/", addresses.file(address)
        try:
            self._make(top, name.rpartition("/")[0])
            os.replace(f"{top}{STAGING}/{staged}", top + name)
        except FileNotFoundError:
            published = read_published(self.folder.path, address)
            if published is None or published[0] != digest:  # else an earlier process renamed it
                raise
        except OSError as error:
            raise WriteFailed.by(f"{self.folder.shown}/{name}", error) from None

    def _make(self, top: str, below: str) -> None:
        """Make a folder and all folders between it and `top`, each once. Raises OSError."""
        if below not in self._made:
            self._make(top, below.rpartition("/")[0])
            try:
                os.mkdir(top + below)
            except FileExistsError:
                if not os.path.isdir(top + below) or os.path.islink(top + below):
                    raise
            self._made.add(below)

    def remove(self, address: Address) -> None:
        """Remove a published file, and the folders that become empty."""
        assert addresses.inside(address), address
        target = self.folder.path / addresses.file(address)
        if target.is_dir():
            return  # a new folder is in the file's place already
        try:
            with suppress(NotADirectoryError):
                target.unlink(missing_ok=True)
            parents = itertools.takewhile(lambda path: path != self.folder.path, target.parents)
            for parent in parents:
                if parent.is_dir():  # otherwise it was removed before, or a file is in its place
                    if any(parent.iterdir()):
                        break
                    parent.rmdir()
        except OSError as error:
            raise WriteFailed.by(f"{self.folder.shown}/{addresses.file(address)}", error) from None

    def note_coming(self, addresses: Iterable[Address]) -> None:
        with disk_errors(f"{self.folder.shown}/{inventory.FILE}"):
            inventory.note(self.folder.path, "+", addresses)

    def note_gone(self, addresses: Iterable[Address]) -> None:
        with disk_errors(f"{self.folder.shown}/{inventory.FILE}"):
            inventory.note(self.folder.path, "-", addresses)

    def note_all(self, addresses: Iterable[Address]) -> None:
        with disk_errors(f"{self.folder.shown}/{inventory.FILE}"):
            inventory.rewrite(self.folder.path, self.folder.staging, addresses)


def _order(entry: os.DirEntry[str]) -> tuple[bool, bool, str]:
    """Folders first, the front page last: it links to most of the others."""
    return not entry.is_dir(), entry.name == "index.html", entry.name
