"""Styles → what paragraphs and texts are."""

from lxml import etree

from importing.formats.docx.word_files import part
from kazarchive.importing.formats.docx.styles import Styles, value

STYLES = """
<style w:type="paragraph" w:styleId="N"><name w:val="Normal"/><rPr><i/></rPr></style>
<style w:type="paragraph" w:styleId="H"><name w:val="heading 2"/><rPr><b/></rPr></style>
<style w:type="paragraph" w:styleId="Own"><name w:val="Бөлім"/><basedOn w:val="H"/>
<pPr><numPr><ilvl w:val="1"/><numId w:val="5"/></numPr></pPr></style>
<style w:type="paragraph" w:styleId="O"><name w:val="O"/><pPr><outlineLvl w:val="0"/></pPr></style>
<style w:type="character" w:styleId="Off"><name w:val="x"/><rPr><b w:val="0"/></rPr></style>
<style w:type="paragraph" w:styleId="A"><basedOn w:val="B"/></style>
<style w:type="paragraph" w:styleId="B"><basedOn w:val="A"/></style>
"""


def element(xml: str) -> etree._Element:
    return etree.fromstring(part("document", xml).encode())[0][0]


def styles() -> Styles:
    return Styles(etree.fromstring(part("styles", STYLES).encode()))


def paragraph(style: str) -> etree._Element:
    return element(f'<pPr><pStyle w:val="{style}"/></pPr>')


def test_a_role_is_inherited() -> None:
    known = styles()
    assert [known.role(paragraph(name)) for name in ("H", "Own", "O", "N", "A", "None")] == [
        "h2",
        "h2",
        "h1",
        "",
        "",
        "",
    ]
    assert known.role(element('<pPr><outlineLvl w:val="3"/></pPr>')) == "h4"
    assert known.role(None) == ""


def test_a_mark_is_that_of_the_text_its_style_or_its_paragraph() -> None:
    known, plain = styles(), element("<rPr/>")
    assert known.has("b", plain, paragraph("Own"))
    assert not known.has("b", plain, paragraph("N"))
    assert known.has("i", plain, paragraph("N"))
    assert not known.has("b", element('<rPr><b w:val="false"/></rPr>'), paragraph("H"))
    assert not known.has("b", element('<rPr><rStyle w:val="Off"/></rPr>'), paragraph("H"))
    assert not known.has("b", None, None)


def test_a_style_can_number_its_paragraphs() -> None:
    assert styles().numbering("Own") == ("5", "1")
    assert styles().numbering("H") == ("", "")
    assert Styles(None).numbering("H") == ("", "")


def test_a_property_may_have_no_value() -> None:
    assert value(element("<rPr><b/></rPr>"), "b") == ""
    assert value(None, "b") == ""
