"""Tags that are no HTML become text; the others stay."""

import pytest

from kazarchive.rules import stray

ALLOWED = frozenset("a b em i p span strong div br img".split())


def html(written: str, trusted: bool = False) -> str:
    return stray.escaped(written, ALLOWED, trusted).html


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<p>a <script> b</p>", "<p>a &lt;script> b</p>"),
        ("<p>if a <b and c> d</p>", "<p>if a &lt;b and c> d</p>"),
        ("<p>a <unknown>b</unknown></p>", "<p>a &lt;unknown>b&lt;/unknown></p>"),
        ("<p>a < b</p>", "<p>a &lt; b</p>"),
        ("<p><!-- a</p>", "<p>&lt;!-- a</p>"),
        ("<p><!-- a --><b>b</b></p>",) * 2,
        ('<p><b class="x">a</p><p>c</p>', '<p><b class="x">a</b></p><p>c</p>'),
        ('<p><a name="x">b</p>', '<p><a name="x"></a>b</p>'),
        ("<p><tt>a</tt></p>", "<p><code>a</code></p>"),
        ("<p>a<br>b</p>",) * 2,
    ],
)
def test_a_tag_that_cannot_be_meant_becomes_text(written: str, shown: str) -> None:
    assert html(written) == shown


def test_of_a_trusted_author_only_what_swallows_becomes_text() -> None:
    assert html("<p>a <textarea> b <unknown>c</p>", trusted=True) == (
        "<p>a &lt;textarea> b <unknown>c</p>"
    )


@pytest.mark.parametrize("name", ["kaz-block", "kaz-title", "kaz-entry", "kaz-headline"])
def test_nobody_writes_the_elements_of_blocks(name: str) -> None:
    written = f'<{name} name="x" options="[">a</{name}>'
    for trusted in (True, False):
        assert html(written, trusted) == written.replace("<", "&lt;")


def test_start_tags_without_an_end_are_named() -> None:
    assert [tag.name for tag in stray.unclosed("<div><b>a</b><br><i>c")] == ["div", "i"]


def test_elements_that_are_no_html_are_named_where_they_are_closed() -> None:
    found = stray.unknown("<Note>a</Note><video></video><b>c</b><open>", ALLOWED)
    assert [tag.name for tag in found] == ["note"]


def test_an_end_tag_belongs_to_the_nearest_start_of_its_name() -> None:
    tags = list(stray.unclosed("<b>a<b>c</b>"))
    assert [tag.start for tag in tags] == [0]


def test_attributes_are_taken_apart_and_the_first_of_a_name_counts() -> None:
    (tag,) = stray.escaped('<a HREF="x&amp;y" b=1 b=2 c>', ALLOWED, False).tags
    assert tag.values() == {"href": "x&y", "b": "1", "c": None}


def test_of_two_edits_that_overlap_the_first_counts() -> None:
    assert stray.edited("abcdef", {1: (4, "-"), 2: (3, "!"), 5: (6, "?")}) == "a-e?"
