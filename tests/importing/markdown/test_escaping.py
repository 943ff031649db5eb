"""Text is escaped for its place, and only there."""

import pytest

from importing.markdown.engines import assert_same
from kazarchive.importing.markdown import escaping


@pytest.mark.parametrize(
    "untouched",
    [
        "Бағасы 5,8 % – «Самұрық» (АҚ), №5; U.S. & AT&T!",
        'snake_case 2 < 3 > 1 = x | y ~5 $7 ^8 it\'s "x" [1] #тег @a http://a.kz/b_c',
    ],
)
def test_text_without_marks_stays_as_it_is(untouched: str) -> None:
    assert escaping.text(untouched) == untouched


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 * 10", "5 \\* 10"),
        ("_a_ a_b", "\\_a\\_ a_b"),
        ("a `b` \\", "a \\`b\\` \\\\"),
        ("<b> <3", "&lt;b> &lt;3"),
        ("&amp; &#1; &x", "&amp;amp; &amp;#1; &x"),
        ("[a](b) [a][b]", "[a\\](b) [a\\][b]"),
        ("[a]: b", "[a]&#58; b"),
        ("[^1] [1]", "\\[^1] [1]"),
        ("a~~b~~", "a&#126;&#126;b&#126;&#126;"),
        ("{{ x }}", "\\{\\{ x }}"),
    ],
)
def test_what_would_be_a_mark_is_escaped(text: str, expected: str) -> None:
    assert escaping.text(text) == expected


@pytest.mark.parametrize(
    ("text", "before", "after", "expected"),
    [
        ("a!", " ", "[", "a\\!"),
        ("[1]", " ", "[", "[1\\]"),
        ("[1]", " ", " ", "[1]"),
        (": x", "]", " ", "&#58; x"),
        ("~a", "*", " ", "&#126;a"),
        ("~a", " ", " ", "~a"),
    ],
)
def test_what_stands_beside_a_text_counts(
    text: str, before: str, after: str, expected: str
) -> None:
    assert escaping.text(text, before, after) == expected


def test_brackets_are_escaped_in_a_label() -> None:
    assert escaping.text("a [b] !", "[", "]", is_label=True) == "a \\[b\\] !"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.kz/b_c?d=1&e=2#f*", "https://a.kz/b_c?d=1&e=2#f*"),
        ("?a=1&copy;=2", "?a=1&amp;copy;=2"),
        ("my photo.jpg", "my%20photo.jpg"),
        ("a(b)c", "a(b)c"),
        ("a(b", "a&#40;b"),
        ("a)b(", "a&#41;b&#40;"),
        ("a[1]`<>\"'\\", "a&#91;1&#93;&#96;&lt;&gt;&quot;&#39;&#92;"),
    ],
)
def test_urls_keep_every_character(url: str, expected: str) -> None:
    assert escaping.url(url) == expected


@pytest.mark.parametrize("title", ['"a" \\ `b` [c] <d> &amp;', "it's 'x') y", "a\u00a0b | c"])
def test_titles_keep_every_character(title: str) -> None:
    caption = title.replace("&", "&amp;").replace("<", "&lt;")
    source = (
        f'<figure><a href="x"><img src="a" alt="b"></a><figcaption>{caption}</figcaption></figure>'
    )
    assert_same(source)
    assert '"' not in escaping.title(title)


@pytest.mark.parametrize(
    "start",
    ["# a", "- a", "+ a", "> a", "1. a", "2) a", "===", "---", "|-|", ": a", "~~~", "```", "* * *"],
)
def test_no_line_of_text_begins_something_else(start: str) -> None:
    escaped = start.replace(">", "&gt;")
    assert_same(f"<p>{escaped}</p>")
    assert_same(f"<p>x<br>{escaped}<br>{escaped}</p><ul><li>{escaped}<br>{escaped}</li></ul>")
    assert_same(f"<blockquote><p>{escaped}</p></blockquote><p><b>{escaped}</b></p>")


def test_attributes_and_content_of_html() -> None:
    assert escaping.attribute('a "b" `c` [d]\n&') == "a &quot;b&quot; &#96;c&#96; &#91;d&#93; &amp;"
    assert escaping.content('a <b> & "c" *d*') == 'a &lt;b&gt; &amp; "c" *d*'
