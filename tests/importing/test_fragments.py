"""No word of a fragment is lost by its parser."""

import time

import pytest
from lxml import html

from kazarchive.importing import fragments


def words(text: str) -> str:
    return " ".join("".join(fragments.parsed(text)[0].itertext()).split())


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("<p>a</p></body><p>b</p>", "a b"),
        ("<p>a</p></html> b", "a b"),
        ("<!DOCTYPE html><frameset>a", "a"),
        ("<html><head><title>t</title></head><body class=x>a", "t a"),
        ("a&#31;b&#x0;c&#xFFFE;d&#55296;e", "abcde"),
        ("a&#1178;&#x49A;b", "aҚҚb"),
        ("a\x00b\ufffec", "abc"),
        ("<p>long<wbr>word tail</p>", "longword tail"),
        ("<p>a</p><embed src=x><p>After</p> b", "aAfter b"),
        ("", ""),
    ],
)
def test_what_a_parser_would_stop_at_is_passed(text: str, plain: str) -> None:
    assert words(text) == plain


def test_an_empty_element_is_empty() -> None:
    (paragraph,) = fragments.parsed("<p>a<wbr>b<b>c</b>d</p>")[0]
    wbr, bold = paragraph
    assert (paragraph.text, wbr.text, wbr.tail, len(wbr)) == ("a", None, "b", 0)
    assert (bold.tag, bold.text, bold.tail) == ("b", "c", "d")


@pytest.mark.parametrize("name", ["div", "b", "font", "p"])
@pytest.mark.parametrize("close", [True, False])
def test_no_word_is_lost_below_many_elements(name: str, close: bool) -> None:
    end = f"</{name}>" if close else ""
    text = "".join(f"<{name}>w{number} " for number in range(400)) + end * 400 + "<i>after</i>"
    assert words(text) == " ".join([*(f"w{number}" for number in range(400)), "after"])


def test_a_whole_text_says_so() -> None:
    assert fragments.parsed("<p>a</p>")[1]
    assert not fragments.parsed("<b>" * 500)[1]


@pytest.mark.parametrize("piece", ["<", "<p>", "&#1;", "<wbr>", "</body>", "<embed>x"])
def test_a_hostile_text_takes_no_time(piece: str) -> None:
    begin = time.process_time()
    fragments.parsed(piece * 20_000)
    assert time.process_time() - begin < 2


@pytest.mark.parametrize("text", ["<!doctype", "<!dl 85 a page", "<!"])
def test_a_page_that_ends_in_a_declaration_is_read(text: str) -> None:
    assert "".join(fragments.page(text)[0].itertext()) == text
    assert "".join(fragments.page("")[0].itertext()) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "<html lang=kk><body>a</body></html><p>b",
            '<html lang="kk"><body>a <p>b</p></body></html>',
        ),
        ("<p>a<html><body id=x><p>b</body>c", "<html><body><p>a</p><p>b c</p></body></html>"),
        ("", "<html><body></body></html>"),
        ("<head><title>a</title>b", "<html><head><title>a</title></head><body>b</body></html>"),
    ],
)
def test_a_page_does_not_end_before_its_text(text: str, expected: str) -> None:
    tree, is_whole = fragments.page(text)
    written = html.tostring(tree, encoding="unicode")
    assert written.replace("  ", " ").replace("> <", "><") == expected
    assert is_whole


def test_what_is_inside_an_element() -> None:
    assert fragments.inside(html.fromstring("<div><p>a</p>b</div>")) == "<p>a</p>b"
