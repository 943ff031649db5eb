"""The kicker, the subtitle and the type of an article."""

import json

import pytest

from archives import CONFIG, Archive

PAGE = "/2022/01/05/a/"


def linked(page: str) -> dict[str, object]:
    graph = json.loads(page.partition('type="application/ld+json">')[2].partition("</script>")[0])
    node: dict[str, object] = graph["@graph"][0]
    return node


def test_they_stand_around_the_headline_and_in_lists(archive: Archive) -> None:
    archive.article("a.md", kicker="Trade", subtitle="Oil brought less", type="opinion")
    archive.build()
    page = archive.page(PAGE)
    assert '<p class="kicker">Opinion · Trade</p>\n<h1>' in page
    assert '</h1>\n<p class="subtitle">Oil brought less</p>' in page
    assert '<p class="kicker">Opinion · Trade</p>' in archive.page("/2022/01/")
    assert linked(page)["@type"] == "OpinionNewsArticle"
    assert linked(page)["alternativeHeadline"] == "Oil brought less"
    archive.article("a.md", kicker="Trade", type="Interview")
    archive.build_as_clean()
    assert "Interview · Trade" in archive.page("/2022/01/")
    assert linked(archive.page(PAGE))["genre"] == "interview"


@pytest.mark.parametrize(("lang", "shown"), [("kk", "Талдау"), ("ru", "Анализ")])
def test_a_type_has_a_name_in_each_language(archive: Archive, lang: str, shown: str) -> None:
    archive.configure(CONFIG + f'languages = ["{lang}"]\n')
    archive.article("a.md", type="analysis")
    archive.build()
    assert f'<p class="kicker">{shown}</p>' in archive.page(PAGE)


@pytest.mark.parametrize("type", ["post", "news", "", "opinion piece"])
def test_another_type_is_news(archive: Archive, type: str) -> None:
    archive.article("a.md", type=type)
    archive.build()
    assert "kicker" not in archive.page(PAGE)
    assert linked(archive.page(PAGE))["@type"] == "NewsArticle"
