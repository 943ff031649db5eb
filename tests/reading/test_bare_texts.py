"""Texts that YAML refuses and that can be nothing else."""

import time

import pytest

from kazarchive.problems import ProblemsFound
from kazarchive.reading.bare_texts import quoted
from reading.articles import article, codes, reading
from reading.blocks import fault, front

DATED = "date: 2022-01-05"


@pytest.mark.parametrize(
    "title",
    [
        "Budget: what changes",
        "Бюджет: не өзгереді: қысқаша",
        "It's simple: read",
        "«Самұрық»: қорытынды",
        '"Astana": a year on',
        "'Astana' a year on",
        "[Video] Nauryz in Turkistan",
        "2022: the year in figures",
        "Who pays:",
    ],
)
def test_a_title_is_read_as_it_is_written(title: str) -> None:
    for before, after in (("", DATED), (DATED, "tags: [A]"), (f"{DATED}\nsummary: B: c", "")):
        fields = "\n".join(filter(None, (before, f"title: {title}", after)))
        made = reading(fields)
        assert made.article, made.problems
        assert made.article.entry.title == title


def test_all_prose_is_read_so() -> None:
    made = article(
        "kicker: A: b\nsubtitle: C: d\nsummary: E: f\nimage:\n  src: https://a.example/a.jpg\n"
        "  caption: G: h\n  credit: 'I': j\n  alt: K: l"
    )
    entry, image = made.entry, made.entry.image
    assert (entry.kicker, made.subtitle, entry.summary) == ("A: b", "C: d", "E: f")
    assert image
    assert (image.caption, image.credit, image.alt) == ("G: h", "'I': j", "K: l")


@pytest.mark.parametrize(
    "block",
    [
        "title: One: two # three",
        "title: One: two\n  three: four",
        "title: One: two\n  - three",
        "tags: One: two",
        "slug: one: two",
        "date: 2022-01-05 : 6",
        'title: "One: two" three"',
        'title: "C:\\dir" a',
        "title: @one",
        "title: `one`",
        "image:\n  src: a: b",
        "title: [a, b] c]",
    ],
)
def test_what_can_mean_something_else_is_an_error(block: str) -> None:
    assert fault(f"---\n{block}\n---\n".encode()).code == "K0110"


def test_what_is_read_so_keeps_its_place() -> None:
    value = front(f"{DATED}\ntitle: Budget: what changes").fields["title"]
    assert (value.line, value.column, value.key_line, value.key_column) == (3, 8, 3, 1)


def test_an_error_below_is_told_at_its_own_line() -> None:
    problem = fault(b"---\ntitle: A: b\ntags: [a\n---\n")
    assert (problem.code, problem.place.line) == ("K0110", 3)


def test_a_fault_above_is_told_in_the_line_as_it_is_written() -> None:
    problem = fault(b'---\nslug: "a\ntitle: "Cap" on prices: what follows\n---\n')
    assert problem.code == "K0110"
    assert problem.place.column <= len(problem.place.text) + 1
    assert problem.place.text == 'title: "Cap" on prices: what follows'


def test_a_name_given_twice_is_still_told() -> None:
    assert codes(reading(f"title: A: b\n{DATED}\ntitle: C: d")) == ["K0109"]


def test_many_such_lines_take_no_long_time() -> None:
    block = "\n".join(["title: a: b"] * 5_000)
    began = time.perf_counter()
    with pytest.raises(ProblemsFound):
        front(block)
    assert time.perf_counter() - began < 2
    assert quoted("title: a" + " " * 60_000 + ": b", 0)
