"""Emphasis in titles."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazarchive.rules.headlines import as_html, escaped, plain


@pytest.mark.parametrize(
    ("title", "text", "html"),
    [
        ("The *Kazakh* book", "The Kazakh book", "The <em>Kazakh</em> book"),
        ("*Абай жолы* туралы", "Абай жолы туралы", "<em>Абай жолы</em> туралы"),
        ("«*Абай*»ның *жол*ы", "«Абай»ның жолы", "«<em>Абай</em>»ның <em>жол</em>ы"),
        ("A & *B <i>*", "A & B <i>", "A &amp; <em>B &lt;i&gt;</em>"),
        (r"\*A\* *B*", "*A* B", "*A* <em>B</em>"),
        (r"*a \* b*", "a * b", "<em>a * b</em>"),
    ],
)
def test_a_pair_of_asterisks_is_emphasis(title: str, text: str, html: str) -> None:
    assert plain(title) == text
    assert as_html(title) == html


@pytest.mark.parametrize(
    "title",
    [
        "Prices* and others*",
        "2*3*4",
        "M*A*S*H",
        "* A *",
        "**Bold**",
        "*open",
        "close*",
        "a_b_c _d_",
        "5* hotels & 4* inns",
        "No signs",
        "",
    ],
)
def test_other_asterisks_stay(title: str) -> None:
    assert plain(title) == title
    assert as_html(title) == ""
    assert escaped(title) == title


@given(st.text(alphabet="*\\ a", max_size=20))
def test_an_escaped_title_is_read_as_it_was(title: str) -> None:
    assert plain(escaped(title)) == title
    assert as_html(escaped(title)) == ""


def test_it_takes_linear_time() -> None:
    start = time.process_time()
    for part in ("*", " *a", "*a", "\\*"):
        plain(part * 50_000)
        as_html(part * 50_000)
    assert time.process_time() - start < 2
