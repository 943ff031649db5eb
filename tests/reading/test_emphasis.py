"""Emphasis that ends behind a quotation mark inside a word, as Kazakh and its like write it."""

import time

import pytest

from kazarchive.config.content import MarkdownOptions
from kazarchive.reading import emphasis, markup


def rendered(body: str, engine: str = "commonmark") -> str:
    return markup.rendering(
        body, MarkdownOptions(engine, (), "sanitize"), "kk", "a.md"
    ).html.strip()


@pytest.mark.parametrize("engine", ["commonmark", "python-markdown"])
@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("**«Самұрық»**тың жобасы", "<strong>«Самұрық»</strong>тың жобасы"),
        ('**"Астана"**да', '<strong>"Астана"</strong>да'),
        ("*«Егемен»*нің тілшісі", "<em>«Егемен»</em>нің тілшісі"),
        ("**“X”**тің **„Y”**да", "<strong>“X”</strong>тің <strong>„Y”</strong>да"),
        ("**50%**ға және **(АҚ)**ның", "<strong>50%</strong>ға және <strong>(АҚ)</strong>ның"),
        ("**Самұрық**тың", "<strong>Самұрық</strong>тың"),
        ("сөз**«Х»** келді", "сөз<strong>«Х»</strong> келді"),
        ("**Біз *«жаңа»*лық** айттық", "<strong>Біз <em>«жаңа»</em>лық</strong> айттық"),
        ("*«а»*б*«в»*г", "<em>«а»</em>б<em>«в»</em>г"),
        ("[«А»](u) **«Б»**ның", '<a href="u">«А»</a> <strong>«Б»</strong>ның'),
        ("**«А»\nБ»**ның", "<strong>«А»\nБ»</strong>ның"),
    ],
)
def test_marks_at_a_quotation_mark_inside_a_word_mark(engine: str, body: str, html: str) -> None:
    assert rendered(body, engine) == f"<p>{html}</p>"


def test_three_marks_and_deletions_too() -> None:
    whole = rendered("***«X»***тің ~~«Y»~~ні")
    assert whole == "<p><em><strong>«X»</strong></em>тің <del>«Y»</del>ні</p>"


def test_marks_in_lists_quotations_tables_and_notes() -> None:
    whole = rendered(
        "> **«A»**ның\n\n- **«B»**ның\n\n| **«C»**ның |\n|--|\n\nx[^1]\n\n[^1]: **«D»**да\n"
    )
    for name in "ABCD":
        assert f"<strong>«{name}»</strong>" in whole


@pytest.mark.parametrize(
    "body",
    [
        "`**«С»**тың`",
        "```\n**«С»**тың\n```",
        "    **«С»**тың",
        "[a](b**c)**d",
        '<b title="**«a»**b">x</b>',
        "(a+b)*c and (d)*e",
        "**«А»\n\nБ»**ның",
        "2**(3)**4 and 2 ** 3",
        "**«А»*ның",
    ],
)
def test_what_is_no_pair_of_marks_stays_as_it_was(
    body: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = rendered(body)
    monkeypatch.setattr(emphasis, "may_be_left", lambda *_: False)
    assert whole == rendered(body)


def test_escaped_marks_stay_letters() -> None:
    assert rendered(r"\**«С»\**тың") == "<p>**«С»**тың</p>"


@pytest.mark.parametrize("unit", ["**«a»**b ", "»**b ", "a**« ", "*«a»*b", "»*a\n\n", "~~«a»~~b "])
def test_many_such_marks_take_linear_time(unit: str) -> None:
    began = time.process_time()
    rendered(unit * (100_000 // len(unit.encode())))
    assert time.process_time() - began < 1
