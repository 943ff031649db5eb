"""A file's bytes → its front matter, as values that know their place, and its body."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kazarchive.problems import Problem
from kazarchive.reading.frontmatter import (
    body,
    comment_cuts,
    decode,
    parse,
    simple_fields,
)
from kazarchive.reading.source import SourceText
from kazarchive.reading.yaml import composed
from reading.blocks import front, value


@pytest.mark.parametrize(
    "raw",
    [
        b"---\ntitle: A\n---\nOne.\n\nTwo.\n",
        b"\xef\xbb\xbf---\ntitle: A\n---\nOne.\n\nTwo.\n",
        b"---\r\ntitle: A\r\n---\r\nOne.\r\n\r\nTwo.\r\n",
        b"---\rtitle: A\r---\rOne.\r\rTwo.\r",
        b"--- \ntitle: A\n---\t\nOne.\n\nTwo.\n",
    ],
    ids=["unix", "byte order mark", "windows", "old mac", "spaces after the fences"],
)
def test_line_ends_and_a_byte_order_mark_do_not_matter(raw: bytes) -> None:
    source = decode(raw, "articles/a.md")
    whole = parse(source)
    assert whole.fields["title"].text == "A"
    assert (whole.body, whole.body_line) == ("One.\n\nTwo.\n", 4)
    assert body(source) == whole.body


def test_a_rule_in_a_text_of_the_front_matter_ends_nothing() -> None:
    assert front("title: A\nsummary: |\n  one\n  ---\n  Ә", "One.\n").body == "One.\n"


def test_a_line_of_a_million_bytes_is_allowed() -> None:
    assert len(front("title: A", "x" * 1_000_000).body) == 1_000_000


def test_a_rule_in_the_body_ends_nothing() -> None:
    assert front("title: A", "One.\n\n---\n\nTwo.\n").body == "One.\n\n---\n\nTwo.\n"


def test_three_dots_end_the_front_matter_too() -> None:
    source = decode(b"---\ntitle: A\n... \nOne.\n\n---\n\nTwo.\n", "articles/a.md")
    whole = parse(source)
    assert (whole.body, whole.body_line) == ("One.\n\n---\n\nTwo.\n", 4)
    assert body(source) == whole.body
    assert front("title: A", "One.\n...\nTwo.\n").body == "One.\n...\nTwo.\n"


@pytest.mark.parametrize("text", ["---\n---\n", "---\n---", "---\n\n---\n", "---\n# a\n---\n"])
def test_an_empty_block_has_no_fields(text: str) -> None:
    assert parse(decode(text.encode(), "a.md")).fields == {}


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("NO", "NO"),
        ("yes", "yes"),
        ("true", "true"),
        ("12:30", "12:30"),
        ("2022", "2022"),
        ("1e3", "1e3"),
        ("0o17", "0o17"),
        ("1_000", "1_000"),
        ("2024-13-45", "2024-13-45"),
        ("2022-01-05 18:30:00 +06:00", "2022-01-05 18:30:00 +06:00"),
        ("=", "="),
        ("<<", "<<"),
        ("Қазақстан", "Қазақстан"),
        ('"a: b # c"', "a: b # c"),
        (r'"\u049a\n"', "Қ\n"),
        ("'it''s'", "it's"),
        ("!!int x", "x"),
        ("!!python/object:os.system x", "x"),
        ("|\n  one\n  two", "one\ntwo\n"),
        (">\n  one\n  two", "one two\n"),
        ("one\n  two", "one two"),
        ("", ""),
        ("~", ""),
        ("null", ""),
        ('"null"', "null"),
    ],
)
def test_a_text_is_taken_as_it_is_written(written: str, text: str) -> None:
    assert value(written).text == text


@pytest.mark.parametrize(
    ("written", "cut"),
    [
        ("Route #5", True),
        ("Route#5", False),
        ("'Route #5'", False),
        ('"Route" # 5', False),
        ("a   # b", True),
        ("", False),
        ("# a", False),
    ],
)
def test_a_comment_that_cuts_a_text_is_noticed(written: str, cut: bool) -> None:
    whole = front(f"title: {written}")
    assert comment_cuts(whole.fields["title"], whole) is cut


PIECES = [
    *"aӘ½²_~12 \t\n\r\x85\u2028\xa0\ufeff\x7f\u0301\U0001f600\U00020000:#-&*!?'\"[]{},|>%@`=\\№",
    *("title", "null", "2012-01-17T22:03:00+06:00", "https://a.kz/", "<<", "---", "...", "!!int "),
    *("  ", ": ", " #", "- ", "\n- ", "\n  - ", "? ", "&a ", "*a"),
]
WORDS = st.sampled_from(["", "a", "Ә 12", "b c"])
QUOTES = st.sampled_from([*[("", "")] * 3, ('"', '"'), ("'", "'"), ('"', ""), ("", "'")])
VALUES = st.builds(
    lambda quotes, *parts: quotes[0] + "".join(parts) + quotes[1],
    *(QUOTES, WORDS, st.sampled_from(PIECES), WORDS),
)
NAMES = st.one_of(st.sampled_from(["title", "tags", "x_", "_", "on"]), VALUES)
INDENTS = st.sampled_from(["", " ", "  ", "    "])
LISTS = st.tuples(INDENTS, st.lists(VALUES, min_size=1, max_size=4))
FIELDS = st.one_of(
    st.builds("{}: {}\n".format, NAMES, VALUES),
    st.builds("{}:{}\n".format, NAMES, VALUES),
    st.builds(
        lambda name, given: f"{name}:\n" + "".join(f"{given[0]}- {one}\n" for one in given[1]),
        NAMES,
        LISTS,
    ),
    st.builds(
        lambda name, values, comma: f"{name}: [{comma.join(values)}]\n",
        NAMES,
        st.lists(VALUES, max_size=4),
        st.sampled_from([", ", ",", ",  ", " , "]),
    ),
)


@settings(max_examples=10 * settings().max_examples)
@given(st.lists(FIELDS, max_size=2).map("".join))
def test_simple_fields_are_read_as_composing_reads_them(block: str) -> None:
    simple = simple_fields(block)
    if simple is not None:
        problems: list[Problem] = []
        assert list(simple.items()) == list(
            composed(block, SourceText("a.md", f"---\n{block}---\n"), problems).items()
        )
        assert problems == []


def test_every_letter_of_a_simple_field_is_read_as_composing_reads_it() -> None:
    read = 0
    for letter in (*map(chr, range(0x20, 0x250)), *"«»„“”‘’–—…№Әіһ𠀀\u0301\u2028\ufeff"):
        plain = (letter, f"{letter}a", f"a{letter}", f"a{letter}b", f"a {letter} b")
        for text in (*plain, f'"{letter}"', f"'{letter} b'"):
            for block in (
                f"title: {text}\n",
                f"tags:\n  - a\n  - {text}\n",
                f"tags: [{text}]\n",
                f"tags: [a, {text},b]\n",
            ):
                simple = simple_fields(block)
                if simple is not None:
                    read += 1
                    assert simple == composed(block, SourceText("a.md", block), [])
    assert read > 1_000


def test_what_writers_usually_write_is_simple() -> None:
    block = (
        "title: “Fuel price cap” lifted: what follows (in Kazakhstan & abroad) – а еще 5 %\n"
        "date: 2022-01-05T11:26:00+06:00\ntags:\n  - Қазақстан\n- "
    )
    assert simple_fields(block.replace("lifted: ", "lifted, ").removesuffix("- ")) is not None
    assert (
        simple_fields("title: \"Who knew: 'it is [sic] so' #1\"\nlang: 'kk'\ntags:\n  - \"\"\n")
        is not None
    )
    assert simple_fields('tags: [Қазақстан, "a, b", c]\nauthors: []\n') is not None
    assert simple_fields('title: "a \\n b"\n') is None
    assert simple_fields(block) is None
