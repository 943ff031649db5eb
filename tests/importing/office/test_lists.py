"""Numbered paragraphs → lists."""

import pytest
from lxml import html

from kazarchive.importing.office import lists


def joined(*items: str) -> str:
    """Items as `level kind number`, each with its number in the list of them as text; others are
    paragraphs with that text."""
    blocks = "".join(
        f'<p data-list="{item}">{number}</p>' if item.count(" ") == 2 else f"<p>{item}</p>"
        for number, item in enumerate(items)
    )
    body = html.fragment_fromstring(blocks, create_parent="div")
    lists.join(body)
    return "".join(html.tostring(block, encoding="unicode") for block in body)


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (["0 - 0", "0 - 0"], "<ul><li>0</li><li>1</li></ul>"),
        (["0 1 1", "0 1 2"], "<ol><li>0</li><li>1</li></ol>"),
        (["0 1 3", "0 1 4"], '<ol start="3"><li>0</li><li>1</li></ol>'),
        (["0 a 1"], '<ol type="a"><li>0</li></ol>'),
        (["0 1 1", "0 1 1"], "<ol><li>0</li></ol><ol><li>1</li></ol>"),
        (["0 1 1", "0 - 0"], "<ol><li>0</li></ol><ul><li>1</li></ul>"),
        (
            ["0 1 1", "1 - 0", "1 - 0", "0 1 2"],
            "<ol><li>0<ul><li>1</li><li>2</li></ul></li><li>3</li></ol>",
        ),
        (["0 1 1", "2 - 0", "1 - 0"], "<ol><li>0<ul><li>1</li></ul><ul><li>2</li></ul></li></ol>"),
        (["1 - 0", "0 - 0"], "<ul><li>0</li></ul><ul><li>1</li></ul>"),
        (["0 1 1", "x", "0 1 2"], '<ol><li>0</li></ol><p>x</p><ol start="2"><li>2</li></ol>'),
        (["0 1 1", "0 + 0", "0 1 2"], "<ol><li>0<p>1</p></li><li>2</li></ol>"),
        (["0 + 0"], "<p>0</p>"),
    ],
)
def test_items_become_lists(items: list[str], expected: str) -> None:
    assert joined(*items).replace(' data-list="0 + 0"', "") == expected


def test_a_mark_says_level_kind_and_number() -> None:
    assert lists.mark(0, "1", 3) == "0 1 3"


def test_items_of_different_elements_are_different_lists() -> None:
    body = html.fragment_fromstring(
        "<div><p data-list='0 1 1'>a</p></div><div><p data-list='0 1 2'>b</p></div>",
        create_parent="div",
    )
    lists.join(body)
    assert [each.get("start") for each in body.iter("ol")] == [None, "2"]
