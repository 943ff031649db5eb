"""The files at the top of the site, from `root/`. They are few, and give way to every page: all
leave before articles and pages enter, and enter after them."""

import sqlite3
from collections.abc import Iterator

from kazarchive.catalogue import rows
from kazarchive.catalogue.rivals import Rivals
from kazarchive.values import Address

_OF_ROOT = "path >= 'root/' AND path < 'root0'"


def leave(connection: sqlite3.Connection) -> set[str]:
    """Remove all; returns the paths of those that were there."""
    query = f"DELETE FROM claim WHERE {_OF_ROOT} RETURNING path"
    return {row[0] for row in connection.execute(query).fetchall()}


def enter(
    connection: sqlite3.Connection, rivals: Rivals, path: str, address: Address
) -> str | None:
    """Add a file, unless an article, a page or another such file needs its address: then its path
    is returned."""
    key = rows.file_key(address)
    if owners := rivals.claimants(key, path, ""):
        return owners[0]
    connection.execute("INSERT INTO claim VALUES (?, ?, ?, '')", (key, path, address))
    return None


def recorded(connection: sqlite3.Connection) -> Iterator[str]:
    """The paths of all files of `root/` that can be published, in order."""
    query = f"SELECT path FROM source WHERE {_OF_ROOT} ORDER BY path"
    yield from (row[0] for row in connection.execute(query).fetchall())
