"""The pages without a date, in the catalogue."""

import sqlite3

from kazarchive.catalogue import standalone
from kazarchive.values import Link, Undated


def page(path: str, lang: str = "en", order: int = 0, name: str = "") -> Undated:
    return Undated(f"pages/{path}", f"/{lang}/{path}/", lang, path, order, name or path, "", "d")


def enter(connection: sqlite3.Connection, *pages: Undated) -> None:
    for one in pages:
        standalone.enter(connection, one, [Link("article", "b.md", "articles/b.md", "", 1)], ())


def test_pages_stand_by_language_order_and_name(connection: sqlite3.Connection) -> None:
    pages = [page("c", order=1), page("b"), page("a", order=2), page("d", "kk")]
    enter(connection, *pages)
    assert [one.title for one in standalone.every(connection)] == ["b", "c", "a", "d"]


def test_versions_are_pages_of_one_name(connection: sqlite3.Connection) -> None:
    enter(connection, page("x", name="about"), page("y", name="about"), page("z", "kk", 0, "about"))
    versions = standalone.versions(standalone.every(connection))
    assert versions == {"about": {"en": "/en/x/", "kk": "/kk/z/"}}


def test_a_page_that_leaves_takes_its_links_and_its_address(connection: sqlite3.Connection) -> None:
    enter(connection, page("a"), page("b"))
    standalone.leave(connection, ["pages/a", "pages/never"])
    assert standalone.linking_to(connection, "articles/b.md") == ["/en/b/"]
    (claims,) = connection.execute("SELECT count(*) FROM claim").fetchone()
    assert claims == 1
