"""Charts on a page and in a feed."""

import re
from xml.etree import ElementTree

import pytest

from archives import Archive, article

TABLE = "| | 2021 | 2022 |\n| --- | --: | --: |\n| Oil | 31 | 46.9 |\n| Gas | – | -3 |\n"
TITLES = {
    "en": "Stacked bar chart: Exports, bn",
    "ru": "Столбчатая диаграмма с накоплением: Exports, bn",
    "kk": "Қабатталған бағанды диаграмма: Exports, bn",
}


@pytest.mark.parametrize("lang", TITLES)
def test_a_chart_says_what_it_shows(trilingual: Archive, lang: str) -> None:
    body = f':::chart *Exports* {{type=stacked unit=bn source="A <b>"}}\n{TABLE}:::'
    trilingual.write(f"articles/a.{lang}.md", article(body, title="A", date="2022-01-05"))
    trilingual.build()
    page = trilingual.page(f"{'' if lang == 'en' else '/' + lang}/2022/01/05/a/")
    (figure,) = re.findall(r'<figure class="graph">.*?</figure>', page, re.DOTALL)
    drawing = ElementTree.fromstring(re.findall(r"<svg role.*?</svg>", figure, re.DOTALL)[0])
    assert drawing[0].tag == "title"
    assert drawing[0].text == TITLES[lang]
    assert drawing[1].tag == "desc"
    assert "(2022)" in (drawing[1].text or "")
    assert ("46.9" if lang == "en" else "46,9") in (drawing[1].text or "")
    assert "A &lt;b&gt;" in figure
    assert figure.index("<svg role") < figure.index("<details>") < figure.index("<table>")
    assert "style=" not in figure
    assert "<th></th>" not in figure


def test_a_feed_has_the_table_only(trilingual: Archive) -> None:
    trilingual.write("articles/x.csv", "a,b\nc,3\n")
    body = ':::chart Exports {file="x.csv"}\n:::'
    trilingual.write("articles/a.md", article(body, title="A", date="2022-01-05"))
    trilingual.build()
    content = ElementTree.fromstring(trilingual.page("/feed.xml")).findtext(
        "{http://www.w3.org/2005/Atom}entry/{http://www.w3.org/2005/Atom}content"
    )
    assert content
    assert "<table>" in content
    assert "https://archive.example/base/2022/01/05/a/x.csv" in content
    assert "svg" not in content
    assert "details" not in content


@pytest.mark.parametrize(
    ("lang", "title", "gap"),
    [
        ("en", "Map of the regions of Kazakhstan: People", "No figure"),
        ("ru", "Карта регионов Казахстана: People", "Нет данных"),
        ("kk", "Қазақстан өңірлерінің картасы: People", "Дерек жоқ"),
    ],
)
def test_a_map_says_what_it_shows(trilingual: Archive, lang: str, title: str, gap: str) -> None:
    body = ":::map People\n| | 2021 |\n| - | - |\n| Абай | 610 |\n| Астана | 1234 |\n:::"
    trilingual.write(f"articles/a.{lang}.md", article(body, title="A", date="2022-01-05"))
    trilingual.build()
    page = trilingual.page(f"{'' if lang == 'en' else '/' + lang}/2022/01/05/a/")
    drawing = ElementTree.fromstring(re.findall(r"<svg role.*?</svg>", page, re.DOTALL)[0])
    assert drawing[0].text == title
    assert "Астана" in (drawing[1].text or "")
    assert f"</svg>{gap}</li>" in page


def test_a_block_of_the_site_can_have_options_of_charts(archive: Archive) -> None:
    archive.write(
        "templates/blocks/scores.html",
        "{% macro piece(shown) %}<b>{{ shown.options.figures }}</b>{% endmacro %}",
    )
    body = ":::scores {figures=3}\nText.\n:::"
    archive.write("articles/a.md", article(body, title="A", date="2022-01-05"))
    archive.build()
    assert "<b>3</b>" in archive.page("/2022/01/05/a/")
