"""What becomes of plain text."""

import time
import unicodedata
from collections.abc import Callable

import markdown
import pyromark
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kazarchive.rules import text
from stories import CORPORA, LARGE, Corpus


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("  Price \n\t cap  lifted ", "Price cap lifted"),
        ("И\u0306од", "Йод"),
        ("a\0b\x1b[1mc\x7fd\x9fe", "ab[1mcde"),
        ("a\x0bb\x0cc\x85d\u2028e\u00a0f", "a b c d e f"),
        ("safe\u202eevil\u2066\u2069", "safeevil"),
        ("\ufeffa\ufffe\uffff\ufdd0b\ud800", "ab"),
        ("co\u00adoperation 👩\u200d🔬 \ufffd", "cooperation 👩\u200d🔬 \ufffd"),
        ("\u200bПра\u2060ви\u200eтель\u061cство", "Правительство"),
        ("", ""),
    ],
)
def test_a_title_is_one_clean_line(raw: str, cleaned: str) -> None:
    assert text.clean(raw) == cleaned


@pytest.mark.parametrize(
    ("raw", "printed"),
    [
        ("a  b\n\n\tc \n", "a  b\n\n\tc \n"),
        ("a\r\nb\rc\n", "a\nb\nc\n"),
        ("a\x0cb\x1fc\x85d", "a b c d"),
        ("и\u0306\0\x08\u202e\ufeff\udfff", "й"),
    ],
)
def test_a_body_keeps_its_lines_and_spaces(raw: str, printed: str) -> None:
    assert text.printable(raw) == printed


@given(st.text(st.characters(exclude_categories=())))
def test_clean_text_is_clean_normal_and_encodable(raw: str) -> None:
    for tidy in (text.clean, text.printable):
        tidied = tidy(raw)
        assert tidy(tidied) == tidied == unicodedata.normalize("NFC", tidied)
        assert tidied.encode("utf-8").decode("utf-8") == tidied
        assert not any(unicodedata.category(sign) == "Cc" for sign in tidied if sign not in "\n\t")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>One</p><p>two</p>", "One two"),
        ("<p>qa<em>zaq</em>stan<br>line</p>", "qazaqstan line"),
        ("<H1>Head</H1>\n<UL><LI>a</LI><LI>b</LI></UL>", "Head a b"),
        ("<p>5 &lt; 7 &amp;amp; &#1179;&nbsp;&copy;</p>", "5 < 7 &amp; қ\u00a0©"),
        ("<p>2 < 3 and 4 > 1</p>", "2 < 3 and 4 > 1"),
        ('<p>a<img src="x" alt="1 > 0">b</p>', "a b"),
        ("a<!-- hidden <b> -->b<!doctype html><?php x ?>", "a b"),
        ("a<script>if (1 < 2) {'</p>'}</script>b<style>p{}</style>", "a b"),
        ("a <!-- never closed <p>b</p>", "a"),
        ("a <a href='never closed>b</p>", "a"),
        ("m<sup>2</sup>, H<sub>2</sub>O", "m2, H2O"),
        ('said<sup class="footnote-reference"><a href="#1">1</a></sup>.', "said."),
        ('said<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>.', "said."),
        ('m<sup>2</sup> said<sup class="footnote-ref" id="r"><a href="#n">1</a></sup>', "m2 said"),
        ("", ""),
    ],
)
def test_html_has_a_text(html: str, expected: str) -> None:
    assert text.plain(html) == expected


@pytest.mark.parametrize(
    "piece",
    ["<sup", "<sup>", "<!--", "<p x", "<p>", '<a "', "<script>", "<a <", "</", "<p\n", "&#"],
)
def test_hostile_html_takes_linear_time(piece: str) -> None:
    hostile = piece * 50_000
    started = time.process_time()
    text.plain(hostile)
    text.summary(hostile)
    assert time.process_time() - started < 1  # a quadratic match takes many seconds


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<h2>Head</h2><p>First.</p><p>Second.</p>", "First."),
        ('<p><img src="x" alt="Map"></p>\n<p class="lead">After <em>it</em>.</p>', "After it."),
        ('<p title="a > b">Text</p>', "Text"),
        ("<p>Never closed <p>second", "Never closed"),
        ("<pre>code</pre><picture></picture>", ""),
        ("", ""),
    ],
)
def test_the_first_paragraph_with_text_is_the_summary(html: str, expected: str) -> None:
    assert text.summary(html) == expected


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("exactly nine", "exactly…"),
        ("one two", "one two"),
        ("one, two three", "one, two…"),
        ("one two, three", "one two…"),
        ("1234567890", "12345678…"),
        ("123456789", "123456789"),
        ("12345678 0", "12345678…"),
    ],
)
def test_a_long_summary_is_cut_after_a_word(paragraph: str, expected: str) -> None:
    assert text.summary(f"<p>{paragraph}</p>", limit=10) == expected


@given(st.text(), st.integers(2, 50))
def test_a_summary_is_shorter_than_its_limit(paragraph: str, limit: int) -> None:
    assert len(text.summary(f"<p>{paragraph}</p>", limit)) < limit


# -- Markdown ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "prose",
    [
        "The U.S. co-operation cost $5–7 (or 5 – 7) a day; it's 50% + 3 = x.",
        "AT&T, R&D & others; a < b > c; ~20 people or ~30",
        "file_name_2022, x^2, a | b, 10:30 - 11:00! Really?!",
        "“Quoted” - «кавычки» — №5, и т. д.",
        "2022 was the year. 5.5 was the figure.",
        "-5 °C, +7 727 000, :) and ... etc.",
    ],
)
def test_prose_is_left_as_it_is(prose: str) -> None:
    assert text.escape_markdown(prose) == prose


