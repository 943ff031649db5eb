"""The output folder as a destination: renames out of its staging folder, within one file system."""

import itertools
import os
from collections.abc import Iterable
from contextlib import suppress

from kazarchive.disk import WriteFailed, disk_errors
from kazarchive.output import inventory
from kazarchive.output.folder import STAGING, Folder, standing
from kazarchive.rules import addresses
from kazarchive.values import Address


class LocalFolder:
    """Implements `Destination`."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self._made = {""}
        """Folders below the output folder that are known to be there."""

    def put(self, address: Address, staged: str, digest: str) -> None:
        top, name = f"{self.folder.path}/", addresses.file(address)
        try:
            self._make(top, name.rpartition("/")[0])
            os.replace(f"{top}{STAGING}/{staged}", top + name)
        except FileNotFoundError:
            found = standing(self.folder.path, address)
            if found is None or found[0] != digest:  # otherwise an earlier process has renamed it
                raise
        except OSError as error:
            raise WriteFailed.by(f"{self.folder.shown}/{name}", error) from None

    def _make(self, top: str, below: str) -> None:
        """A folder and all above it, up to the `top`, each asked for once. Raises OSError."""
        if below not in self._made:
            self._make(top, below.rpartition("/")[0])
            try:
                os.mkdir(top + below)
            except FileExistsError:
                if not os.path.isdir(top + below):
                    raise
            self._made.add(below)

    def remove(self, address: Address) -> None:
        """A file of ours, and the folders that it leaves empty."""
        assert addresses.inside(address), address
        target = self.folder.path / addresses.file(address)
        if target.is_dir():
            return  # a folder has come in the file's place already
        try:
            with suppress(NotADirectoryError):
                target.unlink(missing_ok=True)
            for above in itertools.takewhile(lambda one: one != self.folder.path, target.parents):
                if above.is_dir():  # otherwise it has gone before, or a file has its place
                    if any(above.iterdir()):
                        break
                    above.rmdir()
        except OSError as error:
            shown = f"{self.folder.shown}/{addresses.file(address)}"
            raise WriteFailed.by(shown, error) from None

    def note_coming(self, addresses: Iterable[Address]) -> None:
        with disk_errors(f"{self.folder.shown}/{inventory.FILE}"):
            inventory.note(self.folder.path, "+", addresses)

    def note_gone(self, addresses: Iterable[Address]) -> None:
        with disk_errors(f"{self.folder.shown}/{inventory.FILE}"):
            inventory.note(self.folder.path, "-", addresses)

    def note_all(self, addresses: Iterable[Address]) -> None:
        with disk_errors(f"{self.folder.shown}/{inventory.FILE}"):
            inventory.rewrite(self.folder.path, self.folder.staging, addresses)
