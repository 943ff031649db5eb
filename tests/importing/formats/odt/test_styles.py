"""Styles → what paragraphs and texts are."""

import pytest
from lxml import etree

from importing.formats.odt.writer_files import element
from kazarchive.importing.formats.odt.styles import Styles
from kazarchive.importing.office.looks import Look

XML = """
<style:style style:name="Text_20_body" style:display-name="Text body" style:family="paragraph"/>
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Heading_20_2"/>
<style:style style:name="P2" style:family="paragraph" style:parent-style-name="P2"
 style:list-style-name="L1"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="T1" style:family="text" style:parent-style-name="T2">
<style:text-properties fo:font-style="italic" style:text-position="super 58%"/></style:style>
<style:style style:name="T2" style:family="text">
<style:text-properties fo:font-weight="600" fo:font-style="normal"/></style:style>
<style:style style:name="T3" style:family="text">
<style:text-properties style:text-line-through-style="none" style:text-position="0% 100%"
 text:display="none"/></style:style>
"""
STYLES = Styles([etree.fromstring(element("office:styles", XML).encode())])


def paragraph(style: str) -> etree._Element:
    xml = element("office:text", f'<text:p text:style-name="{style}"/>')
    return etree.fromstring(xml.encode())[0]


@pytest.mark.parametrize(
    ("style", "role"),
    [("Title", "title"), ("Heading_20_1", "h1"), ("P2", ""), ("Text_20_body", ""), ("", "")],
)
def test_the_name_of_a_style_is_enough(style: str, role: str) -> None:
    assert STYLES.role(paragraph(style)) == role


def test_looks_are_inherited_and_change_those_around() -> None:
    assert STYLES.look("text", "T1", Look()) == Look(bold=True, italic=True, raised="sup")
    assert STYLES.look("paragraph", "P2", Look()) == Look(bold=True)
    around = Look(bold=True, struck=True, raised="sub")
    assert STYLES.look("text", "T3", around) == Look(bold=True, hidden=True)
    assert STYLES.look("text", "none", around) == around


def test_a_style_can_name_its_list() -> None:
    assert STYLES.list_style(paragraph("P2")) == "L1"
    assert STYLES.list_style(paragraph("P1")) == ""
