"""What a term shows besides its articles: the terms beside it, a chart, a timeline; and the index
by weight."""

import re

import html5lib
import pytest

from archives import CONFIG, TRILINGUAL, Archive
from kazarchive.catalogue.cells import PAIRED
from kazarchive.pages.taxonomy import MOST_USED, SHORT

SVG = "{http://www.w3.org/2000/svg}"


def document(archive: Archive, address: str):
    return html5lib.parse(archive.page(address), namespaceHTMLElements=False)


def texts(archive: Archive, address: str, path: str) -> list[str]:
    return [
        " ".join("".join(one.itertext()).split())
        for one in document(archive, address).findall(path)
    ]


def beside(archive: Archive, tag: str) -> list[str]:
    return texts(archive, f"/tags/{tag}/", ".//section[@class='related']//a")


def pages(report, ending: str = "/") -> set[str]:
    return {one.address for one in report.reasons if one.address.endswith(ending)}


# --- terms beside each other --------------------------------------------------------------------


@pytest.fixture
def tagged(archive: Archive) -> Archive:
    for name, tags in {
        "a": ["Fuel", "Prices"],
        "b": ["Fuel", "Prices", "Unrest"],
        "c": ["Fuel", "Almaty"],
        "d": ["Fuel"],
        "e": ["Weather"],
    }.items():
        archive.article(f"{name}.md", tags=tags, authors=["A"])
    archive.build()
    return archive


def test_a_term_shows_the_terms_that_stand_beside_it_the_most_frequent_first(
    tagged: Archive,
) -> None:
    assert beside(tagged, "fuel") == ["Prices", "Almaty", "Unrest"]
    assert beside(tagged, "unrest") == ["Fuel", "Prices"]
    assert beside(tagged, "weather") == []
    assert beside(tagged, "prices") == ["Fuel", "Unrest"], "and no term of another taxonomy"


def test_an_edit_of_two_terms_shows_on_the_pages_of_both_and_no_others(tagged: Archive) -> None:
    tagged.article("d.md", tags=["Fuel", "Weather"], authors=["A"])
    report = tagged.build_as_clean()
    assert beside(tagged, "fuel") == ["Prices", "Almaty", "Unrest", "Weather"]
    assert beside(tagged, "weather") == ["Fuel"]
    terms = {one for one in pages(report) if re.fullmatch("/tags/[a-z]+/", one)}
    assert terms == {"/tags/fuel/", "/tags/weather/"}


def test_a_term_is_called_as_most_articles_write_it(tagged: Archive) -> None:
    for name, tags in {"x": ["PRICES"], "y": ["PRICES"], "z": ["PRICES"]}.items():
        tagged.article(f"{name}.md", tags=tags)
    tagged.build_as_clean()
    assert texts(tagged, "/tags/prices/", ".//h1") == ["PRICES"]
    assert "PRICES" in tagged.page("/tags/")
    assert "PRICES" in tagged.page("/tags/prices/feed.xml")


def test_beside_another_it_is_called_as_the_articles_with_both_write_it(tagged: Archive) -> None:
    for name, tags in {"x": ["PRICES"], "y": ["PRICES"], "z": ["PRICES"]}.items():
        tagged.article(f"{name}.md", tags=tags)
    report = tagged.build_as_clean()
    assert beside(tagged, "fuel")[0] == "Prices"
    assert "/tags/fuel/" not in pages(report)
    for name in "ab":
        tagged.article(f"{name}.md", tags=["Fuel", "PRICES"])
    tagged.build_as_clean()
    assert beside(tagged, "fuel") == ["PRICES", "Almaty"]


def test_in_a_period_it_is_called_as_most_articles_there_write_it(archive: Archive) -> None:
    archive.configure(CONFIG + "[listing]\npage_size = 2\n")
    for n in range(6):
        name = "GAS" if n < 2 else "Gas"
        archive.article(f"{n}.md", date=f"{2018 + n // 2}-01-0{1 + n % 2}", tags=[name])
    archive.build()
    assert texts(archive, "/tags/gas/", ".//h1") == ["Gas"]
    assert texts(archive, "/tags/gas/2018/", ".//h1") == ["GAS, 2018"]
    assert texts(archive, "/tags/gas/2019/", ".//h1") == ["Gas, 2019"]
    for n in (2, 3):
        archive.article(f"{n}.md", date=f"2019-01-0{1 + n % 2}", tags=["GAS"])
    report = archive.build_as_clean()
    assert texts(archive, "/tags/gas/", ".//h1") == ["GAS"]
    assert texts(archive, "/tags/gas/2020/", ".//h1") == ["Gas, 2020"]
    reached = {one for one in pages(report) if one.startswith("/tags/gas/")}
    assert reached == {"/tags/gas/", "/tags/gas/2019/"}


def test_no_more_than_eight_terms_stand_beside_one(archive: Archive) -> None:
    archive.article("a.md", tags=["Fuel", *(f"T{n}" for n in range(9))])
    archive.article("b.md", tags=["Fuel", "T8"])
    archive.build_as_clean()
    assert beside(archive, "fuel") == ["T8", "T0", "T1", "T2", "T3", "T4", "T5", "T6"]


def test_of_an_article_with_very_many_terms_the_first_are_paired(archive: Archive) -> None:
    names = [f"T{n}" for n in range(PAIRED + 5)]
    archive.article("a.md", tags=names)
    archive.build()
    assert beside(archive, f"t{PAIRED - 1}")
    assert not beside(archive, f"t{PAIRED}")
    archive.article("a.md", tags=[names[-1], *names[:-1]])
    archive.build_as_clean()
    assert beside(archive, f"t{PAIRED + 4}")
    assert not beside(archive, f"t{PAIRED - 1}")


