"""The table of columns: what is stored of an article is what is read again."""

import sqlite3
from datetime import UTC, datetime, timedelta, timezone

from msgspec.structs import fields, replace

from kazarchive.catalogue import rows
from kazarchive.live_report import LiveEntry, LiveReport
from kazarchive.state import database
from kazarchive.values import (
    Article,
    Entry,
    Image,
    Link,
    Origin,
    Picture,
    Term,
)

ZONE = timezone(timedelta(hours=5))

ENTRY = Entry(
    path="articles/a.md",
    address="/2022/01/05/a/",
    lang="en",
    title="A title",
    published=datetime(2022, 1, 5, 18, 30, tzinfo=ZONE),
    timed=True,
    updated=datetime(2022, 1, 6, tzinfo=ZONE),
    summary="A summary.",
    terms=(Term("tags", "almaty", "Almaty"), Term("authors", "a-b", "A B")),
    image=Image("a.jpg", alt="a square"),
    image_address="/2022/01/05/a/a.jpg",
    group="a",
    aliases=("/old/", "/older/"),
    media=(("/2022/01/05/a/a.jpg", "articles/a.jpg"),),
)
ARTICLE = Article(
    entry=ENTRY,
    digest="0" * 64,
    draft=True,
    source=Origin("A paper", "https://paper.example/"),
    license="CC0",
    words=7,
    standfirst=True,
    live=LiveReport((LiveEntry("t0905", datetime(2022, 1, 5, 9, 5, tzinfo=ZONE), "A", ""),), (0,)),
    extra={"series": ["one", 2]},
    links=(Link("article", "/b/", "articles/b.md", "", 3),),
    anchors=("top", "end"),
)
SHORT = Article(
    replace(ENTRY, updated=None, terms=(), image=None, image_address=None, aliases=(), media=()),
    digest="1" * 64,
)


def stored(article: Article, facts: str | None = None) -> Article:
    connection = sqlite3.connect(":memory:")
    for schema in database.SCHEMAS:
        connection.executescript(schema.read_text("utf-8"))
    connection.execute(rows.INSERT, (*rows.to_row(article), True))
    if facts is not None:
        connection.execute(
            "INSERT INTO picture (path, facts) VALUES (?, ?)", ("articles/a.jpg", facts)
        )
    row = connection.execute(f"SELECT {rows.ARTICLE_COLUMNS} FROM article").fetchone()
    return rows.article(row, article.links)


def test_an_article_is_read_as_it_was_stored() -> None:
    assert stored(ARTICLE) == ARTICLE
    assert stored(SHORT) == SHORT


def test_an_entry_is_read_with_the_facts_of_its_image_file() -> None:
    picture = Picture("articles/a.jpg", 1600, 900, ((800, 800),), ("avif",), alt="of the file")
    entry = stored(ARTICLE, rows.picture_text(picture)).entry
    assert entry == replace(ENTRY, picture=picture)


def test_an_image_that_cannot_be_shown_has_no_address() -> None:
    assert stored(ARTICLE, "").entry == replace(ENTRY, image_address=None)


def test_the_columns_are_the_fields_in_their_order() -> None:
    assert [column.field for column in rows.ENTRY] == [one.name for one in fields(Entry)][:-1]
    others = [one.name for one in fields(Article) if one.name not in ("entry", "links")]
    assert [column.field for column in rows.ARTICLE] == others
    assert [one.name for one in fields(Article)][-2:] == ["links", "anchors"]


def test_the_columns_of_search_follow_from_the_entry() -> None:
    derived = {name: derive(ENTRY) for name, derive in rows.DERIVED.items()}
    assert derived == {
        "image_source": "articles/a.jpg",
        "modified": datetime(2022, 1, 5, 19, tzinfo=UTC).isoformat(),
        "day": "2022-01-05",
        "instant": int(ENTRY.published.timestamp()),
    }
