"""Links in captions."""

import time

import pytest

from kazarchive.rules.captions import as_html, links, plain

TEXT = 'A "map" by [the <b> ministry](https://a.kz/x_(y)?a=1&b) & [us](about.md), [no](gone.md)'


def test_a_caption_has_links_text_and_html() -> None:
    assert list(links(TEXT)) == ["https://a.kz/x_(y)?a=1&b", "about.md", "gone.md"]
    assert plain(TEXT) == 'A "map" by the <b> ministry & us, no'
    found = {"about.md": "/about/", "gone.md": None}
    assert as_html(TEXT, lambda url: found.get(url, url)) == (
        'A "map" by <a href="https://a.kz/x_(y)?a=1&amp;b">the &lt;b&gt; ministry</a> &amp;'
        ' <a href="/about/">us</a>, no'
    )


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "JAVA\tSCRIPT:x"])
def test_an_unsafe_link_is_text(url: str) -> None:
    caption = f"[a](<{url}>) b"
    assert list(links(caption)) == []
    assert as_html(caption, lambda url: url) == "a b"


@pytest.mark.parametrize("text", ["[1] a (b)", "a [b] (c)", "![a](b.jpg)", "", "[a]()", "\\[a](b)"])
def test_other_brackets_stay(text: str) -> None:
    assert list(links(text)) == []
    assert as_html(text, lambda url: url) == plain(text) == text


def test_it_takes_linear_time() -> None:
    start = time.process_time()
    for part in ("[", "[a](", "[a](b", "[a](<", "[a]((b)", "](", "(" * 50):
        plain(part * 10_000 + "](")
    assert time.process_time() - start < 4
