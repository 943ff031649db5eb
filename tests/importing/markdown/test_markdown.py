"""HTML → Markdown that either engine shows as the HTML was."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from lxml.etree import SubElement
from lxml.html import Element, HtmlElement

from archives import Archive
from importing.markdown import sources
from importing.markdown.engines import ENGINES, assert_same, read, rendered, written
from importing.markdown.normal import parsed, seen
from kazarchive.importing import counts, markdown, proof


@pytest.fixture
def few(long: bool) -> settings:
    """Few cases, of which each can be large, unless all are asked for."""
    few = settings(max_examples=3000 if long else 60, deadline=None, database=None)
    return settings(few, derandomize=not long, suppress_health_check=list(HealthCheck))


def checked(source: str) -> None:
    assert assert_same(source) == written(source)


def test_any_text_reads_as_before(few: settings) -> None:
    few(given(sources.text)(checked))()


def test_any_article_reads_as_before(few: settings) -> None:
    few(given(sources.articles)(checked))()


def test_any_footnotes_read_as_before(few: settings) -> None:
    few(given(sources.noted)(checked))()


# A point stands for a space at the end of a line.
EXAMPLES = {
    "kk": """
<p>Қазақ<b>стан</b> үкіметі <b>«Самұрық-Қазына»</b>ның жобасын <i>қолдады</i>.</p>
<h2>Бағалар</h2>
<ul><li>сұйытылған газ – 50&nbsp;₸</li><li>бензин<ul><li>АИ-92</li></ul></li></ul>
. Қазақ**стан** үкіметі <strong>«Самұрық-Қазына»</strong>ның жобасын *қолдады*.

## Бағалар

- сұйытылған газ – 50\u00a0₸
- бензин
    - АИ-92
""",
    "ru": """
<h1>Цены</h1>
<p><strong>Правительство </strong><strong>ограничило</strong> цену<br>до 50&nbsp;тенге.</p>
<blockquote><p>– Это временно, – сказал министр.</p><p>1. Решение принято.</p></blockquote>
. ## Цены

**Правительство ограничило** цену··
до 50\u00a0тенге.

> – Это временно, – сказал министр.
>
> 1\\. Решение принято.
""",
    "en": """
<p>“The cap” — it's 5 * 10 = 50 tenge a litre, see <a href="prices.csv">the_table</a>.</p>
<figure><img src="square.jpg" alt="A square"><figcaption>The square “at noon”</figcaption></figure>
<p>- first<br># second<br>AT&amp;T &amp;copy; &lt;b&gt;</p>
. “The cap” — it's 5 \\* 10 = 50 tenge a litre, see [the_table](prices.csv).

![A square](square.jpg "The square “at noon”")

