"""Control words and groups → HTML."""

import pytest

from importing.formats.rtf.rich_texts import text
from kazarchive.importing.formats.rtf.reader import Reader, TooDeep
from kazarchive.importing.office.images import Images


def html(inner: str) -> str:
    return Reader(text(inner), Images("x")).html()


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (r"a\par b", "<p>a</p><p>b</p>"),
        (r"{\b a}{\i\b0 b}", "<p><strong>a</strong><em>b</em></p>"),
        (r"a{\*\unknown b}c{\header d}", "<p>ac</p>"),
        (r"a{\b b{\i c}}d", "<p>a<strong>b</strong><strong><em>c</em></strong>d</p>"),
        (r"{\*\footnote a}b", '<p><sup><a id="ref-1" href="#note-1">1</a></sup>b</p>'),
        (r'{\field{\*\fldinst HYPERLINK "x" \\l "y"}{\fldrslt a}}', '<p><a href="x#y">a</a></p>'),
        (r"{\field{\*\fldinst PAGE}{\fldrslt 1}}", "<p>1</p>"),
        (r"{\*\bkmkstart x}a", '<p><a id="x"></a>a</p>'),
        (r"a\{b\}\\", "<p>a{b}\\</p>"),
        (r"{\deleted a}{\v b}c", "<p>c</p>"),
    ],
)
def test_a_text_is_read(inner: str, expected: str) -> None:
    assert html(inner).split('<div class="footnotes">')[0] == expected


def test_a_codec_that_is_given_is_not_that_of_the_file() -> None:
    raw = rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times;}}\f0 \'c4\'e0}"
    reader = Reader(raw, Images(""))
    assert reader.html() == "<p>Äà</p>"
    assert bytes(reader.sample) == b"\xc4\xe0"
    assert Reader(raw, Images(""), "cp1251").html() == "<p>Да</p>"


def test_groups_have_a_greatest_depth() -> None:
    with pytest.raises(TooDeep) as found:
        html("{" * 501)
    assert found.value.args[0] > 490
