"""A file's bytes → its front matter, as values that know their place, and its body."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kazarchive.problems import Problem, ProblemsFound
from kazarchive.reading.frontmatter import (
    FrontMatter,
    body,
    comment_cuts,
    decode,
    parse,
    simple_fields,
)
from kazarchive.reading.source import SHOWN, SourceText, Value
from kazarchive.reading.yaml import DEEPEST, LARGEST_BLOCK, composed


def front(block: str, text: str = "") -> FrontMatter:
    return parse(decode(f"---\n{block}\n---\n{text}".encode(), "articles/a.md"))


def value(written: str) -> Value:
    return front(f"field: {written}").fields["field"]


def fault(raw: bytes) -> Problem:
    with pytest.raises(ProblemsFound) as found:
        parse(decode(raw, "articles/a.md"))
    (problem,) = found.value.problems
    return problem


# --- bytes --------------------------------------------------------------------------------------


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


@pytest.mark.parametrize(
    ("raw", "code", "line", "column"),
    [
        (b"", "K0123", 1, 1),
        (b"\xef\xbb\xbf \r\n\t\n", "K0123", 1, 1),
        (b"---\ntitle: Caf\xe9\n---\n", "K0120", 2, 11),
        ("---\ntitle: Ә\n---\n".encode()[:-6] + b"\xff\n", "K0120", 2, 8),
        (b"\xff\xfe-\0-\0-\0", "K0120", 1, 1),
        (b"---\rtitle: A\r\n---\rCaf\xe9\r", "K0120", 4, 4),
        (b"---\rtitle: A\r---\r\r" + b"x" * 1_000_001, "K0122", 5, 1),
        (b"---\ntitle: A\n---\nA\0B\n", "K0121", 4, 2),
        (b"---\r\ntitle: A\r\n---\r\nA\0B\r\n", "K0121", 4, 2),
        (b"---\ntitle: A\n---\n\n" + b"x" * 1_000_001, "K0122", 5, 1),
        (b"x\n" * 8_000_001, "K0124", 1, 1),
        (b"title: A\n", "K0101", 1, 1),
        (b"\n---\ntitle: A\n---\n", "K0101", 1, 1),
        (b"----\ntitle: A\n----\n", "K0101", 1, 1),
        (b"---\ntitle: A\n", "K0102", 1, 1),
        (b"---\ntitle: A\n ---\n", "K0102", 3, 1),
    ],
)
def test_a_file_that_cannot_be_taken_apart(raw: bytes, code: str, line: int, column: int) -> None:
    problem = fault(raw)
    place = problem.place
    assert (problem.code, place.line, place.column) == (code, line, column)


@pytest.mark.parametrize(
    ("written", "place", "reason"),
    [
        ("\ufeff\ufeff---\ntitle: A\n---\n", (1, 1), ": `\\ufeff` is before `---`"),
        ("\u200b---\ntitle: A\n---\n", (1, 1), ": `\\u200b` is before `---`"),
        ("---\u00a0\ntitle: A\n---\n", (1, 4), ": `\\u00a0` is behind `---`"),
        ("--\u00ad-\ntitle: A\n---\n", (1, 3), ": `\\u00ad` is in `---`"),
        (" ---\ntitle: A\n---\n", (1, 1), ": ` ` is before `---`"),
        ("\u2014\ntitle: A\n\u2014\n", (1, 1), ": the line is `\u2014`"),
        ("\n\n---\ntitle: A\n---\n", (1, 1), ": there are empty lines above"),
        ("+++\ntitle = 'A'\n+++\n", (1, 1), ": this is TOML"),
        ('{\n"title": "A"\n}\n', (1, 1), ": this is JSON"),
        ('{"title": "A"}\n', (1, 1), ": this is JSON"),
        ("{{< note >}}\n", (1, 1), ""),
        ("---\ntitle: A\n---\u200b\n\nText\n", (3, 4), ": `\\u200b` is behind `---`"),
        ("---\ntitle: A\n\ufeff---\n\nT\n\n---\n", (3, 1), ": `\\ufeff` is before `---`"),
        ("---\ntitle: A\n---\u00a0\nText\n\n---\n", (3, 4), ": `\\u00a0` is behind `---`"),
        ("---\ntitle: A\n----\n\nText\n", (3, 1), ": the line is `----`"),
        ("---\ntitle: A\n\nHeading\n-------\n", (1, 1), ""),
    ],
)
def test_what_only_looks_like_the_line_is_named(
    written: str, place: tuple[int, int], reason: str
) -> None:
    problem = fault(written.encode())
    assert problem.code == ("K0102" if written.startswith("---\n") else "K0101")
    assert (problem.place.line, problem.place.column) == place
    assert problem.message.endswith(reason or ("closed", "front matter"))


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


# --- values -------------------------------------------------------------------------------------


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
    ("written", "data"),
    [
        ("true", True),
        ("True", True),
        ("false", False),
        ("FALSE", False),
        ("yes", "yes"),
        ('"true"', "true"),
        ("null", None),
        ("~", None),
        ("", None),
        ("12", 12),
        ("-3", -3),
        ("007", "007"),
        ("1.5", "1.5"),
        ("1" * 19, "1" * 19),
        ("2022-01-05", "2022-01-05"),
        ("[1, a, [true]]", [1, "a", [True]]),
        ("{a: 1, b: {c: [x]}}", {"a": 1, "b": {"c": ["x"]}}),
        ("[]", []),
        ("{}", {}),
    ],
)
def test_templates_see_the_core_types(written: str, data: object) -> None:
    assert value(written).data == data


def test_a_value_knows_its_place() -> None:
    whole = front("title: One two\ntags:\n  - fuel\n  - 'gas'\nimage: {src: a.png}\n")
    title, tags, image = (whole.fields[name] for name in ("title", "tags", "image"))
    assert (title.line, title.column, title.width) == (2, 8, 7)
    assert tags.items is not None
    assert [(one.line, one.column, one.width) for one in tags.items] == [(4, 5, 4), (5, 5, 5)]
    assert image.fields is not None
    assert (image.fields["src"].line, image.fields["src"].column) == (6, 14)


def test_places_are_the_same_with_windows_line_ends() -> None:
    raw = b"\xef\xbb\xbf---\r\ntitle: A\r\ndate: B\r\n---\r\n"
    date = parse(decode(raw, "a.md")).fields["date"]
    assert (date.line, date.column) == (3, 7)


@pytest.mark.parametrize(
    ("written", "described"),
    [("[a]", "a list"), ("{a: b}", "a table"), ("a", "`a`"), ("", "empty"), ("~", "empty")],
)
def test_a_value_is_described_for_a_message(written: str, described: str) -> None:
    assert value(written).described == described


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


def test_of_a_long_line_a_problem_carries_the_part_around_its_column() -> None:
    source = decode(f"---\n---\n{'x' * 70_000}ä{'y' * 70_000}".encode(), "a.md")
    place = source.place_at(source.text.index("ä"))
    assert (place.line, place.column) == (3, 70_001)
    assert len(place.text) == SHOWN
    assert place.text[place.column - 1 - place.skipped] == "ä"


# --- what YAML allows and we do not -------------------------------------------------------------


@pytest.mark.parametrize(
    ("block", "code", "line", "column"),
    [
        ("title: a: b", "K0110", 2, 9),
        ("title: 'a", "K0110", 2, 8),
        ("title: [a", "K0110", 2, 8),
        ('title: A\nsummary: "b\ntags: c', "K0110", 3, 10),
        ("title: A\nimage: {src: a\ndate: b", "K0110", 3, 8),
        ("title: A\nfoo bar\ndate: b", "K0110", 3, 1),
        ("title: A\n  date: b", "K0110", 3, 3),
        ('title: "a" b', "K0110", 2, 12),
        ('title: "C:\\dir"', "K0110", 2, 11),
        ("title:\u00a0A\ndate: b", "K0136", 2, 6),
        ("title: A\ndraft:\u200btrue\ndate: b", "K0136", 3, 6),
        ("title: A\ndraft:\u2060true", "K0136", 3, 6),
        ("title:A\ndate: b", "K0136", 2, 6),
        ("title：A\ndate: b", "K0136", 2, 6),
        ("title: A\nimage:\n  src:\u00a0a\n  alt: b", "K0136", 4, 6),
        ("- a\n- b", "K0110", 2, 1),
        ("text", "K0110", 2, 1),
        ("a: b\n---\nc: d", "", 0, 0),
        ("title: @a", "K0110", 2, 8),
        ("title: %a", "K0110", 2, 8),
        ("title: a\x07", "K0110", 2, 9),
        ("title: A\nimage:\n\tsrc: a", "K0111", 4, 1),
        ("title: A\n\tb: c", "K0111", 3, 1),
        ("title: &a b", "K0112", 2, 8),
        ("title: *a", "K0112", 2, 8),
        ("a: &x [b]\nc: *x", "K0112", 2, 4),
        ("title: Әә\x07", "K0110", 2, 10),
        ("a: \u2028b\u2029\x85\ntitle: @a", "K0110", 3, 8),
    ],
)
def test_what_is_refused(block: str, code: str, line: int, column: int) -> None:
    if not code:
        assert list(front(block).fields) == ["a"], "the first fence ends the front matter"
        return
    problem = fault(f"---\n{block}\n---\n".encode())
    assert (problem.code, problem.place.line, problem.place.column) == (code, line, column)


def test_lines_that_the_text_above_swallows_are_told() -> None:
    (problem,) = front("authors:\n- Иван\n  - Пётр\ntags: [a]").problems
    assert (problem.code, problem.place.line, problem.place.column) == ("K0135", 4, 3)
    assert problem.values == {"text": "Иван - Пётр"}
    (problem,) = front("title: A\n  draft:\u00a0true").problems
    assert (problem.code, problem.place.line, problem.place.column) == ("K0136", 3, 8)
    assert not front("summary: A text\n  of two lines\n  Важно:\u00a0да\n").problems


def test_a_duplicate_names_the_first() -> None:
    problem, inner = front("title: A\nimage: {src: a, src: b}\ntitle: B").problems[::-1]
    assert (problem.code, problem.values["first"], problem.place.line) == ("K0109", "2", 4)
    assert (inner.code, inner.place.line, inner.place.column) == ("K0109", 3, 17)


def test_a_name_that_is_no_text_is_told_and_the_rest_is_read() -> None:
    whole = front("? [a]\n: b\ntitle: A")
    assert [problem.code for problem in whole.problems] == ["K0110"]
    assert whole.fields["title"].text == "A"


def test_nesting_is_allowed_to_a_depth() -> None:
    inside = DEEPEST - 2
    assert value("[" * inside + "]" * inside).items is not None
    assert fault(b"---\na: " + b"[" * DEEPEST + b"]" * DEEPEST + b"\n---\n").code == "K0113"


@pytest.mark.parametrize(
    "block",
    [
        "a: " + "[" * 50_000,
        "a: " + "{" * 50_000,
        "a: " + "[" * 20_000 + "]" * 20_000,
        "- " * 30_000,
        "? " * 30_000,
        "a: " + "- " * 30_000,
        "\n".join(" " * n + "a:" for n in range(340)),
        "\n".join(" " * n + "-" for n in range(340)),
    ],
    ids=["lists", "tables", "closed", "sequences", "keys", "inline", "indents", "dashes"],
)
def test_deep_nesting_cannot_harm(block: str) -> None:
    assert fault(f"---\n{block}\n---\n".encode()).code in ("K0110", "K0111", "K0113")


def test_a_short_block_that_would_grow_without_end_is_refused() -> None:
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 30)]
    assert fault(("---\n" + "\n".join(lines) + "\n---\n").encode()).code == "K0112"


def test_the_block_may_have_64_kibibytes() -> None:
    assert front("a: " + "x" * (LARGEST_BLOCK - 4)).fields
    assert fault(b"---\na: " + b"x" * LARGEST_BLOCK + b"\n---\n").code == "K0114"


# --- simple fields ------------------------------------------------------------------------------

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


@settings(max_examples=1_000, deadline=None)
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
