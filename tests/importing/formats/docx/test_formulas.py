"""Formulas → text."""

import pytest
from lxml import etree

from importing.formats.docx.word_files import part
from kazarchive.importing.formats.docx.formulas import linear


def r(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


OPEN = '<m:begChr m:val="["/><m:endChr m:val=""/>'
SUM = '<m:naryPr><m:chr m:val="∑"/></m:naryPr>'


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        (r("a ") + r("= b"), "a = b"),
        (f"<m:d><m:e>{r('x')}</m:e><m:e>{r('y')}</m:e></m:d>", "(x|y)"),
        (f"<m:d><m:dPr>{OPEN}</m:dPr><m:e>{r('x')}</m:e></m:d>", "[x"),
        (f"<m:f><m:num>{r('a+b')}</m:num><m:den>{r('2')}</m:den></m:f>", "(a+b)/2"),
        (f"<m:rad><m:deg/><m:e>{r('x')}</m:e></m:rad>", "√x"),
        (f"<m:sSup><m:e>{r('mc')}</m:e><m:sup>{r('2')}</m:sup></m:sSup>", "mc^2"),
        (f"<m:sSub><m:e>{r('x')}</m:e><m:sub>{r('i-1')}</m:sub></m:sSub>", "x_(i-1)"),
        (f"<m:nary>{SUM}<m:sub>{r('i')}</m:sub><m:sup/><m:e>{r('x')}</m:e></m:nary>", "∑_i x"),
        ("", ""),
    ],
)
def test_a_formula_is_one_line(xml: str, text: str) -> None:
    root = etree.fromstring(part("document", f"<m:oMath>{xml}</m:oMath>").encode())
    assert linear(root[0][0]) == text
