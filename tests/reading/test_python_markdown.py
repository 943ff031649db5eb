"""Python-Markdown skips work, and converts every text as it comes."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import blockprocessors, inlinepatterns

from kazarchive.config.checks import EXTENSIONS
from kazarchive.reading import frontmatter, python_markdown

REPOSITORY = Path(__file__).parents[2]
ALWAYS = [(), ("extra",), tuple(sorted(EXTENSIONS))]
SETS = [*ALWAYS, *((name,) for name in sorted(EXTENSIONS - {"extra"}))]


@pytest.fixture(autouse=True)
def made_anew() -> Iterator[None]:
    python_markdown.engine.cache_clear()
    yield
    python_markdown.engine.cache_clear()


def as_it_comes(body: str, extensions: tuple[str, ...], escape: bool) -> str:
    usual = markdown.Markdown(
        extensions=["tables", "footnotes", "fenced_code", *extensions],
        extension_configs={"footnotes": {"BACKLINK_TITLE": "", "BACKLINK_TEXT": "↩"}},
        output_format="html",
    )
    if escape:
        usual.preprocessors.deregister("html_block")
        usual.inlinePatterns.deregister("html")
    return usual.convert(body)


def check(body: str, extensions: tuple[str, ...], escape: bool) -> None:
    """Raises AssertionError unless a text is converted as without shortcuts, or fails as it does.

    Twice, since a text must not affect the next one."""
    try:
        expected = as_it_comes(body, extensions, escape)
    except Exception as error:
        with pytest.raises(type(error)):
            python_markdown.engine(extensions, escape)(body)
        python_markdown.engine.cache_clear()
        return
    convert = python_markdown.engine(extensions, escape)
    assert convert(body) == expected
    assert convert(body) == expected


PIECES = st.sampled_from(
    [
        *"abӘ \n\\`*_[]()!<>&^:#-|~=\"'.1+{}\t\r\x02\x03…«—",
        "\n\n",
        "Word words. ",
        "\nWord",
        "\n\nWord words, “word”.\n\n",
        "``",
        "\n```\n",
        "**",
        "](",
        "![",
        "[^1]",
        "[a]: /u\n",
        "\n[^1]: A note.\n",
        "*[a]: b\n",
        "\n    ",
        "\n- ",
        "\n1. ",
        "\n# ",
        "\n> ",
        "\n---\n",
        "\n===\n",
        "\n:   ",
        "a | b\n--|--\n",
        "{#id .class}",
        "  \n",
        "&amp;",
        "<b>",
        "</b>",
        "\n<div markdown=1>\n",
        "</div>",
        "<!-- ",
        "-->",
        "<http://a.kz>",
        "!!! note\n",
        "[TOC]",
        "[[a]]",
    ]
)


@settings(max_examples=4 * settings().max_examples)
@given(
    st.lists(PIECES, max_size=40).map("".join),
    st.sampled_from([(), ("extra",)]) | st.sampled_from(SETS),
    st.booleans(),
)
def test_any_text_is_converted_as_without_shortcuts(
    body: str, extensions: tuple[str, ...], escape: bool
) -> None:
    check(body, extensions, escape)


@pytest.mark.parametrize(
    "extensions",
    [pytest.param(one, marks=() if one in ALWAYS else pytest.mark.long) for one in SETS],
    ids=",".join,
)
def test_the_texts_of_the_repository_are_converted_as_without_shortcuts(
    extensions: tuple[str, ...],
) -> None:
    files = [
        *REPOSITORY.glob("*.md"),
        *REPOSITORY.glob("docs/*.md"),
        *REPOSITORY.glob("pages/*.md"),
    ]
    files += sorted(REPOSITORY.glob("articles/**/*.md"))
    assert len(files) > 30
    for file in files:
        raw = frontmatter.decode(file.read_bytes(), str(file))
        check(frontmatter.body(raw), extensions, False)


@pytest.mark.parametrize(
    ("body", "is_asked"),
    [
        ("Words, and “words”.\n\n— More:\n(words)", False),
        ("Words.\n# A heading", True),
        ("12 words", True),
    ],
)
def test_no_rule_is_asked_about_a_paragraph_of_words(
    body: str, is_asked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    rule = blockprocessors.EmptyBlockProcessor
    first = rule.test

    def counting(self: blockprocessors.EmptyBlockProcessor, parent: Element, block: str) -> bool:
        asked.append(block.strip())
        return first(self, parent, block)

    monkeypatch.setattr(rule, "test", counting)
    python_markdown.engine((), False)(body)
    assert any(asked) == is_asked


@pytest.mark.parametrize(
    ("body", "is_searched"),
    [("Words! (Words, - words.)", False), ("*Words*", True), ("Words.\n\n[words] *words*", True)],
)
def test_a_pattern_is_searched_only_where_it_can_match(
    body: str, is_searched: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched: list[str] = []
    pattern = inlinepatterns.Pattern
    compiled = pattern.getCompiledRegExp

    def counting(self: inlinepatterns.Pattern) -> object:
        searched.append(self.pattern)
        return compiled(self)

    monkeypatch.setattr(pattern, "getCompiledRegExp", counting)
    python_markdown.engine((), False)(body)
    assert bool(searched) == is_searched
    assert inlinepatterns.ENTITY_RE not in searched
