"""Front matter and body → a valid article, or every reason why not."""

import time
from datetime import datetime, timedelta, timezone

import pytest

from kazarchive.config.content import MarkdownOptions
from kazarchive.config.options import Site
from kazarchive.values import Image, Origin, Term
from reading.articles import SITE, article, codes, names, reading, site

ALMATY_2022 = timezone(timedelta(hours=6))


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


@pytest.mark.parametrize(
    ("permalink", "slug"),
    [("/{slug}/", "feed.xml"), ("/{slug}/", "tags"), ("/{year}/{month}/{slug}.html", "index")],
)
def test_an_article_never_stands_where_the_site_has_a_page(permalink: str, slug: str) -> None:
    front = f"title: A\ndate: 2022-01-05\nslug: {slug}"
    assert codes(reading(front, of=site(permalink=permalink))) == ["K0204"]


def test_what_jekyll_does_not_publish_is_a_draft() -> None:
    assert article("published: false").draft
    assert not article("published: true").draft


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
    ("front", "help"),
    [
        ("tags:\n-a\n-b", "write `- a`, with a hyphen and a space, if it is one of a list"),
        ("tags:\n– a", "write `- a`, with a hyphen and a space, if it is one of a list"),
        ("slug: [A] b", "put the whole value in quotes"),
    ],
)
def test_the_help_for_what_is_no_yaml_can_be_followed(front: str, help: str) -> None:
    [problem] = reading(f"title: A\n{front}").problems
    assert problem.help == help


def test_what_only_check_tells_is_not_told_of_a_refused_article() -> None:
    assert codes(reading("title: A", "![](a.png)")) == ["K0104"]


def test_images_without_a_text_are_noticed_for_check() -> None:
    result = reading("title: A\ndate: 2022-01-05\nimage: lead.png", "![](a.png)\n\n![ ](b.png)")
    told = [(problem.code, problem.values["target"]) for problem in result.problems]
    assert told == [("K0407", "lead.png"), ("K0407", "a.png"), ("K0407", "b.png")]
    assert [problem.place.line for problem in result.problems] == [4, 6, 8]
    assert result.article is not None


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


def test_names_that_look_the_same_are_one_term() -> None:
    assert names('tags: ["Прави\\u00adтельство", "Правительство", "\\u200bПравительство"]') == [
        "Правительство"
    ]
