"""Numbers that lead to footnotes, and signs that lead back."""

import pytest
from lxml.html import HtmlElement, fragment_fromstring

from kazarchive.importing import footnote_marks


def link(html: str) -> HtmlElement:
    (found,) = fragment_fromstring(html, create_parent="div").iter("a")
    return found


@pytest.mark.parametrize(
    ("html", "leads"),
    [
        ('<sup><a href="#n">1</a></sup>', True),
        ('<a href="#n"><sup>1</sup></a>', True),
        ('<a href="#n">[1]</a>', True),
        ('<a href="#n" class="footnote-ref">iv</a>', True),
        ('<a href="#n">1</a>', False),
        ('<sup><a href="#n">word</a></sup>', False),
        ('<sup><a href="/n">1</a></sup>', False),
    ],
)
def test_a_raised_number_with_a_local_link_leads_to_a_footnote(html: str, leads: bool) -> None:
    assert footnote_marks.leads_to_note(link(html)) == leads
    assert footnote_marks.is_of_note(link(html)) == leads


@pytest.mark.parametrize(
    ("html", "leads"),
    [
        ('<a href="#r">↩</a>', True),
        ('<a href="#r" class="footnote-backref">1</a>', True),
        ('<a href="/r">↩</a>', False),
        ('<a href="#r">back</a>', False),
    ],
)
def test_an_arrow_leads_back(html: str, leads: bool) -> None:
    assert footnote_marks.leads_back(link(html)) == leads
