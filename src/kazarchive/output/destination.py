"""Where a site is published to: what `output/publish.py` asks of such a place."""

from collections.abc import Iterable
from typing import Protocol

from kazarchive.values import Address


class Destination(Protocol):
    """A place where every file is whole or not there at all. Each method raises WriteFailed."""

    def put(self, address: Address, staged: str, digest: str) -> None:
        """Put a staged file in place, or find that it is there already: it has this SHA-256.
        Raises FileNotFoundError if neither is so."""

    def remove(self, address: Address) -> None:
        """Remove a file of ours, if it is there."""

    def note_coming(self, addresses: Iterable[Address]) -> None:
        """Note in the inventory, before they are put, which files will be ours."""

    def note_gone(self, addresses: Iterable[Address]) -> None:
        """Note in the inventory, after they were removed, which files are no longer ours."""

    def note_all(self, addresses: Iterable[Address]) -> None:
        """Write the inventory anew."""
