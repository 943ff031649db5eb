"""The sitemap: its parts, and what each names."""

from datetime import UTC, datetime
from typing import Any

import pytest

from kazarchive.answers import Page
from kazarchive.build import Prepared
from kazarchive.pages import sitemap


def context(sampled: Prepared, address: str) -> dict[str, Any]:
    page = sampled.renderer.page(address)
    assert isinstance(page, Page)
    return dict(page.context)


def test_the_index_names_every_part(sampled: Prepared) -> None:
    parts = [one.address for one in context(sampled, "/sitemap.xml")["parts"]]
    months = ["2021-02", "2022-01", "2022-02", "2022-05"]
    ways = ["/sitemap/pages.xml", "/sitemap/news.xml"]
    assert parts == ways + [f"/sitemap/{month}.xml" for month in months]
    assert {*parts} <= {*sampled.renderer.kinds["sitemap"].addresses(sampled.catalogue), ways[1]}


def test_an_article_names_its_translations(sampled: Prepared) -> None:
    urls = {one.address: one for one in context(sampled, "/sitemap/2022-01.xml")["urls"]}
    url = urls["/2022/01/05/a/"]
    assert [one.lang for one in url.alternates] == ["en", "ru", "kk"]
    assert url.default == "/2022/01/05/a/"
    assert urls["/2022/01/07/updated/"].alternates == ()


def test_what_changed_last_is_what_the_articles_say(sampled: Prepared) -> None:
    urls = {one.address: one for one in context(sampled, "/sitemap/2022-01.xml")["urls"]}
    assert urls["/2022/01/07/updated/"].modified >= datetime(2022, 6, 30, tzinfo=UTC)


def test_the_ways_in_are_there_in_every_language(sampled: Prepared) -> None:
    addresses = [one.address for one in context(sampled, "/sitemap/pages.xml")["urls"]]
    assert {"/", "/ru/", "/kk/feeds/", "/licence/", "/2021/", "/kk/2022/"} <= {*addresses}
    assert len(addresses) == len({*addresses})


def test_a_large_month_falls_into_parts(sampled: Prepared, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "LARGEST_PART", 3)
    first, second = (
        [one.address for one in context(sampled, f"/sitemap/{part}.xml")["urls"]]
        for part in ("2022-01", "2022-01-2")
    )
    assert (len(first), len(second)) == (3, 1)
    assert "/sitemap/2022-01-2.xml" in sampled.renderer.kinds["sitemap"].addresses(
        sampled.catalogue
    )
    assert sampled.renderer.page("/sitemap/2022-01-3.xml") is None
