"""Titles and texts of feeds → plain lines and HTML."""

import time

import pytest

from kazarchive.importing.formats.feed import texts
from kazarchive.importing.formats.feed.entry import Form, Text


@pytest.mark.parametrize(
    ("value", "form", "html"),
    [
        ("a &amp; b", "html", "a &amp; b"),
        ("<p>a</p>", "wrapped", "<p>a</p>"),
        ("a\nb\n\nc < d", "wrapped", "<p>a b</p><p>c &lt; d</p>"),
        ("a\nb", "lines", "<p>a</p><p>b</p>"),
        ("a\nb\n\nc", "lines", "<p>a<br>\nb</p><p>c</p>"),
        ("5\u00a0кг &mdash; цена", "wrapped", "<p>5\u00a0кг — цена</p>"),
        ("<p>a</p> &amp;", "text", "<p>&lt;p&gt;a&lt;/p&gt; &amp;amp;</p>"),
        ("&lt;p&gt;a&lt;/p&gt;", "wrapped", "<p>a</p>"),
        ("", "wrapped", ""),
    ],
)
def test_a_text_becomes_html(value: str, form: Form, html: str) -> None:
    assert texts.html(Text("description", value, form)).html == html


def test_addresses_are_made_absolute_by_the_base_of_their_element() -> None:
    text = Text(
        "content",
        '<p><a href="b">x</a><img src="/c.jpg"></p>',
        "html",
        True,
        "https://a.example/d/",
    )
    assert texts.html(text).html == (
        '<p><a href="https://a.example/d/b">x</a><img src="https://a.example/c.jpg"></p>'
    )


@pytest.mark.parametrize(
    ("html", "whole", "end"),
    [
        ("<p>Текст оборван […]</p>", True, "[…]"),
        ("<p>Текст оборван [&#8230;]</p>", True, "[…]"),
        ("<p>Цена выросла.</p><a>Читать далее →</a>", True, "Читать далее"),
        ("<p>Баға өсті… Толығырақ</p>", True, "… Толығырақ"),
        ("<p>Prices rose. Continue reading <span>Prices</span></p>", True, "Continue reading"),
        ("<p>И всё же…</p>", True, ""),
        ("<p>И всё же…</p>", False, "…"),
        ("<p>Он рассказал об этом подробнее</p>", True, ""),
        ("<p>Бұл толық мәтін.</p>", False, ""),
        ("<p>This is all. Read more books in winter.</p>", True, ""),
    ],
)
def test_a_teaser_is_recognised_by_its_end(html: str, whole: bool, end: str) -> None:
    assert texts.is_cut(Text("x", "", "html", whole), html, "Prices") == end


def test_a_turbo_page_loses_its_frame() -> None:
    frame = "<header><h1>T</h1><figure>f</figure></header><p>a</p><form>x</form>"
    html = f'{frame}<div data-block="gallery">g</div>'
    body = texts.without_frame(html, "T")
    assert body.html == '<figure>f</figure><p>a</p><div data-block="gallery">g</div>'
    assert [note.text for note in body.notes] == ["x"]


@pytest.mark.parametrize("part", ["<p>The post ", "[…", "\n ", "&lt;p", "<", "… читать далее "])
def test_a_hostile_text_takes_linear_time(part: str) -> None:
    begun = time.process_time()
    for form in ("wrapped", "html", "lines", "text"):
        html = texts.html(Text("x", part * 100_000, form)).html
        texts.without_appeals(html)
        texts.is_cut(Text("x", ""), html, "")
    assert time.process_time() - begun < 4
