"""What an article's page tells machines about itself."""

from datetime import UTC, datetime
from typing import Any

import pytest

from kazarchive.rules import jsonld
from kazarchive.rules.jsonld import Surroundings
from kazarchive.values import Article, Entry, Image, Origin, Term

URL = "https://archive.example/a/"


def node(
    image: Image | None = None,
    versions: tuple[tuple[str, str], ...] = (),
    source: Origin | None = None,
    license: str | None = None,
) -> dict[str, Any]:
    entry = Entry(
        path="articles/a.md",
        address="/a/",
        lang="ru",
        title="Заголовок",
        published=datetime(2022, 1, 5, tzinfo=UTC),
        timed=False,
        updated=None,
        summary="",
        terms=(Term("tags", "fuel", "Fuel"), Term("authors", "a", "A")),
        image=image,
        image_address=None,
        group="a",
    )
    around = Surroundings(
        url=URL,
        image="https://archive.example/p.jpg",
        publication="Archive",
        home="https://archive.example/",
        logo="https://archive.example/logo.png",
        authors=(("A", "https://archive.example/authors/a/"),),
        versions=versions,
        crumbs=(("Home", "https://archive.example/"),),
    )
    article = Article(entry, "digest", source=source, license=license)
    return jsonld.news_article(article, around)


def test_keywords_are_subjects_and_no_authors() -> None:
    assert node()["keywords"] == ["Fuel"]
    assert node()["author"][0]["name"] == "A"


def test_what_is_not_known_is_left_out() -> None:
    assert not {"image", "isBasedOn", "license", "workTranslation"} & node().keys()


def test_an_image_has_the_caption_and_credit_that_are_written() -> None:
    assert node(Image("p.jpg", caption="C", credit="X"))["image"] == {
        "@type": "ImageObject",
        "url": "https://archive.example/p.jpg",
        "caption": "C",
        "creditText": "X",
    }


def test_the_version_in_the_first_language_is_the_original() -> None:
    versions = (("kk", "https://archive.example/k/"), ("ru", URL))
    assert node(versions=versions)["translationOfWork"]["inLanguage"] == "kk"
    (translation,) = node(versions=versions[::-1])["workTranslation"]
    assert translation["inLanguage"] == "kk"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("https://creativecommons.org/licenses/by/4.0/",) * 2,
        ("CC BY 4.0", {"@type": "CreativeWork", "name": "CC BY 4.0"}),
    ],
)
def test_a_licence_is_a_url_or_a_named_work(written: str, expected: object) -> None:
    assert node(license=written)["license"] == expected


def test_a_source_needs_a_name_or_a_url() -> None:
    assert "isBasedOn" not in node(source=Origin(file="a.txt"))
    based = node(source=Origin(name="Agency", author="B"))["isBasedOn"]
    assert based["author"]["name"] == "B"


def test_the_page_itself_ends_the_path_and_has_no_url() -> None:
    steps = jsonld.breadcrumbs([("Home", "/"), ("2022", "/2022/")], "A")["itemListElement"]
    assert [step["position"] for step in steps] == [1, 2, 3]
    assert "item" not in steps[-1]


def test_no_text_can_end_the_script_that_it_stands_in() -> None:
    assert "<" not in jsonld.text({"a": "</script><!--"})
