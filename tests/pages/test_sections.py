"""The sections of a newspaper: `[taxonomies] section`."""

import json

import pytest

from archives import CONFIG, TRILINGUAL, Archive
from parsed import texts

PAGE = "/2022/01/05/a/"
SECTIONS = """\
[taxonomies.section.terms]
economy = { en = "Economy", ru = "Экономика", kk = "Экономика" }
culture = { en = "Culture", ru = "Культура", kk = "Мәдениет" }
"""


@pytest.fixture
def paper(trilingual: Archive) -> Archive:
    trilingual.configure(TRILINGUAL + SECTIONS)
    return trilingual


def graph(page: str) -> list[dict[str, object]]:
    text = page.partition('type="application/ld+json">')[2].partition("</script>")[0]
    nodes: list[dict[str, object]] = json.loads(text)["@graph"]
    return nodes


def test_it_stands_above_the_headline_in_the_language_of_the_article(paper: Archive) -> None:
    paper.article("a.md", section="economy", kicker="Trade", type="opinion", date="2022-01-05")
    paper.article("a.kk.md", section="culture", date="2022-01-05")
    paper.build()
    page = paper.page(PAGE)
    link = '<a href="/base/section/economy/">Economy</a>'
    assert f'<p class="kicker">{link} · Opinion · Trade</p>\n<h1>' in page
    assert link in paper.page("/2022/01/")
    assert '<a href="/base/kk/section/culture/">Мәдениет</a></p>\n<h1>' in paper.page(f"/kk{PAGE}")
    assert '<meta property="article:section" content="Economy">' in page
    assert graph(page)[0]["articleSection"] == "Economy"
    crumbs = graph(page)[1]["itemListElement"]
    assert isinstance(crumbs, list)
    assert [each["name"] for each in crumbs] == ["Archive", "Economy", "a.md"]


def test_the_menu_has_the_sections_in_order_before_other_taxonomies(paper: Archive) -> None:
    paper.article("a.ru.md", section="Экономика")
    paper.build()
    menu = texts(paper, "/ru/", ".//nav[@class='sections']//li")
    assert menu[:4] == ["Главная", "Экономика", "Культура", "Темы"]
    assert "/ru/section/culture/" in paper.page("/ru/")


def test_a_section_without_articles_has_a_page(paper: Archive) -> None:
    paper.article("a.md", section="economy", date="2022-01-05")
    paper.build()
    assert "<h1>Мәдениет</h1>" in paper.page("/kk/section/culture/")
    assert "noindex" in paper.page("/kk/section/culture/")
    assert "feed.xml" not in paper.page("/section/culture/").partition("<main")[2]
    paper.article("b.md", section="culture", date="2022-01-05")
    paper.build_as_clean()
    assert "noindex" not in paper.page("/section/culture/")
    paper.remove("articles/b.md")
    paper.build_as_clean()
    assert "noindex" in paper.page("/section/culture/")


def test_the_index_keeps_their_order(paper: Archive) -> None:
    paper.article("a.md", section="culture", date="2022-01-05")
    paper.article("b.md", section="Astronomy", date="2022-01-05")
    paper.build()
    lines = texts(paper, "/section/", ".//main//ul/li")
    assert lines == ["Economy 0", "Culture 1", "Astronomy 1"]


def test_the_index_has_a_heading_in_each_language(paper: Archive) -> None:
    paper.article("a.md", section="culture", date="2022-01-05")
    paper.build()
    for address, heading in (("", "Sections"), ("/ru", "Рубрики"), ("/kk", "Айдарлар")):
        assert f"<h1>{heading}</h1>" in paper.page(f"{address}/section/")


def test_a_menu_can_name_the_terms_of_any_taxonomy(archive: Archive) -> None:
    terms = '[taxonomies]\nregions = { terms = { north = "North", south = "South" } }\n'
    archive.configure(CONFIG + terms + '[menu]\nitems = ["front", { terms = "regions" }]\n')
    archive.article("a.md", regions=["South", "North"])
    archive.build()
    assert texts(archive, "/", ".//nav[@class='sections']//li") == ["Front page", "North", "South"]


def test_without_sections_nothing_is_above_a_headline(archive: Archive) -> None:
    archive.article("a.md", tags=["Fuel"])
    archive.build()
    assert "kicker" not in archive.page(PAGE)
    assert "articleSection" not in archive.page(PAGE)
