"""What an author has drawn → structure."""

import pytest
from lxml import html

from kazarchive.importing.office import tidy


def tidied(blocks: str) -> str:
    body = html.fragment_fromstring(blocks, create_parent="div")
    tidy.tidy(body)
    return "".join(html.tostring(block, encoding="unicode") for block in body)


IMAGE = '<img src="a.png">'
FIGURE = f"<figure>{IMAGE}<figcaption>One</figcaption></figure>"


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        (f"<p>{IMAGE}</p><p class='caption'>One</p>", FIGURE),
        (f"<p class='caption'>One</p><p>{IMAGE}</p>", FIGURE),
        (f"<p class='caption'>{IMAGE}One</p>", FIGURE),
        (f"<p class='caption'>{IMAGE}</p><p class='caption'>One</p>", FIGURE),
        (f"<p>a {IMAGE}</p><p class='caption'>One</p>", f"<p>a {IMAGE}</p><p>One</p>"),
        (f"<p>{IMAGE}{IMAGE}</p><p class='caption'>1</p>", f"<p>{IMAGE}{IMAGE}</p><p>1</p>"),
        ("<pre>a</pre><pre> b</pre>", "<pre>a<br> b</pre>"),
        ("<blockquote><p>a</p></blockquote>" * 2, "<blockquote><p>a</p><p>a</p></blockquote>"),
        ("<table><tr><td><p> </p></td></tr></table><p>a</p>", "<p>a</p>"),
        (f"<table><tr><td>{IMAGE}</td></tr></table>", f"<table><tr><td>{IMAGE}</td></tr></table>"),
        ("<h2><strong>a</strong> <strong>b</strong></h2>", "<h2>a b</h2>"),
        ("<h2>a <strong>b</strong></h2>", "<h2>a <strong>b</strong></h2>"),
    ],
)
def test_blocks_are_tidied(blocks: str, expected: str) -> None:
    assert tidied(blocks) == expected


ROW, BOLD = "<tr><td>a</td></tr>", "<tr><td><p><strong>a</strong></p></td></tr>"


@pytest.mark.parametrize(
    ("rows", "is_head"),
    [
        (BOLD + ROW, True),
        (ROW + BOLD, False),
        (BOLD, False),
        (BOLD.replace("<td>", '<td rowspan="2">') + ROW, False),
        ("<tr><td></td></tr>" + ROW, False),
    ],
)
def test_a_bold_first_row_is_the_head_of_a_table(rows: str, is_head: bool) -> None:
    assert ("<th><p>a</p></th>" in tidied(f"<table>{rows}</table>")) == is_head


def test_the_highest_heading_is_of_the_second_level() -> None:
    body = html.fragment_fromstring("<h1>a</h1><h3>b</h3>", create_parent="div")
    tidy.lower_headings(body)
    tidy.lower_headings(body)
    assert [each.tag for each in body] == ["h2", "h4"]
