"""JSON-LD → what it says of the article."""

import time

import pytest

from kazarchive.importing.pages.linked_data import is_article, said

ONE = (
    '{"@type": "NewsArticle", "headline": "A &amp; B", "datePublished": "2022-01-05",'
    ' "author": [{"name": "Asel"}, {"name": "Yerlan"}], "keywords": "a, b",'
    ' "image": ["https://a.example/1.jpg"], "inLanguage": {"name": "kk"},'
    ' "publisher": {"name": "Site"}, "articleSection": ["Economy", "News"]}'
)


def test_an_article_says_its_fields() -> None:
    (article,) = said([ONE], "")
    assert (article.title, article.published) == ("A & B", "2022-01-05")
    assert article.authors == ("Asel", "Yerlan")
    assert (article.tags, article.sections) == (("a", "b"), ("Economy", "News"))
    assert (article.image, article.lang, article.site) == ("https://a.example/1.jpg", "kk", "Site")


@pytest.mark.parametrize(
    "script",
    [
        f"[{ONE}]",
        f'{{"@graph": [{{"@type": "WebSite"}}, {ONE}]}}',
        f'{{"@type": "WebPage", "mainEntity": {ONE}}}',
        f"<!--\n{ONE}\n-->",
        f"//<![CDATA[\n{ONE}\n//]]>",
        ONE.replace('"keywords"', '"articleBody": "two\nlines", "keywords"'),
        ONE.removesuffix("}") + ",}",
    ],
)
def test_it_is_found_wherever_it_stands(script: str) -> None:
    assert said([script], "")[0].published == "2022-01-05"


def test_of_broken_json_plain_fields_are_taken() -> None:
    (article,) = said([ONE.replace('"headline"', '"x": "a" b", "headline"')], "")
    assert (article.by, article.published) == ("broken JSON-LD", "2022-01-05")


def test_objects_refer_to_each_other_by_their_ids() -> None:
    graph = (
        '{"@graph": [{"@type": "Article", "headline": "A", "author": {"@id": "#p"}},'
        ' {"@type": "Person", "@id": "#p", "name": "Asel"}]}'
    )
    assert said([graph], "")[0].authors == ("Asel",)


def test_of_several_articles_that_of_the_title_is_chosen() -> None:
    two = '[{"@type": "Article", "headline": "One"}, {"@type": "Article", "headline": "Two"}]'
    assert said([two], "Two | Site")[0].title == "Two"
    assert said([two], "Other")[0].title == "One"


def test_one_article_makes_a_page_an_article() -> None:
    assert is_article([ONE])
    assert not is_article([ONE, ONE])
    assert not is_article(['{"@type": "WebPage"}'])


@pytest.mark.parametrize("part", ["[", '{"a":', '{"headline":"', "{}", ",", "<!--", '"@type":"A",'])
def test_a_hostile_script_takes_linear_time(part: str) -> None:
    begun = time.process_time()
    said([part * (500_000 // len(part))], "")
    is_article([part * (500_000 // len(part))])
    assert time.process_time() - begun < 2
