"""What stands in the output folder, what is to be rendered, and the journal between the two."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct

from kazarchive.changes import Planned
from kazarchive.state import database
from kazarchive.values import Address

_NO_SIGNS = (None, None)

Part = tuple[Address, Address]
"""The addresses from one on, before another."""

PART = 2048
"""Published files of a part: so few that two processes which share the parts end together."""

# --- the plan -----------------------------------------------------------------------------------


class Signs(NamedTuple):
    """What tells that a published file is the one that was written."""

    mtime: int
    """Nanoseconds."""
    inode: int


class Output(Struct, frozen=True):
    """What stands, or is to stand, at an address."""

    address: Address
    kind: str
    digest: str
    size: int
    staged: str | None = None
    """The name of the staged file; `None` when the published bytes are the same already."""
    signs: Signs | None = None
    """Of the file that has these bytes; `None` when they are as recorded."""


def expect(connection: sqlite3.Connection, planned: Iterable[Planned]) -> None:
    """Add to what is to be rendered; the first reason given is kept."""
    connection.executemany(
        "INSERT OR IGNORE INTO pending VALUES (?, ?, ?)",
        ((one.kind, one.address, one.because) for one in planned),
    )


def pending(connection: sqlite3.Connection, kind: str) -> Iterator[Planned]:
    query = "SELECT address, because FROM pending WHERE kind = ? ORDER BY address"
    for address, because in connection.execute(query, (kind,)):
        yield Planned(kind, address, because)


def every_pending(connection: sqlite3.Connection) -> Iterator[Planned]:
    query = "SELECT kind, address, because FROM pending ORDER BY kind, address"
    return (Planned(*row) for row in connection.execute(query))


def pending_reason(connection: sqlite3.Connection, address: Address) -> str | None:
    query = "SELECT because FROM pending WHERE address = ?"
    row = connection.execute(query, (address,)).fetchone()
    return row[0] if row else None


def forget_plan(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM pending")


def pending_total(connection: sqlite3.Connection) -> int:
    (n,) = connection.execute("SELECT count(*) FROM pending").fetchone()
    return int(n)


# --- the journal --------------------------------------------------------------------------------


def stage(
    connection: sqlite3.Connection, outputs: Iterable[Output], gone: Iterable[tuple[Address, str]]
) -> None:
    """Note what was rendered, and the (address, kind) of what has no page any more.

    A page that another kind has rendered at the address stays, whichever comes first.
    """
    connection.executemany(
        "INSERT OR REPLACE INTO staged VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (one.address, one.kind, one.digest, one.size, *(one.signs or _NO_SIGNS), one.staged)
            for one in outputs
        ),
    )
    connection.executemany(
        "INSERT OR IGNORE INTO staged SELECT address, ?2, NULL, NULL, NULL, NULL, NULL"
        " FROM page WHERE address = ?1",
        gone,
    )


def stage_orphans(connection: sqlite3.Connection) -> None:
    """Where everything was planned, what is published beyond it has no source any more."""
    connection.execute(
        "INSERT OR REPLACE INTO staged SELECT address, kind, NULL, NULL, NULL, NULL, NULL FROM page"
        " WHERE address NOT IN (SELECT address FROM pending)"
    )


def staged(
    connection: sqlite3.Connection, kind: str, new: bool
) -> Iterator[tuple[Address, str, str]]:
    """(address, staged file, digest) of what a kind of page has to write, where nothing of ours
    stands yet or where something does."""
    query = (
        "SELECT address, file, digest FROM staged WHERE kind = ? AND file IS NOT NULL"
        f" AND {'NOT' if new else ''} EXISTS"
        " (SELECT 1 FROM page WHERE page.address = staged.address) ORDER BY address"
    )
    yield from connection.execute(query, (kind,))


def newcomers(connection: sqlite3.Connection) -> Iterator[Address]:
    """What is to be written where this archive has not yet written anything."""
    query = (
        "SELECT address FROM staged WHERE file IS NOT NULL"
        " AND address NOT IN (SELECT address FROM page) ORDER BY address"
    )
    return (row[0] for row in connection.execute(query))


def removals(connection: sqlite3.Connection) -> Iterator[Address]:
    query = "SELECT address FROM staged WHERE digest IS NULL ORDER BY address"
    return (row[0] for row in connection.execute(query))


def every_change(connection: sqlite3.Connection) -> Iterator[Address]:
    """What is to be written or removed."""
    query = "SELECT address FROM staged WHERE file IS NOT NULL OR digest IS NULL ORDER BY address"
    return (row[0] for row in connection.execute(query))


def in_the_way(connection: sqlite3.Connection) -> Iterator[Address]:
    """What is to be removed before anything is written: a file where a folder comes, and what
    stands in a folder where a file comes."""
    below = "{0}.address >= {1}.address || '/' AND {0}.address < {1}.address || '0'"
    query = (
        "SELECT gone.address FROM staged AS gone CROSS JOIN staged AS new"
        f" ON {below.format('new', 'gone')} WHERE gone.digest IS NULL AND new.file IS NOT NULL"
        " UNION SELECT gone.address FROM staged AS new CROSS JOIN staged AS gone"
        f" ON {below.format('gone', 'new')} WHERE gone.digest IS NULL AND new.file IS NOT NULL"
        " AND new.address NOT LIKE '%/'"
    )
    return (row[0] for row in connection.execute(query).fetchall())


def staged_counts(connection: sqlite3.Connection) -> tuple[int, int, int]:
    """(rendered, written, removed)."""
    query = "SELECT count(digest), count(file), count(*) - count(digest) FROM staged"
    rendered, written, removed = connection.execute(query).fetchone()
    return rendered, written, removed


def close_journal(connection: sqlite3.Connection) -> None:
    """All is in place: the staged becomes the published, and nothing is pending."""
    run = connection.execute
    run(
        "INSERT INTO page SELECT address, kind, digest, size, mtime, inode FROM staged"
        " WHERE digest IS NOT NULL ON CONFLICT DO UPDATE SET kind = excluded.kind,"
        " digest = excluded.digest, size = excluded.size,"
        " mtime = coalesce(excluded.mtime, mtime), inode = coalesce(excluded.inode, inode)"
    )
    run("DELETE FROM page WHERE address IN (SELECT address FROM staged WHERE digest IS NULL)")
    run("DELETE FROM staged")
    run("DELETE FROM pending")
    run("DELETE FROM spool")
    run("DELETE FROM stood")
    run("DELETE FROM meta WHERE key IN ('publishing', 'everything')")


def drop_journal(connection: sqlite3.Connection) -> None:
    """Forget what was rendered: it is still pending."""
    connection.execute("DELETE FROM staged")
    connection.execute("DELETE FROM meta WHERE key = 'publishing'")


# --- the site -----------------------------------------------------------------------------------


def digests(connection: sqlite3.Connection, addresses: Sequence[Address]) -> dict[Address, str]:
    query = "SELECT address, digest FROM page WHERE address = ?"
    found = (connection.execute(query, (address,)).fetchone() for address in addresses)
    return dict(row for row in found if row)


def adopt(connection: sqlite3.Connection, addresses: Iterable[Address]) -> None:
    """Take files for published of which nothing is known but that they are ours."""
    connection.executemany(
        "INSERT OR IGNORE INTO page VALUES (?, '', '', 0, NULL, NULL)",
        ((one,) for one in sorted(addresses)),
    )


def divide(connection: sqlite3.Connection) -> None:
    """Note where the site as it is now falls into parts of one size."""
    query = (
        "SELECT address FROM (SELECT address, row_number() OVER (ORDER BY address) AS n FROM page)"
        " WHERE n % ? = 0"
    )
    found = [row[0] for row in connection.execute(query, (PART,))]
    database.set_meta(connection, "parts", json.dumps(found))


def parts(connection: sqlite3.Connection) -> list[Part]:
    """All addresses, as parts that were once of one size: what came or went since is in them."""
    bounds = json.loads(database.meta(connection, "parts") or "[]")
    return [*pairwise(["/", *bounds, "0"])]  # all addresses begin with a slash, which 0 follows


def signs(
    connection: sqlite3.Connection, part: Part
) -> Iterator[tuple[Address, int, int | None, int | None]]:
    """(address, size, mtime, inode) of the published files of a part."""
    query = "SELECT address, size, mtime, inode FROM page WHERE address >= ? AND address < ?"
    return connection.execute(query, part)


def sign(connection: sqlite3.Connection, signs: Iterable[tuple[Address, Signs]]) -> None:
    """Note other signs of files that have the bytes that were published."""
    connection.executemany(
        "UPDATE page SET mtime = ?, inode = ? WHERE address = ?",
        ((*one, address) for address, one in signs),
    )


def disown(connection: sqlite3.Connection, address: Address, what: str) -> None:
    """What stands at an address is not what was published: it is to be rendered again."""
    query = "INSERT OR IGNORE INTO pending SELECT kind, address, ? FROM page WHERE address = ?"
    connection.execute(query, (f"its file {what}", address))
    connection.execute("UPDATE page SET digest = '' WHERE address = ?", (address,))


def disowned(connection: sqlite3.Connection) -> Iterator[Address]:
    """What is to be written where somebody has changed what we published."""
    query = (
        "SELECT address FROM staged JOIN page USING (address)"
        " WHERE file IS NOT NULL AND page.digest = '' ORDER BY address"
    )
    return (row[0] for row in connection.execute(query))


def every_address(connection: sqlite3.Connection) -> Iterator[Address]:
    return (row[0] for row in connection.execute("SELECT address FROM page ORDER BY address"))


def total(connection: sqlite3.Connection) -> int:
    (n,) = connection.execute("SELECT count(*) FROM page").fetchone()
    return int(n)
