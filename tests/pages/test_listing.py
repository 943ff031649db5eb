"""The pages of years, months and terms: what stands beside the articles."""

import random
import re

import pytest

from archives import CONFIG, Archive
from pages.calendars import MONTHS, number, tables, text
from pages.tagging import beside, pages
from parsed import document, texts

SVG = "{http://www.w3.org/2000/svg}"


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


def test_a_chart_shows_every_year_and_says_its_numbers(archive: Archive) -> None:
    for year, n in {2010: 1, 2012: 4, 2013: 2}.items():
        for one in range(n):
            archive.article(f"{year}-{one}.md", date=f"{year}-01-05", tags=["Fuel"])
    archive.build()
    chart = document(archive, "/tags/fuel/").find(f".//{SVG}svg")
    assert chart is not None
    assert chart.get("role") == "img"
    assert chart.findtext(f"{SVG}title") == "Articles by year: 2010: 1, 2011: 0, 2012: 4, 2013: 2."
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


WEEKDAYS = {
    "en": ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    "ru": ["пн", "вт", "ср", "чт", "пт", "сб", "вс"],
    "kk": ["дс", "сс", "ср", "бс", "жм", "сб", "жс"],
}


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Three years of English articles, in which some months are split into days."""
    archive = Archive(tmp_path_factory.mktemp("full"))
    archive.configure(CONFIG + "[listing]\npage_size = 6\nfront = 3\n")
    rng = random.Random(5)
    for n in range(60):
        day = f"{rng.choice((2019, 2020, 2020, 2021))}-{rng.choice('123')}-{rng.randint(1, 28)}"
        archive.article(f"{n}.md", date=day)
    archive.article("leap.md", date="2020-02-29")
    archive.build()
    return archive


def test_the_totals_of_a_year_add_up(full: Archive) -> None:
    for year in ("2019", "2020", "2021"):
        stated = number(text(document(full, f"/{year}/").find(".//p[@class='total']")))
        months = list(tables(full, f"/{year}/"))
        assert len(months) == 12
        captions = [number(caption.split(" ", 1)[1]) for caption, days in months if " " in caption]
        assert stated == sum(captions) == sum(n for _, days in months for n, *_ in days.values())
        for month, (caption, days) in enumerate(months, 1):
            total = sum(n for n, *_ in days.values())
            assert total == (number(caption.split(" ", 1)[1]) if " " in caption else 0)
            if total:
                address = f"/{year}/{month:02}/"
                assert number(text(document(full, address).find(".//p[@class='total']"))) == total
                [(_, same)] = tables(full, address)
                assert {day: n for day, (n, *_) in same.items()} == {
                    day: n for day, (n, *_) in days.items()
                }


def test_a_calendar_has_all_days_of_a_month(full: Archive) -> None:
    lengths = [len(days) for _, days in tables(full, "/2020/")]
    assert lengths == [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


def test_every_day_of_a_calendar_leads_to_its_articles(full: Archive) -> None:
    seen = set()
    for address in ("/2019/", "/2020/", "/2021/", "/2020/01/", "/2021/03/"):
        for _, days in tables(full, address):
            for n, link, _ in days.values():
                if n:
                    place, _, anchor = link.partition("#")
                    seen.add(bool(anchor))
                    shown = full.page(place)
                    assert not anchor or f'id="{anchor}"' in shown
                    total = re.search(r'class="total">(\d+)', shown)
                    assert anchor or (total and number(total[1]) == n)
    assert seen == {True, False}, "days of split months and of others"


def test_an_address_of_a_day_on_its_month_stays_when_the_month_is_split(full: Archive) -> None:
    for address in ("/2020/01/", "/2020/02/", "/2019/03/"):
        for _, days in tables(full, address):
            ids = re.findall(r' id="(d\d\d)"', full.page(address))
            assert sorted(ids) == [f"d{day:02}" for day, (n, *_) in sorted(days.items()) if n]


def test_the_fullest_day_is_the_darkest(archive: Archive) -> None:
    for n in range(12):
        archive.article(f"{n}.md", date="2022-01-05" if n < 8 else f"2022-01-{n:02}")
    archive.build()
    [(_, days)] = tables(archive, "/2022/01/")
    assert [days[day][2] for day in (5, 8, 9)] == ["s4", "s1", "s1"]
    assert days[6] == (0, "", "")


@pytest.mark.parametrize("lang", ["en", "ru", "kk"])
def test_a_calendar_speaks_the_language_of_its_page(trilingual: Archive, lang: str) -> None:
    for n in range(5):
        trilingual.article(f"{n}.{lang}.md", date="2022-03-05" if n else "2022-02-01")
    trilingual.build()
    prefix = "" if lang == "en" else f"/{lang}"
    page = document(trilingual, f"{prefix}/2022/")
    for table in page.iter("table"):
        heads = table.findall(".//th")
        assert [text(head) for head in heads] == WEEKDAYS[lang]
        assert {head.get("scope") for head in heads} == {"col"}
    captions = [caption for caption, _ in tables(trilingual, f"{prefix}/2022/")]
    expected = MONTHS[lang].split()
    one, four = {
        "en": ("1 article", "4 articles"),
        "ru": ("1 статья", "4 статьи"),
        "kk": ("1 мақала", "4 мақала"),
    }[lang]
    expected[1:3] = [f"{expected[1]} {one}", f"{expected[2]} {four}"]
    assert captions == expected
