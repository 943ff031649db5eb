"""The fields that a site declares, read from articles."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from kazarchive.config.content import OwnField
from reading.articles import article, codes, reading, site

DECLARED = (
    OwnField("place", "text"),
    OwnField("checked_by", "list"),
    OwnField("event", "date"),
    OwnField("price", "number"),
    OwnField("region", "choice", ("Almaty", "Astana", "ABAI")),
)
SITE = site(fields=DECLARED)


@pytest.mark.parametrize(
    ("front", "value"),
    [
        ("place: 007", "007"),
        ("Place: '  Aktau  '", "Aktau"),
        ("checked_by: [One, Two]", ("One", "Two")),
        ("checked_by: One", ("One",)),
        ("event: 2022-01-05", date(2022, 1, 5)),
        ("event: 2022-01-05 18:30", datetime(2022, 1, 5, 18, 30, tzinfo=ZoneInfo("Asia/Almaty"))),
        ("price: 120", 120),
        ("price: -0.5", -0.5),
        ("price: 0", 0),
        ("region: almaty", "Almaty"),
        ("region: Astana", "Astana"),
    ],
)
def test_a_value_is_read_by_its_type(front: str, value: Any) -> None:
    fields = article(front, of=SITE).entry.fields
    assert fields[front.partition(":")[0].lower()] == value


def test_a_field_that_an_article_lacks_is_an_empty_text() -> None:
    fields = article("place:\nchecked_by: []", of=SITE).entry.fields
    assert (fields.place, fields.checked_by, fields.items, bool(fields)) == ("", "", "", False)


@pytest.mark.parametrize(
    ("front", "code"),
    [
        ("place: [a]", "K0105"),
        ("checked_by: {a: b}", "K0105"),
        ("event: 2022-13-05", "K0103"),
        ("price: 1 000", "K0105"),
        ("price: 5 tenge", "K0105"),
        ("price: 1e5", "K0105"),
        ("price: 1234567890123456", "K0105"),
        ("region: Almati", "K0157"),
        ("plaice: Aktau", "K0106"),
        ("рlace: Aktau", "K0106"),
    ],
)
def test_a_wrong_value_is_an_error_at_its_place(front: str, code: str) -> None:
    result = reading(f"title: T\ndate: 2022-01-05\n{front}", of=SITE)
    assert codes(result) == [code]
    assert result.problems[0].place.line == 4


def test_a_choice_that_is_misspelt_gets_a_suggestion() -> None:
    (problem,) = reading("title: T\ndate: 2022-01-05\nregion: Almati", of=SITE).problems
    assert problem.message.endswith("none of its choices; did you mean `Almaty`?")
    assert "`Almaty`, `Astana`, `ABAI`" in problem.help


def test_a_declared_field_is_neither_unknown_nor_extra() -> None:
    result = reading("title: T\ndate: 2022-01-05\nplace: Aktau", of=SITE)
    assert result.article
    assert (result.unknown, result.article.extra, result.problems) == ((), {}, ())


def test_a_declared_field_that_hides_elsewhere_still_hides() -> None:
    declared = site(fields=(OwnField("private", "text"),))
    assert article("private: true", of=declared).draft
