"""The HTML of an article in pieces."""

import time

import pytest

from kazarchive.rules.pieces import pieces


@pytest.mark.parametrize(
    ("html", "kinds"),
    [
        ("<p>a <em>b</em></p>", "block text inline text inline block"),
        ("<p>a<code>b <i>c</i></code>d</p>", "block text verbatim text block"),
        ("<pre><code>a</code></pre>x", "verbatim text"),
        ("<svg><svg></svg>a</svg>b", "verbatim text"),
        ("<script>if (a < b) {}</script>x", "verbatim text"),
        ("<code>never closed", "verbatim"),
        ("a <!-- b --> c", "text verbatim text"),
        ('<a title="a > b">x', "inline text"),
        ("see https://a.kz/~b. And", "text verbatim text"),
        ("2 < 3", "text"),
        ("", ""),
    ],
)
def test_each_part_has_a_kind(html: str, kinds: str) -> None:
    parts = list(pieces(html))
    assert " ".join(part.kind for part in parts) == kinds
    assert "".join(part.html for part in parts) == html


def test_inline_tags_go_in_and_out() -> None:
    assert [part.step for part in pieces("<em>a<br></em>")] == [1, 0, 0, -1]


@pytest.mark.parametrize(
    "part", ["<a '", "<b \"'", "https://", "https://a=", "<!-- ", "<code>", "<pre", "<svg><a>"]
)
def test_it_takes_linear_time(part: str) -> None:
    start = time.process_time()
    assert "".join(each.html for each in pieces(part * 50_000)) == part * 50_000
    assert time.process_time() - start < 4
