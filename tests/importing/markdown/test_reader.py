"""The tree of an article → blocks, without what only arranges a page."""

from importing.markdown.engines import assert_same, written
from importing.markdown.normal import parsed
from kazarchive.importing.markdown import footnotes, reader
from kazarchive.importing.markdown.values import Block, Code, Heading, Paragraph, Rule, Text


def blocks(source: str) -> tuple[Block, ...]:
    tree = parsed(source)
    return reader.read(tree, footnotes.found(tree))[0]


def test_text_beside_blocks_is_a_paragraph() -> None:
    one, two, three = blocks("one<div>two</div>three")
    assert (one, two, three) == tuple(Paragraph((Text(t),)) for t in ("one", "two", "three"))


def test_a_heading_of_the_first_level_is_below_the_title() -> None:
    assert blocks("<h1>a</h1><h6>b</h6>") == (Heading(2, (Text("a"),)), Heading(6, (Text("b"),)))


def test_code_has_the_language_that_a_highlighter_reads() -> None:
    given = '<pre><code class="hljs language-python">a <span>= 1</span>\n</code></pre>'
    assert blocks(given) == (Code("a = 1", "python"),)
    assert blocks("<pre>\n\na<br>b\n\n</pre>") == (Code("\na\nb\n"),)
    assert blocks("<pre> \n</pre>") == ()


def test_scripts_styles_and_comments_are_no_text() -> None:
    source = "<p>a<script>b</script><style>c</style><!-- d --><iframe>e</iframe>f</p><svg>g</svg>"
    assert written(source) == "af"


def test_unknown_elements_leave_their_text() -> None:
    assert written("<p>a<x-y>b</x-y><big>c</big></p><marquee>d</marquee>") == "abc\n\nd"


def test_what_can_be_unfolded_stays_so() -> None:
    source = "<details><summary>a</summary><p>b</p></details>"
    assert assert_same(source) == "<details>\n<summary>a</summary>\n<p>b</p>\n</details>"


def test_a_checkbox_stays_and_other_fields_do_not() -> None:
    source = '<ul><li><input type="checkbox" checked> a <input value="b"></li></ul>'
    assert written(source) == '- <input type="checkbox" disabled checked> a'


def test_a_rule_before_footnotes_goes_with_them() -> None:
    source = '<p>a<sup><a id="r" href="#n">1</a></sup></p><hr><p id="n"><a href="#r">1</a> b</p>'
    tree = parsed(source)
    text, notes = reader.read(tree, footnotes.found(tree))
    assert Rule() not in text
    assert notes == [(Paragraph((Text("b"),)),)]


def test_text_in_no_item_and_no_cell_is_kept() -> None:
    table = parsed("<table><tr><td>b</td></tr></table>")
    table[0].text = "a"
    assert blocks("<table></table>") == ()
    assert reader.read(table, footnotes.found(table))[0][0] == Paragraph((Text("a"),))
    assert written("<dl>a<p>b</p><dt>c</dt></dl>") == "a\n\nb\n\n<dl>\n<dt>c</dt>\n</dl>"
