"""Front matter and body → a valid article, or every reason why not."""

import time
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from kazarchive.config.options import ArticleOptions, MarkdownOptions, Site, Taxonomy
from kazarchive.reading.article import ArticleReading, read
from kazarchive.values import Article, Image, Origin, Term

SITE = Site(
    titles=(("", "Test"),),
    base_url="https://archive.example/",
    languages=("en", "ru", "kk"),
    timezone="Asia/Almaty",
)
ALMATY_2022 = timezone(timedelta(hours=6))


def site(**articles: Any) -> Site:
    return Site(
        SITE.titles,
        SITE.base_url,
        SITE.languages,
        SITE.timezone,
        articles=ArticleOptions(**articles),
    )


def reading(
    front: str, body: str = "Text.", path: str = "articles/2022/cap.md", of: Site = SITE
) -> ArticleReading:
    return read(f"---\n{front}\n---\n{body}\n".encode(), path, of)


def article(
    front: str = "", body: str = "Text.", path: str = "articles/2022/cap.md", of: Site = SITE
) -> Article:
    given = reading(f"title: Cap\ndate: 2022-01-05\n{front}", body, path, of)
    assert given.article is not None, given.problems
    return given.article


def codes(result: ArticleReading) -> list[str]:
    return [problem.code for problem in result.problems]


# --- the least and the most ---------------------------------------------------------------------


def test_a_title_and_a_date_make_an_article() -> None:
    made = article()
    entry = made.entry
    assert (entry.title, entry.lang, entry.summary) == ("Cap", "en", "Text.")
    assert entry.address == "/2022/01/05/cap/"
    assert entry.published == datetime(2022, 1, 5, tzinfo=ALMATY_2022)
    assert (entry.timed, entry.updated, entry.terms, entry.image) == (False, None, (), None)
    assert (made.draft, made.source, made.license, made.extra) == (False, None, None, {})


WHOLE = """\
title: "Cap on fuel prices: lifted"
date: 2022-01-05 18:30
updated: 2022-01-06 09:00 +05:00
authors: [Aigerim, "Болат"]
tags: Fuel
lang: kk
slug: price-cap
summary: A short one.
image:
  src: map.svg
  alt: A map
  caption: Where it is
  credit: The office
source:
  name: The paper
  url: https://example.org/1
  author: A. B.
  published: 2022-01-04
  retrieved: 2022-01-05
translation_key: cap-2022
aliases: [/old/cap.html, /older]
draft: true
license: CC0-1.0
"""


def test_every_field_is_read() -> None:
    made = reading(WHOLE).article
    assert made is not None
    entry = made.entry
    assert entry.title == "Cap on fuel prices: lifted"
    assert (entry.lang, entry.address) == ("kk", "/kk/2022/01/05/price-cap/")
    assert (entry.published, entry.timed) == (
        datetime(2022, 1, 5, 18, 30, tzinfo=ALMATY_2022),
        True,
    )
    assert entry.updated == datetime(2022, 1, 6, 10, 0, tzinfo=ALMATY_2022)
    assert entry.terms == (
        Term("tags", "fuel", "Fuel"),
        Term("authors", "aigerim", "Aigerim"),
        Term("authors", "bolat", "Болат"),
    )
    assert entry.summary == "A short one."
    assert entry.image == Image("map.svg", "A map", "Where it is", "The office")
    assert entry.image_address == "/kk/2022/01/05/price-cap/map.svg"
    assert entry.media == (("/kk/2022/01/05/price-cap/map.svg", "articles/2022/map.svg"),)
    assert entry.aliases == ("/old/cap.html", "/older/")
    assert entry.group == "=cap-2022"
    assert (made.draft, made.license) == (True, "CC0-1.0")
    assert made.source == Origin(
        "The paper", "https://example.org/1", "A. B.", "2022-01-04", "2022-01-05"
    )


