"""The pages without a date, from the files in `pages/`. They are few, so all enter together."""

import json
import sqlite3
from collections.abc import Iterable, Sequence

from kazarchive.catalogue import file_rows
from kazarchive.problems import Problem
from kazarchive.values import Address, Link, Undated

_COLUMNS = "path, address, lang, title, position, name, summary, digest, aliases, layout, indexed"


def every(connection: sqlite3.Connection) -> list[Undated]:
    """All pages, by language and their order in it."""
    query = f"SELECT {_COLUMNS} FROM undated ORDER BY lang, position, name, path"
    rows_of_pages = connection.execute(query).fetchall()
    values = ((*row[:8], tuple(json.loads(row[8])), row[9], bool(row[10])) for row in rows_of_pages)
    return [Undated(*given) for given in values]


def versions(pages: Sequence[Undated]) -> dict[str, dict[str, Address]]:
    """Name that translations share → language → address of the first page with that name."""
    by_name: dict[str, dict[str, Address]] = {}
    for page in pages:
        by_name.setdefault(page.name, {}).setdefault(page.lang, page.address)
    return by_name


def linking_to(connection: sqlite3.Connection, path: str) -> list[Address]:
    """The addresses of the pages whose body links to an article file."""
    query = "SELECT address FROM link CROSS JOIN undated USING (path) WHERE target = ?"
    return [row[0] for row in connection.execute(query, (path,))]


def leave(connection: sqlite3.Connection, paths: Iterable[str]) -> None:
    """Remove pages, if they are in the catalogue."""
    file_rows.leave(connection, "undated", paths)


def enter(
    connection: sqlite3.Connection,
    page: Undated,
    links: Sequence[Link],
    problems: Sequence[Problem],
) -> None:
    """Add a page whose addresses are free, with its links and warnings."""
    row = (
        page.path,
        page.address,
        page.lang,
        page.title,
        page.order,
        page.name,
        page.summary,
        page.digest,
        json.dumps(page.aliases),
        page.layout,
        page.indexed,
    )
    connection.execute("INSERT INTO undated VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    owned = [(address, "") for address in (page.address, *page.aliases)]
    file_rows.enter(connection, page.path, owned, links, problems)
