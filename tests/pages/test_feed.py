"""Feeds: what each lists, and how they lead to each other."""

from typing import Any

import pytest

from kazarchive.answers import Page
from kazarchive.build import Prepared


def shown(sampled: Prepared, address: str) -> dict[str, Any]:
    page = sampled.renderer.page(address)
    assert isinstance(page, Page)
    return dict(page.context)


def titles(sampled: Prepared, address: str) -> list[str]:
    return [one.entry.title for one in shown(sampled, address)["entries"]]


def test_the_feed_has_the_newest_with_their_whole_text(sampled: Prepared) -> None:
    assert titles(sampled, "/feed.xml") == ["New", "B", "Updated", "A"]
    assert all(one.body for one in shown(sampled, "/feed.xml")["entries"])
    assert titles(sampled, "/feed.json") == titles(sampled, "/feed.xml")


def test_the_feed_of_a_term_has_its_newest(sampled: Prepared) -> None:
    assert titles(sampled, "/tags/fuel/feed.xml") == ["B", "A"]
    assert shown(sampled, "/tags/fuel/feed.xml")["home_address"] == "/tags/fuel/"


def test_archive_documents_lead_from_month_to_month(sampled: Prepared) -> None:
    assert shown(sampled, "/feed.xml")["previous"] == "/feed/2022-05.xml"
    middle = shown(sampled, "/feed/2022-02.xml")
    assert (middle["previous"], middle["next"]) == ("/feed/2022-01.xml", "/feed/2022-05.xml")
    assert shown(sampled, "/feed/2021-02.xml")["previous"] is None
    assert titles(sampled, "/feed/2022-01.xml") == ["Updated", "A"]


@pytest.mark.parametrize("address", ["/feed/2020-01.xml", "/tags/none/feed.xml"])
def test_there_is_no_feed_of_nothing(sampled: Prepared, address: str) -> None:
    assert sampled.renderer.page(address) is None


def test_an_id_holds_the_path_of_the_article_and_no_address(sampled: Prepared) -> None:
    first = shown(sampled, "/feed.xml")["entries"][0]
    assert first.id.startswith("tag:archive.example,")
    assert first.id.endswith(":articles/new.md")