def test_the_digest_is_that_of_the_bytes() -> None:
    assert reading("title: A\ndate: 2022-01-05").digest != reading("title: B").digest
    assert len(reading("title: B").digest) == 64


# --- the date -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "date", "slug"),
    [
        ("articles/2022-01-05-cap.md", "2022-01-05", "cap"),
        ("articles/2022-01-05_cap.md", "2022-01-05", "cap"),
        ("articles/2022-01-05-cap.ru.md", "2022-01-05", "cap"),
        ("articles/2022-01-05-2022-in-numbers.markdown", "2022-01-05", "2022-in-numbers"),
    ],
)
def test_a_name_gives_the_date_and_not_the_slug(path: str, date: str, slug: str) -> None:
    made = reading("title: Cap", path=path).article
    assert made is not None
    assert made.entry.day.isoformat() == date
    assert made.entry.address.endswith(f"/{slug}/")


def test_the_field_goes_before_the_name() -> None:
    assert article(path="articles/2021-12-31-cap.md").entry.address == "/2022/01/05/cap/"


def test_dates_from_names_can_be_off() -> None:
    plain = site(dates_from_names=False)
    path = "articles/2022-01-06-cap.md"
    assert codes(reading("title: Cap", path=path, of=plain)) == ["K0104"]
    assert article(path=path, of=plain).entry.address == "/2022/01/05/2022-01-06-cap/"


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


# --- the language -------------------------------------------------------------------------------


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


def test_a_language_is_no_part_of_the_slug() -> None:
    assert article(path="articles/cap.ru.md").entry.address == "/ru/2022/01/05/cap/"


# --- translations -------------------------------------------------------------------------------


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


# --- slugs --------------------------------------------------------------------------------------


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


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("%d1%86%d0%b5%d0%bd%d1%8b.md", "tseny"),
        ("2022-01-05-%E2%80%93-news.md", "news"),
        ("my%20post.md", "my-post"),
        ("50%.md", "50"),
    ],
)
def test_a_files_name_that_came_percent_encoded_is_decoded(name: str, slug: str) -> None:
    assert article(path=f"articles/{name}").entry.address == f"/2022/01/05/{slug}/"


@pytest.mark.parametrize("slug", ["..", "a/b", "//host", "C:x", "con", "NUL.txt", "a b", '"a\\0"'])
def test_a_slug_never_leads_elsewhere(slug: str) -> None:
    assert codes(reading(f"title: A\ndate: 2022-01-05\nslug: {slug}")) == ["K0202"]


def test_the_permalink_is_the_sites() -> None:
    assert article(of=site(permalink="/{slug}-{year}.html")).entry.address == "/cap-2022.html"


@pytest.mark.parametrize(
    ("permalink", "slug"),
    [("/{slug}/", "feed.xml"), ("/{slug}/", "tags"), ("/{year}/{month}/{slug}.html", "index")],
)
def test_an_article_never_stands_where_the_site_has_a_page(permalink: str, slug: str) -> None:
    front = f"title: A\ndate: 2022-01-05\nslug: {slug}"
    assert codes(reading(front, of=site(permalink=permalink))) == ["K0204"]


# --- lists --------------------------------------------------------------------------------------


@pytest.mark.parametrize("written", ["", "[]", "~", "null", '""', "['']"])
@pytest.mark.parametrize("field", ["tags", "authors", "aliases"])
def test_an_empty_list_is_none(field: str, written: str) -> None:
    made = article(f"{field}: {written}")
    assert (made.entry.terms, made.entry.aliases) == ((), ())


@pytest.mark.parametrize(
    "field", "date updated summary slug image source translation_key license".split()
)
@pytest.mark.parametrize("written", ["", "~"])
def test_an_empty_field_is_none(field: str, written: str) -> None:
    made = reading(f"title: A\n{field}: {written}", path="articles/2022-01-05-a.md")
    plain = reading("title: A", path="articles/2022-01-05-a.md")
    assert made.article is not None
    assert plain.article is not None
    assert (made.article.entry, made.problems) == (plain.article.entry, ())


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


