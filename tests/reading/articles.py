"""One article, read from a string."""

from typing import Any

from kazarchive.config.content import ArticleOptions
from kazarchive.config.options import Site
from kazarchive.reading.article import ArticleReading, read
from kazarchive.values import Article

SITE = Site(
    titles=(("", "Test"),),
    base_url="https://archive.example/",
    languages=("en", "ru", "kk"),
    timezone="Asia/Almaty",
)


def site(**articles: Any) -> Site:
    return Site(
        SITE.titles,
        SITE.base_url,
        SITE.languages,
        SITE.timezone,
        articles=ArticleOptions(**articles),
    )


def reading(
    front: str, body: str = "Text.", path: str = "articles/2022/cap.md", of: Site = SITE
) -> ArticleReading:
    return read(f"---\n{front}\n---\n{body}\n".encode(), path, of)


def article(
    front: str = "", body: str = "Text.", path: str = "articles/2022/cap.md", of: Site = SITE
) -> Article:
    given = reading(f"title: Cap\ndate: 2022-01-05\n{front}", body, path, of)
    assert given.article is not None, given.problems
    return given.article


def codes(result: ArticleReading) -> list[str]:
    return [problem.code for problem in result.problems]


def unknown_fields(result: ArticleReading) -> tuple[str, ...]:
    """The names of the fields without a meaning."""
    return tuple(problem.values["field"] for problem in result.unknown)


TAGS = site(rename=(("categories", "tags"), ("category", "tags"), ("author", "authors")))
KEEP = site(rename=(("author", "authors"),), unknown_fields="keep")


def names(front: str, of: Site = TAGS) -> list[str]:
    return [term.name for term in article(front, of=of).entry.terms]
