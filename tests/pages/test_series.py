"""The page of a series, and what its parts show of it."""

import json
import re
from typing import Any

import pytest

from archives import Archive
from kazarchive.catalogue import series
from kazarchive.options import Report
from parsed import texts

NAMES = {"en": "Water", "ru": "Вода", "kk": "Су"}


def put(archive: Archive, n: int, lang: str = "kk", **fields: Any) -> None:
    given: dict[str, Any] = {"title": f"T{n}", "date": f"2022-01-{n:02}"}
    given |= {"series": {"name": NAMES[lang], "part": n}}
    archive.article(f"{n}.{lang}.md", "Мәтін.", **(given | fields))


@pytest.fixture
def water(trilingual: Archive) -> Archive:
    for lang in ("kk", "ru"):
        for n in range(1, 6):
            put(trilingual, n, lang)
    trilingual.build()
    return trilingual


def rendered(report: Report) -> set[str]:
    """The articles and series that were rendered: the feeds and listings of a day are no matter."""
    return {one.address for one in report.reasons if one.kind in ("article", "series")}


def linked(archive: Archive, address: str) -> Any:
    found = re.search(r'ld\+json">(.*?)</script>', archive.page(address), re.DOTALL)
    assert found
    return json.loads(found[1])


def test_a_series_lists_its_parts_in_the_order_of_reading(water: Archive) -> None:
    assert texts(water, "/kk/series/su/", ".//h1") == ["Су"]
    assert texts(water, "/kk/series/su/", ".//main//h2") == ["T1", "T2", "T3", "T4", "T5"]
    assert texts(water, "/kk/series/su/", './/p[@class="total"]') == ["Топтама · 5 бөлім"]
    assert texts(water, "/ru/series/voda/", './/p[@class="total"]') == ["Серия · 5 частей"]
    kickers = texts(water, "/ru/series/voda/", './/p[@class="kicker"]')
    assert kickers[:2] == ["Часть 1", "Часть 2"]
    assert "/ru/series/voda/" in water.page("/sitemap/pages.xml")


def test_plurals_are_those_of_each_language(water: Archive) -> None:
    for n in (1, 2, 3):
        water.remove(f"articles/{n}.ru.md")
    put(water, 1, "en")
    water.build_as_clean()
    total = './/p[@class="total"]'
    assert texts(water, "/ru/series/voda/", total) == ["Серия · 2 части"]
    assert texts(water, "/series/water/", total) == ["Series · 1 part"]


def test_a_part_says_its_place_and_its_neighbours(water: Archive) -> None:
    address = "/kk/2022/01/03/3/"
    assert "3-бөлім, барлығы 5" in texts(water, address, './/div[@class="meta"]')[0]
    near = texts(water, address, './/nav[@aria-label="Топтаманың бөлімдері"]//li')
    assert near == ["Алдыңғы бөлім T2 2022 ж. 2 қаңтар", "Келесі бөлім T4 2022 ж. 4 қаңтар"]
    assert 'href="/base/kk/series/su/"' in water.page(address)
    node = linked(water, address)["@graph"][0]
    assert node["position"] == 3
    assert node["isPartOf"] == {
        "@type": "CreativeWorkSeries",
        "@id": "https://archive.example/base/kk/series/su/",
        "url": "https://archive.example/base/kk/series/su/",
        "name": "Су",
    }


def test_a_series_describes_itself_for_machines(water: Archive) -> None:
    node = linked(water, "/ru/series/voda/")
    assert (node["@type"], node["name"], node["inLanguage"]) == ("CreativeWorkSeries", "Вода", "ru")
    assert [part["position"] for part in node["hasPart"]] == [1, 2, 3, 4, 5]


def test_another_title_reaches_the_series_and_the_parts_beside(water: Archive) -> None:
    put(water, 3, title="Edited")
    assert rendered(water.build_as_clean()) >= {
        "/kk/series/su/",
        "/kk/2022/01/02/2/",
        "/kk/2022/01/04/4/",
    }
    put(water, 3, title="Edited", series=None)
    water.build_as_clean()


def test_a_new_part_reaches_all_parts_of_a_short_series_only(
    water: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = "/kk/2022/01/01/1/"
    put(water, 20)
    assert first in rendered(water.build_as_clean())
    assert "1-бөлім, барлығы 20" in water.page(first)
    monkeypatch.setattr(series, "SHORT", 6)
    put(water, 21)
    assert first in rendered(water.build_as_clean()), "the series has become long"
    assert "барлығы" not in texts(water, first, './/div[@class="meta"]')[0]
    put(water, 22)
    report = water.build_as_clean()
    assert first not in rendered(report)
    assert "/kk/2022/01/21/21/" in rendered(report)


def test_the_most_common_name_is_that_of_the_series(water: Archive) -> None:
    put(water, 1, series={"name": "СУ", "part": 1})
    water.build_as_clean()
    assert texts(water, "/kk/series/su/", ".//h1") == ["Су"]


def test_series_of_one_address_know_each_other(water: Archive) -> None:
    put(water, 1, "en", series="Voda")
    water.build_as_clean()
    versions = re.findall(r'rel="alternate" hreflang="(\w\w)"', water.page("/ru/series/voda/"))
    assert versions == ["en", "ru"]
    water.remove("articles/1.en.md")
    water.build_as_clean()
    assert "hreflang" not in water.page("/ru/series/voda/").partition("<body")[0]


def test_without_series_there_is_nothing_of_them(trilingual: Archive) -> None:
    trilingual.article("a.md")
    trilingual.build()
    assert not [name for name in trilingual.tree() if "series" in name]
