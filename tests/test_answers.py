"""What is at an address."""

from kazarchive.answers import Alternate, Page


def test_a_page_knows_its_versions_in_other_languages() -> None:
    page = Page("/a/", "article.html", "en", (Alternate("en", "/a/"), Alternate("kk", "/kk/a/")))
    assert page.version("kk") == "/kk/a/"
    assert page.version("ru") is None