@pytest.mark.parametrize(
    ("raw", "escaped"),
    [
        ("# Not a heading", r"\# Not a heading"),
        ("#hashtag and #another", r"\#hashtag and #another"),
        ("- said one\n- said two", "\\- said one\n\\- said two"),
        ("+ plus\n* star", "\\+ plus\n\\* star"),
        ("1. First\n2) Second", "1\\. First\n2\\) Second"),
        ("> quoted", r"\> quoted"),
        ("Head\n===", "Head\n&#61;=="),
        ("Head\n---", "Head\n\\---"),
        ("* * *", r"\* \* \*"),
        ("a | b\n--|--", "a | b\n\\--|--"),
        (": defined", "&#58; defined"),
        ("    indented", "indented"),
        ("!!! note", r"\!!! note"),
        ("*bold* _it_ snake_case __x__", r"\*bold\* \_it\_ snake_case \_\_x\_\_"),
        ("[text](url) ![alt](src) [^1]: note", r"\[text](url) !\[alt](src) \[^1]: note"),
        ("`code` and C:\\temp", r"\`code\` and C:\\temp"),
        ("<b> &copy; &#65; a <5", "&lt;b> &amp;copy; &amp;#65; a &lt;5"),
        ("~~gone~~", "~&#126;gone&#126;&#126;"),
        ("{: .class} {{ x }}", r"\{: .class} \{\{ x }}"),
    ],
)
def test_marks_that_mean_something_are_escaped(raw: str, escaped: str) -> None:
    assert text.escape_markdown(raw) == escaped


_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
)


def _commonmark(source: str) -> str:
    return pyromark.html(source, options=_OPTIONS)


def _python_markdown(source: str) -> str:
    return markdown.markdown(source, extensions=["tables", "footnotes", "fenced_code"])


def _all_extensions(source: str) -> str:
    return markdown.markdown(source, extensions=["extra", "sane_lists", "admonition", "toc"])


ENGINES = pytest.mark.parametrize("engine", [_commonmark, _python_markdown, _all_extensions])

MARKS = (
    "]( ~~ ~ [^1] [^1]: --- |-| |- a|b |a|b| :--| | &copy; &#65; &#1 <b> </b> <!-- 1. 1) 2022. "
    "<http://x> <a@b.c> !!! {: .x} {#id} *[HTML]: a слово қ _ __ * ** ` ``` ~~~ === - + > # ## "
    "[TOC] [x] ![ [a]:/u \\ : ::: $ == ^ – ' \" < & http://a.b/_c_"
)
RAW = st.lists(
    st.sampled_from([*MARKS.split(), " ", "  ", "    ", "\t", "\n", "\n\n"]) | st.text()
).map("".join)


@ENGINES
@settings(max_examples=3 * settings().max_examples)
@given(raw=RAW)
@example(raw="a|b|\n|")
@example(raw="a|\n\\|")
@example(raw="a|\n-\\|")
@example(raw="<1)\n<a@b.c>")
@example(raw="0a &#1")
@example(raw="\\\n\\")
@example(raw="a_ _b_ _")
@example(raw="0\r\u00a00")
def test_escaped_text_reads_the_same_in_either_engine(
    engine: Callable[[str], str], raw: str
) -> None:
    assert text.plain(engine(text.escape_markdown(raw))) == text.clean_prose(raw)


@ENGINES
@pytest.mark.parametrize("corpus", CORPORA)
def test_the_paragraphs_of_news_read_the_same(engine: Callable[[str], str], corpus: Corpus) -> None:
    changed = [
        paragraph
        for story in corpus.files()[:: 8 if corpus is LARGE else 1]
        for paragraph in story.read_text("utf-8").split("\n\n")
        if text.plain(engine(text.escape_markdown(paragraph))) != text.clean_prose(paragraph)
    ]
    assert changed == []


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("5\u00a0кг", "5\u00a0кг"),
        ("12\u202f000", "12\u202f000"),
        ("А.\u2009Б.  В", "А.\u2009Б. В"),
        (" \u00a0а \u00a0 б\t\u00a0", "а\u00a0б"),
        ("а\u2003б\u3000в\u0007", "а б в"),
        ("а\u202eб\u00a0в", "аб\u00a0в"),
    ],
)
def test_a_space_that_does_not_break_stays_in_what_is_read(written: str, read: str) -> None:
    assert text.clean_prose(written) == read
    assert "\u00a0" not in text.clean(written)


@pytest.mark.parametrize(
    "html",
    [
        "<p>Text.</p>",
        '<p><img src="a" alt="Alt"></p>\n<p>Text.</p>',
        '<p><img src="a" alt="Alt">\n<em>Caption</em></p>\n<p>Text.</p>',
        "<figure><figcaption><p>Caption</p></figcaption></figure><p>Text.</p>",
        "<table><tr><td><p>Cell</p></td></tr></table>\n<p>Text.</p>",
        "<h2>Heading</h2><p>Text.</p>",
        "<pre><code>&lt;p&gt;Code</code></pre><p>Text.</p>",
        "<p>&lt;!-- editor: ask</p>\n<p>Text.</p>",
        '<p>Text<sup class="footnote-ref"><a href="#fn-1">1</a></sup>.</p>',
    ],
)
def test_a_summary_is_the_beginning_of_the_text_itself(html: str) -> None:
    note = '<div class="footnotes"><ol><li><p>Note. ↩</p></li></ol></div>'
    assert text.summary(html + note) == "Text."


def test_a_footnote_is_no_summary() -> None:
    assert text.summary('<div class="footnotes"><ol><li><p>Note. ↩</p></li></ol></div>') == ""
