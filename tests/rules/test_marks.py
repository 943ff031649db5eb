"""`==mark==`, `H~2~O`, `м^2^` and abbreviations in HTML."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazarchive.rules.marks import NAMES, with_marks


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("H~2~O, CO~2~.", "H<sub>2</sub>O, CO<sub>2</sub>."),
        ("5 м^2^, (a+b)^n+1^", "5 м<sup>2</sup>, (a+b)<sup>n+1</sup>"),
        ("<em>x</em>^2^", "<em>x</em><sup>2</sup>"),
        ("==a== and ==b c==.", "<mark>a</mark> and <mark>b c</mark>."),
        ("==Самұрық==тың", "<mark>Самұрық</mark>тың"),
        ("(==a <em>b</em>==)", "(<mark>a <em>b</em></mark>)"),
        ("<em>==a==</em>", "<em><mark>a</mark></em>"),
        ("==H~2~O== x", "<mark>H<sub>2</sub>O</mark> x"),
        ("==a <code>==</code> b==", "<mark>a <code>==</code> b</mark>"),
    ],
)
def test_marks_become_elements(html: str, expected: str) -> None:
    assert with_marks(html, NAMES, {}) == expected
    assert with_marks(html, (), {}) == html


@pytest.mark.parametrize(
    "html",
    [
        "~100 and ~200, ~100–~200, 10~15",
        "[^1] x[^2] [^a][^b]",
        "~~strike~~ a~~b~~",
        "a ~b c~ d a~b c~",
        "^_^ x^ ^y 2^10 and 3^4",
        "if a==b and c==d",
        "a == b == c",
        "===a=== ====",
        "==a",
        "<p>==a</p><p>b==</p>",
        "<em>==a</em>==",
        "==a <em>b==</em>",
        "== ==",
        "<code>==a== H~2~O</code>",
        "<pre>==a==</pre>",
        '<a href="/~b/~c~/==d==" title="м^2^">x</a>',
        "https://a.kz/x~2~/==b==/c^2^",
        "<!-- ==a== -->",
        "\ufde8==a\ufde8== x\ufde8~2~",
    ],
)
def test_plain_uses_of_the_signs_stay(html: str) -> None:
    assert with_marks(html, NAMES, {}) == html


def test_each_mark_is_chosen_by_itself() -> None:
    text = "==a== H~2~O м^2^"
    assert with_marks(text, ("mark",), {}) == "<mark>a</mark> H~2~O м^2^"
    assert with_marks(text, ("sub",), {}) == "==a== H<sub>2</sub>O м^2^"
    assert with_marks(text, ("sup",), {}) == "==a== H~2~O м<sup>2</sup>"


def test_abbreviations_are_explained_in_whole_words() -> None:
    forms = {"СНГ": 'The "C"', "R&D": "Research", "СНГ-2": "Another"}
    html = with_marks("<p>СНГ-ға, СНГ-2, аСНГ, R&amp;D</p>", ("abbr",), forms)
    assert html == (
        '<p><abbr title="The &quot;C&quot;">СНГ</abbr>-ға, <abbr title="Another">СНГ-2</abbr>,'
        ' аСНГ, <abbr title="Research">R&amp;D</abbr></p>'
    )


@pytest.mark.parametrize(
    "html", ["<code>A</code>", '<abbr title="x">A</abbr>', '<img alt="A">', "https://a.kz/A", "AB"]
)
def test_an_abbreviation_elsewhere_stays(html: str) -> None:
    assert with_marks(html, ("abbr",), {"A": "b"}) == html


def test_the_name_of_a_character_reference_is_no_abbreviation() -> None:
    text = "R&amp;D&nbsp;&#38; 1 &lt; 2"
    forms = {"amp": "Ampere", "lt": "Lieutenant", "38": "x", "&": "and"}
    marked = with_marks(f"<p>{text}, lt.</p>", ("abbr",), forms)
    known = text.replace("&amp;", "&amp;", 1)
    assert marked == f'<p>{known}, <abbr title="Lieutenant">lt</abbr>.</p>'


@given(st.text(alphabet="=~^a2 .<>/em", max_size=60))
def test_only_tags_are_added(text: str) -> None:
    marked = with_marks(text, NAMES, {})
    for tag in ("mark", "sub", "sup"):
        assert marked.count(f"<{tag}>") == marked.count(f"</{tag}>")
    letters = marked
    for tag in ("mark", "sub", "sup"):
        letters = letters.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
    assert letters.replace("~", "").replace("^", "").replace("=", "") == text.replace(
        "~", ""
    ).replace("^", "").replace("=", "")


@pytest.mark.parametrize("part", ["==", "==a ", "a~", "a^2", "a~b~", "==<em>", "A"])
def test_it_takes_linear_time(part: str) -> None:
    start = time.process_time()
    with_marks(part * 50_000, NAMES, {"A": "b"})
    assert time.process_time() - start < 4
