"""The names of new articles, and the addresses that their documents had."""

import pytest

from archives import Archive
from kazarchive.config import reader
from kazarchive.importing.document import Document, Origin
from kazarchive.importing.existing import ExistingArticles
from kazarchive.importing.naming import Names, key


@pytest.fixture
def names(trilingual: Archive) -> Names:
    trilingual.article("2022/budget.md")
    site = reader.load(trilingual.root)
    return Names(site, ExistingArticles(trilingual.root, site))


@pytest.mark.parametrize(
    ("fields", "lang", "path"),
    [
        ({"title": "Жаңа жыл", "date": "2022-01-01"}, "kk", "articles/2022/zhana-zhyl.kk.md"),
        ({"title": "Новости", "date": None}, "ru", "articles/drafts/novosti.ru.md"),
        ({"title": "x", "slug": "тәуелсіздік", "date": "2022-01-01"}, "en", None),
        ({"title": "Budget", "date": "2022-03-01"}, "en", "articles/2022/budget-2.md"),
        ({"title": "About us", "page": True}, "en", "pages/about-us.md"),
        ({"title": "О нас", "slug": "about", "page": True}, "ru", "pages/about.ru.md"),
    ],
)
def test_an_article_is_named_after_its_document(
    names: Names, fields: dict[str, object], lang: str, path: str | None
) -> None:
    document = Document(sha256="a", **fields)  # type: ignore[arg-type]
    names.choose(document, lang)
    assert names.path(document) == (path or "articles/2022/tauelsizdik.md")


def test_two_documents_of_one_title_get_two_names(names: Names) -> None:
    first, second = (Document(title="T", date="2022-01-05", sha256=each) for each in "ab")
    names.choose(first, "en")
    names.choose(second, "en")
    assert names.path(first) == "articles/2022/t.md"
    assert names.path(second) == "articles/2022/t-2.md"


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/2022/баға/",
        "http://www.EXAMPLE.org/2022/%D0%B1%D0%B0%D2%93%D0%B0",
        "https://example.org/2022/баға/index.html",
    ],
)
def test_an_address_leads_to_its_article_however_it_is_spelt(names: Names, url: str) -> None:
    origin = Origin(url="https://example.org/2022/баға/", id="https://example.org/?p=12")
    document = Document(title="T", date="2022-01-05", sha256="a", origin=origin)
    names.choose(document, "kk")
    assert names.at(url) == names.path(document)
    assert names.at("https://example.org/?p=12") == names.path(document)
    assert names.at("https://example.org/?p=13") is None
    assert names.at("https://other.org/2022/баға/") is None


def test_an_article_of_an_earlier_import_is_found_by_its_addresses(names: Names) -> None:
    document = Document(title="T", sha256="a", addresses=("https://example.org/old/",))
    names.add(document, "articles/2021/old.md")
    assert names.at("http://example.org/old") == "articles/2021/old.md"
    assert names.path(document) is None


def test_what_is_no_url_has_a_key_too() -> None:
    assert key("mailto:desk@example.org") == "desk@example.org"
