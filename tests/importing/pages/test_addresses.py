"""The addresses of a page."""

import pytest

from kazarchive.importing.pages import addresses


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://a.example", "http://a.example/"),
        ("https://a.example/b?utm_source=x&id=5&fbclid=1#c", "https://a.example/b?id=5"),
        ("https://a.example/b?amp", "https://a.example/b"),
        ("https://a.example/b?from=main", "https://a.example/b"),
        ("https://a.example/b?reference=1", "https://a.example/b?reference=1"),
        ("file:///b", ""),
        ("http://[", ""),
    ],
)
def test_an_address_loses_what_counts_readers(url: str, expected: str) -> None:
    assert addresses.plain(url) == expected


@pytest.mark.parametrize(
    ("own", "said", "expected"),
    [
        ("http://m.a.example/b/amp/", "https://www.a.example/b/", "https://www.a.example/b/"),
        ("https://a.example/b/print", "/b", "https://a.example/b"),
        ("https://a.example/b/index.html", "/b/", "https://a.example/b/"),
        ("https://a.example/?p=5", "https://a.example/2022/news/", ""),
        ("https://a.example/b", "https://a.example/", ""),
        ("https://a.example/b", "https://a.example/c", ""),
        ("https://a.example/b", "https://other.example/b", ""),
        ("https://a.example/news/b.html", "https://a.example/2022/b", "https://a.example/2022/b"),
        ("", "https://a.example/b", "https://a.example/b"),
        ("", "https://a.example/", ""),
    ],
)
def test_a_canonical_address_counts_if_it_can_be_that_of_the_page(
    own: str, said: str, expected: str
) -> None:
    assert addresses.canonical(own, said) == expected


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2022/01/05/b", "2022-01-05"),
        ("https://a.example/2022-1-5-b", "2022-01-05"),
        ("https://a.example/news/20220105/", "2022-01-05"),
        ("https://a.example/202201051/", None),
        ("https://a.example/2022/01/", None),
    ],
)
def test_the_day_in_an_address(url: str, day: str | None) -> None:
    assert addresses.date_in(url) == day


def test_names_of_a_site_and_front_pages() -> None:
    assert addresses.names("https://www.news.example.kz/a") == (
        "news.example.kz",
        "news.example",
        "example",
    )
    assert addresses.is_front("https://a.example/kk/")
    assert not addresses.is_front("https://a.example/?p=1")
    assert not addresses.is_front("https://a.example/kk/b")
    assert addresses.joined("https://a.example/b", "http://[") == "http://["