\\- first··
\\# second··
AT&T &amp;copy; &lt;b>
""",
}


@pytest.mark.parametrize("language", EXAMPLES)
def test_it_is_written_as_a_person_would(language: str) -> None:
    source, _, expected = EXAMPLES[language].partition("\n. ")
    assert assert_same(source) + "\n" == expected.replace("··\n", "  \n")


COMPLAINTS: dict[str, tuple[str, str]] = {
    "quotation marks and dashes stay as they are": (
        "<p>«Газ» – “gas” — 'x'… 5-6</p>",
        "«Газ» – “gas” — 'x'… 5-6",
    ),
    "what looks like a tag is text": (
        "<p>#include &lt;stdio.h&gt; &lt;T&gt;</p>",
        "\\#include &lt;stdio.h> &lt;T>",
    ),
    "lines of code are not joined": (
        "<pre>one\n\n  two\n</pre>",
        "```\none\n\n  two\n```",
    ),
    "comments of blocks and elements around them leave nothing": (
        "<!-- wp:group --><div><div><!-- wp:paragraph --><p>Text</p></div></div><!-- /wp:group -->",
        "Text",
    ),
    "a basic image, link and heading are no HTML": (
        '<h2><span id="a1">Title</span></h2><p style="text-align: justify"><a href="x.md">y</a></p>'
        '<p><img class="size-full" src="a.jpg" width="9" alt="A"></p>',
        "## Title\n\n[y](x.md)\n\n![A](a.jpg)",
    ),
    "words after an inline element stay": (
        "<p>One <span>two</span> three <font color=red>four</font> five</p>",
        "One two three four five",
    ),
    "an image in a link, in a heading and in a table stays": (
        '<p><a href="/b"><img src="a.jpg" alt="A"></a></p><h2>T <img src="b.jpg" alt="B"></h2>'
        '<table><tr><th>C</th></tr><tr><td><img src="c.jpg" alt="C"></td></tr></table>',
        "[![A](a.jpg)](/b)\n\n## T ![B](b.jpg)\n\n| C |\n| --- |\n| ![C](c.jpg) |",
    ),
    "a list that begins at another number keeps it": (
        '<ol start="3"><li>c</li></ol>',
        '<ol start="3">\n<li>c</li>\n</ol>',
    ),
    "a caption is kept, whatever wrote it": (
        '<div class="wp-caption"><img src="a.jpg" alt="A">'
        '<p class="wp-caption-text">Said</p></div>',
        '![A](a.jpg "Said")',
    ),
    "marks beside and inside each other are one": (
        "<p><b>a</b><b>b <strong>c</strong></b> <b>d</b></p>",
        "**ab c d**",
    ),
    "a link around blocks is in each": (
        '<a href="x.md"><h2>Title</h2><p>Text</p></a>',
        "## [Title](x.md)\n\n[Text](x.md)",
    ),
    "empty paragraphs leave nothing": (
        "<p>&nbsp;</p><p>a</p><p><br></p><h2> </h2><ul><li></li></ul><p></p><p><b> </b></p>",
        "a",
    ),
    "a list in a table makes it HTML": (
        "<table><tr><th>a</th></tr><tr><td><ul><li>b</li></ul></td></tr></table>",
        "<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>\n<ul>\n<li>b</li>\n"
        "</ul>\n</td>\n</tr>\n</tbody>\n</table>",
    ),
}


@pytest.mark.parametrize("complaint", COMPLAINTS)
def test_what_users_of_other_converters_miss(complaint: str) -> None:
    source, expected = COMPLAINTS[complaint]
    assert written(source) == expected
    if "wp-caption" not in source:
        assert_same(source)


@pytest.mark.parametrize("engine", ENGINES)
def test_an_article_of_all_forms_has_no_problems(archive: Archive, engine: str) -> None:
    source = (
        '<h2>Cap</h2><p>Text<sup class="footnote-ref"><a href="#n1" id="r1">1</a></sup> <b>x</b>ten'
        '</p><figure><table><tr><td colspan="2">1</td></tr></table><figcaption>T</figcaption>'
        '</figure><pre><code class="language-python">x = 1</code></pre>'
        '<div class="footnotes"><ol><li id="n1">Note <a href="#r1" class="back">↩</a>'
        "</li></ol></div>"
    )
    reading = read(archive, engine, written(source))
    assert reading.article
    assert not reading.problems
    assert seen(parsed(reading.body), rendered=True) == seen(parsed(source))


@pytest.mark.parametrize("name", ["articles.md", "images.md"])
def test_documentation_reads_as_before(name: str) -> None:
    """Long texts that were not made for these tests."""
    text = (Path(__file__).parents[3] / "docs" / name).read_text("utf-8")
    page = parsed(rendered(text, "commonmark"))
    words, before = proof.words(page), counts.counts(page)
    for engine in ENGINES:
        again = parsed(rendered(markdown.body(page), engine))
        assert proof.compare(words, proof.words(again)).is_exact
        assert counts.counts(again) == before


def nested(names: list[str]) -> HtmlElement:
    """Elements inside each other, around a text. A parser would drop those that are too deep."""
    top = last = Element("div")
    for name in names:
        last = SubElement(last, name)
    last.text = "text"
    return top


@pytest.mark.parametrize("names", [["ul", "li"], ["blockquote"], ["b", "span"], ["table", "td"]])
def test_deep_nesting_is_no_error(names: list[str]) -> None:
    body = markdown.body(nested(names * 5000))
    assert body.count("text") == 1
    for engine in ENGINES:
        assert rendered(body, engine).count("text") == 1
