"""What is to be rendered, with the reason."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace

from archives import Archive
from kazarchive import plan
from kazarchive.build import Prepared
from kazarchive.changes import FileChange
from kazarchive.config.options import ListingOptions, Site
from kazarchive.state import database

SITE = Site((("", "Test"),), "https://archive.example/")


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    made, _ = database.open_catalogue(tmp_path)
    with closing(made):
        yield made


def test_the_first_build_makes_everything_and_the_second_nothing(
    connection: sqlite3.Connection,
) -> None:
    assert plan.whole_reason(connection, SITE, True, False) == "this is the first build"
    assert plan.whole_reason(connection, SITE, True, False) is None


def test_everything_is_made_for_a_reason(connection: sqlite3.Connection) -> None:
    plan.whole_reason(connection, SITE, True, False)
    assert plan.whole_reason(connection, SITE, True, True) == "--full was given"
    reason = "the output folder is not as the last build left it"
    assert plan.whole_reason(connection, SITE, False, False) == reason
    other = replace(SITE, listing=ListingOptions(front=7))
    reason = "the configuration or the program changed"
    assert plan.whole_reason(connection, other, True, False) == reason


def test_a_reason_is_kept_until_it_is_published(connection: sqlite3.Connection) -> None:
    plan.whole_reason(connection, SITE, True, False)
    database.set_meta(connection, "everything", "many articles changed")
    assert plan.whole_reason(connection, SITE, True, False) == "many articles changed"


def test_everything_is_each_address_of_each_kind(sampled: Prepared) -> None:
    kinds = sampled.renderer.kinds.values()
    planned = list(plan.everything(kinds, sampled.catalogue, "because"))
    assert {one.because for one in planned} == {"because"}
    assert {one.kind for one in planned} == {*sampled.renderer.kinds}


def test_a_change_reaches_where_it_shows(sampled: Prepared) -> None:
    kinds = sampled.renderer.kinds.values()
    (planned,) = plan.reached([FileChange("static/own.txt")], kinds, sampled.catalogue)
    assert (planned.address, planned.because) == ("/static/own.txt", "static/own.txt changed")


@pytest.mark.parametrize(
    ("closure", "is_reached"),
    [({"robots.txt"}, False), ({"robots.txt", "base.html"}, True), ({"*"}, True)],
)
def test_a_template_reaches_the_kinds_that_it_is_part_of(
    sampled: Prepared, closure: set[str], is_reached: bool
) -> None:
    kinds = [sampled.renderer.kinds["robots"]]
    closures = {"robots.txt": frozenset(closure)}
    changed = frozenset({"base.html"})
    planned = list(plan.templates(changed, kinds, closures, sampled.catalogue))
    assert bool(planned) is is_reached
    assert {one.because for one in planned} <= {"the template base.html changed"}


def test_many_changed_articles_make_everything(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan, "FEW", 2)
    for number in range(4):
        archive.article(f"{number}.md")
    archive.build()
    for number in range(3):
        archive.article(f"{number}.md", "Edited.")
    reasons = {one.because for one in archive.build().reasons}
    assert reasons == {"many articles changed"}
