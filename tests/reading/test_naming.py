"""The fields of an article as they are named → as they are known here."""

import pytest

from kazarchive.reading.naming import fields
from reading.articles import KEEP, article, codes, names, reading, site, unknown_fields
from reading.blocks import front as block


def test_a_renamed_field_is_read() -> None:
    of = site(rename=(("categories", "tags"), ("headline", "title")))
    made = reading("headline: A\ndate: 2022-01-05\ncategories: [Fuel]", of=of).article
    assert made is not None
    assert (made.entry.title, made.entry.terms[0].name) == ("A", "Fuel")


def test_a_renamed_language_goes_before_that_of_the_files_name_but_a_default_does_not() -> None:
    of = site(rename=(("language", "lang"),))
    assert article("language: kk", path="articles/a.ru.md", of=of).entry.lang == "kk"
    of = site(defaults=(("lang", "kk"),))
    assert article(path="articles/a.ru.md", of=of).entry.lang == "ru"


def test_the_fields_own_name_goes_before_a_renamed_one() -> None:
    of = site(rename=(("description", "summary"),))
    for front in ("summary: a\ndescription: b", "description: b\nsummary: a"):
        assert article(front, of=of).entry.summary == "a"


def test_the_terms_of_fields_renamed_to_one_taxonomy_come_together() -> None:
    of = site(rename=(("categories", "tags"), ("category", "tags")))
    front = "category: c\ntags: [a]\ncategories: [b, A]"
    assert [term.name for term in article(front, of=of).entry.terms] == ["c", "a", "b"]


def test_defaults_serve_articles_that_say_nothing() -> None:
    of = site(defaults=(("tags", ("News", "Old")), ("license", "CC0-1.0")))
    assert [term.name for term in article(of=of).entry.terms] == ["News", "Old"]
    assert article("license: mine\ntags: []", of=of).license == "mine"
    assert article("license: mine\ntags: []", of=of).entry.terms == ()


@pytest.mark.parametrize(
    ("policy", "field", "told", "unknown"),
    [
        ("warn", "layout", [], ("layout",)),
        ("keep", "layout", [], ("layout",)),
        ("error", "layout", ["K0108"], ()),
        ("warn", "tag", ["K0106"], ()),
        ("error", "tag", ["K0106"], ()),
        ("keep", "tag", [], ("tag",)),
    ],
)
def test_unknown_fields(policy: str, field: str, told: list[str], unknown: tuple[str, ...]) -> None:
    of = site(unknown_fields=policy)
    result = reading(f"title: A\ndate: 2022-01-05\n{field}: [1, a]", of=of)
    assert codes(result) == told
    assert unknown_fields(result) == unknown
    if not told:
        assert result.article is not None
        assert result.article.extra == {field: [1, "a"]}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("tag", "tags"),
        ("author", "authors"),
        ("titel", "title"),
        ("alias", "aliases"),
        ("licence", "license"),
        ("langs", "lang"),
        ("summery", "summary"),
        ("translation-key", "translation_key"),
    ],
)
def test_a_near_miss_is_suggested(written: str, meant: str) -> None:
    result = reading(f"title: A\ndate: 2022-01-05\n{written}: x")
    assert codes(result) == ["K0106"]
    assert f"did you mean `{meant}`?" in result.problems[0].message


@pytest.mark.parametrize(
    ("policy", "front", "told"),
    [
        ("keep", "weight: 1\nweight: 2", ["K0129"]),
        ("keep", "params: {a: 1, a: 2}", ["K0129"]),
        ("warn", "weight: 1\nweight: 2", ["K0109"]),
        ("keep", "slug: a\nslug: b", ["K0109"]),
        ("keep", "author: a\nauthor: b", ["K0109"]),
        ("keep", "private: false\nprivate: false", ["K0109"]),
        ("keep", "image: {src: https://a.example/x, alt: a, alt: b}", ["K0109"]),
    ],
)
def test_a_second_field_of_one_name(policy: str, front: str, told: list[str]) -> None:
    of = site(rename=(("author", "authors"),), unknown_fields=policy)
    assert codes(reading(f"title: A\ndate: 2022-01-05\n{front}", of=of)) == told


def test_a_name_has_no_case() -> None:
    made = reading("Title: A\nDATE: 2022-01-05\nAuthor: B\nTags: [c]", of=KEEP).article
    assert made is not None
    assert (made.entry.title, [term.name for term in made.entry.terms]) == ("A", ["c", "B"])


def test_an_empty_field_gives_way_to_a_renamed_one() -> None:
    of = site(rename=(("description", "summary"),))
    for front in ("summary:\ndescription: b", 'description: b\nsummary: ""'):
        assert article(front, of=of).entry.summary == "b"


SEPARATED = site(
    rename=(("categories", "tags"), ("category", "tags")),
    separators=(("Categories", " "), ("tags", ","), ("authors", ";")),
)


@pytest.mark.parametrize(
    ("front", "terms"),
    [
        ("tags: oil,  gas , coal", ["oil", "gas", "coal"]),
        ("tags: [oil, 'gas, coal']", ["oil", "gas, coal"]),
        ("tags: ','", []),
        ("categories: oil  gas", ["oil", "gas"]),
        ("category: oil and gas", ["oil and gas"]),
        ("categories: oil gas\ntags: coal, ore", ["oil", "gas", "coal", "ore"]),
        ("authors: Satpayev, Kanysh; A. Reader", ["Satpayev, Kanysh", "A. Reader"]),
    ],
)
def test_a_string_with_a_separator_is_a_list(front: str, terms: list[str]) -> None:
    assert names(front, of=SEPARATED) == terms


def test_each_text_of_a_separated_string_has_its_place() -> None:
    named = fields(block("tags: 'oil,  gas'\ntitle: A"), SEPARATED)
    items = named.values["tags"].items or ()
    assert [(each.column, each.width) for each in items] == [(8, 3), (14, 3)]
