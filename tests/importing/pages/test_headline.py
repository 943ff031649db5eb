"""The headline of a page, and what stands near it."""

import pytest
from lxml import html

from kazarchive.importing.pages import headline


@pytest.mark.parametrize(
    ("title", "names", "heading", "expected"),
    [
        ("Баға өсті | Жаңалықтар", ("Жаңалықтар",), "", "Баға өсті"),
        ("News :: Prices rose", ("news",), "", "Prices rose"),
        ("Цены – и люди – Новости", ("Новости",), "", "Цены – и люди"),
        ("Prices rose - Economy - Site", (), "Prices rose", "Prices rose"),
        ("Prices rose in the wes…", (), "Prices rose in the west", "Prices rose in the west"),
        ("PRICES ROSE", (), "Prices rose", "Prices rose"),
        ("A | B", (), "", "A | B"),
        ("Site", ("Site",), "", "Site"),
    ],
)
def test_a_title_loses_the_name_of_its_site(
    title: str, names: tuple[str, ...], heading: str, expected: str
) -> None:
    assert headline.without_site(title, names, heading) == expected


def tree(inner: str) -> html.HtmlElement:
    return html.fromstring(f"<html><body>{inner}</body></html>")


@pytest.mark.parametrize(
    ("inner", "title", "expected"),
    [
        ("<h1>Site</h1><h1>Prices</h1>", "Prices | Site", "Prices"),
        ("<h1>Site</h1><h2>Prices</h2>", "Prices", "Prices"),
        ("<h1>Other</h1>", "Prices", "Other"),
        ("<h1>One</h1><h1>Two</h1>", "Prices", None),
    ],
)
def test_the_headline_has_the_title(inner: str, title: str, expected: str | None) -> None:
    found = headline.headline(tree(inner), title)
    assert (None if found is None else found.text) == expected


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<h1>A</h1><span>5 января 2022, 10:15</span>", "5 января 2022 10:15"),
        ("<div>05.01.2022 | 10:15 | 120 просмотров</div><h1>A</h1>", "05.01.2022"),
        ("<h1>A</h1><p>Обновлено: 6 января 2022</p><p>5 января 2022</p>", "5 января 2022"),
        ("<h1>A</h1><p>Алматы • 2022 жылғы 5 қаңтар</p>", "2022 жылғы 5 қаңтар"),
        ("<h1>A</h1><p>On 5 January 2022 it was cold.</p>", None),
        ("<h1>A</h1>" + "<p>x</p>" * 100 + "5 January 2022", None),
    ],
)
def test_the_date_stands_near_it(inner: str, expected: str | None) -> None:
    page = tree(inner)
    assert headline.date_near(page, page.find(".//h1")) == expected


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<h1>A</h1><p>By Asel Nurlan and Yerlan Seit</p>", ("Asel Nurlan", "Yerlan Seit")),
        ("<h1>A</h1><p>Автор: Ерлан Сейт</p>", ("Ерлан Сейт",)),
        ("<h1>A</h1><p><a rel='author' href='/a'>Asel</a></p>", ("Asel",)),
        ("<h1>A</h1><p>By the end of the year prices rose</p>", ()),
    ],
)
def test_a_byline_stands_near_it(inner: str, expected: tuple[str, ...]) -> None:
    page = tree(inner)
    assert headline.authors_near(page, page.find(".//h1")) == expected
