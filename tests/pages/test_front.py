"""The front page: what leads it, the newest articles by day, the most used terms."""

import re

import pytest

from archives import CONFIG, TRILINGUAL, Archive

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


BLOCKS = """
[taxonomies.section.terms]
economy = { en = "Economy", ru = "Экономика", kk = "Экономика" }
life = { en = "Life", ru = "Жизнь", kk = "Өмір" }

[front]
blocks = ["lead", "pinned", { section = "economy", count = 2 }, "newest", "on-this-day", \
    { page = "welcome" }, "topics"]
""".replace("\\\n", "")


def shown(archive: Archive, address: str = "/") -> list[str]:
    """The headings and headlines of the front page, in order."""
    page = archive.page(address).partition("<main")[2].partition('class="ways"')[0]
    found = re.findall(r"<h[23]>(.*?)</h", page, re.DOTALL)
    return [re.sub("<[^>]*>|\\s+", " ", each).strip() for each in found]


def test_an_article_can_be_chosen_to_lead(archive: Archive) -> None:
    archive.configure('title = "T"\nbase_url = "https://archive.example/"\n[listing]\nfront = 2\n')
    for day in range(1, 6):
        archive.article(f"a{day}.md", date=f"2022-01-0{day}", lead=day in (1, 2))
    archive.build()
    assert [title for _, title in headlines(archive)] == ["a2.md", "a5.md", "a4.md"]
    archive.article("a2.md", date="2022-01-02")
    archive.build_as_clean()
    assert headlines(archive)[0] == ("2", "a1.md")
    archive.article("a1.md", date="2022-01-01")
    archive.build_as_clean()
    assert headlines(archive)[0] == ("2", "a5.md")


def test_the_lead_of_another_generator_means_nothing(archive: Archive) -> None:
    archive.article("a.md", lead="What happened in short")
    report = archive.build()
    assert [problem.code for problem in report.problems] == ["K0107"]


def test_a_pinned_article_stands_below_the_lead_until_its_day_ends(trilingual: Archive) -> None:
    trilingual.article("old.md", date="2020-01-01", pinned="2022-06-01")
    for day in range(1, 6):
        trilingual.article(f"a{day}.md", date=f"2022-01-0{day}")
    trilingual.build()
    assert shown(trilingual)[:3] == ["a5.md", "Pinned", "old.md"]
    trilingual.now += 17 * 3_600  # 23:00 in Almaty
    assert trilingual.build_as_clean().rendered == 0
    trilingual.now += 3_600
    report = trilingual.build_as_clean()
    assert {planned.address for planned in report.reasons} == {"/", "/ru/", "/kk/"}
    assert "Pinned" not in trilingual.page("/")


@pytest.mark.parametrize(("lang", "sign"), [("ru", "Закреплено"), ("kk", "Бекітілген")])
def test_readers_are_told_what_is_pinned(trilingual: Archive, lang: str, sign: str) -> None:
    trilingual.article("a.md", date="2022-01-02", lang=lang)
    trilingual.article("b.md", date="2022-01-01", lang=lang, pinned=True)
    trilingual.build()
    assert shown(trilingual, f"/{lang}/") == ["a.md", sign, "b.md"]


def test_the_blocks_stand_in_the_order_of_the_configuration(trilingual: Archive) -> None:
    trilingual.configure(TRILINGUAL + BLOCKS)
    trilingual.write(
        "pages/welcome.md", "---\ntitle: Welcome\n---\nHello, [a](../articles/a.md).\n"
    )
    trilingual.write("pages/welcome.ru.md", "---\ntitle: Добро\n---\nЗдравствуйте.\n")
    trilingual.write("pages/welcome.kk.md", "---\ntitle: Сәлем\n---\nСәлеметсіз бе.\n")
    trilingual.article("lead.md", date="2022-05-01", section="economy")
    trilingual.article("pin.md", date="2022-01-01", pinned=True)
    for day in range(1, 5):
        trilingual.article(f"e{day}.md", date=f"2022-02-0{day}", section="economy")
    trilingual.article("a.md", date="2021-06-01")
    trilingual.build()
    economy = ["Economy", "e4.md", "e3.md"]
    expected = ["lead.md", "Pinned", "pin.md", *economy]
    assert shown(trilingual) == [*expected, "On this day", "a.md", "Welcome"]
    assert "Hello" in trilingual.page("/")
    assert trilingual.page("/").count('<p class="kicker">') == 1, "only the lead says its section"
    trilingual.article("a.md", date="2021-06-01", slug="moved")
    trilingual.build_as_clean()
    trilingual.write("pages/welcome.md", "---\ntitle: Welcome\n---\nGoodbye.\n")
    report = trilingual.build_as_clean()
    assert {"/", "/welcome/"} <= {planned.address for planned in report.reasons}
    assert "Goodbye" in trilingual.page("/")
    trilingual.now += 86_400
    trilingual.build_as_clean()
    assert "On this day" not in shown(trilingual)


def test_a_block_reaches_no_further_than_it_shows(archive: Archive) -> None:
    config = "[taxonomies]\nsection = {}\n[listing]\nfront = 1\n"
    blocks = '[front]\nblocks = ["newest", { section = "economy", count = 1 }]\n'
    archive.configure(CONFIG + config + blocks)
    for n in range(40):
        day = f"2022-01-{n // 2 + 1:02}"
        archive.article(f"a{n:02}.md", date=day, section="economy")
    archive.build()
    archive.article("a00.md", date="2022-01-01", section="economy", title="Edited")
    assert "/" not in {planned.address for planned in archive.build().reasons}
    archive.article("a38.md", date="2022-01-20", section="economy", title="Edited")
    assert "/" in {planned.address for planned in archive.build_as_clean().reasons}
    assert 'class="ways"' not in archive.page("/")


def test_a_page_that_does_not_exist_is_reported(archive: Archive) -> None:
    archive.configure(CONFIG + '[front]\nblocks = ["lead", { page = "welcome" }]\n')
    archive.article("a.md")
    assert [problem.code for problem in archive.build().problems] == ["K0215"]


def test_the_texts_of_several_pages_share_no_id(archive: Archive) -> None:
    archive.configure(CONFIG + '[front]\nblocks = [{ page = "v" }, { page = "w" }, "newest"]\n')
    archive.article("a.md")
    for name in ("index", "v", "w"):
        archive.write(f"pages/{name}.md", f"# {name}\n\nA[^1]\n\n## B\n\n[b](#b)\n\n[^1]: Note.\n")
    archive.build()
    ids = re.findall(r' id="([^"]*)"', archive.page("/"))
    assert len(ids) == len({*ids})
    assert archive.page("/").count('href="/v/#b"') == 1
    assert '<h2 id="b">' in archive.page("/v/")
