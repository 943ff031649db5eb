"""What may stand in an article's HTML, and how its links, headings and footnotes are written."""

import time

import pytest

from kazarchive.rules import footnotes, html, sanitizer
from rules.notes import cited, note


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("<h2>A <em>b</em></h2>", '<h2 id="a-b">A <em>b</em></h2>'),
        ('<h2 lang="ru" id="x">A</h2>', '<h2 id="x" lang="ru">A</h2>'),
        ('<h2 title=" id=" lang="ru">A</h2>', '<h2 id="a" title=" id=" lang="ru">A</h2>'),
        ('<h2 title="a > b">A</h2>', '<h2 id="a" title="a > b">A</h2>'),
        ("<h1>A</h1><h6>B</h6>", '<h2 id="a">A</h2><h6 id="b">B</h6>'),
        ('<p title="<h1">a</p><h2>A</h2>', '<p title="<h1">a</p><h2 id="a">A</h2>'),
        (
            '<h2>Fn 1</h2><p id="a">b</p><h3 id="a">C</h3><li id="fn-1">d</li>',
            '<h2 id="fn-1-2">Fn 1</h2><p id="a">b</p><h3 id="a-2">C</h3><li id="fn-1">d</li>',
        ),
        (
            "<h2>A<div><h3>B</h3></div></h2>",
            '<h2 id="a">A<div><h3 id="b">B</h3></div></h2>',
        ),
    ],
)
def test_a_heading_gets_an_id(written: str, made: str) -> None:
    assert html.with_heading_ids(written, "en") == made


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("<h2>Баға {#price}</h2>", '<h2 id="price">Баға</h2>'),
        ("<h2>A <em>b</em> {#баға-1}</h2>", '<h2 id="баға-1">A <em>b</em></h2>'),
        ('<h2 id="a">A {#b}</h2>', '<h2 id="a">A</h2>'),
        ("<h2>A {#b}</h2><h3>A {#b}</h3>", '<h2 id="b">A</h2><h3 id="b-2">A</h3>'),
        ("<h2>{#b}</h2>", '<h2 id="b">{#b}</h2>'),
        ("<h2>A {#1}</h2>", '<h2 id="a-1">A {#1}</h2>'),
        ("<h2>A {b}</h2>", '<h2 id="a-b">A {b}</h2>'),
    ],
)
def test_an_author_can_write_the_id_of_a_heading(written: str, made: str) -> None:
    assert html.with_heading_ids(written, "en") == made


def test_urls_are_found_whatever_stands_before_them() -> None:
    body = '<a title=" href=" lang="a" href="a.md">x</a><img alt="a > b" src="b.svg">'
    assert html.urls(body) == [("a.md", False), ("b.svg", True)]
    assert html.rewrite_urls(body, lambda url: f"/{url}") == (
        '<a title=" href=" lang="a" href="/a.md">x</a><img alt="a > b" src="/b.svg">'
    )


def test_a_link_that_leads_nowhere_loses_its_address() -> None:
    body = '<a lang="ru" href="a.md" title="t">x</a>'
    assert html.rewrite_urls(body, lambda url: None) == '<a lang="ru" title="t">x</a>'


def test_ids_are_those_of_tags() -> None:
    body = '<p title=" id=" id="a">x</p> id="b" <br><abbr title="a > b" id="c&amp;d">'
    assert html.ids(body) == ("a", "c&d")


def test_ids_can_be_left_out() -> None:
    body = '<p title=" id=" id="a" lang="kk">x id="b"</p><details open id="c"><br id="d"/>'
    left = '<p title=" id=" lang="kk">x id="b"</p><details open><br/>'
    assert html.without_ids(body) == left
    assert html.ids(left) == ()


def test_images_that_say_nothing_are_told() -> None:
    body = '<img src="a"><img src="b" alt=" "><img alt="a > b" src="c"><img title=" alt=" src="d">'
    assert html.images_without_alt(body) == ["a", "b", "d"]


@pytest.mark.parametrize(
    "part",
    [
        "<a ",
        "<img ",
        "<a x",
        '<a x="',
        '<a x=" ',
        "<a x='",
        '<a y=" z="',
        '" z="<a y=',
        "<a href=",
        '<a href="',
        "<h2>",
        "<h2 ",
        "</h2",
        "<h2><h3>",
        "<h2>a</h2>",
        "<img>",
        " id=",
        "<sup class=",
        note("a", "x")[:-8],
        cited("a")[:-12],
    ],
)
def test_every_look_at_html_takes_linear_time(part: str) -> None:
    body = part * 20_000
    began = time.process_time()
    html.with_heading_ids(body, "en")
    html.urls(body)
    html.ids(body)
    html.images_without_alt(body)
    footnotes.as_list(body)
    assert time.process_time() - began < 2.5


def test_a_table_stands_in_a_box_that_scrolls() -> None:
    table = '<table id="t"><tr><td>1</td></tr></table>'
    boxed = f'<div class="scroll" tabindex="0">{table}</div>'
    assert html.with_scrolling_tables(f"<p>A</p>{table}") == f"<p>A</p>{boxed}"
    assert html.with_scrolling_tables("<p>&lt;table&gt;</p>") == "<p>&lt;table&gt;</p>"
    inner = html.with_scrolling_tables(f"<table><tr><td>{table}</td></tr></table>")
    assert inner.count("<div") == inner.count("</div>") == 2


def test_a_table_in_an_attribute_is_no_table() -> None:
    written = '<p title="<table onclick=x></table>">A</p><table></table>'
    clean = html.with_scrolling_tables(sanitizer.sanitize(written))
    assert clean.count('<div class="scroll" tabindex="0"><table>') == 1
    assert "&lt;table" in clean
