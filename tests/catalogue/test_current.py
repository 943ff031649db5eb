"""What front pages show because of the moment of the build."""

import sqlite3
from datetime import UTC, date, timedelta, timezone

from archives import Archive
from kazarchive.catalogue import current

NOW = 1_641_400_000
"""2022-01-05 16:26 UTC."""


def pinned(archive: Archive) -> set[str]:
    with archive.prepared() as ready:
        return {row[0] for row in ready.connection.execute("SELECT path FROM pinned")}


def test_pins_end(archive: Archive) -> None:
    archive.now = NOW
    archive.article("always.md", date="2022-01-01", pinned=True)
    archive.article("day.md", date="2022-01-01", pinned="2022-01-05")
    archive.article("moment.md", date="2022-01-01", pinned="2022-01-05 16:30")
    archive.article("over.md", date="2022-01-01", pinned="2022-01-04")
    archive.article("not.md", date="2022-01-01", pinned=False)
    archive.article("due.md", date="2022-02-01", pinned=True)
    assert pinned(archive) == {f"articles/{name}.md" for name in ("always", "day", "moment")}
    archive.now = NOW + 300
    assert pinned(archive) == {f"articles/{name}.md" for name in ("always", "day")}
    archive.now = NOW + 8 * 3_600
    assert pinned(archive) == {"articles/always.md"}


def test_the_day_is_that_of_the_archive_and_only_kept_if_shown(
    connection: sqlite3.Connection,
) -> None:
    assert not current.refresh(connection, NOW, None)
    assert current.day(connection) is None
    assert current.refresh(connection, NOW, UTC)
    assert not current.refresh(connection, NOW + 60, UTC)
    assert current.day(connection) == date(2022, 1, 5)
    assert current.refresh(connection, NOW, timezone(timedelta(hours=8)))
    assert current.day(connection) == date(2022, 1, 6)
    assert current.refresh(connection, NOW, None)
    assert current.day(connection) is None