# --- the chart ----------------------------------------------------------------------------------


def test_a_chart_shows_every_year_and_says_its_numbers(archive: Archive) -> None:
    for year, n in {2010: 1, 2012: 4, 2013: 2}.items():
        for one in range(n):
            archive.article(f"{year}-{one}.md", date=f"{year}-01-05", tags=["Fuel"])
    archive.build()
    chart = document(archive, "/tags/fuel/").find(f".//{SVG}svg")
    assert chart.get("role") == "img"
    assert chart.find(f"{SVG}title").text == "Articles by year: 2010: 1, 2011: 0, 2012: 4, 2013: 2."
    bars = [(bar.get("x"), bar.get("y"), bar.get("height")) for bar in chart.findall(f"{SVG}rect")]
    assert bars == [
        ("0.1", "75", "25"),
        ("1.1", "100", "0"),
        ("2.1", "0", "100"),
        ("3.1", "50", "50"),
    ]


def test_one_year_is_no_chart_and_a_long_one_shows_the_last_fifty(archive: Archive) -> None:
    archive.article("a.md", date="2022-01-05", tags=["Fuel", "Old"])
    archive.article("b.md", date="1901-01-05", tags=["Old"])
    archive.build()
    assert document(archive, "/tags/fuel/").find(f".//{SVG}svg") is None
    bars = document(archive, "/tags/old/").findall(f".//{SVG}rect")
    assert [bar.get("height") for bar in bars] == ["0"] * 49 + ["100"]


# --- by weight ----------------------------------------------------------------------------------


def test_the_most_used_terms_stand_above_the_alphabet(archive: Archive) -> None:
    for n in range(45):
        archive.article(f"{n}.md", tags=[f"Tag {n:02}", *(["Fuel"] if n % 2 else [])])
    archive.article("more.md", tags=["Tag 44", "Tag 43"])
    archive.build_as_clean()
    weighty = texts(archive, "/tags/", ".//ol[@class='index']/li")
    assert len(weighty) == MOST_USED
    assert weighty[:4] == ["Fuel 22", "Tag 43 2", "Tag 44 2", "Tag 00 1"]
    assert len(texts(archive, "/tags/", ".//ul[@class='index']/li")) == 46


def test_of_a_short_index_no_term_is_shown_twice(archive: Archive) -> None:
    for n in range(SHORT):
        archive.article(f"{n}.md", tags=[f"Tag {n:02}"])
    archive.build()
    assert archive.page("/tags/").count("Tag 00") == 1
    archive.article("more.md", tags=["Another"])
    archive.build_as_clean()
    assert len(texts(archive, "/tags/", ".//ol[@class='index']/li")) == (SHORT + 1) // 2


# --- timelines ----------------------------------------------------------------------------------


@pytest.fixture
def line(trilingual: Archive) -> Archive:
    """Five articles of one term, of which a page shows three."""
    trilingual.configure(TRILINGUAL.replace("front = 3", "front = 3\ntimeline = 5"))
    for n, day in enumerate(("2021-12-31", "2022-01-05", "2022-01-06", "2022-03-01", "2011-01-01")):
        trilingual.article(f"{n}.kk.md", title=f"T{n}", date=day, tags=["Отын"])
    trilingual.article("5.md", date="2022-01-05", tags=["Отын"])
    trilingual.build()
    return trilingual


def test_a_timeline_goes_from_the_first_article_to_the_last(line: Archive) -> None:
    address = "/kk/tags/otyn/timeline/"
    assert texts(line, address, ".//h1") == ["Хронология: Отын"]
    assert texts(line, address, ".//main//h2") == ["2022"], "of five the newest three"
    assert texts(line, address, ".//h3") == ["Қаңтар", "Наурыз"]
    assert texts(line, address, ".//ol/li")[-3:] == ["5 қаңтар T1", "6 қаңтар T2", "1 наурыз T3"]
    assert "барлығы 5, осы бетте 3" in line.page(address)
    assert 'href="/base/kk/tags/otyn/timeline/"' in line.page("/kk/tags/otyn/")


def test_a_term_with_few_articles_has_no_timeline(line: Archive) -> None:
    assert not (line.output / "tags/otyn/timeline").exists()
    assert "timeline" not in line.page("/tags/otyn/")
    line.remove("articles/4.kk.md")
    line.build_as_clean()
    assert not [name for name in line.tree() if "timeline" in name]


def test_an_edit_touches_the_timelines_of_its_terms(line: Archive) -> None:
    line.article("1.kk.md", title="Edited", date="2022-01-05", tags=["Отын", "Баға"])
    assert pages(line.build_as_clean(), "/timeline/") == {"/kk/tags/otyn/timeline/"}


def test_timelines_of_one_term_know_each_other(line: Archive) -> None:
    for n in range(6, 10):
        line.article(f"{n}.md", date="2022-01-05", tags=["Отын"])
    line.build_as_clean()
    for address in ("/tags/otyn/timeline/", "/kk/tags/otyn/timeline/"):
        found = re.findall(r'<link rel="alternate" hreflang="(\w\w)"', line.page(address))
        assert found == ["en", "kk"]


def test_a_site_can_do_without_timelines(line: Archive) -> None:
    line.configure(TRILINGUAL.replace("front = 3", "front = 3\ntimeline = 0"))
    line.build_as_clean()
    assert not [name for name in line.tree() if "timeline" in name]
