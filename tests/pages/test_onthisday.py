"""On this day: each day of the year with its articles of all years."""

import re

import pytest

from archives import TRILINGUAL, Archive
from kazarchive.options import Report
from pages.calendars import BASE, MONTHS, tables, text
from parsed import document


@pytest.fixture
def years(trilingual: Archive) -> Archive:
    """Articles of one day in several years and languages; no page shows more than three."""
    trilingual.article("a.md", title="Newest", date="2022-01-05")
    trilingual.article("b.md", title="Older", date="2020-01-05")
    trilingual.article("c.md", title="Oldest", date="2011-01-05")
    trilingual.article("leap.md", title="Leap", date="2020-02-29")
    trilingual.article("a.ru.md", title="Новая", date="2022-01-05")
    trilingual.article("d.kk.md", title="Жаңа", date="2021-12-31")
    trilingual.build()
    return trilingual


def headings(archive: Archive, address: str) -> list[str]:
    return [text(one) for one in document(archive, address).findall(".//main//h2")]


def neighbours(archive: Archive, address: str) -> dict[str, str]:
    links = document(archive, address).iter("a")
    return {
        one.get("rel", ""): one.get("href", "").removeprefix(BASE)
        for one in links
        if one.get("rel") in ("prev", "next")
    }


def test_a_day_shows_its_articles_of_all_years_the_last_first(years: Archive) -> None:
    assert headings(years, "/on-this-day/01-05/") == [
        "2022 Wednesday",
        "2020 Sunday",
        "2011 Wednesday",
    ]
    shown = years.page("/on-this-day/01-05/")
    assert shown.index("Newest") < shown.index("Older") < shown.index("Oldest")
    assert "Новая" not in shown
    assert "<h1>В этот день: 5 января</h1>" in years.page("/ru/on-this-day/01-05/")
    assert "<h1>Осы күні: 31 желтоқсан</h1>" in years.page("/kk/on-this-day/12-31/")
    assert "2020" in headings(years, "/on-this-day/02-29/")[0]


def test_a_day_shows_the_newest_and_leads_to_the_others(years: Archive) -> None:
    for n in range(2):
        years.article(f"more-{n}.md", title=f"More {n}", date="2020-01-05")
    years.build_as_clean()
    shown = years.page("/on-this-day/01-05/")
    assert headings(years, "/on-this-day/01-05/") == [
        "2022 Wednesday",
        "2020 Sunday · 3 articles",
        "2011 Wednesday · 1 article",
    ]
    assert '<a href="/base/2011/01/#d05">' in shown
    assert "Oldest" not in shown
    assert "3 of 5" in shown


def test_only_days_with_articles_have_pages_and_lead_to_each_other(years: Archive) -> None:
    found = {path.name for path in (years.output / "on-this-day").iterdir()}
    assert found == {"index.html", "01-05", "02-29"}
    assert neighbours(years, "/on-this-day/01-05/") == dict.fromkeys(
        ("prev", "next"), "/on-this-day/02-29/"
    )
    assert neighbours(years, "/ru/on-this-day/01-05/") == {}


@pytest.mark.parametrize("lang", MONTHS)
def test_all_days_of_all_years_are_twelve_months(years: Archive, lang: str) -> None:
    prefix = "" if lang == "en" else f"/{lang}"
    months = list(tables(years, f"{prefix}/on-this-day/"))
    captions, days = zip(*months, strict=True)
    assert [caption.split()[0] for caption in captions] == MONTHS[lang].split()
    assert [len(month) for month in days] == [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    assert document(years, f"{prefix}/on-this-day/").find(".//th") is None, "a day of any weekday"
    if lang == "en":
        assert captions[:3] == ("January 3 articles", "February 1 article", "March")
        led = {day: held for month in days for day, held in month.items() if held[0]}
        assert led == {
            5: (3, f"{BASE}/on-this-day/01-05/", "s3"),
            29: (1, f"{BASE}/on-this-day/02-29/", "s1"),
        }


def test_a_day_that_empties_is_removed_and_its_neighbours_close_up(years: Archive) -> None:
    years.article("new.md", date="2022-02-01")
    report = years.build_as_clean()
    assert touched(report) == {
        "/on-this-day/",
        "/on-this-day/01-05/",
        "/on-this-day/02-01/",
        "/on-this-day/02-29/",
        "/kk/on-this-day/02-01/",
        "/ru/on-this-day/02-01/",
    }
    assert neighbours(years, "/on-this-day/01-05/")["next"] == "/on-this-day/02-01/"
    years.remove("articles/new.md")
    years.build_as_clean()
    assert not (years.output / "on-this-day/02-01").exists()
    assert neighbours(years, "/on-this-day/01-05/")["next"] == "/on-this-day/02-29/"


def touched(report: Report) -> set[str]:
    return {one.address for one in report.reasons if "/on-this-day/" in one.address}


def test_an_edit_touches_one_day_and_a_move_two(years: Archive) -> None:
    years.article("b.md", title="Edited", date="2020-01-05")
    assert touched(years.build_as_clean()) == {"/on-this-day/01-05/"}
    years.article("b.md", title="Edited", date="2020-02-29")
    assert touched(years.build_as_clean()) == {
        "/on-this-day/",
        "/on-this-day/01-05/",
        "/on-this-day/02-29/",
    }


def test_a_day_names_the_languages_that_have_it(years: Archive) -> None:
    assert 'hreflang="ru"' in years.page("/on-this-day/01-05/")
    years.remove("articles/a.ru.md")
    years.build_as_clean()
    shown = re.findall(r'<link rel="alternate" hreflang="(..)"', years.page("/on-this-day/01-05/"))
    assert not shown


def test_pages_by_date_lead_to_the_days_of_all_years(years: Archive) -> None:
    for address in ("/", "/2022/", "/2022/01/"):
        assert '<a href="/base/on-this-day/">On this day</a>' in years.page(address)
    years.configure(TRILINGUAL.replace("front = 3", 'front = 3\ndays = "true"'))
    years.build()
    assert '<a href="/base/on-this-day/01-05/">On this day</a>' in years.page("/2022/01/05/")


def test_a_site_can_do_without_the_days_of_all_years(years: Archive) -> None:
    years.configure(TRILINGUAL.replace("front = 3", "front = 3\non_this_day = false"))
    years.build_as_clean()
    assert not [name for name, content in years.tree().items() if b"on-this-day" in content]
    assert not (years.output / "on-this-day").exists()
