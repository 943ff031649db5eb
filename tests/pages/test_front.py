"""The front page: what leads it, the newest articles by day, the most used terms."""

import re

import pytest

from archives import TRILINGUAL, Archive

PICTURE = {"src": "pic.svg", "alt": "A picture"}


def headlines(archive: Archive, address: str = "/") -> list[tuple[str, str]]:
    """(level, title) of every headline in the news."""
    page = archive.page(address)
    news = page[page.index('class="news"') : page.index('class="ways"')]
    return re.findall(r"<h([23])><a [^>]*>(.*?)</a></h", news)


def topics(archive: Archive, address: str = "/") -> list[tuple[str, str]]:
    """(name, number of articles) of every term among the ways in."""
    page = archive.page(address)
    ways = page[page.index('class="ways"') :]
    found = re.findall(r'<a [^>]*>([^<]*)</a> <span class="count">(\d+)</span>', ways)
    return [(name, n) for name, n in found if not name.isdecimal()]  # a number is a year


def test_the_first_of_the_newest_with_an_image_leads(archive: Archive) -> None:
    archive.write("articles/pic.svg", "<svg/>")
    for day in range(1, 9):
        archive.article(f"a{day}.md", date=f"2022-01-0{day}", image=PICTURE if day < 6 else None)
    archive.build()
    assert headlines(archive)[0] == ("2", "a5.md")
    assert [title for _, title in headlines(archive)[1:4]] == ["a8.md", "a7.md", "a6.md"]
    assert archive.page("/").count('src="/2022/01/05/a5/pic.svg"') == 1
    for day in range(3, 9):
        archive.article(f"a{day}.md", date=f"2022-01-0{day}")
    archive.build_as_clean()
    assert headlines(archive)[0] == ("2", "a8.md")
    assert archive.page("/").count('loading="lazy"') == 2


@pytest.mark.parametrize(
    ("days", "wide"),
    [("1 2", ""), ("1 2 3", "3"), ("1 1 2 3", "1"), ("1 2 2 3", "1 2 3"), ("1 1 2 3 4", "1 4")],
)
def test_no_day_stands_beside_an_empty_place(archive: Archive, days: str, wide: str) -> None:
    """A day with several articles takes both columns, and of an odd number of others the first."""
    archive.article("lead.md", date="2022-01-09")
    for n, day in enumerate(days.split()):
        archive.article(f"{n}.md", date=f"2022-01-0{day}")
    archive.build()
    found = re.findall(r'class="day wide">\s*<h2><time datetime="2022-01-0(.)"', archive.page("/"))
    assert sorted(found) == wide.split()


def test_the_search_can_be_asked_from_the_front_page(trilingual: Archive) -> None:
    trilingual.article("a.kk.md")
    trilingual.build()
    assert "<form" not in trilingual.page("/kk/")
    trilingual.configure(TRILINGUAL + "[search]\nenabled = true\n")
    trilingual.build()
    assert 'action="/base/kk/search/"' in trilingual.page("/kk/")
    assert "Мұрағаттан іздеу</label>" in trilingual.page("/kk/")


def test_an_image_that_is_nowhere_is_not_shown(archive: Archive) -> None:
    archive.article("a.md", image={"src": "ftp://a.example/pic.jpg", "alt": "A picture"})
    archive.article("b.md", image={"src": "https://a.example/pic.jpg", "alt": "A picture"})
    archive.build()
    assert re.findall(r'<img src="([^"]*)"', archive.page("/")) == ["https://a.example/pic.jpg"]


def test_the_most_used_terms_are_shown_with_their_numbers(trilingual: Archive) -> None:
    trilingual.configure(TRILINGUAL.replace("front = 3", "front = 1"))
    for n in range(3):
        trilingual.article(f"a{n}.md", tags=["Fuel", "Prices"][: n + 1], authors=["Bolat"])
    trilingual.article("old.md", date="2020-01-01", tags=["Prices"])
    trilingual.article("a.ru.md", tags=["Цены"])
    trilingual.build()
    assert topics(trilingual) == [("Fuel", "3"), ("Prices", "3")]
    assert topics(trilingual, "/ru/") == [("Цены", "1")]
    trilingual.article("old.md", date="2020-01-01", tags=["prices", "Maps"])
    report = trilingual.build_as_clean()
    assert "/" in {planned.address for planned in report.reasons}
    assert topics(trilingual) == [("Fuel", "3"), ("Prices", "3"), ("Maps", "1")]


def test_twelve_terms_of_a_taxonomy_are_shown(archive: Archive) -> None:
    for n in range(15):
        archive.article(f"a{n}.md", tags=[f"T{n:02}", "Most"])
    archive.build()
    assert topics(archive) == [("Most", "15"), *((f"T{n:02}", "1") for n in range(11))]


def test_an_edit_far_from_the_front_page_does_not_reach_it(archive: Archive) -> None:
    archive.configure('title = "T"\nbase_url = "https://archive.example/"\n[listing]\nfront = 2\n')
    for day in range(1, 6):
        archive.article(f"a{day}.md", date=f"2022-01-0{day}", tags=["Fuel"])
    archive.build()
    archive.article("a1.md", date="2022-01-01", tags=["Fuel"], title="Edited")
    assert "/" not in {planned.address for planned in archive.build().reasons}
