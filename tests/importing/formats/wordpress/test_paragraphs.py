"""The text of the classic editor → HTML."""

import time

import pytest

from kazarchive.importing.formats.wordpress.paragraphs import paragraphs


def compact(html: str) -> str:
    return html.replace("\n", "")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("One.\n\nTwo.", "<p>One.</p><p>Two.</p>"),
        ("One.\r\n \r\nTwo\r\nlines.", "<p>One.</p><p>Two<br>lines.</p>"),
        ("One.<br /><br>Two.", "<p>One.</p><p>Two.</p>"),
        ("a<br />\nb", "<p>a<br />b</p>"),
        ("<b>Қа</b>зақ\n\n<em>x</em>", "<p><b>Қа</b>зақ</p><p><em>x</em></p>"),
        ("a\n<h2>H</h2>\nb", "<p>a</p><h2>H</h2><p>b</p>"),
        (
            "<ul>\n<li>a</li>\n<li>b\n\nc</li>\n</ul>",
            "<ul><li>a</li><li><p>b</p><p>c</p></li></ul>",
        ),
        ("<blockquote>q</blockquote>", "<blockquote><p>q</p></blockquote>"),
        ("<div>a</div>b", "<div>a</div><p>b</p>"),
        ("<div>a\n\nb</div>", "<div><p>a</p><p>b</p></div>"),
        ("<p>a\nb</p>", "<p>a<br>b</p>"),
        ("<p>a\n\nb</p>", "<p>a</p><p>b</p>"),
        ("a<hr>b", "<p>a</p><hr><p>b</p>"),
        ("a<!--more-->b", "<p>a</p><!--more--><p>b</p>"),
        ('<img\nsrc="a"> x', '<p><img src="a"> x</p>'),
        ("1 < 2 & 3", "<p>1 < 2 & 3</p>"),
        ("</div>a", "</div><p>a</p>"),
    ],
)
def test_blank_lines_are_paragraphs(text: str, html: str) -> None:
    assert compact(paragraphs(text).replace('\nsrc="a"', ' src="a"')) == html


@pytest.mark.parametrize("name", ["pre", "script", "style", "textarea"])
def test_what_is_verbatim_is_not_touched(name: str) -> None:
    verbatim = f"<{name} a='b'>\nx\n\n<p>y\n</{name}>"
    assert paragraphs(f"a\n\n{verbatim}\n\nb") == f"<p>a</p>\n{verbatim}\n<p>b</p>"


@pytest.mark.parametrize(
    "piece", ["<pre>", "<!--", '<a "', "<a it's ", "<div>", "\n\n", "<br>", "<", "</p>"]
)
def test_a_hostile_text_takes_no_time(piece: str) -> None:
    begin = time.process_time()
    paragraphs(piece * 50_000)
    assert time.process_time() - begin < 2
