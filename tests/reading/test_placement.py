"""The fields that say where an article is listed."""

import pytest

from kazarchive.config.content import Taxonomy
from kazarchive.config.options import Site
from kazarchive.values import Term
from reading.articles import SITE, article, codes, reading

NAMED = (("economy", (("en", "Economy"), ("kk", "Экономика"))), ("life", (("", "Life & law"),)))


def with_sections(*terms: tuple[str, tuple[tuple[str, str], ...]]) -> Site:
    return Site(
        SITE.titles,
        SITE.base_url,
        SITE.languages,
        SITE.timezone,
        taxonomies=(Taxonomy("tags"), Taxonomy("section", terms=terms)),
    )


@pytest.mark.parametrize(
    ("written", "term"),
    [
        ("economy", ("economy", "Economy")),
        ("Экономика", ("economy", "Economy")),
        ("ECONOMY", ("economy", "Economy")),
        ("Life & Law", ("life", "Life & law")),
    ],
)
def test_a_section_of_the_configuration_has_its_name(written: str, term: tuple[str, str]) -> None:
    of = with_sections(*NAMED)
    assert article(f"section: {written}", of=of).entry.section == Term("section", *term)
    assert codes(reading(f"title: A\ndate: 2022-01-05\nsection: {written}", of=of)) == []


def test_a_section_has_the_name_of_its_language() -> None:
    entry = article("section: economy\nlang: kk", of=with_sections(*NAMED)).entry
    assert entry.section == Term("section", "economy", "Экономика")


def test_an_unknown_section_is_reported_and_kept() -> None:
    result = reading("title: A\ndate: 2022-01-05\nsection: Ekonomy", of=with_sections(*NAMED))
    assert codes(result) == ["K0142"]
    assert "did you mean `economy`" in result.problems[0].message
    assert result.article is not None
    assert result.article.entry.section == Term("section", "ekonomy", "Ekonomy")


def test_an_article_has_one_section() -> None:
    front = "title: A\ndate: 2022-01-05\nsection: [World, Life, Sport]"
    result = reading(front, of=with_sections())
    assert codes(result) == ["K0141", "K0141"]
    assert result.article is not None
    assert result.article.entry.terms == (Term("section", "world", "World"),)


def test_without_sections_the_field_means_nothing() -> None:
    assert article("section: World").extra == {"section": "World"}
    assert article("section: World").entry.section is None


@pytest.mark.parametrize(("written", "indexed"), [("false", False), ("true", True), ("", True)])
def test_an_article_can_be_kept_out_of_search(written: str, indexed: bool) -> None:
    made = article(f"index: {written}")
    assert made.entry.indexed is indexed
    assert made.extra == {}


@pytest.mark.parametrize("written", ["no", '"false"', "жоқ"])
def test_a_word_for_a_boolean_is_reported(written: str) -> None:
    assert "K0105" in codes(reading(f"title: A\ndate: 2022-01-05\nindex: {written}"))


@pytest.mark.parametrize("written", ["5", "0", "[a]", "{a: 1}", "main"])
def test_the_index_of_another_generator_means_nothing(written: str) -> None:
    made = article(f"index: {written}")
    assert made.entry.indexed
    assert "index" in made.extra
