"""Which addresses no author can have."""

import pytest

from kazarchive.rules import reserved
from kazarchive.rules.addresses import Addresses

AT = Addresses(("en", "ru", "kk"), ("tags", "authors"), "/{year}/{month}/{day}/{slug}/")


@pytest.mark.parametrize(
    ("address", "owner"),
    [
        ("/FEED.XML", "a feed"),
        ("/kk/", "a front page"),
        ("/KK", None),
        ("/2022/", "a listing by date"),
        ("/ru/2022/", "a listing by date"),
        ("/ru/ru/2022/", None),
        ("/tags/anything/", "a taxonomy's pages"),
        ("/robots.txt", "robots.txt"),
        ("/a.jpg.800.webp", "a size of an image"),
        ("/cap/", None),
    ],
)
def test_an_article_may_not_take_what_is_the_sites(address: str, owner: str | None) -> None:
    assert reserved.owner(address, AT) == owner


@pytest.mark.parametrize("address", ["/2022/", "/feeds/", "/search/", "/on-this-day/"])
def test_what_lists_articles_is_free_on_a_site_without_them(address: str) -> None:
    without = Addresses(("en",), (), "/{slug}/", articles=False)
    assert reserved.owner(address, AT)
    assert reserved.owner(address, without) is None
