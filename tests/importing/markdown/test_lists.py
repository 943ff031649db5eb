"""A list → its items and its numbering."""

import pytest

from importing.markdown.normal import parsed
from kazarchive.importing.markdown import lists


def test_an_item_may_state_its_number() -> None:
    element = parsed('<ol>a<li value="4">b</li><!-- c -->d<li>e</li><p>f</p></ol>')[0]
    parts = [(part if isinstance(part, str) else part.text, n) for part, n in lists.parts(element)]
    shown = [(text, number) for text, number in parts if text]
    assert shown == [("a", None), ("b", "4"), ("d", None), ("e", ""), ("f", None)]


@pytest.mark.parametrize(
    ("tag", "attributes"),
    [
        ("<ol>", ()),
        ('<ol start="1" type="1">', ()),
        ('<ol start="3" type="i" reversed>', (("start", "3"), ("type", "i"), ("reversed", ""))),
        ('<ol start="-2">', (("start", "-2"),)),
        ('<ol start="x" type="disc">', ()),
        ('<ul start="3">', ()),
    ],
)
def test_numbering_is_kept_if_it_is_not_the_usual_one(
    tag: str, attributes: tuple[tuple[str, str], ...]
) -> None:
    assert lists.attributes(parsed(tag)[0]) == attributes
