"""The news sitemap: two days, by the clock of the build."""

import re
from xml.etree import ElementTree

import pytest

from archives import NOW, Archive, tree

HOUR, DAY = 3_600, 86_400
NEWS = "/sitemap/news.xml"
SPACES = {
    "sm": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
}
CONFIGURED = (
    'title = "Test"\nbase_url = "https://archive.example/"\nlanguages = ["en", "ru"]\n'
    '[news]\npublication = { en = "The Steppe & Co", ru = "Степь" }\n'
)
"""NOW is the midnight at which 2022-06-01 begins."""


@pytest.fixture
def news(archive: Archive) -> Archive:
    archive.configure(CONFIGURED)
    archive.article("old.md", date="2022-05-29 23:59")
    archive.article("new.md", date="2022-05-30 18:30", authors=["A. Reader"])
    archive.article("newest.ru.md", date="2022-05-31 12:00", title="Новость <1>")
    archive.article("tomorrow.md", date="2022-06-02 12:00")
    archive.build()
    return archive


def titles(archive: Archive) -> list[str]:
    found = ElementTree.fromstring(archive.page(NEWS)).iterfind(".//news:title", SPACES)
    return [str(title.text) for title in found]


def test_it_lists_the_articles_of_two_days_with_the_publication(news: Archive) -> None:
    assert titles(news) == ["Новость <1>", "new.md"]
    first, second = ElementTree.fromstring(news.page(NEWS)).iterfind("sm:url", SPACES)
    assert [one.text for one in second.iter() if (one.text or "").strip()] == [
        "https://archive.example/2022/05/30/new/",
        "The Steppe & Co",
        "en",
        "2022-05-30T18:30:00+00:00",
        "new.md",
    ]
    assert first.findtext(".//news:name", namespaces=SPACES) == "Степь"
    assert first.findtext(".//news:language", namespaces=SPACES) == "ru"
    assert f"<loc>https://archive.example{NEWS}</loc>" in news.page("/sitemap.xml")


def test_as_time_passes_it_alone_is_rewritten(news: Archive) -> None:
    before = tree(news.output)
    news.now = NOW + 19 * HOUR
    report = news.build_as_clean()
    assert (report.read, report.rendered, report.written) == (0, 1, 1)
    assert titles(news) == ["Новость <1>"]
    after = tree(news.output)
    assert {name for name in after if after[name] != before[name]} == {NEWS[1:]}


def test_while_nothing_ages_nothing_is_done(news: Archive) -> None:
    news.now = NOW + HOUR
    report = news.build()
    assert (report.read, report.rendered, report.written) == (0, 0, 0)


def test_an_article_that_becomes_due_is_news(news: Archive) -> None:
    news.now = NOW + DAY + 12 * HOUR
    news.build_as_clean()
    assert titles(news) == ["tomorrow.md"]


def test_an_edit_shows_in_it_while_the_article_is_news(news: Archive) -> None:
    news.article("new.md", date="2022-05-30 18:30", title="Another title")
    news.build_as_clean()
    assert "Another title" in titles(news)
    news.article("new.md", date="2022-05-01", title="Another title")
    news.build_as_clean()
    assert "Another title" not in titles(news)
    news.article("old.md", date="2022-05-29 23:59", title="Old and edited")
    report = news.build_as_clean()
    assert NEWS not in {planned.address for planned in report.reasons}


def test_it_holds_a_thousand_at_most(news: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    from kazarchive.catalogue import recent

    assert recent.MOST == 1_000
    monkeypatch.setattr(recent, "MOST", 1)
    news.build(full=True)
    assert titles(news) == ["Новость <1>"]


def test_without_a_publication_there_is_none(news: Archive) -> None:
    news.configure(re.sub(r"\[news\].*", "", CONFIGURED, flags=re.DOTALL))
    news.build_as_clean()
    assert not (news.output / NEWS[1:]).exists()
    assert NEWS not in news.page("/sitemap.xml")
    news.now = NOW + 3 * DAY
    assert NEWS not in {planned.address for planned in news.build_as_clean().reasons}