# --- fields of other names ----------------------------------------------------------------------


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


def test_what_jekyll_does_not_publish_is_a_draft() -> None:
    assert article("published: false").draft
    assert not article("published: true").draft


def test_an_index_bears_the_name_of_its_folder() -> None:
    entry = article("", path="articles/posts/my-bundle/index.md").entry
    assert entry.address.endswith("/my-bundle/")


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
    assert result.unknown == unknown
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


# --- all at once --------------------------------------------------------------------------------


def test_all_faults_of_a_file_are_told_in_the_order_of_its_lines() -> None:
    result = reading(
        "slug: a/b\nlang: de\ntags: {a: b}\ntag: x\nupdated: 2022-13-01\naliases: [old, /]"
        "\ndraft: 1"
    )
    told = [(problem.place.line, problem.code) for problem in result.problems]
    assert told == [
        (1, "K0104"),
        (1, "K0104"),
        (2, "K0202"),
        (3, "K0115"),
        (4, "K0105"),
        (5, "K0106"),
        (6, "K0103"),
        (7, "K0203"),
        (7, "K0204"),
        (8, "K0105"),
    ]
    assert result.article is None


@pytest.mark.parametrize("empty", ["[]", "{}", "''", "null"])
def test_a_field_that_is_empty_is_as_if_it_were_not_there(empty: str) -> None:
    names = "updated lang slug summary image source license translation_key aliases tags authors"
    made = article("\n".join(f"{name}: {empty}" for name in names.split()))
    assert made.entry == article().entry
    assert (made.source, made.license) == (None, None)


def test_an_empty_src_leaves_its_place_to_another_part() -> None:
    assert article("image: {src: '', url: a.jpg}").entry.image == Image("a.jpg")


@pytest.mark.parametrize(
    ("tags", "told"),
    [("1,000", False), ("1,5 billion", False), ("a, b", True), ("Almaty,Astana", True)],
)
def test_a_comma_in_a_number_parts_no_terms(tags: str, told: bool) -> None:
    assert ("K0134" in codes(reading(f"title: A\ndate: 2022-01-05\ntags: {tags}"))) == told


@pytest.mark.parametrize(
    ("date", "code"),
    [
        ("2022-01-05 25:00", "K0137"),
        ("2022-01-05 18.30", "K0137"),
        ("5 January 2022", "K0137"),
        ("2022-01-05 00:10::00 +05:00", "K0137"),
        ("2022-01-05 16:30-:00+16:30", "K0137"),
        ("2022-01-05 23:30-:00-11:00", "K0103"),
        ("2022-01-05 23:30::00 -08:00", "K0103"),  # 6 January in Almaty
        ("2022-01-05 23:30 PST", "K0103"),
        ("2022-01-05 until 2050-01-01", "K0103"),
        ("2022-01-05-06", "K0103"),
        ("2022-01-056", "K0103"),
        ("05/01/2022", "K0103"),  # or 1 May
        ("yesterday", "K0103"),
    ],
)
def test_the_day_of_the_name_is_used_where_no_other_can_be_meant(date: str, code: str) -> None:
    assert codes(reading(f"title: A\ndate: {date}", path="articles/2022-01-05-a.md")) == [code]


@pytest.mark.parametrize("line", ["draft:true", "published: no", "Draft:True", "private:yes"])
def test_a_flag_that_a_longer_text_swallows_is_told(line: str) -> None:
    result = reading(f"title: A\ndate: 2022-01-05\nsummary: Text\n  {line}")
    assert result.article is None
    assert {*codes(result)} <= {"K0136", "K0110"}


@pytest.mark.parametrize(
    ("front", "help"),
    [
        ("tags:\n-a\n-b", "write `- a`, with a hyphen and a space, if it is one of a list"),
        ("tags:\n– a", "write `- a`, with a hyphen and a space, if it is one of a list"),
        ("summary: [A] b", "put the whole value in quotes"),
    ],
)
def test_the_help_for_what_is_no_yaml_can_be_followed(front: str, help: str) -> None:
    [problem] = reading(f"title: A\n{front}").problems
    assert problem.help == help


