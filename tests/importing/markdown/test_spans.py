"""Inline content → Markdown: signs where both engines read them, elements elsewhere."""

import pytest

from importing.markdown.engines import assert_same
from kazarchive.importing.markdown import spans
from kazarchive.importing.markdown.spans import Place
from kazarchive.importing.markdown.values import Break, Image, Inline, Mark, Note, Span, Text, Void


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Қазақ<b>стан</b>", "Қазақ**стан**"),
        ("<b>Қазақстан</b>ның", "**Қазақстан**ның"),
        ("<b>«Самұрық»</b>тың", "<strong>«Самұрық»</strong>тың"),
        ("<b>«Самұрық»</b> қоры", "**«Самұрық»** қоры"),
        ("<i>50 ₸</i>ге", "<em>50 ₸</em>ге"),
        ("(<b>АҚ</b>)", "(**АҚ**)"),
        ("<b><i>a</i></b>", "***a***"),
        ("<i><b>a</b></i>x", "***a***x"),
        ("<b>a <i>b</i> c</b>", "**a _b_ c**"),
        ("<b><i>a</i> b</b>", "**_a_ b**"),
        ("<b>a<i>b</i></b>", "**a<em>b</em>**"),
        ("<i>a <b>b</b></i>", "_a **b**_"),
        ("<i>a</i><b>b</b>", "*a*<strong>b</strong>"),
        ("x<sup>2</sup>, H<sub>2</sub>O", "x<sup>2</sup>, H<sub>2</sub>O"),
        ("<s>a</s> <u>b</u>", "<s>a</s> <u>b</u>"),
        ("<code>a`b</code>", "``a`b``"),
        ("<code>`a</code>", "`` `a ``"),
        ("<code>&lt;a&gt; *b*</code>", "`<a> *b*`"),
        ("<code>a<br>b</code>", "<code>a  \nb</code>"),
        ('<a href="x.md" title="T">a [b]</a>', '[a \\[b\\]](x.md "T")'),
        ('<a href="https://a.kz/b_c">https://a.kz/b_c</a>', "<https://a.kz/b_c>"),
        ('<a href="https://a.kz/*">https://a.kz/*</a>', "[https://a.kz/\\*](https://a.kz/*)"),
        ('<b><a href="x">a</a></b>', "**[a](x)**"),
        ('!<a href="x">a</a>', "\\![a](x)"),
    ],
)
def test_a_mark_has_signs_where_they_work(source: str, expected: str) -> None:
    assert assert_same(source) == expected


def test_a_heading_and_a_cell_end_with_their_line() -> None:
    content: tuple[Inline, ...] = (Text("a|b"), Break(), Span(Mark("code"), (Text("c|d"),)))
    assert spans.written(content, Place(on_a_line=True)) == "a|b<br>`c|d`"
    cell = Place(on_a_line=True, in_cell=True)
    assert spans.written(content, cell) == "a\\|b<br><code>c\\|d</code>"
    image = Image("a.jpg", "x|y", "z|")
    assert spans.image(image, in_cell=True) == '![x\\|y](a.jpg "z&#124;")'


def test_notes_and_elements_without_content() -> None:
    assert spans.written((Note(2),)) == "[^2]"
    html = '<sup class="footnote-ref"><a href="#fn-2">2</a></sup>'
    assert spans.written((Note(2),), Place(notes_as_html=True)) == html
    assert spans.note_as_html(Note(2)) == html
    target = Void("a", (("id", "x[1]"),))
    assert spans.written((target, Text("a"))) == '<a id="x&#91;1&#93;"></a>a'
    checkbox = Void("input", (("type", "checkbox"), ("disabled", "")))
    assert spans.written((checkbox,)) == '<input type="checkbox" disabled>'


def test_parts_of_links_and_tags() -> None:
    assert spans.destination("a b", 'c "d"') == 'a%20b "c &quot;d&quot;"'
    assert spans.tag("abbr", (("title", "A"),)) == '<abbr title="A">'
