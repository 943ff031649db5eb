"""Blocks → Markdown in the forms that both engines read alike."""

import pytest

from importing.markdown.engines import assert_same, written
from kazarchive.importing.markdown import writer
from kazarchive.importing.markdown.values import Heading, Paragraph, Text

A = Paragraph((Text("a"),))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<ul><li>a</li><li><p>b</p></li></ul>", "- a\n- b"),
        ("<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>", "- a\n    1. b\n- c"),
        ("<ul><li><p>a</p><p>b</p></li><li>c</li></ul>", "- a\n\n    b\n\n- c"),
        ("<ul><li>a<ul><li><p>b</p><p>c</p></li></ul></li><li>d</li></ul>",
         "- a\n\n    - b\n\n        c\n\n- d"),
        ("<ul><li>a<br>b</li></ul>", "- a  \n    b"),
        ("<ul><li>[x] a</li></ul>", "- \\[x] a"),
        ("<ul><li>a</li></ul><ul><li>b</li></ul>", "- a\n\n<!-- -->\n\n- b"),
        ("<ul><li>a</li></ul><ol><li>b</li></ol>", "- a\n\n<!-- -->\n\n1. b"),
        ("<ul><li>a<blockquote>b</blockquote></li></ul>", "- a\n\n    > b"),
        ("<ul><li><pre>a</pre></li></ul>", "<ul>\n<li>\n<pre><code>a</code></pre>\n</li>\n</ul>"),
        ("<ul><li><h2>a</h2></li></ul>", "<ul>\n<li>\n<h2>a</h2>\n</li>\n</ul>"),
        ('<ol type="a"><li>a</li></ol>', '<ol type="a">\n<li>a</li>\n</ol>'),
        ('<ol><li value="4">a</li></ol>', '<ol>\n<li value="4">a</li>\n</ol>'),
        ("<blockquote><p>a</p><ul><li>b</li></ul></blockquote>", "> a\n>\n> - b"),
        ("<blockquote>a</blockquote><blockquote>b</blockquote>", "> a\n\n<!-- -->\n\n> b"),
        ("<blockquote>a<pre>b</pre></blockquote>",
         "<blockquote>\n<p>a</p>\n<pre><code>b</code></pre>\n</blockquote>"),
        ("<h3>C#</h3><h2># a ##</h2>", "### C\\#\n\n## # a \\#\\#"),
        ("<p>a</p><hr><p>b</p>", "a\n\n---\n\nb"),
        ("<pre>a ```` b</pre>", "`````\na ```` b\n`````"),
        ('<pre class="brush: js">a</pre>', "```js\na\n```"),
        ("<dl><dt>a</dt><dd>b</dd></dl>", "<dl>\n<dt>a</dt>\n<dd>b</dd>\n</dl>"),
    ],
)  # fmt: skip
def test_each_block_has_its_form(source: str, expected: str) -> None:
    assert assert_same(source) == expected


def test_what_is_in_no_item_is_one_or_belongs_to_the_one_before() -> None:
    assert written("<ul>a<li>b</li><ul><li>c</li></ul></ul>") == "- a\n- b\n    - c"


def test_a_list_of_more_than_99_items_is_one_list() -> None:
    items = "".join(f"<li>a{n}<ul><li>b</li></ul></li>" for n in range(101))
    body = assert_same(f"<ol>{items}</ol>")
    assert "\n100. a99\n     - b\n" in body


def test_lists_that_are_very_deep_are_html() -> None:
    deep = "<ul><li>a" * 9 + "</li></ul>" * 9
    assert assert_same(deep).startswith("<ul>\n<li>\n<p>a</p>\n<ul>")


def test_footnotes_come_last() -> None:
    body = writer.written((A,), [(A, A), (A,)])
    assert body == "a\n\n[^1]: a\n\n    a\n\n[^2]: a"
    as_html = writer.written((A,), [(Heading(2, (Text("b"),)),)])
    assert as_html.endswith('<li id="fn-1">\n<h2>b</h2>\n</li>\n</ol>\n</div>')


def test_code_keeps_tabs_and_empty_lines() -> None:
    assert written("<pre>a:\n\tb\n\n\n\tc</pre>") == "```\na:\n\tb\n\n\n\tc\n```"