def test_what_only_check_tells_is_not_told_of_a_refused_article() -> None:
    assert codes(reading("title: A", "![](a.png)")) == ["K0104"]


# --- media and images ---------------------------------------------------------------------------


def test_media_stand_beside_the_article() -> None:
    made = article(
        "image: lead.png", "![A](maps/a.svg) ![B](../b.svg) ![C](https://a.example/c.svg)"
    )
    assert made.entry.media == (
        ("/2022/01/05/cap/b.svg", "articles/b.svg"),
        ("/2022/01/05/cap/lead.png", "articles/2022/lead.png"),
        ("/2022/01/05/cap/maps/a.svg", "articles/2022/maps/a.svg"),
    )


@pytest.mark.parametrize("name", ["con.svg", "a:b.svg", ".a.svg", "nul"])
def test_a_media_file_must_have_a_name_for_every_disk(name: str) -> None:
    made = reading("title: A\ndate: 2022-01-05", f"![A](./{name})")
    assert [problem.code for problem in made.unfit] == ["K0208"]
    assert made.article is not None
    assert made.article.entry.media == ()


def test_images_without_a_text_are_noticed_for_check() -> None:
    result = reading("title: A\ndate: 2022-01-05\nimage: lead.png", "![](a.png)\n\n![ ](b.png)")
    told = [(problem.code, problem.values["target"]) for problem in result.problems]
    assert told == [("K0407", "lead.png"), ("K0407", "a.png"), ("K0407", "b.png")]
    assert [problem.place.line for problem in result.problems] == [4, 6, 8]
    assert result.article is not None


# --- the text -----------------------------------------------------------------------------------


@pytest.mark.parametrize("engine", ["commonmark", "python-markdown"])
@pytest.mark.parametrize(
    ("body", "summary"),
    [
        ("One *two* [three](x.md).\n\nFour.", "One two three."),
        ("# Heading\n\nOne.", "One."),
        ("![A map](map.svg)\n\nOne.", "One."),
        ("One[^1].\n\n[^1]: Note.", "One."),
        ("", ""),
    ],
)
def test_the_first_paragraph_is_the_summary(engine: str, body: str, summary: str) -> None:
    of = Site(SITE.titles, SITE.base_url, markdown=MarkdownOptions(engine))
    assert article(body=body, of=of).entry.summary == summary


def test_a_long_summary_is_cut_at_a_word() -> None:
    summary = article(body="слово " * 100).entry.summary
    assert 150 < len(summary) < 200
    assert summary.rstrip("…").strip().endswith("слово")


def test_what_a_fragment_may_name() -> None:
    made = article(body="## Prices\n\n## Бағалар\n\nA[^1]\n\n[^1]: Note.", path="articles/a.kk.md")
    assert {"prices", "bagalar", "fn-1", "fnref-1"} <= set(made.anchors)


def test_the_places_of_many_faults_are_found_in_little_time() -> None:
    front = "\n".join(["title: A", "date: 2022-01-05", *(f"zzz{n}: |\n  x" for n in range(2_000))])
    front += "\ntags:\n" + "\n".join(f"- {{x: {n}}}" for n in range(2_000)) + "\n# a #"
    began = time.process_time()
    result = reading(front, "Text # text.\n" * 80_000, of=site(unknown_fields="error"))
    assert [one.place.line for one in result.problems] == [
        *range(4, 4 + 2 * 2_000, 2),
        *range(4_005, 6_005),
    ]
    assert time.process_time() - began < 4


def test_the_name_of_a_field_is_shown_where_it_stands() -> None:
    result = reading('title: A\ndate: 2022-01-05\nsource: {name: b, "nam": name}\nlayuot: >\n  x')
    (problem, *_) = result.problems
    assert (problem.code, problem.place.line, problem.place.column) == ("K0130", 4, 19)


