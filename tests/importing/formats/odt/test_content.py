"""The text of a document → HTML."""

import pytest
from lxml import etree

from importing.formats.odt.writer_files import element
from kazarchive.importing.formats.odt import content
from kazarchive.importing.formats.odt.content import Found
from kazarchive.importing.formats.odt.numbering import Lists
from kazarchive.importing.formats.odt.styles import Styles


def html(xml: str) -> tuple[str, Found]:
    body = etree.fromstring(element("office:text", xml).encode())
    found = Found()
    written = content.html(body, Styles([]), Lists([]), lambda _, alt: f"[{alt}]", found)
    return written, found


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ("<text:p>a &lt; b<text:s/>c<text:tab/>d</text:p>", "<p>a &lt; b c d</p>"),
        ("<text:h text:outline-level='9'>a</text:h>", "<h6>a</h6>"),
        ("<text:p text:style-name='Caption'>a</text:p>", '<p class="caption">a</p>'),
        (
            "<text:p><text:a xlink:href='x?a=&quot;'>a</text:a></text:p>",
            '<p><a href="x?a=&quot;">a</a></p>',
        ),
        (
            "<text:p><text:ruby><text:ruby-base>b</text:ruby-base>"
            "<text:ruby-text>c</text:ruby-text></text:ruby></text:p>",
            "<p>b</p>",
        ),
        ("<draw:frame><draw:image/><svg:desc> a  b </svg:desc></draw:frame>", "<p>[a b]</p>"),
        (
            "<text:list><text:list-item><text:p>a</text:p></text:list-item></text:list>",
            '<p data-list="0 - 1">a</p>',
        ),
        ("<table:table><table:table-row/></table:table>", ""),
    ],
)
def test_an_element_becomes_html(xml: str, expected: str) -> None:
    assert html(xml)[0] == expected


def test_a_note_comes_after_the_text() -> None:
    written = html("<text:p>a<text:note/></text:p><text:p>b</text:p>")[0]
    assert written.startswith('<p>a<sup><a id="ref-1" href="#note-1">1</a></sup></p><p>b</p><div')


def test_what_is_left_out_is_found() -> None:
    found = html(
        "<text:p>a<text:hidden-text>b</text:hidden-text><office:annotation/></text:p>"
        "<text:table-index><text:p>c<text:tab/>1</text:p></text:table-index>"
    )[1]
    assert (found.hidden, found.contents, found.counts["comment"]) == (["b"], ["c 1"], 1)
