"""What is published, what is to be rendered, and the journal between the two."""

import sqlite3
from collections.abc import Iterable

import pytest

from kazarchive.changes import Planned
from kazarchive.state import database, journal
from kazarchive.state.journal import Output, Signs


def publish(connection: sqlite3.Connection, addresses: Iterable[str]) -> None:
    outputs = [Output(one, "listing", f"digest of {one}", 1, "staged") for one in addresses]
    journal.stage(connection, outputs, ())
    journal.close_journal(connection)


def test_the_first_reason_of_an_address_is_kept(connection: sqlite3.Connection) -> None:
    journal.expect(connection, [Planned("front", "/", "one"), Planned("front", "/", "two")])
    assert journal.pending_reason(connection, "/") == "one"
    assert journal.pending_reason(connection, "/x/") is None
    assert journal.pending_total(connection) == 1
    journal.forget_plan(connection)
    assert not list(journal.every_pending(connection))


def test_what_is_pending_is_told_by_kind_in_the_order_of_addresses(
    connection: sqlite3.Connection,
) -> None:
    plan = [Planned("b", "/2/", ""), Planned("a", "/3/", ""), Planned("b", "/1/", "")]
    journal.expect(connection, plan)
    assert [one.address for one in journal.pending(connection, "b")] == ["/1/", "/2/"]
    assert [one.address for one in journal.every_pending(connection)] == ["/3/", "/1/", "/2/"]


def test_new_files_are_told_apart_from_changed_ones(connection: sqlite3.Connection) -> None:
    publish(connection, ["/old/"])
    outputs = [Output(one, "listing", "other", 2, "file") for one in ("/old/", "/new/")]
    journal.stage(connection, outputs, ())
    assert [one[0] for one in journal.staged(connection, "listing", new=True)] == ["/new/"]
    assert [one[0] for one in journal.staged(connection, "listing", new=False)] == ["/old/"]
    assert list(journal.newcomers(connection)) == ["/new/"]


def test_a_page_of_another_kind_stays_where_one_is_gone(connection: sqlite3.Connection) -> None:
    publish(connection, ["/a/"])
    rendered = Output("/a/", "alias", "other", 2, "file")
    journal.stage(connection, [rendered], [("/a/", "listing")])
    assert not list(journal.removals(connection))
    assert journal.staged_counts(connection) == (1, 1, 0)


def test_only_what_is_published_can_be_removed(connection: sqlite3.Connection) -> None:
    publish(connection, ["/a/"])
    journal.stage(connection, (), [("/a/", "listing"), ("/never/", "listing")])
    assert list(journal.removals(connection)) == ["/a/"]
    assert list(journal.every_change(connection)) == ["/a/"]


def test_the_closed_journal_is_the_site(connection: sqlite3.Connection) -> None:
    publish(connection, ["/a/", "/b/"])
    journal.expect(connection, [Planned("listing", "/a/", "")])
    journal.stage(connection, (), [("/b/", "listing")])
    journal.close_journal(connection)
    assert list(journal.every_address(connection)) == ["/a/"]
    assert journal.total(connection) == 1
    assert journal.pending_total(connection) == 0
    assert journal.digests(connection, ["/a/", "/b/"]) == {"/a/": "digest of /a/"}


def test_unchanged_bytes_keep_the_signs_of_their_file(connection: sqlite3.Connection) -> None:
    publish(connection, ["/a/"])
    journal.sign(connection, [("/a/", Signs(5, 7))])
    publish(connection, ["/a/"])
    (part,) = journal.parts(connection)
    assert list(journal.signs(connection, part)) == [("/a/", 1, 5, 7)]


def test_a_dropped_journal_leaves_all_pending(connection: sqlite3.Connection) -> None:
    journal.expect(connection, [Planned("listing", "/a/", "")])
    journal.stage(connection, [Output("/a/", "listing", "d", 1, "file")], ())
    journal.drop_journal(connection)
    assert journal.staged_counts(connection) == (0, 0, 0)
    assert journal.pending_total(connection) == 1


def test_orphans_are_what_a_full_plan_does_not_name(connection: sqlite3.Connection) -> None:
    publish(connection, ["/a/", "/b/"])
    journal.expect(connection, [Planned("listing", "/a/", "")])
    journal.stage_orphans(connection)
    assert list(journal.removals(connection)) == ["/b/"]


@pytest.mark.parametrize(
    ("gone", "new", "first"),
    [("/a", "/a/b/", ["/a"]), ("/a/b/", "/a", ["/a/b/"]), ("/a/b/", "/a/", []), ("/ab", "/a/", [])],
)
def test_a_file_goes_before_a_folder_of_its_name_comes(
    connection: sqlite3.Connection, gone: str, new: str, first: list[str]
) -> None:
    publish(connection, [gone])
    journal.stage(connection, [Output(new, "listing", "d", 1, "file")], [(gone, "listing")])
    assert list(journal.in_the_way(connection)) == first


def test_a_file_that_was_edited_by_hand_is_rendered_again(connection: sqlite3.Connection) -> None:
    publish(connection, ["/a/"])
    journal.disown(connection, "/a/", "was edited")
    assert journal.pending_reason(connection, "/a/") == "its file was edited"
    journal.stage(connection, [Output("/a/", "listing", "d", 1, "file")], ())
    assert list(journal.disowned(connection)) == ["/a/"]


def test_parts_hold_every_address_once(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "PART", 3)
    every = [f"/{number:02}/" for number in range(10)]
    journal.adopt(connection, every)
    journal.divide(connection)
    parts = journal.parts(connection)
    assert len(parts) == 4
    found = [row[0] for part in parts for row in journal.signs(connection, part)]
    assert found == every
    assert database.meta(connection, "parts")
