"""Blocks in the Markdown of an article, in both engines."""

import time
from html import unescape

import pytest

from kazarchive.config.content import MarkdownOptions
from kazarchive.problems import Problem
from kazarchive.reading import markup

ENGINES = ("commonmark", "python-markdown")


def rendering(text: str, engine: str = "commonmark", html: str = "sanitize") -> markup.Rendering:
    options = MarkdownOptions(engine=engine, html=html)
    return markup.rendering(text, options, "en", "a.md", 10)


def told(text: str) -> list[tuple[str, int]]:
    return [(each.code, each.place.line) for each in problems(text)]


def problems(text: str) -> tuple[Problem, ...]:
    return rendering(text).problems


@pytest.mark.parametrize("html", ["sanitize", "escape", "trust"])
@pytest.mark.parametrize("engine", ENGINES)
def test_a_block_has_a_title_options_and_markdown(engine: str, html: str) -> None:
    text = ":::details The *order* {open}\nText **жирно**.\n\n- one\n:::\n\nAfter."
    shown = rendering(text, engine, html).html
    assert shown.startswith(
        '<kaz-block name="details" options="{&quot;open&quot;:&quot;&quot;}">\n'
        "<kaz-title>The <em>order</em></kaz-title>\n<p>Text <strong>жирно</strong>.</p>"
    )
    before, end, after = shown.partition("</kaz-block>")
    assert "<li>one</li>" in before
    assert end
    assert "<p>After.</p>" in after
    assert "\ufffe" not in shown


@pytest.mark.parametrize("engine", ENGINES)
def test_blocks_stand_in_blocks_and_next_to_text(engine: str) -> None:
    shown = rendering("Text\n:::aside\n:::columns\nA\n:::\nB\n:::\nC", engine).html
    tags = "".join(part for part in shown.split() if part.startswith(("<kaz", "name=", "</kaz")))
    assert tags == '<kaz-blockname="aside"<kaz-blockname="columns"</kaz-block></kaz-block>'


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "text",
    [
        "```\n:::aside\n```",
        "~~~~\n```\n:::\n~~~~",
        "    :::aside\n",
        "Text ::: and :::aside",
        "\\:::aside",
        "> text\n> :::aside",
    ],
)
def test_in_code_in_lines_and_after_a_backslash_it_means_nothing(engine: str, text: str) -> None:
    shown = rendering(text, engine)
    assert "kaz-block" not in shown.html
    assert ":::" in text_of(shown.html)
    assert "\\" not in shown.html
    assert not shown.problems


def text_of(html: str) -> str:
    return unescape(html)


@pytest.mark.parametrize("engine", ENGINES)
def test_in_preformatted_html_the_lines_stay(engine: str) -> None:
    shown = rendering("<pre>\n:::aside\nx\n:::\n</pre>\n\nText", engine)
    assert "<pre>:::aside\nx\n:::\n</pre>" in shown.html


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A\n\n:::asid\nB\n:::", [("K0441", 12)]),
        (":::aside\nA", [("K0442", 10)]),
        ("A\n:::", [("K0443", 11)]),
        (":::aside {a=1}\n:::", [("K0444", 10)]),
        (':::entry {time="9}\n:::', [("K0444", 10)]),
        ("<div>\n\n:::aside\n\n</div>\n\n:::", [("K0444", 12)]),
        (":::asid\n:::colums\n:::\n:::\n:::", [("K0441", 10), ("K0441", 11), ("K0443", 14)]),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, expected: list[tuple[str, int]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "text",
    [
        '<kaz-block name="aside" options="{}">x</kaz-block>',
        "&#xFFFE;0.0123456789ab&#xFFFE;\n\n:::aside\nx\n:::",
        "<kaz-title>x</kaz-title>",
    ],
)
def test_nobody_can_write_a_block_in_html(engine: str, text: str) -> None:
    shown = rendering(text, engine).html
    assert shown.count("<kaz-block") == text.count(":::aside")
    assert "<kaz-title" not in shown


def test_it_takes_linear_time() -> None:
    start = time.process_time()
    rendering(":::aside\n" * 2_000 + ":::\n" * 2_000)
    rendering(":::aside {" + "a=b " * 20_000 + "}\n:::")
    rendering("::: " * 50_000)
    rendering(f":::aside{' ' * 200_000}a{' ' * 200_000}b\n:::")
    rendering(f":::{' ' * 200_000}1")
    rendering(":::aside\n*A*\n\n" * 8_000 + ":::\n" * 8_000)
    assert time.process_time() - start < 4
