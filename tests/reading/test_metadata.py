"""Each field of an article by itself."""

import pytest

from kazarchive.config.content import Taxonomy
from kazarchive.config.options import Site
from kazarchive.values import Term
from reading.articles import SITE, article, codes, reading, site


def test_the_day_is_that_of_the_archives_zone() -> None:
    made = reading("title: Cap\ndate: 2022-01-05 20:00Z").article
    assert made is not None
    assert made.entry.address == "/2022/01/06/cap/"


def test_only_a_draft_may_be_without_a_date() -> None:
    made = reading("title: Cap\ndraft: true").article
    assert made is not None
    assert made.entry.day.year > 9000
    assert codes(reading("title: Cap\ndraft: false")) == ["K0104"]
    assert codes(reading('title: Cap\ndraft: "true"')) == ["K0104", "K0105"]


@pytest.mark.parametrize("draft", ["true", "True", "TRUE"])
def test_a_draft_is_told_by_a_boolean(draft: str) -> None:
    assert article(f"draft: {draft}").draft


@pytest.mark.parametrize(
    ("front", "name", "lang"),
    [
        ("", "cap.md", "en"),
        ("", "cap.ru.md", "ru"),
        ("", "cap.kk.markdown", "kk"),
        ("lang: kk", "cap.md", "kk"),
        ("lang: kk", "cap.ru.md", "kk"),
        ("", "cap.de.md", "en"),
        ("", "ru.md", "en"),
        ("", ".ru.md", "en"),
    ],
)
def test_the_language_is_of_the_field_or_the_name_or_the_site(
    front: str, name: str, lang: str
) -> None:
    assert article(front, path=f"articles/{name}").entry.lang == lang


def test_the_name_goes_before_a_default() -> None:
    kazakh = site(defaults=(("lang", "kk"),))
    assert article(path="articles/cap.md", of=kazakh).entry.lang == "kk"
    assert article(path="articles/cap.ru.md", of=kazakh).entry.lang == "ru"


def group(path: str, front: str = "") -> str:
    return article(front, path=path).entry.group


def test_translations_share_folder_and_name() -> None:
    assert (
        group("articles/a/cap.md") == group("articles/a/cap.ru.md") == group("articles/a/cap.kk.md")
    )
    assert group("articles/a/cap.md") != group("articles/b/cap.ru.md")
    assert group("articles/2022-01-05-cap.md") == group("articles/2022-01-05-cap.ru.md")


def test_articles_of_two_days_are_no_translations_of_each_other() -> None:
    names = ["2022-01-05-digest.md", "2022-01-06-digest.md", "digest.md"]
    assert len({group(f"articles/{name}") for name in names}) == 3


def test_a_key_goes_before_the_name_and_is_no_name() -> None:
    key = "translation_key: articles/cap"
    assert group("articles/a.md", key) == group("articles/b.ru.md", key)
    assert group("articles/cap.md") != group("articles/b.ru.md", key)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Fuel price cap.md", "fuel-price-cap"),
        ("Әлеуметтік желі.kk.md", "aleumettik-zheli"),
        ("ёлка.ru.md", "yolka"),
        ("a_b.md", "a-b"),
    ],
)
def test_a_slug_is_made_of_the_files_name(name: str, slug: str) -> None:
    assert article(path=f"articles/{name}").entry.address.endswith(f"/2022/01/05/{slug}/")


def test_a_headline_moves_nothing() -> None:
    first, second = (reading(f"title: {title}\ndate: 2022-01-05").article for title in "AB")
    assert first is not None
    assert second is not None
    assert first.entry.address == second.entry.address


def test_a_slug_is_taken_as_it_is_written() -> None:
    assert article("slug: Қазақстан_2022.v1").entry.address == "/2022/01/05/Қазақстан_2022.v1/"


@pytest.mark.parametrize(
    ("slug", "decoded"),
    [
        ("%d1%86%d0%b5%d0%bd%d1%8b", "цены"),
        ("%E2%80%93-news", "–-news"),
        ("2022-%D2%9B-a", "2022-қ-a"),
        ("%61", "a"),
        ("%D0%B8%CC%86", "й"),
    ],
)
def test_a_slug_that_came_percent_encoded_is_decoded(slug: str, decoded: str) -> None:
    assert article(f'slug: "{slug}"').entry.address == f"/2022/01/05/{decoded}/"


@pytest.mark.parametrize("slug", ["100%", "a%2Fb", "%d1%8", "a%2520b", "%00", "%2e%2e", "a%3Fb"])
def test_a_slug_that_cannot_be_decoded_to_one_is_refused(slug: str) -> None:
    assert codes(reading(f'title: A\ndate: 2022-01-05\nslug: "{slug}"')) == ["K0202"]