def test_a_link_may_be_written_as_html_pleases() -> None:
    made = article(body="<A HREF='b.md'>b</A>\n")
    assert [(link.target, link.line) for link in made.links] == [("articles/2022/b.md", 6)]


# --- updates ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "updated", "told"),
    [
        ("2022-01-05 18:00", "2022-01-05", "2022-01-05T18:00:00+06:00"),
        ("2022-01-05T23:59:59+06:00", "2022-01-05", "2022-01-05T23:59:59+06:00"),
        ("2022-01-05 18:00", "2022-01-05 19:30", "2022-01-05T19:30:00+06:00"),
        ("2022-01-05 18:00", "2022-01-06", "2022-01-06T00:00:00+06:00"),
        ("2022-01-05", "2022-01-05", "2022-01-05T00:00:00+06:00"),
        ("2022-01-05", "2022-01-05 09:00", "2022-01-05T09:00:00+06:00"),
        ("2022-01-05 18:00", "2022-01-05 17:00", "2022-01-05T18:00:00+06:00"),
        ("2022-01-05 18:00", "2021-12-31", "2022-01-05T18:00:00+06:00"),
        ("2022-01-05 03:00 +06:00", "2022-01-04 22:00 +00:00", "2022-01-05T04:00:00+06:00"),
    ],
)
def test_nothing_is_changed_before_it_is_published(date: str, updated: str, told: str) -> None:
    made = reading(f"title: A\ndate: {date}\nupdated: {updated}").article
    assert made is not None
    assert made.entry.updated is not None
    assert made.entry.updated.isoformat() == told
    assert made.entry.modified >= made.entry.published


# --- as other generators write -------------------------------------------------------------------

TAGS = site(rename=(("categories", "tags"), ("category", "tags"), ("author", "authors")))
KEEP = site(rename=(("author", "authors"),), unknown_fields="keep")


def names(front: str, of: Site = TAGS) -> list[str]:
    return [term.name for term in article(front, of=of).entry.terms]


@pytest.mark.parametrize(
    ("front", "told"),
    [
        ("tags: []\ncategory: news", ["news"]),
        ("tags: [fuel]\ncategories: []", ["fuel"]),
        ("tags:\ncategories: []", []),
        ("categories: []\ncategory: ~\ntags: []", []),
        ("category: news\ntags: [[fuel]]\ncategories: []", ["news", "fuel"]),
        ("categories: [[a, b], [c]]", ["a", "b", "c"]),
        ("categories: [a, [b, [c, a]]]", ["a", "b", "c"]),
    ],
)
def test_empty_lists_are_no_terms_and_lists_in_lists_are_one(front: str, told: list[str]) -> None:
    assert names(front) == told


@pytest.mark.parametrize(
    ("front", "told"),
    [
        ("author:\n  name: A Reader\n  twitter: areader", ["A Reader"]),
        ("authors:\n  - name: A\n    url: /a/\n  - B", ["A", "B"]),
        ("author: {title: A}", ["A"]),
        ("author: [{label: A}, {name: B}]", ["A", "B"]),
    ],
)
def test_a_table_is_the_term_that_its_name_tells(front: str, told: list[str]) -> None:
    assert names(front, KEEP) == told


def test_other_parts_are_kept_for_templates() -> None:
    front = "image: {path: /static/x.png, height: 40, Alt: A square}\nsource: {title: B}\n"
    made = article(f"{front}author: {{name: A, twitter: a}}", of=KEEP)
    assert made.entry.image == Image("/static/x.png", "A square")
    assert made.extra == {
        "image": {"height": 40},
        "source": {"title": "B"},
        "authors": {"name": "A", "twitter": "a"},
    }


