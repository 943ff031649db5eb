"""The part of a body before a mark."""

import pytest
from msgspec.structs import replace

from kazarchive.config.content import ArticleOptions
from kazarchive.reading import article, teaser
from reading.articles import SITE


@pytest.mark.parametrize(
    ("body", "mark", "before", "without"),
    [
        ("A.\n\n<!--more-->\n\nB.", "<!-- more -->", "A.", "A.\n\nB."),
        ("A. <!--  More --> B.", "<!--more-->", "A.", "A.  B."),
        ("A.\n\nENDE\nB.", "ENDE", "A.", "A.\n\nB."),
        ("[A][x].\n<!--more-->\nB.\n\n[x]: /a", "<!--more-->", "[A][x].\n\n[x]: /a", None),
        ("A.", "<!--more-->", None, "A."),
        ("A.", "", None, "A."),
    ],
)
def test_a_teaser_ends_at_a_mark(
    body: str, mark: str, before: str | None, without: str | None
) -> None:
    assert teaser.before(body, mark) == before
    if without is not None:
        assert teaser.without(body, mark) == without


def test_it_is_the_summary_of_an_article_that_gives_none() -> None:
    site = replace(SITE, articles=ArticleOptions(summary_until="<!--more-->"))
    text = "---\ntitle: A\ndate: 2022-01-05\n{}---\nБірінші.\n\nЕкінші.\n\n<!--more-->\n\nҮшінші.\n"

    def summary(fields: str) -> tuple[str | None, bool]:
        reading = article.read(text.format(fields).encode(), "articles/a.md", site)
        assert reading.article
        return reading.article.entry.summary, reading.article.standfirst

    assert summary("") == ("Бірінші. Екінші.", False)
    assert summary("summary: Own.\n") == ("Own.", True)
