"""The index of search: its list of segments, and what is in each."""

import json
import zlib

import pytest

from kazarchive.answers import Packed, Page
from kazarchive.build import Prepared


def content(sampled: Prepared, address: str) -> bytes:
    page = sampled.renderer.page(address)
    assert isinstance(page, Packed)
    return page.content


def test_the_list_has_every_segment_newest_first(sampled: Prepared) -> None:
    found = json.loads(content(sampled, "/search/segments.json"))["segments"]
    assert found == [["en", "2022", 4], ["ru", "2022", 1], ["kk", "2022", 1], ["en", "2021", 2]]


def test_a_block_shows_its_articles_oldest_first(sampled: Prepared) -> None:
    block = json.loads(zlib.decompress(content(sampled, "/search/en/2022/articles-0.bin")))
    cards = block["articles"]
    assert [card[1] for card in cards] == ["A", "Updated", "B", "New"]
    assert cards[0][0] == "/2022/01/05/a/"
    assert ["tags/fuel", "Fuel"] in cards[0][5]


@pytest.mark.parametrize(
    "address",
    [
        "/search/en/2022/words-1.bin",
        "/search/en/2022-01/words-0.bin",
        "/search/en/2020/words-0.bin",
    ],
)
def test_there_is_no_part_of_what_is_no_segment(sampled: Prepared, address: str) -> None:
    assert sampled.renderer.page(address) is None


def test_files_of_a_segment_are_made_together(sampled: Prepared) -> None:
    kind = sampled.renderer.kinds["search"]
    words, articles = (f"/search/en/2022/{part}-0.bin" for part in ("words", "articles"))
    assert kind.together(words) == kind.together(articles) == "/search/en/2022/"
    assert kind.together("/search/") == ""


def test_the_page_leads_to_the_years(sampled: Prepared) -> None:
    page = sampled.renderer.page("/search/")
    assert isinstance(page, Page)
    assert [year.period for year in page.context["years"]] == ["2022", "2021"]
    assert not page.indexed
