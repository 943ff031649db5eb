"""What a text has beside words is counted alike on both sides."""

from lxml import html
from lxml.html import HtmlElement

from importing.markdown.engines import ENGINES, rendered, written
from kazarchive.importing import counts, proof
from kazarchive.importing.counts import Counts


def parsed(source: str) -> HtmlElement:
    return html.fragment_fromstring(source, create_parent="div")


ARTICLE = """
<h1>Cap</h1><p>Text<sup class="fn" data-fn="u"><a href="#u" id="u-link">1</a></sup> and
<a href="x.md">one </a><a href="x.md">link</a>, <a href="y.md">another</a> <a name="z"></a></p>
<h2> </h2><p><a href="z.md"><img src="a.jpg" alt="A"></a></p><ul><li>a<ul><li>b</li></ul></li></ul>
<table><tr><th>a</th></tr><tr><td><img src="b.jpg" alt=""></td></tr></table>
<ol><li id="u">Note <a href="https://a.kz">source</a> <a href="#u-link">↩︎</a></li></ol>
"""


def test_what_is_beside_words_is_counted_alike_on_both_sides() -> None:
    expected = Counts(
        images=2, links=4, tables=1, footnotes=1, headings=1, lists=2, table_sizes=("2 × 1",)
    )
    assert counts.counts(parsed(ARTICLE)) == expected
    for engine in ENGINES:
        body = parsed(rendered(written(ARTICLE), engine))
        assert counts.counts(body) == expected
        assert proof.words(body) == proof.words(parsed(ARTICLE))


def test_a_link_back_with_a_number_is_no_footnote() -> None:
    source = (
        '<p>a<a name="_ftnref1" href="#_ftn1">[1]</a></p>'
        '<p><a name="_ftn1" href="#_ftnref1">[1]</a> note</p>'
    )
    assert counts.counts(parsed(source)) == Counts(footnotes=1)


MORE = """
<blockquote><p>a</p></blockquote><pre>b</pre><iframe src="https://a.kz/"></iframe><audio
src="a.mp3"></audio><video src="a.mp4"></video><object data="a"><embed src="a"></object>
<table><tr><td></td><td> </td></tr><tr><td colspan="2">a</td><td><img src="b"></td></tr></table>
<table><tr><td></td></tr></table>
"""


def test_frames_sounds_videos_quotations_code_and_sizes_of_tables_are_counted() -> None:
    found = counts.counts(parsed(MORE))
    assert found == Counts(
        images=1,
        tables=2,
        quotes=1,
        code_blocks=1,
        frames=3,
        audio=1,
        video=1,
        table_sizes=("1 × 3",),
    )


def test_what_differs_is_said_with_both_numbers() -> None:
    source = Counts(links=1_200, code_blocks=1, table_sizes=("2 × 3", "1 × 1"))
    assert list(counts.differences(source, source)) == []
    assert list(counts.differences(source, Counts(links=1_201, table_sizes=()))) == [
        ("links: 1,200 in the document, 1,201 in the article", False),
        ("code blocks: 1 in the document, 0 in the article", True),
        ("table sizes: 2 × 3, 1 × 1 in the document, none in the article", True),
    ]
