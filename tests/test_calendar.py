"""Calendars of years and months, and the days of all years, as readers find them in a site."""

import random
import re
from collections.abc import Iterator

import html5lib
import pytest

from archives import CONFIG, TRILINGUAL, Archive

BASE = "/base"
WEEKDAYS = {
    "en": ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    "ru": ["пн", "вт", "ср", "чт", "пт", "сб", "вс"],
    "kk": ["дс", "сс", "ср", "бс", "жм", "сб", "жс"],
}
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "ru": "Январь Февраль Март Апрель Май Июнь Июль Август Сентябрь Октябрь Ноябрь Декабрь",
    "kk": "Қаңтар Ақпан Наурыз Сәуір Мамыр Маусым Шілде Тамыз Қыркүйек Қазан Қараша Желтоқсан",
}


def document(archive: Archive, address: str):
    return html5lib.parse(archive.page(address), namespaceHTMLElements=False)


def text(element) -> str:
    return " ".join("".join(element.itertext()).split())


def tables(archive: Archive, address: str) -> Iterator[tuple[str, dict[int, tuple[int, str, str]]]]:
    """(caption, {day: (articles, link, class)}) of every calendar of a page."""
    for table in document(archive, address).iter("table"):
        days = {}
        for cell in table.iter("td"):
            if text(cell):
                link = cell.find("a")
                days[int(text(cell))] = (
                    (number(link.get("title")), link.get("href"), link.get("class"))
                    if link is not None
                    else (0, "", "")
                )
        yield text(table.find("caption")), days


def number(written: str) -> int:
    return int(re.match(r"[\d,]+", written)[0].replace(",", ""))


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
                    assert anchor or number(re.search(r'class="total">(\d+)', shown)[1]) == n
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


# --- on this day --------------------------------------------------------------------------------


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
        one.get("rel"): one.get("href").removeprefix(BASE)
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


def touched(report) -> set[str]:
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
