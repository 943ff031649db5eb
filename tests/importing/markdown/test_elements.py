"""Blocks → HTML in which no line is empty, so that an engine leaves it as it is."""

import pytest
from hypothesis import HealthCheck, given, settings

from importing.markdown.engines import ENGINES, assert_same, rendered
from importing.markdown.normal import parsed, seen
from importing.markdown.sources import articles
from kazarchive.importing.markdown import elements, footnotes, reader
from kazarchive.importing.markdown.values import (
    Block,
    Cell,
    Code,
    Element,
    Figure,
    Image,
    Items,
    Mark,
    Paragraph,
    Preformatted,
    Table,
    Text,
)

A = Paragraph((Text("a"),))


@pytest.mark.parametrize(
    ("block", "lines"),
    [
        (A, ["<p>a</p>"]),
        (Code("a\n\n<b>", "c++"),
         ['<pre><code class="language-c++">a&#10;', "&lt;b&gt;</code></pre>"]),
        (Preformatted((Text("\n\na "),)), ["<pre>", "&#10;", "a </pre>"]),
        (Figure(Image("a", "b", "<c>"), Mark("a", (("href", "d"),))),
         ["<figure>", '<a href="d"><img src="a" alt="b"></a>',
          "<figcaption>&lt;c&gt;</figcaption>", "</figure>"]),
        (Items("ol", ((A,), (A, A)), (("reversed", ""),), ("5", "")),
         ["<ol reversed>", '<li value="5">a</li>',
          "<li>", "<p>a</p>", "<p>a</p>", "</li>", "</ol>"]),
        (Element("details", (Element("summary", (A,)), A)),
         ["<details>", "<summary>a</summary>", "<p>a</p>", "</details>"]),
        (Table(((Cell((), align="right", attributes=(("colspan", "2"),)),),)),
         ["<table>", "<tbody>", "<tr>", '<td colspan="2" align="right"></td>', "</tr>", "</tbody>",
          "</table>"]),
    ],
)  # fmt: skip
def test_each_block_has_lines(block: Block, lines: list[str]) -> None:
    assert "\n".join(elements.lines(block)).split("\n") == lines


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(articles)
def test_all_of_an_article_can_be_html(source: str) -> None:
    tree = parsed(source)
    blocks, _ = reader.read(tree, footnotes.found(tree))
    html = "\n".join(line for block in blocks for line in elements.lines(block))
    body = f"<details>\n{html}\n</details>"
    assert "\n\n" not in body
    for engine in ENGINES:
        (details,) = seen(parsed(rendered(body, engine)), rendered=True)[0]
        assert details[1:] == seen(parsed(source))[0]


@pytest.mark.parametrize("text", ["\na", "a\n", "\n\n  \n a\n \n\n", "a\tb\n\t\nc"])
def test_preformatted_text_is_kept_byte_for_byte(text: str) -> None:
    body = "\n".join(elements.lines(Preformatted((Text(text),))))
    for engine in ENGINES:
        (pre,) = parsed(rendered(body, engine))
        assert "".join(pre.itertext()) in (text, f"\n{text}")


def test_marks_in_preformatted_text_stay() -> None:
    assert (
        assert_same("<pre>a <b>b</b>\n\n  c</pre>") == "<pre>a <strong>b</strong>&#10;\n  c</pre>"
    )


def test_inline_content() -> None:
    content = (Text("a <"), Image("x&y", "", "T"))
    assert elements.inline(content) == 'a &lt;<img src="x&amp;y" alt="" title="T">'
