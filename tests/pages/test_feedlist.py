"""The page that tells people of the feeds."""

from kazarchive.answers import Page
from kazarchive.build import Prepared


def test_every_language_names_the_feeds_of_all(sampled: Prepared) -> None:
    page = sampled.renderer.page("/ru/feeds/")
    assert isinstance(page, Page)
    assert page.version("kk") == "/kk/feeds/"
    assert [(one.lang, one.atom, one.json) for one in page.context["feeds"]] == [
        ("en", "/feed.xml", "/feed.json"),
        ("ru", "/ru/feed.xml", "/ru/feed.json"),
        ("kk", "/kk/feed.xml", "/kk/feed.json"),
    ]
