"""What comes of the steps from sources to catalogue."""

from kazarchive.changes import (
    ArticleChange,
    FileChange,
    NewsChange,
    StandaloneChange,
    TermsChange,
)
from kazarchive.ingest.ingestion import Changes
from kazarchive.problems import Place, Problem
from kazarchive.values import Undated


def test_every_change_is_told_once_to_the_kinds_of_page() -> None:
    article = ArticleChange("articles/a.md", None, None)
    page = Undated("pages/a.md", "/a/", "en", "A", 0, "a", "", "d")
    standalone = StandaloneChange(page.path, None, page)
    found = Changes(
        articles=lambda: iter([article]),
        files=("static/a",),
        standalone=(standalone,),
        news=True,
    )
    expected = [article, TermsChange(), FileChange("static/a"), standalone, NewsChange()]
    assert list(found.every()) == expected
    assert [*Changes().every()] == [TermsChange()]


def test_problems_of_refused_articles_are_problems_of_the_sources() -> None:
    one, other = Problem("K0306", Place("a")), Problem("K0101", Place("b"))
    found = Changes(problems=(one,), refused={"b": (other,)})
    assert [*found.every_problem()] == [one, other]
