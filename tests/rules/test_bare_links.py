"""Addresses in the text of an article."""

import time

import pytest

from kazarchive.rules.bare_links import with_links


def link(address: str) -> str:
    return f'<a href="{address}">{address}</a>'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See https://egov.kz.", f"See {link('https://egov.kz')}."),
        ("(https://a.kz/b_(c))", f"({link('https://a.kz/b_(c)')})"),
        ("«https://a.kz/жол?к=1&amp;b=2»!", f"«{link('https://a.kz/жол?к=1&amp;b=2')}»!"),
        (
            "http://a.kz:80/ https://қазақстан.қаз",
            f"{link('http://a.kz:80/')} {link('https://қазақстан.қаз')}",
        ),
        (
            "https://a.kz/&quot; https://b.kz&gt;;",
            f"{link('https://a.kz/')}&quot; {link('https://b.kz')}&gt;;",
        ),
        (
            "https://a.kz&nbsp;x https://b.kz\xa0y",
            f"{link('https://a.kz')}&nbsp;x {link('https://b.kz')}\xa0y",
        ),
        ("https://a.kz<br>https://b.kz", f"{link('https://a.kz')}<br>{link('https://b.kz')}"),
    ],
)
def test_an_address_becomes_a_link_without_the_punctuation_around_it(
    text: str, expected: str
) -> None:
    assert with_links(f"<p>{text}</p>") == f"<p>{expected}</p>"


@pytest.mark.parametrize(
    "body",
    [
        '<a href="https://a.kz">https://a.kz</a>',
        '<a href="/b"><em>https://a.kz</em></a>',
        "<code>https://a.kz</code> <pre><code>https://a.kz</code></pre>",
        '<img src="https://a.kz/b.jpg" alt="https://a.kz">',
        "https://localhost https:// https://a ftp://a.kz xhttps://a.kz a@https://b.kz",
    ],
)
def test_other_addresses_stay_as_they_are(body: str) -> None:
    assert with_links(body) == body


@pytest.mark.parametrize("end", [")", ".", "&amp;", ";", "(", "https://"])
def test_it_takes_linear_time(end: str) -> None:
    start = time.process_time()
    with_links("<p>https://a.kz/" + end * 100_000 + "x</p>" + "<p>https://a.kz/" + end * 100_000)
    assert time.process_time() - start < 2