@pytest.mark.parametrize("slug", ["..", "a/b", "//host", "C:x", "con", "NUL.txt", "a b", '"a\\0"'])
def test_a_slug_never_leads_elsewhere(slug: str) -> None:
    assert codes(reading(f"title: A\ndate: 2022-01-05\nslug: {slug}")) == ["K0202"]


def test_the_permalink_is_the_sites() -> None:
    assert article(of=site(permalink="/{slug}-{year}.html")).entry.address == "/cap-2022.html"


def test_terms_keep_their_order_and_are_there_once() -> None:
    made = article("tags: [Gas, Fuel, gas, 2022]")
    assert [term.name for term in made.entry.terms] == ["Gas", "Fuel", "2022"]


def test_an_article_may_have_200_terms() -> None:
    for spellings in ("t{0}", "t{0}, T{0}"):
        names = ", ".join(spellings.format(n) for n in range(199))
        made = reading(f"title: A\ndate: 2022-01-05\ntags: [{names}]\nauthors: [A]").article
        assert made is not None
        assert len(made.entry.terms) == 200
    result = reading(f"title: A\ndate: 2022-01-05\ntags: [{names}]\nauthors: [A, B, C]")
    errors = [one for one in result.problems if one.severity == "error"]
    assert [(one.code, one.place.line, one.place.column) for one in errors] == [("K0211", 5, 14)]


def test_another_spelling_of_a_term_in_one_article_is_told_in_its_place() -> None:
    result = reading("title: A\ndate: 2022-01-05\ntags: [Нур-Султан, Fuel, Нур Султан]")
    assert result.article is not None
    assert [term.name for term in result.article.entry.terms] == ["Нур-Султан", "Fuel"]
    (problem,) = result.problems
    assert (problem.code, problem.place.line, problem.place.column) == ("K0206", 4, 26)


def test_a_term_may_have_a_slug_of_its_own() -> None:
    tags = Taxonomy("tags", slugs=(("C++", "cpp"),))
    made = article("tags: [C, c++]", of=Site(SITE.titles, SITE.base_url, taxonomies=(tags,)))
    assert [(term.slug, term.name) for term in made.entry.terms] == [("c", "C"), ("cpp", "c++")]


def test_two_terms_of_one_address_are_told() -> None:
    result = reading("title: A\ndate: 2022-01-05\nlang: ru\ntags: [Угол, Уголь]")
    (problem,) = result.problems
    assert (problem.code, problem.values["address"]) == ("K0205", "/ru/tags/ugol/")


def test_any_number_of_taxonomies() -> None:
    of = Site(SITE.titles, SITE.base_url, taxonomies=(Taxonomy("regions"),))
    made = article("regions: [Almaty]", of=of)
    assert made.entry.terms == (Term("regions", "almaty", "Almaty"),)


@pytest.mark.parametrize(
    ("front", "address"),
    [
        ("permalink: /old/page.html", "/old/page.html"),
        ("permalink: /old/page", "/old/page/"),
        ("permalink: old/page/", "/old/page/"),
        ("lang: ru\npermalink: old/page/", "/ru/old/page/"),
        ("lang: ru\npermalink: /old/page/", "/old/page/"),
        ("permalink: /:year/:title.html\nslug: Own", "/2022/Own.html"),
        ("permalink: /%d1%86%d0%b5%d0%bd%d1%8b/", "/цены/"),
        ("permalink: ''", "/2022/01/05/cap/"),
    ],
)
def test_an_article_can_set_its_whole_address(front: str, address: str) -> None:
    assert article(front).entry.address == address


def test_an_article_without_an_address_is_a_draft_as_in_eleventy() -> None:
    given = article("permalink: false")
    assert given.draft
    assert given.entry.address == "/2022/01/05/cap/"


@pytest.mark.parametrize(
    ("way", "slug"),
    [
        ("file name", "Менің-Слагым"),
        ("lower-case file name", "менің-слагым"),
        ("title", "менің-слагым"),
    ],
)
def test_a_slug_is_changed_as_the_other_generator_does(way: str, slug: str) -> None:
    given = article("slug: Менің Слагым", of=site(slugs=way))
    assert given.entry.address == f"/2022/01/05/{slug}/"


def test_a_slug_can_come_from_the_title() -> None:
    made = reading("title: Қазақ тілі\ndate: 2022-01-05", of=site(slugs="Latin title")).article
    assert made is not None
    assert made.entry.address == "/2022/01/05/kazak-tili/"
