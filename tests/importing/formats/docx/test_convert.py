"""mammoth's HTML, with the signs replaced."""

import pytest
from lxml import etree, html

from importing.formats.docx.word_files import part
from kazarchive.importing.formats.docx import convert
from kazarchive.importing.formats.docx.package import Part
from kazarchive.importing.formats.docx.prepare import BEGIN, END
from kazarchive.problems import Place, ProblemsFound


def converted(xml: str, *images: str) -> str:
    root = etree.fromstring(part("document", xml).encode())
    tree = convert.converted([Part("document", root, {})], images, Place("a.docx"))
    return "".join(html.tostring(block, encoding="unicode") for block in tree)


def test_signs_are_replaced() -> None:
    xml = f"<p><pPr/><r><t>{BEGIN}L0 1 3{END}</t></r><r><t>a {BEGIN}I0{END}</t></r></p>"
    assert converted(xml, "<img src='x'>") == '<p data-list="0 1 3">a <img src="x"></p>'


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("title", '<h1 class="title">a</h1>'),
        ("caption", '<p class="caption">a</p>'),
        ("quote", "<blockquote><p>a</p></blockquote>"),
        ("code", "<pre>a</pre>"),
        ("h3", "<h3>a</h3>"),
        ("", "<p>a</p>"),
    ],
)
def test_a_role_is_an_element(role: str, expected: str) -> None:
    assert converted(f'<p><pPr><pStyle w:val="{role}"/></pPr><r><t>a</t></r></p>') == expected


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        ("<tbl><tr><tc>" * 80 + "</tc></tr></tbl>" * 80, "it is nested too deeply"),
        ("<p><r><sym/></r></p>", "its elements make no sense"),
    ],
)
def test_what_makes_no_sense_is_a_problem(xml: str, reason: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        converted(xml)
    assert found.value.problems[0].values["reason"].startswith(reason)
