"""The sources of quotations."""

import time

import pytest

from kazarchive.rules.attribution import with_sources


def quotation(content: str) -> str:
    return f"<blockquote>\n{content}\n</blockquote>"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<p>Text.</p>\n<p>— Abai</p>", "<p>Text.</p>\n<footer>— <cite>Abai</cite></footer>"),
        ("<p>Text.\n— Абай</p>", "<p>Text.</p>\n<footer>— <cite>Абай</cite></footer>"),
        ("<p>Text.<br>\n– Абай</p>", "<p>Text.</p>\n<footer>– <cite>Абай</cite></footer>"),
        ("<p>A</p>\n<p>-- Ә. Б.</p>", "<p>A</p>\n<footer>— <cite>Ә. Б.</cite></footer>"),
        (
            '<p>A</p>\n<p>— <a href="b">B</a>, <em>1890 г.</em></p>',
            '<p>A</p>\n<footer>— <cite><a href="b">B</a>, <em>1890 г.</em></cite></footer>',
        ),
        (
            "<p>A</p>\n<p>— B, <cite>Book</cite></p>",
            "<p>A</p>\n<footer>— B, <cite>Book</cite></footer>",
        ),
    ],
)
def test_the_last_line_with_a_dash_is_the_source(content: str, expected: str) -> None:
    assert with_sources(quotation(content)) == f"<blockquote>\n{expected}\n</blockquote>"


@pytest.mark.parametrize(
    "content",
    [
        "<p>— Сәлем!</p>\n<p>— Қалай?</p>",
        "<p>— Кто там</p>\n<p>— Почтальон Печкин</p>",
        "<p>A</p>\n<p>— Я ушёл.</p>",
        "<p>A</p>\n<p>— Я ушёл, —</p>",
        "<p>A</p>\n<p>— и ушёл</p>",
        "<p>— Абай</p>",
        "<p>A</p>\n<p>—Абай</p>",
        "<p>A</p>\n<p>--- Абай</p>",
        "<p>A — Абай</p>",
        "<p>A</p>\n<p>— Абай</p>\n<p>B</p>",
        "<p>A</p>\n<p>— Абай\nи ещё</p>",
        f"<p>A</p>\n<p>— {'А' * 130}</p>",
        "<pre>a\n— Абай</pre>",
        "<p><em>A\n— Абай</em></p>",
        "<p>A <strong>b\n— Абай</strong> Құнанбаев</p>",
        '<p>A <a href="b">b\n— Абай</a></p>',
        "<p>A <code>b\n— Абай</code></p>",
        "A\n— Абай <p>и ещё</p>",
    ],
)
def test_dialogue_and_other_dashes_stay(content: str) -> None:
    assert with_sources(quotation(content)) == quotation(content)


def test_only_quotations_have_sources() -> None:
    text = "<p>A</p>\n<p>— Абай</p>"
    assert with_sources(text) == text


def test_quotations_in_quotations_have_their_own() -> None:
    inner = quotation("<p>A</p>\n<p>— Bb</p>")
    whole = with_sources(quotation(f"{inner}\n<p>— Cc</p>"))
    assert whole.count("<footer>") == 2
    assert whole.index("<cite>Bb") < whole.index("</blockquote>") < whole.index("<cite>Cc")


@pytest.mark.parametrize("part", ["<blockquote>", "<p>— ", "\n— A", "</p></blockquote>", "--"])
def test_it_takes_linear_time(part: str) -> None:
    start = time.process_time()
    with_sources("<blockquote>" + part * 30_000 + "</p></blockquote>")
    assert time.process_time() - start < 4


@pytest.mark.parametrize("part", ["\n", " ", "<br>\n", "&nbsp;", "a "])
def test_breaks_before_a_source_take_linear_time(part: str) -> None:
    start = time.process_time()
    with_sources(quotation(f"<pre>—{part * 200_000}b</pre>\n<p>A{part * 200_000}b\n— Abai</p>"))
    assert time.process_time() - start < 4