@pytest.mark.parametrize(
    ("policy", "part", "told", "unknown"),
    [
        ("warn", "height", [], ("image.height",)),
        ("warn", "captoin", ["K0130"], ()),
        ("keep", "captoin", [], ("image.captoin",)),
        ("error", "height", ["K0130"], ()),
        ("keep", '"alt\\u200b"', ["K0106"], ()),
    ],
)
def test_unknown_parts(policy: str, part: str, told: list[str], unknown: tuple[str, ...]) -> None:
    front = f"title: A\ndate: 2022-01-05\nimage: {{src: https://a.example/x, alt: a, {part}: 1}}"
    result = reading(front, of=site(unknown_fields=policy))
    assert (codes(result), result.unknown) == (told, unknown)


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


def test_names_that_look_the_same_are_one_term() -> None:
    assert names('tags: ["Прави\\u00adтельство", "Правительство", "\\u200bПравительство"]') == [
        "Правительство"
    ]


# --- typographic quotes -------------------------------------------------------------------------


@pytest.mark.parametrize("marks", ["“”", "«»", "„“", "‘’", "””"])
def test_quotation_marks_around_a_value_are_none_of_it(marks: str) -> None:
    begin, end = marks
    fields = {
        "date": "2022-01-07",
        "slug": "abc",
        "lang": "ru",
        "aliases": "/old/",
        "translation_key": "key",
        "updated": "2022-01-08",
    }
    front = "\n".join(f"{name}: {begin}{value}{end}" for name, value in fields.items())
    given = reading(f"title: {begin}Cap{end}\n{front}")
    assert given.article is not None, given.problems
    entry = given.article.entry
    assert (entry.address, entry.lang, entry.group) == ("/ru/2022/01/07/abc/", "ru", "=key")
    assert (entry.aliases, entry.title) == (("/old/",), f"{begin}Cap{end}")


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("[“oil”, ’gas’]", ["oil", "gas"]),
        ("“oil”", ["oil"]),
        ("[«Самұрық», „Спартак“]", ["«Самұрық»", "„Спартак“"]),
        ("[“oil” and “gas”]", ["“oil” and “gas”"]),
        ("[“”]", ["“”"]),
    ],
)
def test_terms_keep_what_may_be_a_part_of_a_name(written: str, names: list[str]) -> None:
    made = article(f"tags: {written}")
    assert [term.name for term in made.entry.terms] == names


# --- lists that are none ------------------------------------------------------------------------


@pytest.mark.parametrize("written", ["a; b", "|\n  a\n  b", "a, b", '"a; b; c"'])
def test_a_text_that_reads_as_a_list_is_told(written: str) -> None:
    assert "K0134" in codes(reading(f"title: A\ndate: 2022-01-05\ntags: {written}"))


@pytest.mark.parametrize("written", ["1,000 days", "A&amp;B", '["a; b"]', "one", "|\n  one\n"])
def test_a_text_of_one_term_is_not_told(written: str) -> None:
    assert "K0134" not in codes(reading(f"title: A\ndate: 2022-01-05\ntags: {written}"))


def test_an_item_that_is_a_comment_is_told() -> None:
    given = reading("title: A\ndate: 2022-01-05\ntags:\n  - #oil\n  - gas # ours\n  -\n  - coal")
    assert [(one.code, one.place.line) for one in given.problems] == [("K0116", 5), ("K0116", 6)]
    assert "K0116" not in codes(reading("title: A\ndate: 2022-01-05\ntags: # none\nimage: # x"))


@pytest.mark.parametrize(
    ("tags", "reason", "hint"),
    [
        ("[#oil, #gas]", "`#` begins a comment", '`["#one"]`'),
        ("\n* oil\n* gas", "no text may begin with this sign", "`- oil`"),
    ],
)
def test_a_list_of_another_form_gets_its_help(tags: str, reason: str, hint: str) -> None:
    (problem,) = reading(f"title: A\ndate: 2022-01-05\ntags: {tags}").problems
    assert problem.code == "K0110"
    assert reason in problem.message
    assert hint in problem.help
