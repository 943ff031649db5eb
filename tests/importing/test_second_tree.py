"""The second reader finds the words that browsers show."""

import time
from collections.abc import Mapping

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.etree import tostring
from lxml.html import HtmlElement

from kazarchive.importing import counts, proof, second_tree


def words(html: str) -> list[str]:
    return list(proof.words(second_tree.tree(html)))


def shape(element: HtmlElement) -> str:
    element.tag = "body"
    written = str(tostring(element, encoding="unicode"))
    return written.removeprefix("<body>").removesuffix("</body>")


@pytest.mark.parametrize(
    ("html", "tree"),
    [
        ("Баға <b>өс</b>ті", "Баға <b>өс</b>ті"),
        ("<P CLASS=a>x<p>y", '<p class="a">x</p><p>y</p>'),
        ("<ul><li>a<li>b</ul>c", "<ul><li>a</li><li>b</li></ul>c"),
        ("<li>a<ul><li>b</ul><li>c", "<li>a<ul><li>b</li></ul></li><li>c</li>"),
        (
            "<table><tr><td>a<td>b<tr><th>c</table>",
            "<table><tr><td>a</td><td>b</td></tr><tr><th>c</th></tr></table>",
        ),
        ("<td>a</b><b>b</td>c", "<td>a<b>b</b></td>c"),
        ("a<br/>b<img src=x>c", 'a<br/>b<img src="x"/>c'),
        ("<a href='x\"y' href=z>a</a>", '<a href="x&quot;y">a</a>'),
        ("<a title = 'a>b'>c</a>", '<a title="a&gt;b">c</a>'),
        ("a<!-- b > c -->d<!-->e<!-->f", "ade<!-->f".replace("<!-->", "")),
        ("a < b & c &lt; d &amp; &#1179; &nbsp;", "a &lt; b &amp; c &lt; d &amp; қ \xa0"),
        ("a<script>if (a<b) {}</script>b", "a<script/>b"),
        ("a<style>b", "a<style/>"),
        ("<o:p>a</o:p>", "<span>a</span>"),
        ("a<?x y?>b<!DOCTYPE html>c<![if x]>d</ p>e", "abcde"),
        ("a\0\x08&#1;\ud800b", "ab"),
        ("<a title='&#2;'>b", '<a title="">b</a>'),
        ("a<b", "a<b/>"),
        ("a<", "a&lt;"),
        ("", "<body/>"),
    ],
)
def test_tags_are_read_as_browsers_read_them(html: str, tree: str) -> None:
    assert shape(second_tree.tree(html)).replace("&#160;", "\xa0") == tree


PIECES = (
    "Баға жаңа text . – «».  \n & &lt; &#1179; <p> </p> <b> </b> <i> <br> <ul> <li> </li> </ul>"
    " <table> <tr> <td> </td> </table> <h2> </h2> <div> </div> <blockquote> </blockquote> <!--x-->"
    " <a href='#x'> </a> <sup> </sup> <script>z</script> <img> <dl> <dt> <dd> </dl> <figure>"
    " <figcaption> </figcaption> </figure> <pre> </pre>"
).split(" ")


@pytest.mark.filterwarnings("ignore:Coercing")
@settings(deadline=None, derandomize=True, max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_the_words_are_those_of_a_whole_parser(pieces: list[str]) -> None:
    html = "".join(pieces)
    whole = html5lib.parse(f"<body>{html}", treebuilder="lxml", namespaceHTMLElements=False)
    expected = proof.words(whole.getroot().find("body"))
    # A parser moves texts out of tables if they are in no cell.
    assert sorted(words(html)) == sorted(expected)


def test_footnotes_and_counts_are_found_in_the_tree() -> None:
    html = 'a<a epub:type="noteref" href="#n">1</a> <a href="/x">b</a> <img src="c.png">'
    tree = second_tree.tree(html)
    assert proof.words(tree) == ("a", "b")
    assert counts.counts(tree) == counts.Counts(images=1, links=1, footnotes=1)


def test_a_frame_can_have_words_in_its_place() -> None:
    def said(name: str, attributes: Mapping[str, str]) -> str:
        return f"{name} of {attributes.get('src')}"

    html = 'a<iframe src="x">fallback</iframe>b<video src="y">fallback</video>c'
    assert words(html) == ["a", "b", "c"]
    found = " ".join(proof.words(second_tree.tree(html, said)))
    assert found == "a iframe of x b video of y c"


SLOW = (
    "< <a_ </ <!-- <!--_- <![CDATA[ <a_b=' <a_b=\" <script> <div> <p> & &a x</b> <a_= <td> <?"
    " <b>x</i> <li><ul> <table> </x>x <img>x"
)


@pytest.mark.parametrize("piece", SLOW.split(" "))
def test_no_text_takes_long(piece: str) -> None:
    text = piece.replace("_", " ") * (50_000 // len(piece))
    start = time.process_time()
    second_tree.tree(text)
    assert time.process_time() - start < 2  # a twentieth of it, on an idle machine
