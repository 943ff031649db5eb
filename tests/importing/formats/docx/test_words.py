"""The words of a document, by the second reader."""

import pytest
from lxml import etree

from importing.formats.docx.word_files import STYLES, part
from kazarchive.importing.formats.docx.numbering import Numbering
from kazarchive.importing.formats.docx.package import Part
from kazarchive.importing.formats.docx.styles import Styles
from kazarchive.importing.formats.docx.words import has_mark, identity, notes, words


def read(xml: str, footnotes: str = "") -> str:
    styles = Styles(etree.fromstring(part("styles", STYLES).encode()))
    parts = [Part("document", etree.fromstring(part("document", xml).encode()), {})]
    parts.append(Part("footnotes", etree.fromstring(part("footnotes", footnotes).encode()), {}))
    return words(parts[0].root, notes(parts), styles, Numbering(None, styles)).rstrip("\n")


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ("<p><r><t>a</t></r><r><t>b</t><br/><t>c</t></r></p>", "ab c"),
        ("<p><del><r><delText>a</delText></r></del><moveFrom><r><t>b</t></r></moveFrom></p>", ""),
        ("<p><r><rPr><vanish/></rPr><t>a</t></r></p>", ""),
        ("<p><pPr><rPr><del/></rPr></pPr><r><t>a</t></r></p><p><r><t>b</t></r></p>", "ab"),
        ("<p><r><t>a</t><softHyphen/><noBreakHyphen/><t>b</t></r></p>", "a\u00ad\u2011b"),
        ('<p><r><sym w:font="Symbol" w:char="F061"/><sym w:char="zz"/></r></p>', "α"),
        (
            "<tbl><tr><tc><p><r><t>a</t></r></p></tc></tr></tbl><sdt><p><r><t>b</t></r></p></sdt>",
            "a\nb",
        ),
        ("<tbl><tr><trPr><del/></trPr><tc><p><r><t>a</t></r></p></tc></tr></tbl>", ""),
        ("<p><r><txbxContent><p><r><t>b</t></r></p></txbxContent><t>a</t></r></p>", "a\nb"),
    ],
)
def test_all_words_are_read(xml: str, expected: str) -> None:
    assert read(xml) == expected


def test_notes_follow_in_the_order_of_their_references() -> None:
    written = "".join(f'<footnote w:id="{n}"><p><r><t>n{n}</t></r></p></footnote>' for n in (1, 2))
    xml = '<p><r><t>a</t><footnoteReference w:id="2"/><footnoteReference w:id="1"/></r></p>'
    assert read(xml, written) == "a\nn2\nn1"


def test_the_mark_of_a_note_is_no_word() -> None:
    xml = '<p><r><footnoteReference w:id="1" w:customMarkFollows="1"/><t>*</t></r></p>'
    run = etree.fromstring(part("document", xml).encode())[0][0][0]
    assert has_mark(run)
    assert identity(run[0]) == ("footnote", "1")
    assert read(xml) == ""
