"""The published files, the plan of what to render, and the journal of what to rename into place."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import xxhash
from msgspec import Struct

from kazarchive.changes import Planned
from kazarchive.state import database
from kazarchive.values import Address

_NO_SIGNS = (None, None)

Part = tuple[Address, Address]
"""A range of addresses: the first, and the end, which is not part of it."""

PART = 2048
"""Published files in a part: so few that two processes which share the parts end together."""

LARGE = 10
"""Parts of a site of which builds check a sample: with more, all files take a tenth of a second."""

# --- the plan -----------------------------------------------------------------------------------


class Signs(NamedTuple):
    """The stat of a published file, by which it is recognised as the one that was written."""

    mtime: int
    """Nanoseconds."""
    inode: int


class Output(Struct, frozen=True):
    """A rendered file."""

    address: Address
    kind: str
    digest: str
    size: int
    staged: str | None = None
    """The path of the staged file below the staging folder; None if the published bytes are the
    same."""
    signs: Signs | None = None
    """The stat of the file with these bytes; None if it is as recorded."""


def expect(connection: sqlite3.Connection, planned: Iterable[Planned]) -> None:
    """Add addresses to the plan. An address that is planned already keeps its first reason."""
    connection.executemany(
        "INSERT OR IGNORE INTO pending VALUES (?, ?, ?)",
        ((page.kind, page.address, page.because) for page in planned),
    )


def pending(connection: sqlite3.Connection, kind: str) -> Iterator[Planned]:
    """The plan of one kind of page, by address."""
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
    """Record what was rendered, and the (address, kind) of addresses that have no page any more.

    A page that another kind has rendered at such an address stays, whichever is recorded first.
    """
    connection.executemany(
        "INSERT OR REPLACE INTO staged VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (
                file.address,
                file.kind,
                file.digest,
                file.size,
                *(file.signs or _NO_SIGNS),
                file.staged,
            )
            for file in outputs
        ),
    )
    connection.executemany(
        "INSERT OR IGNORE INTO staged SELECT address, ?2, NULL, NULL, NULL, NULL, NULL"
        " FROM page WHERE address = ?1",
        gone,
    )


def stage_orphans(connection: sqlite3.Connection) -> None:
    """Stage the removal of published files that are not in the plan, after everything was
    planned."""
    connection.execute(
        "INSERT OR REPLACE INTO staged SELECT address, kind, NULL, NULL, NULL, NULL, NULL FROM page"
        " WHERE address NOT IN (SELECT address FROM pending)"
    )


def staged(
    connection: sqlite3.Connection, kind: str, new: bool
) -> Iterator[tuple[Address, str, str]]:
    """(address, staged file, digest) of what a kind of page has to write: `new` pages, or those
    that replace a published file."""
    query = (
        "SELECT address, file, digest FROM staged WHERE kind = ? AND file IS NOT NULL"
        f" AND {'NOT' if new else ''} EXISTS"
        " (SELECT 1 FROM page WHERE page.address = staged.address) ORDER BY address"
    )
    yield from connection.execute(query, (kind,))


def newcomers(connection: sqlite3.Connection) -> Iterator[Address]:
    """The addresses to write at which this archive has published nothing yet."""
    query = (
        "SELECT address FROM staged WHERE file IS NOT NULL"
        " AND address NOT IN (SELECT address FROM page) ORDER BY address"
    )
    return (row[0] for row in connection.execute(query))


def removals(connection: sqlite3.Connection) -> Iterator[Address]:
    """The addresses to remove."""
    query = "SELECT address FROM staged WHERE digest IS NULL ORDER BY address"
    return (row[0] for row in connection.execute(query))


def every_change(connection: sqlite3.Connection) -> Iterator[Address]:
    """The addresses to write or remove."""
    query = "SELECT address FROM staged WHERE file IS NOT NULL OR digest IS NULL ORDER BY address"
    return (row[0] for row in connection.execute(query))


def in_the_way(connection: sqlite3.Connection) -> Iterator[Address]:
    """The addresses to remove before anything is written: a file in the place of a new folder, and
    the files of a folder in the place of a new file."""
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
    """The numbers of files (rendered, to write, to remove)."""
    query = "SELECT count(digest), count(file), count(*) - count(digest) FROM staged"
    rendered, written, removed = connection.execute(query).fetchone()
    return rendered, written, removed


def close_journal(connection: sqlite3.Connection) -> None:
    """Record that all is in place: what was staged is published, and nothing is pending."""
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
    """Forget what was rendered; it stays in the plan."""
    connection.execute("DELETE FROM staged")
    connection.execute("DELETE FROM meta WHERE key = 'publishing'")


# --- the site -----------------------------------------------------------------------------------


def digests(connection: sqlite3.Connection, addresses: Sequence[Address]) -> dict[Address, str]:
    """Address → SHA-256 of the published file, empty if it is not known."""
    query = "SELECT address, digest FROM page WHERE address = ?"
    rows = (connection.execute(query, (address,)).fetchone() for address in addresses)
    return dict(row for row in rows if row)


def adopt(connection: sqlite3.Connection, addresses: Iterable[Address]) -> None:
    """Record files as published of which only the addresses are known."""
    connection.executemany(
        "INSERT OR IGNORE INTO page VALUES (?, '', '', 0, NULL, NULL)",
        ((address,) for address in sorted(addresses)),
    )


def divide(connection: sqlite3.Connection) -> None:
    """Record the bounds of parts of equal size, for the site as it is now."""
    query = (
        "SELECT address FROM (SELECT address, row_number() OVER (ORDER BY address) AS n FROM page)"
        " WHERE n % ? = 0"
    )
    bounds = [row[0] for row in connection.execute(query, (PART,))]
    database.set_meta(connection, "parts", json.dumps(bounds))


def parts(connection: sqlite3.Connection) -> list[Part]:
    """Ranges that cover all addresses. They had equal sizes when `divide` recorded them."""
    bounds = json.loads(database.meta(connection, "parts") or "[]")
    return [
        *pairwise(["/", *bounds, "0"])
    ]  # all addresses start with a slash; 0 is the next character


def is_large(connection: sqlite3.Connection) -> bool:
    return len(parts(connection)) > LARGE


def any_part(connection: sqlite3.Connection, seed: int) -> Part:
    """A part that depends on the seed as if by chance."""
    every = parts(connection)
    return every[xxhash.xxh3_64_intdigest(str(seed).encode()) % len(every)]


Row = tuple[Address, int, int | None, int | None]
"""(address, size, mtime, inode) of a published file."""


def signs(connection: sqlite3.Connection, part: Part) -> Iterator[Row]:
    """The published files of a part."""
    query = "SELECT address, size, mtime, inode FROM page WHERE address >= ? AND address < ?"
    return connection.execute(query, part)


def signs_of_planned(connection: sqlite3.Connection) -> Iterator[Row]:
    """The published files at addresses in the plan, and the first of each part."""
    query = (
        "SELECT address, size, mtime, inode FROM page WHERE address IN (SELECT address FROM pending"
        " UNION SELECT bound.value FROM meta, json_each(meta.value) AS bound"
        " WHERE meta.key = 'parts')"
    )
    return connection.execute(query)


def sign(connection: sqlite3.Connection, signs: Iterable[tuple[Address, Signs]]) -> None:
    """Record the stat of files that have the published bytes."""
    connection.executemany(
        "UPDATE page SET mtime = ?1, inode = ?2"
        " WHERE address = ?3 AND (mtime IS NOT ?1 OR inode IS NOT ?2)",
        ((*stat, address) for address, stat in signs),
    )


def disown(connection: sqlite3.Connection, address: Address, what: str) -> None:
    """Record that the file at an address is not the one that was published, and plan to render it.
    `what`: what happened to it, after "its file"."""
    query = "INSERT OR IGNORE INTO pending SELECT kind, address, ? FROM page WHERE address = ?"
    connection.execute(query, (f"its file {what}", address))
    connection.execute("UPDATE page SET digest = '' WHERE address = ?", (address,))


def disowned(connection: sqlite3.Connection) -> Iterator[Address]:
    """The addresses to write at which a published file was changed by hand."""
    query = (
        "SELECT address FROM staged JOIN page USING (address)"
        " WHERE file IS NOT NULL AND page.digest = '' ORDER BY address"
    )
    return (row[0] for row in connection.execute(query))


def every_address(connection: sqlite3.Connection) -> Iterator[Address]:
    """All published addresses, in order."""
    return (row[0] for row in connection.execute("SELECT address FROM page ORDER BY address"))


def total(connection: sqlite3.Connection) -> int:
    """The number of published files."""
    (n,) = connection.execute("SELECT count(*) FROM page").fetchone()
    return int(n)
