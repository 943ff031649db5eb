"""What changed, as the kinds of page are asked."""

from datetime import UTC, datetime

from msgspec.structs import replace

from kazarchive.changes import ArticleChange, StandaloneChange
from kazarchive.values import Entry, Undated

ENTRY = Entry(
    path="articles/a.md",
    address="/2022/01/05/a/",
    lang="en",
    title="A",
    published=datetime(2022, 1, 5, tzinfo=UTC),
    timed=False,
    updated=None,
    summary="",
    terms=(),
    image=None,
    image_address=None,
    group="a",
)
PAGE = Undated("pages/a.md", "/a/", "en", "A", 1, "a", "", "digest")


def change(before: Entry | None, after: Entry | None) -> ArticleChange:
    return ArticleChange("articles/a.md", before, after)


def test_an_article_tells_why_its_pages_change() -> None:
    titled = replace(ENTRY, title="B")
    assert change(None, ENTRY).reason == "articles/a.md was added"
    assert change(ENTRY, None).reason == "articles/a.md went away"
    assert change(ENTRY, titled).reason == "articles/a.md was edited"
    assert change(ENTRY, ENTRY).reason == "articles/a.md has another text"


def test_an_edit_of_the_text_alone_shows_on_no_other_page() -> None:
    assert not change(ENTRY, ENTRY).is_shown
    assert change(ENTRY, replace(ENTRY, title="B")).is_shown


def test_an_article_has_moved_when_its_address_is_another_or_none() -> None:
    assert change(ENTRY, replace(ENTRY, address="/b/")).has_moved
    assert change(None, ENTRY).has_moved
    assert not change(ENTRY, replace(ENTRY, title="B")).has_moved


def test_the_sides_of_a_change_are_those_that_exist() -> None:
    assert change(None, ENTRY).sides == (ENTRY,)
    assert change(ENTRY, ENTRY).sides == (ENTRY, ENTRY)


def test_other_pages_do_not_show_the_text_of_a_standalone_page() -> None:
    edited = StandaloneChange(PAGE.path, PAGE, replace(PAGE, digest="other"))
    assert not edited.is_shown
    assert not edited.has_moved
    assert StandaloneChange(PAGE.path, PAGE, replace(PAGE, title="B")).is_shown
    assert StandaloneChange(PAGE.path, PAGE, None).has_moved
