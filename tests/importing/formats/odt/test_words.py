"""The words of a document, by the second reader."""

import pytest
from lxml import etree

from importing.formats.odt.writer_files import element
from kazarchive.importing.formats.odt.styles import Styles
from kazarchive.importing.formats.odt.words import words

B = "<text:p>b</text:p>"
CELL = "<table:table-cell table:number-columns-repeated='2'><text:p>a</text:p></table:table-cell>"


def body(xml: str) -> etree._Element:
    return etree.fromstring(element("office:text", xml).encode())


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ("<text:p>a<text:span>b</text:span><text:s/>c</text:p><text:h>d</text:h>", "ab c\nd"),
        ("<text:tracked-changes><text:p>a</text:p></text:tracked-changes>", ""),
        ("<text:p>a<office:annotation><text:p>b</text:p></office:annotation></text:p>", "a"),
        (
            f"<text:p>a<draw:frame><draw:text-box>{B}</draw:text-box></draw:frame>c</text:p>",
            "ac\nb",
        ),
        (
            f"<text:p>a<text:note><text:note-citation>1</text:note-citation><text:note-body>{B}"
            "</text:note-body></text:note></text:p><text:p>c</text:p>",
            "a\nc\nb",
        ),
        ("<text:section text:display='none'><text:p>a</text:p></text:section>", ""),
        (f"<table:table><table:table-row>{CELL}</table:table-row></table:table>", "a\na"),
    ],
)
def test_all_words_are_read(xml: str, expected: str) -> None:
    assert words(body(xml), Styles([]), {}) == expected


def test_numbers_that_are_text_come_first() -> None:
    root = body("<text:h>a</text:h><text:p/>")
    assert words(root, Styles([]), {root[0]: "1.", root[1]: "2."}) == "1. a\n"
