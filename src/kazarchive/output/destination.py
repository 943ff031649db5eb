"""What `output/publish.py` needs of a place to which a site is published."""

from collections.abc import Iterable
from typing import Protocol

from kazarchive.values import Address


class Destination(Protocol):
    """A place where a file is complete or absent at any moment. Each method raises WriteFailed."""

    def put_tree(self) -> bool:
        """Put all staged files in place at once, if nothing was published before; returns whether
        they are. Otherwise `put` finishes, file by file."""

    def put(self, address: Address, staged: str, digest: str) -> None:
        """Put a staged file in place, unless the file with this SHA-256 is there already. Raises
        FileNotFoundError if there is neither."""

    def remove(self, address: Address) -> None:
        """Remove a published file, if it exists."""

    def note_coming(self, addresses: Iterable[Address]) -> None:
        """Add files to the inventory before they are put in place."""

    def note_gone(self, addresses: Iterable[Address]) -> None:
        """Remove files from the inventory after they were removed."""

    def note_all(self, addresses: Iterable[Address]) -> None:
        """Replace the inventory."""
