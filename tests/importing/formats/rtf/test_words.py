"""The words of a document, by the second reader."""

import pytest

from importing.formats.rtf.rich_texts import text
from kazarchive.importing.formats.rtf.sinks import Font, Fonts, Style, Styles
from kazarchive.importing.formats.rtf.words import Words


def words(inner: str) -> str:
    fonts, styles = Fonts(), Styles()
    fonts.fonts[0] = Font("cp1251", "Times")
    styles.styles[1] = Style("heading 1")
    return Words(text(inner), fonts, styles, "cp1252").lines()


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (r"a\par b\line c\cell d", "a\nb c\nd"),
        (r"<<1251:Да>> {\f9 \'c4}", "Да Ä"),
        (r"a{\footnote\pard b\par c}d\par e", "ad\ne\nb\nc"),
        (r"a{\shp{\*\shpinst{\sp x}{\shptxt b\par}}{\shprslt b}}c", "ac\nb"),
        (r"a{\v b}{\deleted c}{\*\annotation d}{\*\unknown e}{\header f}{\pict 00}g", "ag"),
        (r"{\field{\*\fldinst TOC}{\fldrslt a\par b\par}}c", "c"),
        (r"{\field{\*\fldinst PAGE}{\fldrslt 1}}", "1"),
        (r"{\listtext 1.\tab}a\par{\listtext 1.1.\tab}b", "a\n1.1. b"),
        (r"\s1{\listtext 1.\tab}a", "1. a"),
        (r"\fi-360 1.\tab a\par\pard 1.\tab b", "a\n1.\tb"),
        (r"a\u-10179?\u-8704?\~b", "a😀\u00a0b"),
    ],
)
def test_all_words_are_read(inner: str, expected: str) -> None:
    assert words(inner) == expected
