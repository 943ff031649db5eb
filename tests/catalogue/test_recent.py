"""Which articles are news at a moment."""

import sqlite3

import pytest

from kazarchive.build import Prepared
from kazarchive.catalogue import recent

NOW = recent.WINDOW + 1_000


@pytest.fixture
def timed(connection: sqlite3.Connection, sampled: Prepared) -> sqlite3.Connection:
    """Articles of a known instant, in a catalogue of their own."""
    columns = [row[1] for row in connection.execute("PRAGMA table_info(article)")]
    (row,) = sampled.connection.execute(
        f"SELECT {', '.join(columns)} FROM article WHERE path = 'articles/b.md'"
    )
    for number, instant in enumerate((NOW + 1, NOW, 1_001, 1_000, 0), 1):
        known = dict(zip(columns, row, strict=True)) | {"id": number, "instant": instant}
        known |= {"path": f"{instant}", "address": f"/{instant}/"}
        marks = ", ".join("?" * len(columns))
        connection.execute(f"INSERT INTO article VALUES ({marks})", list(known.values()))
    return connection


def news(connection: sqlite3.Connection) -> set[str]:
    return {row[0] for row in connection.execute("SELECT path FROM recent")}


def test_news_are_of_two_days_up_to_now(timed: sqlite3.Connection) -> None:
    assert recent.refresh(timed, NOW)
    assert news(timed) == {f"{NOW}", "1001"}
    assert not recent.refresh(timed, NOW), "nothing has changed"
    assert recent.refresh(timed, NOW + 1)


def test_no_more_than_the_limit_are_news(
    timed: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recent, "MOST", 1)
    recent.refresh(timed, NOW)
    assert news(timed) == {f"{NOW}"}


def test_without_a_moment_there_is_no_news(timed: sqlite3.Connection) -> None:
    recent.refresh(timed, NOW)
    assert recent.refresh(timed, None)
    assert news(timed) == set()
